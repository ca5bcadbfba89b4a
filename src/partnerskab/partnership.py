"""A partnership: an agreement, what is done under it, and how its sources are read."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import attrs

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.checks import InvalidAgreementError
from partnerskab.assessment.outlook import OutlookRules
from partnerskab.delivery.comments import Comment, find_comment_problems
from partnerskab.delivery.judgements import Judgement
from partnerskab.delivery.log import Log, find_log_problems
from partnerskab.delivery.plan import SafetyPlan, find_plan_problems, with_goals
from partnerskab.delivery.spending import TIDY_SPENDING, SpendingRecipe
from partnerskab.errors import InvalidValueError, Problem
from partnerskab.observations.recipes import TIDY, Recipe
from partnerskab.observations.request import REQUEST
from partnerskab.trace.notes import TraceNotes, find_notes_problems
from partnerskab.values.names import did_you_mean, find_unknown
from partnerskab.values.tuples import as_tuple

# The collections to which a safety plan adds its own.
_OF_PLAN = ("indicators", "sources")


@attrs.frozen(kw_only=True)
class Partnership:
    """What one folder holds.

    Args:
        agreement: what was signed.
        plan: the safety plan; None where it is not at hand.
        judgements: what people decided where no machine can.
        comments: what people wrote for its status reports.
        log: the meetings and deliveries; None where nobody keeps a log.
        recipes: how the files of the sources are read.
        spending_recipes: how the files of the accounts are read.
        outlook: from where on a target counts as on track.
        trace: what is declared about the signed text beside its figures.

    Raises:
        InvalidAgreementError: where a part points to something that the agreement does not have.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager")
    >>> amager.agreement.id, len(amager.recipes), amager.log
    ('amager', 3, None)
    """

    agreement: Agreement
    plan: SafetyPlan | None = None
    judgements: tuple[Judgement, ...] = attrs.field(default=(), converter=as_tuple)
    comments: tuple[Comment, ...] = attrs.field(default=(), converter=as_tuple)
    log: Log | None = None
    recipes: tuple[Recipe, ...] = attrs.field(default=(), converter=as_tuple)
    spending_recipes: tuple[SpendingRecipe, ...] = attrs.field(default=(), converter=as_tuple)
    outlook: OutlookRules = attrs.field(factory=OutlookRules)
    trace: TraceNotes = attrs.field(factory=TraceNotes)

    def __attrs_post_init__(self) -> None:
        found: dict[str, Iterable[Problem]] = {
            "plan": find_plan_problems(self.agreement, self.plan) if self.plan else (),
            "judgements": find_judgement_problems(self.agreement, self.judgements, self.plan),
            "comments": find_comment_problems(self.agreement, self.comments, self.plan),
            "log": find_log_problems(self.agreement, self.log) if self.log else (),
            "recipes": find_recipe_problems(self.agreement, self.recipes),
            "spending_recipes": find_spending_recipe_problems(
                self.agreement, self.spending_recipes
            ),
            "trace": find_notes_problems(self.agreement, self.trace),
        }
        problems = [
            attrs.evolve(problem, path=(field, *problem.path))
            for field, wrong in found.items()
            for problem in wrong
        ]
        if problems:
            raise InvalidAgreementError(tuple(problems))

    def of_plan(self) -> "Partnership | None":
        """Return what `assess` takes for the goals of the safety plan; None without a plan.

        Its objectives are the focus areas, its targets their goals, and its indicators those of the
        agreement and of the plan.

        >>> import partnerskab
        >>> goals = partnerskab.load("examples/amager").of_plan()
        >>> len(goals.agreement.objectives), len(goals.agreement.targets)
        (3, 0)
        """
        if self.plan is None:
            return None
        goals = {goal.id for goal in self.plan.goals}
        return attrs.evolve(
            self,
            agreement=with_goals(self.agreement, self.plan),
            plan=None,
            judgements=[each for each in self.judgements if each.target in goals],
            comments=(),
            log=None,
            trace=TraceNotes(),
        )

    def ever(self, collection: str) -> tuple[Any, ...]:
        """Return the parts that a collection has or had, those of the safety plan before them.

        >>> import partnerskab
        >>> harbour = partnerskab.load("tests/partnerships/harbour")
        >>> [indicator.id for indicator in harbour.ever("indicators")]
        ['dark-spots', 'vandalism']
        """
        adds = self.plan is not None and collection in _OF_PLAN
        of_plan = getattr(self.plan, collection) if adds else ()
        return (*of_plan, *self.agreement.ever(collection))

    def recipe(self, id: str) -> Recipe:
        """Return a recipe by its id, or raise with those that there are."""
        return _by_id(self.recipes, id, "recipes.toml")

    def spending_recipe(self, id: str) -> SpendingRecipe:
        """Return a recipe for the accounts by its id, or raise with those that there are."""
        return _by_id(self.spending_recipes, id, "spending-recipes.toml")


_Recipe = TypeVar("_Recipe", Recipe, SpendingRecipe)


def _by_id(recipes: Iterable[_Recipe], id: str, file: str) -> _Recipe:
    known = {recipe.id: recipe for recipe in recipes}
    if id not in known:
        raise InvalidValueError(
            "the partnership has no such recipe",
            expected=", ".join(known) or "a recipe, and there is none",
            came=repr(id),
            remedy=did_you_mean(id, known) or f"write it in {file}",
            id="unknown-recipe",
        )
    return known[id]


def find_judgement_problems(
    agreement: Agreement, judgements: Iterable[Judgement], plan: SafetyPlan | None = None
) -> Iterator[Problem]:
    """Return what judgements name and nobody promises, with paths in their file.

    Args:
        agreement: has the targets that they may name.
        judgements: the judgements.
        plan: has the goals that they may name, too; None where it is not at hand.
    """
    versions = [target for version in agreement.whenever() for target in version.targets]
    promises = (*versions, *(plan.goals if plan else ()))
    due = {each.id: {*each.rule.periods} for each in promises}
    for each in promises:
        due[each.id].update(each.rule.periods)
    for judgement in judgements:
        yield from find_unknown((judgement.id, "target"), "target", judgement.target, list(due))
        periods = due.get(judgement.target)
        if periods is not None and judgement.period not in periods:
            yield Problem(
                path=(judgement.id, "period"),
                id="nothing-to-judge",
                message=f"nothing is due for '{judgement.target}' in this period",
                expected=", ".join(str(period) for period in sorted(periods)),
                came=str(judgement.period),
            )


def find_recipe_problems(agreement: Agreement, recipes: Iterable[Recipe]) -> Iterator[Problem]:
    """Return what recipes name and the agreement does not have, with paths in their file."""
    indicators = [each.id for each in agreement.ever("indicators")]
    areas = [each.id for each in agreement.ever("areas")]
    for recipe in recipes:
        yield from _taken(recipe.id, (TIDY.id, REQUEST))
        sources = [each.id for each in agreement.ever("sources")]
        yield from find_unknown((recipe.id, "source"), "source", recipe.source, sources)
        for code in recipe.indicators:
            at = (recipe.id, "indicators", code.code)
            yield from find_unknown(at, "indicator", code.id, indicators)
        for code in recipe.areas:
            yield from find_unknown((recipe.id, "areas", code.code), "area", code.id, areas)
        if recipe.only_indicator is not None:
            path = (recipe.id, "only_indicator")
            yield from find_unknown(path, "indicator", recipe.only_indicator, indicators)
        if recipe.only_area is not None:
            yield from find_unknown((recipe.id, "only_area"), "area", recipe.only_area, areas)


def find_spending_recipe_problems(
    agreement: Agreement, recipes: Iterable[SpendingRecipe]
) -> Iterator[Problem]:
    """Return the allocations that recipes name and the agreement does not have."""
    allocations = [each.id for each in agreement.ever("allocations")]
    for recipe in recipes:
        yield from _taken(recipe.id, (TIDY_SPENDING.id,))
        for code in recipe.allocations:
            at = (recipe.id, "allocations", code.code)
            yield from find_unknown(at, "allocation", code.id, allocations)
        if recipe.only_allocation is not None:
            path = (recipe.id, "only_allocation")
            yield from find_unknown(path, "allocation", recipe.only_allocation, allocations)


def _taken(id: str, taken: tuple[str, ...]) -> Iterator[Problem]:
    if id in taken:
        yield Problem(
            path=(id,),
            id="duplicate-id",
            message="the library reads files of its own by this name",
            expected=f"another name than {' and '.join(map(repr, taken))}",
            came=repr(id),
            remedy="rename the recipe",
        )
