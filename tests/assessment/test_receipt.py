"""The receipt of a verdict: every line, for every kind of target and every kind of figure."""

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.derived import Gap, OverTime, Total
from partnerskab.agreement.rule import Baseline, Rule
from partnerskab.assessment.assess import assess
from partnerskab.assessment.receipt import Line, receipt
from partnerskab.observations.observation import Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.values.citations import Citation
from partnerskab.values.names import Label
from partnerskab.values.periods import Period
from partnerskab.values.rounding import Rounding
from tests.samples import (
    AFTER_ALL,
    JUDGED,
    agreement,
    ceiling,
    change,
    criterion_question,
    hold,
    ladder,
    points,
    qualitative,
    question,
    seen,
    towards,
)

PUBLISHED = "published 2014-02-01"
DATES = f"{PUBLISHED}; retrieved 2014-05-01"


def lines(
    signed: Agreement | Rule,
    *figures: Observation,
    target: str = "",
    period: int = 2013,
    as_of: date = AFTER_ALL,
    **made: Any,
) -> tuple[Line, ...]:
    """Return the receipt of the first target, or of another, in a year."""
    whole = agreement(signed) if isinstance(signed, Rule) else signed
    partnership = Partnership(agreement=whole, judgements=made.get("judgements", ()))
    found = assess(partnership, ObservationSet(figures), as_of=as_of)
    wanted = target or whole.targets[0].id
    return receipt(found, wanted, Period(period), made.get("made_from", {}))


def after(name: str, found: tuple[Line, ...]) -> list[Line]:
    """Return the lines after the first of a name."""
    return list(found[[line[0] for line in found].index(name) + 1 :])


def measured(signed: Agreement, **fields: Any) -> Agreement:
    """Return an agreement with some fields of the first target's indicator changed."""
    id = signed.targets[0].rule.indicator
    changed = [
        attrs.evolve(each, **fields) if each.id == id else each for each in signed.indicators
    ]
    return attrs.evolve(signed, indicators=changed)


# The promise


def test_receipt_of_a_ladder() -> None:
    """The verdict is told, the promise, the figures and what rides beside them, in this order."""
    signed = agreement(ladder(), questions=[criterion_question()])
    signed = measured(signed, validity=[Label.of(da="Indsats", en="Police effort")])
    figure = seen(71, retrieved=date(2014, 5, 1), note="as printed", source="register")
    assert lines(signed, figure, made_from={"agreement.toml": "sha256:1"}) == (
        ("verdict", "not-met"),
        ("as of", "2018-01-01"),
        ("target", "reports"),
        ("indicator", "reports"),
        ("area", "town"),
        ("period", "2013"),
        ("version", "as signed"),
        ("rule", "percent-of-baseline"),
        ("baseline", "77 in 2012"),
        ("steps", "from-baseline"),
        ("percent", "-10"),
        ("exact value", "69.3"),
        ("rounding", "half-up, step 1, declared"),
        ("rounded", "69"),
        ("printed", "69"),
        ("reconciliation", "equal"),
        ("criterion", "count"),
        ("decides", "at-most 69"),
        ("citation", "text, section 1"),
        ("observed", "71"),
        ("change", "-7.8 % from the baseline, to 0.1"),
        (
            "figure 1",
            f"71 for 2013, town; final; from register; {DATES}; as printed",
        ),
        ("caveat", "open-question"),
        ("open question", "asked"),
        ("validity", "Police effort"),
        ("agreement.toml", "sha256:1"),
    )


def test_receipt_of_a_cell() -> None:
    """A milestone that stands in a table is cited by its column."""
    signed = agreement(ladder(columns=["base", "one", "two", "three", "four"]))
    cited = Citation(document="text", section="1", table="Reports", row="All")
    targets = [attrs.evolve(each, citation=cited) for each in signed.targets]
    found = dict(lines(attrs.evolve(signed, targets=targets), period=2014))
    assert found["citation"] == str(attrs.evolve(cited, column="two"))


