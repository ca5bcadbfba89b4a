"""Which files a partnership's folder can hold; each of them is read, written and described."""

from typing import Any

import attrs

from partnerskab.assessment.outlook import OutlookRules
from partnerskab.delivery.comments import Comment
from partnerskab.delivery.judgements import Judgement
from partnerskab.delivery.log import Log
from partnerskab.delivery.plan import SafetyPlan
from partnerskab.delivery.spending import SpendingRecipe
from partnerskab.observations.recipes import Recipe
from partnerskab.trace.notes import TraceNotes

AGREEMENT = "agreement.toml"


@attrs.frozen
class Beside:
    """A file that may stand beside the agreement.

    Args:
        file: its name.
        field: the field of the partnership that it fills.
        type: what it holds: one object, or a tuple of parts, each in a table named by its id.
    """

    file: str
    field: str
    type: Any


COMMENTS = Beside("comments.toml", "comments", tuple[Comment, ...])
BESIDE = (
    Beside("safety-plan.toml", "plan", SafetyPlan),
    Beside("judgements.toml", "judgements", tuple[Judgement, ...]),
    COMMENTS,
    Beside("log.toml", "log", Log),
    Beside("recipes.toml", "recipes", tuple[Recipe, ...]),
    Beside("spending-recipes.toml", "spending_recipes", tuple[SpendingRecipe, ...]),
    Beside("outlook.toml", "outlook", OutlookRules),
    Beside("trace.toml", "trace", TraceNotes),
)
