"""Partnership agreements as checked, executable data.

Every public name is loaded when it is first asked for, so that importing the package is quick.

>>> import partnerskab
>>> partnership = partnerskab.load("examples/amager")
>>> partnership.agreement.target("vandalism").rule.due(partnerskab.Period(2016)).printed
53
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from partnerskab.agreement.agreement import Agreement as Agreement
    from partnerskab.agreement.amendments import Amendment as Amendment
    from partnerskab.agreement.budget import Allocation as Allocation
    from partnerskab.agreement.differences import changes_between as changes_between
    from partnerskab.agreement.differences import diff as diff
    from partnerskab.agreement.indicators import Area as Area
    from partnerskab.agreement.indicators import Indicator as Indicator
    from partnerskab.agreement.indicators import Source as Source
    from partnerskab.agreement.ladders import Level as Level
    from partnerskab.agreement.ladders import PercentOfBaseline as PercentOfBaseline
    from partnerskab.agreement.ladders import PointsFromBaseline as PointsFromBaseline
    from partnerskab.agreement.parties import Body as Body
    from partnerskab.agreement.parties import Duty as Duty
    from partnerskab.agreement.parties import Party as Party
    from partnerskab.agreement.questions import Question as Question
    from partnerskab.agreement.rule import Baseline as Baseline
    from partnerskab.agreement.rule import Milestone as Milestone
    from partnerskab.agreement.rules import Converge as Converge
    from partnerskab.agreement.rules import Hold as Hold
    from partnerskab.agreement.rules import Qualitative as Qualitative
    from partnerskab.agreement.rules import Towards as Towards
    from partnerskab.agreement.targets import Objective as Objective
    from partnerskab.agreement.targets import Target as Target
    from partnerskab.assessment.assess import assess as assess
    from partnerskab.assessment.verdicts import Assessment as Assessment
    from partnerskab.assessment.verdicts import Verdict as Verdict
    from partnerskab.config.dump import dump as dump
    from partnerskab.config.folder import check as check
    from partnerskab.config.folder import load as load
    from partnerskab.config.folder import read_comments as read_comments
    from partnerskab.delivery.account import accounts as accounts
    from partnerskab.delivery.budget import Budget as Budget
    from partnerskab.delivery.calendar import Due as Due
    from partnerskab.delivery.calendar import dues as dues
    from partnerskab.delivery.comments import Comment as Comment
    from partnerskab.delivery.log import Log as Log
    from partnerskab.delivery.plan import SafetyPlan as SafetyPlan
    from partnerskab.delivery.spending import Expenditure as Expenditure
    from partnerskab.delivery.spending import Spending as Spending
    from partnerskab.errors import Diagnostic as Diagnostic
    from partnerskab.errors import PartnerskabError as PartnerskabError
    from partnerskab.frames import from_frame as from_frame
    from partnerskab.frames import to_frame as to_frame
    from partnerskab.observations.observation import Observation as Observation
    from partnerskab.observations.observation_set import ObservationSet as ObservationSet
    from partnerskab.partnership import Partnership as Partnership
    from partnerskab.readers.document import read_document as read_document
    from partnerskab.readers.reading import read_observations as read_observations
    from partnerskab.readers.spending import read_spending as read_spending
    from partnerskab.reports.chart import Chart as Chart
    from partnerskab.reports.ladder import ladder_chart as ladder_chart
    from partnerskab.reports.report import Report as Report
    from partnerskab.reports.report import render_report as render_report
    from partnerskab.trace.proof import Proof as Proof
    from partnerskab.trace.proof import prove as prove
    from partnerskab.values.amounts import Amount as Amount
    from partnerskab.values.citations import Citation as Citation
    from partnerskab.values.names import Label as Label
    from partnerskab.values.periods import Period as Period
    from partnerskab.values.rounding import Rounding as Rounding

_HOMES = {
    "agreement.agreement": ("Agreement",),
    "agreement.amendments": ("Amendment",),
    "agreement.budget": ("Allocation",),
    "agreement.differences": ("changes_between", "diff"),
    "agreement.indicators": ("Area", "Indicator", "Source"),
    "agreement.parties": ("Body", "Duty", "Party"),
    "agreement.questions": ("Question",),
    "agreement.rule": ("Baseline", "Milestone"),
    "agreement.ladders": ("Level", "PercentOfBaseline", "PointsFromBaseline"),
    "agreement.rules": ("Converge", "Hold", "Qualitative", "Towards"),
    "agreement.targets": ("Objective", "Target"),
    "assessment.assess": ("assess",),
    "assessment.verdicts": ("Assessment", "Verdict"),
    "config.dump": ("dump",),
    "config.folder": ("check", "load", "read_comments"),
    "delivery.account": ("accounts",),
    "delivery.budget": ("Budget",),
    "delivery.calendar": ("Due", "dues"),
    "delivery.comments": ("Comment",),
    "delivery.log": ("Log",),
    "delivery.plan": ("SafetyPlan",),
    "delivery.spending": ("Expenditure", "Spending"),
    "errors": ("Diagnostic", "PartnerskabError"),
    "frames": ("from_frame", "to_frame"),
    "observations.observation": ("Observation",),
    "observations.observation_set": ("ObservationSet",),
    "partnership": ("Partnership",),
    "readers.document": ("read_document",),
    "readers.reading": ("read_observations",),
    "readers.spending": ("read_spending",),
    "reports.chart": ("Chart",),
    "reports.ladder": ("ladder_chart",),
    "reports.report": ("Report", "render_report"),
    "trace.proof": ("Proof", "prove"),
    "values.amounts": ("Amount",),
    "values.citations": ("Citation",),
    "values.names": ("Label",),
    "values.periods": ("Period",),
    "values.rounding": ("Rounding",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
__all__ = sorted(_HOME_OF)  # noqa: PLE0605  (sorted() gives a list)


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'partnerskab' has no attribute {name!r}")
    return getattr(import_module(f"partnerskab.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return __all__


if "IPython" in sys.modules:  # a notebook shows what this library gives it
    import_module("partnerskab.reports.notebook").register()
