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
        number: its number in the text, from 1.
        label: what is promised.
        heading: a word or two for the heading of its section in reports; None for its label.
        met_when: `all` if it is met only when every target is; `separately` if each target stands
            for itself and the objective as a whole has no verdict.
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
        objective: the id of the objective it serves.
        rule: what is due when, and what decides it.
        citation: where it stands; in a table, the row.
    """

    id: str = attrs.field(converter=as_id)
    objective: str
    rule: Rule
    citation: Citation

    def cite(self, milestone: Milestone) -> Citation:
        """Return where a milestone stands: the cell, if it stands in a table."""
        return self.citation.cell(column=milestone.column)

    def next_due(self, period: Period) -> Milestone | None:
        """Return the first milestone in the period or after it; None after the last."""
        later = (milestone for milestone in self.rule.milestones() if milestone.period >= period)
        return next(later, None)
