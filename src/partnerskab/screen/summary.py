"""What `check` prints of a sound folder."""

from partnerskab.agreement.agreement import Agreement
from partnerskab.partnership import Partnership
from partnerskab.values.rounding import ReconciliationStatus
from partnerskab.wording.reconciliation import reconciliation_statuses
from partnerskab.words import counted


def _amendments(agreement: Agreement) -> str:
    days = ", ".join(str(version.start) for version in agreement.versions)
    return f"{len(agreement.amendments)}, from {days}" if days else "none"


def summary(partnership: Partnership, shown: str) -> str:
    """Return what `check` prints of a sound folder.

    Args:
        partnership: what the folder holds.
        shown: the folder as the user named it.
    """
    agreement = partnership.agreement
    term = agreement.term
    start = term.start.isoformat() if term.start else "unknown start"
    administrations = sum(len(party.administrations) for party in agreement.parties)
    duties = counted(len(agreement.duties), "duty", "duties")
    targets = counted(len(agreement.targets), "target")
    statuses = reconciliation_statuses(agreement)
    plan = partnership.plan
    facts = {
        "term": f"{start} to {term.end} (inclusive)",
        "parties": f"{len(agreement.parties)}, with {counted(administrations, 'administration')}",
        "bodies": f"{len(agreement.bodies)}, with {duties}",
        "signatures": f"{len(agreement.signatures)}",
        "objectives": f"{len(agreement.objectives)}, with {targets}",
        "indicators": f"{len(agreement.indicators)}, and {len(agreement.context)} of context",
        "reconciled": f"{statuses.count(ReconciliationStatus.EQUAL)} of {len(statuses)} "
        "printed values equal their rule",
        "allocations": f"{len(agreement.allocations)}",
        "safety plan": counted(len(plan.focus_areas), "focus area")
        if plan
        else "not in this folder",
        "amendments": _amendments(agreement),
        "open questions": f"{len(agreement.open_questions())} of {len(agreement.questions)}",
    }
    lines = [f"{shown}: {agreement.label.text('en')}"]
    lines += [f"  {name:<16}{fact}" for name, fact in facts.items()]
    lines += [f"    {each.id}" for each in agreement.open_questions()]
    return "\n".join(lines) + "\n"
