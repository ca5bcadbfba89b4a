"""The whole of a report, put together from its page and its appendix."""

from partnerskab.reports.appendix import appendix
from partnerskab.reports.blocks import Contents
from partnerskab.reports.material import Material
from partnerskab.reports.page import page
from partnerskab.words.locale import day_text, month_text


def contents_of(material: Material) -> Contents:
    """Return everything that a report says."""
    as_of, last_due = material.assessment.as_of, material.last_due
    month = month_text(as_of, material.language)
    day = day_text(as_of, material.language)
    about = material.text(material.agreement.label)
    if last_due is None:
        title = material.say("report.title_before", name=material.name, month=month)
        key = "report.lead_before" if material.assessment.targets else "report.lead_without"
        lead = material.say(key, agreement=about, day=day)
    else:
        title = material.say("report.title", name=material.name, month=month, period=last_due)
        lead = material.say("report.lead", agreement=about, day=day, period=last_due)
    sections = page(material)
    explained = len(material.marks.notes)
    return Contents(
        language=material.language,
        title=title,
        lead=lead,
        notices=material.notices,
        sections=sections,
        appendix_title=material.say("report.appendix"),
        appendix=appendix(material, explained),
        contents_title=material.say("report.contents"),
        skip=material.say("report.skip"),
    )
