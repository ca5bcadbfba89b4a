"""Objectives and their targets: a rule, whom it serves, and where it stands in the text."""

import attrs

from partnerskab.agreement.rule import Milestone, Rule
from partnerskab.values.citations import Citation
from partnerskab.values.names import Choice, Label, as_id
from partnerskab.values.periods import Period


class MetWhen(Choice):
    """When an objective of several targets is met as a whole."""

    ALL = "all"
    SEPARATELY = "separately"


@attrs.frozen(kw_only=True)
class FocusArea:
    """A theme that the activities serve; its goals live in the safety plan.

    Args:
        label: its name.
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    citation: Citation


@attrs.frozen(kw_only=True)
class Objective:
    """A numbered promise, kept by one target or several.

    Args:
        id: a short name for programs.
        number: its number in the text, from 1.
        label: what is promised.
        heading: a word or two for the heading of its section in reports; None for its label.
        met_when: `all` if it is met only when every target is; `separately` if each target stands
            for itself and the objective as a whole has no verdict.

    >>> import partnerskab
    >>> for objective in partnerskab.load("examples/amager").agreement.objectives:
    ...     print(objective.number, objective.id, objective.met_when)
    1 perceived-safety all
    2 ssp all
    3 crime all
    """

    id: str = attrs.field(converter=as_id)
    number: int
    label: Label
    heading: Label | None = None
    met_when: MetWhen = attrs.field(default=MetWhen.ALL, converter=MetWhen)
    citation: Citation


@attrs.frozen(kw_only=True)
class Target:
    """One promise about one indicator in one area.

    Args:
        id: a short name for programs.
        objective: the id of the objective it serves.
        rule: what is due when, and what decides it.
        citation: where it stands; in a table, the row.

    >>> import partnerskab
    >>> target = partnerskab.load("examples/amager").agreement.target("vandalism")
    >>> target.objective, target.rule.kind, target.next_due(partnerskab.Period(2014)).printed
    ('crime', 'percent-of-baseline', 60)
    >>> print(target.cite(target.rule.due(partnerskab.Period(2016))))
    agreement-text, section 2, item 3, table Gerningstype, row Hærværk, column Måltal 2016 (-25%)
    """

    id: str = attrs.field(converter=as_id)
    objective: str
    rule: Rule
    citation: Citation

    def cite(self, milestone: Milestone) -> Citation:
        """Return where a milestone stands: the cell, if it stands in a table that is named."""
        cited = self.citation
        return cited.cell(column=milestone.column) if cited.table else cited

    def next_due(self, period: Period) -> Milestone | None:
        """Return the first milestone in the period or after it; None after the last."""
        later = next((each for each in self.rule.periods if each >= period), None)
        return None if later is None else self.rule.due(later)