def test_receipt_of_a_ladder_without_a_baseline() -> None:
    """What is not known or not printed is none, and no side of it is named."""
    assert after("rule", lines(ladder(baseline=None, printed=None), period=2015)) == [
        ("baseline", "none in 2012"),
        ("steps", "from-baseline"),
        ("percent", "-20"),
        ("exact value", "none"),
        ("rounding", "half-up, step 1, declared"),
        ("rounded", "none"),
        ("printed", "none"),
        ("reconciliation", "none"),
        ("criterion", "count"),
        ("decides", "none"),
        ("citation", "text, section 1"),
        ("observed", "none"),
        ("caveat", "no-baseline"),
    ]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (
            {"values": [70, 74, "87.5"], "statistic": "mean"},
            "463/6 in 2010-2012, the mean of 70, 74, 87.5",
        ),
        (
            {"value": 77, "statistic": "median"},
            "77 in 2010-2012, the median of numbers not printed",
        ),
        ({"value": 77}, "77 in 2010-2012"),
    ],
    ids=["numbers", "no numbers", "one number"],
)
def test_baseline_says_what_it_is_made_of(fields: dict[str, Any], text: str) -> None:
    """A mean is shown with its numbers, where they are printed."""
    rule = attrs.evolve(ladder(), baseline=Baseline(period="2010-2012", **fields))
    assert dict(lines(rule))["baseline"] == text


@pytest.mark.parametrize(
    ("rule", "period", "promise"),
    [
        (
            hold(periods=[2013, 2014], held="throughout"),
            2014,
            [
                ("rule", "hold"),
                ("baseline", "reduced in 2012"),
                ("held", "throughout"),
                ("decides", "reduced"),
            ],
        ),
        (
            points(-1, "-2.5", final=16),
            2014,
            [
                ("rule", "points-from-baseline"),
                ("baseline", "18 in 2012"),
                ("points", "-2.5"),
                ("final level", "16"),
                ("decides", "at-most 15.5"),
            ],
        ),
        (ceiling(70), 2013, [("rule", "level"), ("decides", "at-most 70")]),
        (
            towards(),
            2013,
            [("rule", "towards"), ("baseline", "6 in 2012"), ("decides", "none")],
        ),
    ],
    ids=["hold", "points", "level", "towards"],
)
def test_receipt_says_what_was_promised(rule: Rule, period: int, promise: list[Line]) -> None:
    """Each kind shows what is its own, then what decides."""
    said = after("version", lines(rule, period=period))
    assert said[: len(promise) + 1] == [*promise, ("citation", "text, section 1")]


def test_receipt_of_something_that_roles_judge() -> None:
    """Those who judge are named by their ids."""
    square: dict[str, Any] = {"measure": "qualitative", "unit": None, "better": None}
    signed = agreement(ceiling(70))
    rule = attrs.evolve(qualitative(), indicator="reports", judged_by=["council", "council"])
    judged = attrs.evolve(
        signed,
        indicators=[attrs.evolve(signed.indicator("reports"), **square)],
        targets=[attrs.evolve(each, rule=rule) for each in signed.targets],
    )
    assert dict(lines(judged))["judged by"] == "council, council"


def test_receipt_of_a_period_in_which_nothing_is_due() -> None:
    """Where nothing is due, neither a limit nor a place is told."""
    signed = agreement(ladder(), hold(periods=[2015]))
    assert after("version", lines(signed, target="need")) == [
        ("rule", "hold"),
        ("baseline", "reduced in 2012"),
        ("due", "nothing in this period"),
        ("observed", "none"),
    ]


def test_receipt_of_a_rounding_to_tenths() -> None:
    """The step of a rounding is told as a decimal."""
    tenths = Rounding(mode="half-up", basis="declared", step="0.1")
    found = dict(lines(ladder(rounding=tenths, printed=None)))
    assert (found["rounding"], found["rounded"]) == ("half-up, step 0.1, declared", "69.3")


# The figures


def test_receipt_of_parts_of_a_year() -> None:
    """Each part is told with its dates, and what they come to so far."""
    figures = seen(20, "2013-Q1"), seen(30, "2013-Q2", published=None, status="provisional")
    assert after("citation", lines(ceiling(70), *figures)) == [
        ("observed", "none"),
        ("so far", "50"),
        (
            "figure 1",
            "20 for 2013-Q1, town; final; from the indicator's own source; published 2014-02-01",
        ),
        (
            "figure 2",
            "30 for 2013-Q2, town; provisional; from the indicator's own source; undated",
        ),
        ("caveat", "provisional"),
        ("caveat", "undated"),
    ]


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (seen(Fraction(139, 2)), "69.5 for 2013, town; final"),
        (seen(None, status="suppressed"), "none for 2013, town; suppressed"),
    ],
    ids=["a decimal", "held back"],
)
def test_figure_is_told_as_a_text(figure: Observation, told: str) -> None:
    """A value is written as a decimal where it is one, and one that is held back as none."""
    said = dict(lines(ladder(), figure))["figure 1"]
    assert said == f"{told}; from the indicator's own source; {PUBLISHED}"


