"""What a report is made from, and the few questions that all of its sections ask."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.indicators import Indicator, Measure
from partnerskab.agreement.readings import Readings
from partnerskab.agreement.rules import Hold
from partnerskab.agreement.targets import Objective, Target
from partnerskab.assessment.assess import assess
from partnerskab.assessment.reporting import reported_period
from partnerskab.assessment.uncertainty import Uncertainty, uncertainties
from partnerskab.assessment.verdicts import Assessment, Caveat, Verdict
from partnerskab.delivery.account import Account, accounts
from partnerskab.delivery.budget import Budget
from partnerskab.delivery.calendar import Due, dues
from partnerskab.delivery.comments import Comment, CommentKind
from partnerskab.delivery.spending import Spending
from partnerskab.observations.observation import Audience
from partnerskab.partnership import Partnership
from partnerskab.reports.blocks import Items, Quote, Text
from partnerskab.values.amounts import UNITS
from partnerskab.values.names import Choice, Label
from partnerskab.values.periods import Period, as_period
from partnerskab.wording.agreements import actor_text
from partnerskab.wording.marks import Marks
from partnerskab.wording.verdicts import caveat_notes, targets_of
from partnerskab.words import say
from partnerskab.words.locale import NO_BREAK, day_text, listed

# Up to so many areas stand in one table; more get an overview, and a section each.
_FEW_AREAS = 3


class Look(Choice):
    """How a target is shown: by its step of a scale, in numbers, or as what people judge."""

    SCALE = "scale"
    NUMBERS = "numbers"
    JUDGED = "judged"


def look_of(target: Target) -> Look:
    """Return how a target is shown."""
    if isinstance(target.rule, Hold) and target.rule.scale is not None:
        return Look.SCALE
    return Look.NUMBERS if target.rule.decidable else Look.JUDGED


@attrs.frozen(kw_only=True, slots=False)
class Material:
    """What a report is made from.

    Args:
        partnership: the partnership.
        assessment: where its promises stand.
        language: the language of the report.
        spending: what was spent; None where nobody says.
        comments: what people wrote.
        audience: who will read the report.
        for_residents: whether it leaves out what the steering group has to decide.
        command: the command that makes it again; "" where it was made from Python.
    """

    partnership: Partnership
    assessment: Assessment
    language: str
    spending: Spending | None = None
    comments: tuple[Comment, ...] = ()
    audience: Audience = Audience.INTERNAL
    for_residents: bool = False
    command: str = ""
    marks: Marks = attrs.field(factory=Marks, init=False)
    _shown: set[Comment] = attrs.field(factory=set, init=False)
    _entries: dict[int, tuple[Due, ...] | tuple[Account, ...]] = attrs.field(
        factory=dict, init=False
    )
    _parts: dict[str, dict[str, Any]] = attrs.field(factory=dict, init=False)

    @property
    def agreement(self) -> Agreement:
        """The agreement in force on the day of the report."""
        return self.assessment.agreement

    @cached_property
    def last_due(self) -> Period | None:
        """The period that the report gives figures for; None where nothing has been due."""
        return reported_period(self.assessment)

    @cached_property
    def period(self) -> Period | None:
        """The period that is shown, the last one that was due or else the first; None for none."""
        return self.last_due or next(iter(self.assessment.periods), None)

    @property
    def on_file(self) -> Agreement:
        """The agreement in force at the end of the year of the report, readings and all."""
        return self.partnership.agreement.as_of(date(self.assessment.as_of.year, 12, 31))

    @property
    def name(self) -> str:
        """What people call the partnership."""
        return self.text(self.agreement.also_called or self.agreement.label)

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {
            each.id: self.assessment.version_with(each.id).indicator(each.rule.indicator)
            for each in self.assessment.targets
        }

    @cached_property
    def names(self) -> dict[str, str]:
        """What each target is called, by its indicator and, where several share that, its area."""
        plain = {id: self.text(each.label) for id, each in self._indicators.items()}
        often = Counter(plain.values())
        return {
            each.id: name if often[name] == 1 else f"{name}, {self.area_name(each.rule.area)}"
            for each in self.assessment.targets
            for name in [plain[each.id]]
        }

    @cached_property
    def goals(self) -> Assessment | None:
        """Where the goals of the safety plan stand; None without a plan."""
        plan = self.partnership.of_plan()
        if plan is None:
            return None
        return assess(plan, self.assessment.known, as_of=self.assessment.as_of)

    @cached_property
    def budget(self) -> Budget:
        """The money on the day of the report."""
        as_of = self.assessment.as_of
        return Budget.of(self.partnership.agreement.as_of(as_of), self.spending, as_of=as_of)

    @cached_property
    def chances(self) -> tuple[Uncertainty, ...]:
        """What chance leaves of the verdicts."""
        return uncertainties(self.assessment)

    @property
    def notices(self) -> list[str]:
        """What every output must say first, such as that figures are invented or internal."""
        invented = self.assessment.illustrative or (
            self.spending is not None and self.spending.has_illustrative
        )
        found = {
            "text.illustrative": invented,
            "report.illustrative_texts": any(each.illustrative for each in self.comments),
            "report.internal": self.audience is Audience.INTERNAL
            and bool(self.assessment.known.not_for(Audience.PUBLIC)),
            "report.for_parties": self.audience is Audience.PARTIES
            and bool(self.assessment.known.not_for(Audience.PUBLIC)),
        }
        return [self.say(key) for key, holds in found.items() if holds]

    def say(self, key: str, **values: Any) -> str:
        """Return the library's words for a key."""
        return say(key, self.language, **values)

    def text(self, label: Label) -> str:
        """Return a label in the language of the report."""
        return label.text(self.language)

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts in a row; with semicolons where one of them has a comma of its own."""
        row = list(texts)
        if any("," in each for each in row):
            return "; ".join(row)
        return listed(row, self.language)

    def entries(self, year: int) -> tuple[Due, ...] | tuple[Account, ...]:
        """Return what is due in a year, and what became of it where there is a log."""
        if year not in self._entries:
            log, as_of = self.partnership.log, self.assessment.as_of
            self._entries[year] = (
                accounts(self.on_file, log, self.partnership.plan, year, as_of=as_of)
                if log is not None
                else dues(self.on_file, year, as_of=as_of)
            )
        return self._entries[year]

    def parts(self, collection: str) -> dict[str, Any]:
        """Return the parts by id that a collection has or had, those of the plan included."""
        if collection not in self._parts:
            found = self.partnership.ever(collection)
            self._parts[collection] = {each.id: each for each in found}
        return self._parts[collection]

    def area_name(self, id: str) -> str:
        """Return the name of an area."""
        return self.text(self.parts("areas")[id].label)

    def actor(self, id: str) -> str:
        """Return the name of a body, party or administration, also of one that is gone."""
        return actor_text(self.partnership.agreement, id, self.language)

    def indicator(self, target: Target) -> Indicator:
        """Return the indicator of a target."""
        return self._indicators[target.id]

    def measured(self, indicator: Indicator) -> str:
        """Return the name of an indicator, with its unit where numbers are no plain count."""
        name = self.text(indicator.label)
        if indicator.unit is None or indicator.measure is Measure.COUNT:
            return name
        return f"{name} ({self.text(UNITS[indicator.unit].label)})"

    def verdict(self, target: Target) -> Verdict | None:
        """Return the verdict on a target in the period that is shown; None for none."""
        return self.assessment.find(target.id, self.period) if self.period else None

    def targets(self, objective: Objective) -> list[Target]:
        """Return the targets of an objective."""
        return targets_of(self.assessment, objective)

    def heading(self, objective: Objective) -> str:
        """Return the heading of an objective."""
        return self.text(objective.heading or objective.label)

    def objectives(self) -> list[Objective]:
        """Return the objectives that have targets: scales first, then numbers, then judgements."""
        order = list(Look)
        shown = [each for each in self.assessment.all_objectives if self.targets(each)]
        return sorted(
            shown, key=lambda each: min(order.index(look_of(one)) for one in self.targets(each))
        )

    def areas_apart(self, targets: Sequence[Target]) -> list[str]:
        """Return the areas of targets where there are too many for one table, else nothing."""
        areas = list(dict.fromkeys(target.rule.area for target in targets))
        return areas if len(areas) > _FEW_AREAS else []

    def shared(self, verdicts: Iterable[Verdict | None]) -> frozenset[Caveat]:
        """Return the caveats that all of several verdicts have; of one alone, none."""
        found = [frozenset(each.caveats) for each in verdicts if each is not None]
        return frozenset.intersection(*found) if len(found) > 1 else frozenset()

    def marked(self, text: str, caveats: Iterable[Caveat]) -> str:
        """Return a text with the letters of what a reader must know with it."""
        return self.noted(text, caveat_notes(caveats, self.language))

    def noted(self, text: str, notes: Iterable[str]) -> str:
        """Return a text with the letters of notes, from which no line break parts it."""
        marks = self.marks.of(notes)
        return text + NO_BREAK + marks.replace(" ", NO_BREAK) if marks else text

    def explained(self, after: int = 0) -> Iterator[Items]:
        """Give the list of what letters stand for; nothing where there are none.

        Args:
            after: how many of them have been explained already.
        """
        notes = [f"[{letters}] {note}" for note, letters in self.marks.notes.items()]
        if notes[after:]:
            yield Items(items=notes[after:])

    def readings_text(self, readings: Readings) -> str:
        """Return readings that hold together in the words of the agreement."""
        questions = self.parts("questions")
        said = [
            self.say(
                "report.answer",
                question=self.text(questions[id].label),
                reading=self.text(questions[id].reading(reading).label),
            )
            if id in questions
            else f"{id} = {reading}"
            for id, reading in readings
        ]
        return "; ".join(said)

    def said(self, kind: CommentKind) -> Iterator[Quote]:
        """Give what people wrote of a kind for the period that is shown, whatever it is about."""
        for each in self.comments_of(kind):
            yield self.quote(each.text, each.role, each.on)

    def remarks(self, about: Mapping[str | None, str] | None = None) -> Iterator[Text | Quote]:
        """Give what people think of something, and how they explain it.

        Args:
            about: the ids of it, None being the partnership as a whole, each with its name, which
                is "" where that is plain from the place where it stands; None alone for what no
                section before this one has shown, so that nothing that people wrote is lost.
        """
        yield from self._about(about, CommentKind.ASSESSMENT, CommentKind.EXPLANATION)

    def doings(self, about: Mapping[str | None, str] | None = None) -> Iterator[Text | Quote]:
        """Give what people say was done, and what did not work; `about` is as for `remarks`."""
        for kind in (CommentKind.DONE, CommentKind.DID_NOT_WORK):
            quotes = [*self._about(about, kind)]
            if quotes:
                yield Text(text=self.say(f"comment.{kind}"), role="lead")
                yield from quotes

    def _about(
        self, about: Mapping[str | None, str] | None, *kinds: CommentKind
    ) -> Iterator[Quote]:
        for each in self.comments_of(*kinds):
            if about is None and each not in self._shown:
                yield self.quote(each.text, each.role, each.on, self._part_name(each.about))
            elif about is not None and each.about in about:
                self._shown.add(each)
                yield self.quote(each.text, each.role, each.on, about[each.about])

    def _part_name(self, id: str | None) -> str:
        """Return the name of a part that a comment is about, and no section of its own shows."""
        for collection in ("bodies", "duties", "focus_areas", "objectives", "indicators"):
            if id in self.parts(collection):
                return self.text(self.parts(collection)[id].label)
        return ""

    def quote(self, text: Label, role: Label, on: date, name: str = "") -> Quote:
        """Return what a person wrote, with the role, the day and what it is about."""
        said = {"role": self.text(role), "day": day_text(on, self.language)}
        by = self.say("report.written_about" if name else "report.written", about=name, **said)
        return Quote(text=self.text(text), by=by)

    def comments_of(self, *kinds: CommentKind) -> list[Comment]:
        """Return the comments of some kinds on the period of the report, written by its day."""
        return [
            each
            for each in self.comments
            if each.kind in kinds
            and any(map(each.period.overlaps, self._commented))
            and each.on <= self.assessment.as_of
        ]

    @cached_property
    def _commented(self) -> list[Period]:
        """The period of which the report has figures; where it has none, the year before, too.

        Whoever promised no number, or one for the last year only, has still something to tell. In
        the first year of the term, that is the year of the report itself.
        """
        if self.last_due is not None:
            return [self.last_due]
        year, start = self.assessment.as_of.year, self.agreement.term.start
        told = as_period(year if start is not None and start.year == year else year - 1)
        return [told] if self.period is None else [told, self.period]
