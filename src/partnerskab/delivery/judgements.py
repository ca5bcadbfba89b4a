"""People's judgements: what a named role decided where no machine can, with its evidence."""

from datetime import date

import attrs

from partnerskab.values.names import Choice, Label, as_id
from partnerskab.values.periods import Period, as_period


class Judged(Choice):
    """What was decided."""

    MET = "met"
    NOT_MET = "not-met"


@attrs.frozen(kw_only=True)
class Judgement:
    """One dated decision about one target in one period.

    Args:
        target: the id of the target.
        period: the period that it speaks of.
        outcome: what was decided.
        role: who decided, as a role and not as a name.
        on: the day of the decision; before it the judgement does not count.
        text: the reasons.
        evidence: what the decision rests on, such as the title of a report.
    """

    id: str = attrs.field(converter=as_id)
    target: str
    period: Period = attrs.field(converter=as_period)
    outcome: Judged = attrs.field(converter=Judged)
    role: Label
    on: date
    text: Label
    evidence: str