def test_receipt_of_a_category() -> None:
    """A category is told as it is, and has no change in percent."""
    assert after("citation", lines(hold(), seen("marked", indicator="need"))) == [
        ("observed", "marked"),
        (
            "figure 1",
            "marked for 2013, town; final; from the indicator's own source; published 2014-02-01",
        ),
    ]


def basket(**fields: Any) -> Agreement:
    """Return an agreement about the mean, over two years, of a sum; the first target's."""
    signed = agreement(ceiling(270))
    reports = signed.indicator("reports")
    parts = [
        attrs.evolve(reports, id="both", source=None, derived=Total(of=["thefts", "activations"])),
        attrs.evolve(
            reports, source=None, derived=OverTime(of="both", statistic="mean", periods=2)
        ),
    ]
    kept = [each for each in signed.indicators if each.id != "reports"]
    return attrs.evolve(signed, indicators=[*kept, *parts], **fields)


def test_receipt_of_a_derived_value() -> None:
    """It is told what it is reckoned from, down to what is published, and what is missing."""
    found = lines(basket(), seen(3, indicator="thefts"))
    assert after("citation", found) == [
        ("derived", "reports = over-time of both"),
        ("derived", "both = total of thefts, activations"),
        ("observed", "none"),
        (
            "figure 1",
            f"thefts: 3 for 2013, town; final; from the indicator's own source; {PUBLISHED}",
        ),
        ("missing", "thefts for 2012, town"),
        ("missing", "activations for 2012, town"),
        ("missing", "activations for 2013, town"),
    ]


def test_areas_are_no_indicators_to_reckon_from() -> None:
    """Of a gap the indicator is told, and not the area that it is a gap to."""
    signed = agreement(ceiling(270))
    gap = Gap(of="unsafe", comparator="district", measure="difference")
    found = dict(lines(measured(signed, source=None, derived=gap)))
    assert found["derived"] == "reports = gap of unsafe"


def test_figure_that_is_missing_is_named_for_a_derived_value_only() -> None:
    """Where one figure is asked for, that it is missing is the verdict."""
    assert after("citation", lines(ceiling(70))) == [("observed", "none")]


def test_receipt_of_a_judgement() -> None:
    """A person's decision is told with its day, role, reasons and evidence."""
    judgement = attrs.evolve(
        JUDGED,
        role=Label.of(da="rådet", en="the council"),
        text=Label.of(da="færre", en="fewer"),
    )
    assert after("citation", lines(towards(), judgements=[judgement])) == [
        ("observed", "none"),
        ("judgement", "met, decided on 2014-03-01"),
        ("judged by", "the council"),
        ("reasons", "fewer"),
        ("evidence", "minutes"),
        ("caveat", "judged"),
    ]


def test_receipt_of_readings_that_lead_apart() -> None:
    """The outcome under each reading is told where it matters."""
    rule = ladder(periods=[2013], percent=[-25], baseline=70, printed=[53])
    signed = agreement(rule, questions=[criterion_question()])
    assert after("figure 1", lines(signed, seen(53))) == [
        ("caveat", "open-question"),
        ("open question", "asked"),
        ("under reading", "asked = count: met"),
        ("under reading", "asked = percentage: not-met"),
    ]


def test_receipt_of_two_questions_that_lead_apart() -> None:
    """A reading of each of them is told, one beside the other."""
    rule = ladder(periods=[2013], percent=[-25], baseline=70, printed=[53])
    other = question(
        "where",
        town=[change("targets.reports.area", "town")],
        district=[change("targets.reports.area", "district")],
    )
    signed = agreement(rule, questions=[criterion_question(), other])
    said = [text for name, text in lines(signed, seen(53)) if name == "under reading"]
    assert said == [
        "asked = count, where = town: met",
        "asked = count, where = district: no-data",
        "asked = percentage, where = town: not-met",
        "asked = percentage, where = district: no-data",
    ]


def test_receipt_of_no_verdict() -> None:
    """A period without a verdict has no receipt."""
    with pytest.raises(KeyError):
        lines(ladder(), period=2012)
