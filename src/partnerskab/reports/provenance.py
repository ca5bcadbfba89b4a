"""Where the figures come from, how they are judged, and all of them."""

from importlib.metadata import version

from partnerskab.observations.observation import Observation
from partnerskab.reports.blocks import (
    Block,
    Download,
    Grid,
    Head,
    Items,
    Row,
    Section,
    Text,
)
from partnerskab.reports.material import Material
from partnerskab.tables.observations import observations_table
from partnerskab.tables.table import table_hash, to_guarded_csv
from partnerskab.values.names import Label
from partnerskab.wording.agreements import NOTHING, category_text
from partnerskab.wording.reconciliation import reconciled_text, reconciliation_statuses
from partnerskab.words.locale import day_text, number_text

# A table of more rows helps nobody on a page; the file that can be taken out of it holds them all.
_MOST_ROWS = 5_000


def method(material: Material) -> Section:
    """Return how the figures are judged, once."""
    items = [material.say(f"method_note.{each}") for each in ("period", "missing", "cause")]
    if reconciliation_statuses(material.agreement):
        reconciled = reconciled_text(material.agreement, material.language)
        items = [material.say("method_note.printed"), f"{reconciled}.", *items]
    if material.chances:
        items.append(material.say("chance.assumption"))
    return Section(id="method", heading=material.say("report.method"), blocks=[Items(items=items)])


def sources(material: Material) -> Section:
    """Return where the figures come from, and how the report is made again."""
    language, agreement = material.language, material.agreement
    by_source: dict[str, list[Observation]] = {}
    indicators, publishers = material.parts("indicators"), material.parts("sources")
    for each in material.assessment.known:
        indicator = indicators.get(each.indicator)
        own = indicator.source if indicator else None
        by_source.setdefault(each.source or own or "", []).append(each)
    rows = []
    for id, found in by_source.items():
        source = publishers.get(id)
        days = [each.known_since for each in found if each.known_since is not None]
        rows.append(
            Row(
                cells=[
                    material.text(source.label) if source else id or material.say("report.unnamed"),
                    material.text(source.publisher) if source else NOTHING,
                    day_text(max(days), language) if days else material.say("report.undated"),
                    number_text(len(found), language),
                ]
            )
        )
    blocks: list[Block] = []
    if rows:
        columns = ("source", "publisher", "latest", "figures")
        heads = [
            Head(text=material.say(f"report_column.{each}"), is_number=each == "figures")
            for each in columns
        ]
        blocks.append(Grid(caption=material.say("report.sources"), heads=heads, rows=rows))
    documents = [_document(material, each.label, each.note) for each in agreement.documents]
    blocks += [Text(text=material.say("report.documents"), role="lead"), Items(items=documents)]
    made = [material.say("report.made_with", version=version("partnerskab"))]
    if material.command:
        made.append(material.say("report.made_by", command=material.command))
    if rows:
        sha256 = table_hash(observations_table(material.assessment.known))
        made.append(material.say("report.made_from", sha256=sha256))
    blocks += [Text(text=material.say("report.again"), role="lead"), Items(items=made)]
    return Section(id="sources", heading=material.say("report.sources_and_making"), blocks=blocks)


def _document(material: Material, label: Label, note: Label | None) -> str:
    return material.text(label) + (f" ({material.text(note)})" if note is not None else "")


def data(material: Material) -> Section:
    """Return every figure that was known, as a table and as a file."""
    known, as_of = material.assessment.known, material.assessment.as_of
    blocks: list[Block] = []
    names = ("indicator", "area", "period", "value", "status", "published", "note")
    # Categories come with a few words each, which are to be read and not to line up.
    numeric = [] if any(isinstance(each.value, str) for each in known) else ["value"]
    heads = [
        Head(text=material.say(f"report_column.{each}"), is_number=each in numeric)
        for each in names
    ]
    if len(known) == 0:
        blocks.append(Text(text=material.say("report.no_figures")))
    elif len(known) <= _MOST_ROWS:
        rows = [_figure_row(material, each) for each in known]
        caption = material.say("report.all_figures")
        blocks.append(Grid(caption=caption, heads=heads, rows=rows))
    else:
        count = number_text(len(known), material.language)
        blocks.append(Text(text=material.say("report.too_many", count=count)))
    if len(known):
        blocks.append(
            Download(
                label=material.say("report.download"),
                name=f"{material.agreement.id}-{as_of.isoformat()}.csv",
                media_type="text/csv",
                data=to_guarded_csv(observations_table(known)).encode(),
            )
        )
    return Section(id="data", heading=material.say("report.data"), blocks=blocks)


def _figure_row(material: Material, each: Observation) -> Row:
    language = material.language
    indicators, areas = material.parts("indicators"), material.parts("areas")
    indicator = indicators.get(each.indicator)
    area = areas.get(each.area)
    value = each.value
    if isinstance(value, str):
        scale = material.parts("scales").get(indicator.scale) if indicator else None
        text = category_text(scale, value, language) if scale else value
    else:
        text = number_text(value, language) or material.say("status.suppressed")
    day = each.known_since
    return Row(
        cells=[
            material.text(indicator.label) if indicator else each.indicator,
            material.text(area.label) if area else each.area,
            str(each.period),
            text,
            material.say(f"status.{each.status}"),
            NOTHING if day is None else day_text(day, language),
            each.note or NOTHING,
        ]
    )
