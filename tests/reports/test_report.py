"""What the status report says, from the agreement and its figures to every one of its outputs."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import attrs
import pytest

from partnerskab.agreement.agreement import Agreement
from partnerskab.agreement.indicators import Area
from partnerskab.assessment.assess import assess
from partnerskab.config.folder import load
from partnerskab.delivery.comments import Comment
from partnerskab.delivery.judgements import Judgement
from partnerskab.errors import InvalidValueError
from partnerskab.observations.observation import Audience, Observation
from partnerskab.observations.observation_set import ObservationSet
from partnerskab.partnership import Partnership
from partnerskab.readers.reading import read_observations
from partnerskab.reports.blocks import Charts, Download, Grid, Items, Quote, Section
from partnerskab.reports.report import Report, render_report
from partnerskab.values.names import Label
from partnerskab.words import languages
from partnerskab.words.locale import number_text
from tests.reports.made import (
    amager,
    amager_report,
    assert_golden,
    headings,
    invented,
    section,
    texts,
)
from tests.reports.wide import wide_observations, wide_partnership

NOTHING = ObservationSet()


def grids(part: Section) -> list[Grid]:
    """Return the tables of a section."""
    return [each for each in part.blocks if isinstance(each, Grid)]


def items(part: Section) -> list[str]:
    """Return the items of all lists of a section."""
    return [item for each in part.blocks if isinstance(each, Items) for item in each.items]


def quotes(part: Section) -> list[str]:
    """Return what people say in a section."""
    return [each.text for each in part.blocks if isinstance(each, Quote)]


def everything(report: Report) -> dict[str, bytes]:
    """Return every output of a report."""
    return {
        "html": report.to_html().encode(),
        "markdown": report.to_markdown().encode(),
        "docx": report.to_docx(),
        "xlsx": report.to_xlsx(),
    }


def unpacked(data: bytes) -> bytes:
    """Return the contents of an archive one after the other, and any other file as it is."""
    if not data.startswith(b"PK"):
        return data
    with ZipFile(BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("language", languages())
def test_the_whole_report(language: str) -> None:
    """Every sentence, table and note of the report on 2013, in both languages."""
    report = amager_report(language, command="partnerskab report amager -o status.html")
    text = re.sub(r"(partnerskab) \d+\.\d+\.\d+", r"\1 VERSION", report.to_markdown())
    assert_golden(f"amager-2013-{language}.md", text)


@pytest.mark.parametrize("language", languages())
def test_the_whole_report_without_figures(language: str) -> None:
    """A report before anything is known says so, and invents nothing."""
    report = amager_report(language, observations=NOTHING, full=False)
    text = re.sub(r"(partnerskab) \d+\.\d+\.\d+", r"\1 VERSION", report.to_markdown())
    assert_golden(f"amager-nothing-{language}.md", text)


@pytest.mark.parametrize("language", languages())
def test_a_report_with_a_plan_goals_and_a_log(language: str) -> None:
    """A partnership that has goals, activities and another year shows them all."""
    harbour = load("tests/partnerships/harbour")
    plan = harbour.of_plan()
    assert plan is not None
    seen = read_observations(plan, "tests/partnerships/harbour/observations.csv")
    status = assess(harbour, seen, as_of=date(2022, 6, 1))
    text = render_report(harbour, status, language=language).to_markdown()
    text = re.sub(r"(partnerskab) \d+\.\d+\.\d+", r"\1 VERSION", text)
    assert_golden(f"harbour-{language}.md", text)


def test_the_danish_page() -> None:
    """The Danish page has the title and the sections that a steering group knows."""
    report = amager_report()
    assert report.contents.title == "Amager Partnerskab – status maj 2014 (tal for 2013)"
    assert headings(report) == [
        "1 Kort fortalt",
        "2 Det skal der tages stilling til",
        "3 Tryghed",
        "4 Anmeldelser",
        "5 SSP-beredskabet",
        "6 Indsatsområderne",
        "7 Økonomi",
        "8 Det gør vi nu",
        "9 Forbehold, kilder, kontakt",
    ]


def test_residents_do_not_read_what_is_to_be_decided() -> None:
    """The page for residents leaves the second section out, and counts on."""
    page = headings(amager_report(for_residents=True))
    assert page[:3] == ["1 Kort fortalt", "2 Tryghed", "3 Anmeldelser"]
    assert page[-1] == "8 Forbehold, kilder, kontakt"


def test_the_table_of_reports() -> None:
    """Baseline, figure, target, change and verdict stand beside each other."""
    (grid,) = grids(section(amager_report(), "objective-crime"))
    heads = ["Indikator", "2012", "2013", "Måltal", "Ændring", "Målopfyldelse"]
    assert [each.text for each in grid.heads] == heads
    vandalism = grid.rows[3].cells
    assert vandalism == ("Hærværk", "70", "63", "≤ 63", "−10,0\xa0%", "opfyldt")


def test_an_objective_with_targets_of_every_look() -> None:
    """Steps, judgements and numbers of one objective each stand in a table that suits them."""
    city = load("tests/schemes/invented-city")
    status = assess(city, as_of=date(2018, 6, 1))
    part = section(render_report(city, status, language="en"), "objective-safe")
    assert [each.caption for each in grids(part)] == [
        *("Need for effort", "The square", "People feel safe, 2017")
    ]
    numbers = grids(part)[-1]
    assert numbers.heads[3].text == "Target"
    assert [row.cells[3] for row in numbers.rows] == ["≤ 15", "< 6", "≤ 10", "≤ 1", "≥ 85", "≥ 80"]
    assert "The objective as a whole: no data (0 of 7 met)." in texts(part.blocks)


def test_many_areas_on_a_scale_have_an_overview_too() -> None:
    """However its targets are shown, an objective of many areas fits a page."""
    amager_agreement = amager().agreement
    (held,) = amager_agreement.targets_of("perceived-safety")
    areas = [attrs.evolve(amager_agreement.areas[0], id=f"area-{each}") for each in range(9)]
    targets = [
        attrs.evolve(held, id=f"held-{each.id}", rule=attrs.evolve(held.rule, area=each.id))
        for each in areas
    ]
    parts = amager_agreement.by_name() | {
        "areas": (*amager_agreement.areas, *areas),
        "targets": targets,
        "questions": (),
    }
    partnership = Partnership(agreement=Agreement(**parts))
    status = assess(partnership, as_of=date(2017, 6, 1))
    part = section(render_report(partnership, status), "objective-perceived-safety")
    (grid,) = grids(part)
    assert [head.text for head in grid.heads] == ["Area", "Met", "Not met", "Other"]
    assert len(grid.rows) == 9


def test_a_step_is_never_alone() -> None:
    """A category is shown with its step, for the area and for the district."""
    (grid,) = grids(section(amager_report(), "objective-perceived-safety"))
    assert [row.cells[0] for row in grid.rows] == [
        "Distrikt 29 i tryghedsindekset",
        "Amager Partnerskabs område",
    ]
    assert grid.rows[1].cells[-1] == "reduceret (trin 2 af 5, 1 = mindst behov)"


def test_a_slip_before_the_due_date_is_shown() -> None:
    """A worse step is said though nothing is due, in short and in its section."""
    report = amager_report(as_of=date(2015, 5, 31))
    slip = "Dårligere end lovet, selv om målet endnu ikke skal opgøres."
    assert slip in items(section(report, "in-short"))[0]
    assert slip in texts(section(report, "objective-perceived-safety").blocks)


def test_an_objective_without_a_heading_is_named_once() -> None:
    """Its label is the heading already, and is not repeated below it."""
    agreement = amager().agreement
    short = [attrs.evolve(each, heading=None) for each in agreement.objectives]
    partnership = Partnership(agreement=attrs.evolve(agreement, objectives=short))
    report = render_report(partnership, assess(partnership, as_of=date(2014, 5, 31)))
    crime = section(report, "objective-crime")
    assert crime.heading == "4 Crime: police reports fall to the yearly targets"
    assert not [text for text in texts(crime.blocks) if text.startswith("Crime")]


@pytest.mark.parametrize("language", languages())
def test_luck_is_said_once(language: str) -> None:
    """The targets share one sentence on luck, beside the verdicts and not instead of them."""
    said = texts(section(amager_report(language), "in-short").blocks)
    assert sum(word in text for text in said for word in ("Tilfældet", "Chance")) == 1
    assert "1,6" in said[0] or "1.6" in said[0]


def test_one_target_has_its_own_sentence_on_luck() -> None:
    """Where only one count can be assessed, nothing is said of several."""
    seen = ObservationSet(each for each in invented() if each.indicator == "burglary")
    said = texts(section(amager_report("en", observations=seen), "in-short").blocks)
    assert said[0] == (
        "Chance plays a part, too: even if nothing had changed, the target for 2013 would be met "
        "by luck in about 27 of 100 cases."
    )


def test_where_nothing_would_be_met_by_luck() -> None:
    """Chance is not said to play a part where it could hardly have met a target."""
    london = load("tests/schemes/london-20-20-20")
    total = london.agreement.target("seven-crimes").rule
    (period,) = total.periods
    seen = Observation(
        indicator=total.indicator, area=total.area, period=period, value=328_000, status="final"
    )
    status = assess(london, ObservationSet([seen]), as_of=date(2018, 6, 1))
    said = texts(section(render_report(london, status), "in-short").blocks)
    assert said[0] == (
        "If nothing had changed, the target for 2016/17 would hardly be met by luck."
    )


def test_no_data_is_said() -> None:
    """Where there are no figures each target is said to have none, and somebody has to get them."""
    report = amager_report(observations=NOTHING, full=False)
    (grid,) = grids(section(report, "objective-crime"))
    assert {row.cells[2] for row in grid.rows} == {"–"}
    assert {row.cells[-1] for row in grid.rows} == {"tal mangler"}
    assert any(
        item.startswith("Tal for 2013 mangler: Indbrud,")
        for item in items(section(report, "to-decide"))
    )


@pytest.mark.parametrize("value", [10**30, -3])
def test_a_figure_that_no_count_can_be(value: int) -> None:
    """A slip of the keyboard is shown as it is, and nothing is said of chance."""
    seen = ObservationSet([attrs.evolve(next(iter(invented())), value=value)])
    report = amager_report("en", observations=seen, full=False)
    (grid,) = grids(section(report, "objective-crime"))
    assert grid.rows[0].cells[2] == number_text(value, "en")
    assert not any("Chance" in text for text in texts(section(report, "in-short").blocks))
    assert "<svg" in report.to_html()


def test_a_chart_without_figures_still_has_its_ladder() -> None:
    """Every chart shows what is promised, and says in words what is not known."""
    report = amager_report(observations=NOTHING, full=False)
    charts = [
        chart
        for each in section(report, "charts").blocks
        if isinstance(each, Charts)
        for chart in each.charts
    ]
    burglary = next(each for each in charts if each.title == "Indbrud")
    assert [point.promised_text for point in burglary.points] == ["", "69", "65", "62", "58"]
    assert burglary.finding.startswith("2012: 77. 2013: –")
    assert burglary.notice == ""


def test_before_anything_is_due() -> None:
    """A report in the first year says that nothing has been due yet."""
    report = amager_report(as_of=date(2013, 5, 31), full=False)
    assert report.contents.title == "Amager Partnerskab – status maj 2013"
    assert (
        items(section(report, "in-short"))[1]
        == "Anmeldelser: Intet måltal skal gøres op før udgangen af 2013."
    )


def seen_of_burglary(*values: int | None, status: str = "illustrative") -> ObservationSet:
    """Return values for 2013, each from a source of its own."""
    first = next(iter(invented()))
    return ObservationSet(
        attrs.evolve(first, value=value, source=f"source {value}", status=status)
        for value in values
    )


def test_sources_that_disagree_are_shown_with_their_figures() -> None:
    """Who has to decide between two sources sees what each of them says."""
    report = amager_report("en", observations=seen_of_burglary(60, 75), full=False)
    said = items(section(report, "to-decide"))
    question = "Burglary 2013: the sources give different figures (60 and 75). Which one counts?"
    assert question in said


def test_nobody_is_sent_for_a_figure_that_is_suppressed() -> None:
    """A suppressed figure is not among those that somebody has to get."""
    seen = seen_of_burglary(None, status="suppressed")
    (said,) = (
        item
        for item in items(section(amager_report("en", observations=seen), "to-decide"))
        if item.startswith("Figures for 2013 are missing")
    )
    assert "Burglary" not in said
    assert "Theft" in said


def test_names_with_commas_are_told_apart() -> None:
    """A list of names of which one has a comma is divided by semicolons."""
    city = load("tests/schemes/invented-city")
    report = render_report(city, assess(city, as_of=date(2018, 6, 1)))
    (item,) = items(section(report, "in-short"))
    assert "Gap to the city; Residents who feel unsafe, worst district; Districts" in item


def test_percentages_have_their_unit() -> None:
    """A number that is no plain count stands beside its unit."""
    city = load("tests/schemes/invented-city")
    report = render_report(city, assess(city, as_of=date(2018, 6, 1)))
    numbers = grids(section(report, "objective-safe"))[-1]
    assert numbers.rows[0].cells[0] == "Residents who feel unsafe (percent)"


def test_a_target_that_is_no_longer_due() -> None:
    """After its last milestone a target is said to have none, and not to be due in the past."""
    city = load("tests/schemes/invented-city")
    report = render_report(city, assess(city, as_of=date(2018, 6, 1)))
    assert ("Agreed: The square is in use in the evening. Nothing agreed after 2016.") in texts(
        section(report, "objective-safe").blocks
    )


def test_a_partnership_without_targets() -> None:
    """Where nothing can be assessed no figure is spoken of, and no section is empty."""
    tingbjerg = load("tests/schemes/tingbjerg-husum")
    report = render_report(tingbjerg, assess(tingbjerg, as_of=date(2017, 6, 1)))
    assert report.contents.lead == "Tingbjerg-Husum Partnership. As of 1\xa0June\xa02017."
    assert texts(section(report, "in-short").blocks) == []
    assert texts(section(report, "caveats").blocks) == ["Nothing is reported."]
    said = items(section(report, "method"))
    assert not any("printed" in each for each in said)


def test_goals_are_shown_as_of_when_they_were_last_due() -> None:
    """A goal of the plan has years of its own, whichever year the report is on."""
    harbour = load("tests/partnerships/harbour")
    plan = harbour.of_plan()
    assert plan is not None
    seen = read_observations(plan, "tests/partnerships/harbour/observations.csv")
    said = [
        items(section(render_report(harbour, status), "focus-areas").sections[0])[0]
        for day in (date(2020, 6, 1), date(2024, 6, 1))
        for status in [assess(harbour, seen, as_of=day)]
    ]
    assert said == [
        "Dark spots (percent), 2021: agreed at most 20.",
        "Dark spots (percent), 2022: 14 (agreed at most 10), not met.",
    ]


def amended_report(day: date, *comments: Comment) -> Report:
    """Return a report on the agreement with amendments, with a figure for 2018."""
    village = load("tests/config_cases/valid/amended")
    seen = Observation(
        indicator="vandalism", area="larger-village", period=2018, value=49, status="final"
    )
    status = assess(village, ObservationSet([seen]), as_of=day)
    return render_report(village, status, comments=comments)


def test_the_amendments_in_force_are_named() -> None:
    """What changed the agreement, since when and why, stands in the appendix."""
    report = amended_report(date(2015, 6, 1))
    assert items(section(report, "amendments")) == [
        "from 1\xa0May\xa02014: Amendment 1: more money. The money of 2013 did not suffice.",
        (
            "from 1\xa0January\xa02015: "
            "Amendment 2: sharper targets. Burglaries fell faster than expected."
        ),
    ]
    assert not any(each.id == "amendments" for each in amager_report().contents.appendix)


def test_figures_that_do_not_compare_have_no_change() -> None:
    """Where the area is another, no change from the baseline is shown."""
    (grid,) = grids(section(amended_report(date(2019, 6, 1)), "objective-crime"))
    assert grid.rows[1].cells[2:] == ("49", "≤ 52", "–", "not comparable\xa0[a]")


def test_who_has_left_keeps_the_name() -> None:
    """A step of a party that an amendment has taken out since is still that party's."""
    step = a_comment(
        kind="next-step", period=2018, on=date(2019, 5, 1), owner="housing", due=date(2019, 9, 1)
    )
    (grid,) = grids(section(amended_report(date(2019, 6, 1), step), "next-steps"))
    assert grid.rows[0].cells[1] == "The housing association"


def amager_and_the_city() -> Partnership:
    """Return Amager's agreement with an area to compare its own with."""
    agreement = amager().agreement
    city = Area(
        id="city",
        label=Label.of(da="Hele byen", en="The whole city"),
        citation=agreement.areas[0].citation,
    )
    return Partnership(agreement=attrs.evolve(agreement, areas=(*agreement.areas, city)))


def test_the_city_stands_beside_the_area() -> None:
    """Where another area has figures for both years, its change is a column of its own."""
    partnership = amager_and_the_city()
    figures = [
        Observation(indicator="burglary", area="city", period=year, value=value, status="final")
        for year, value in ((2012, 1000), (2013, 950))
    ]
    seen = ObservationSet([*invented(), *figures])
    status = assess(partnership, seen, as_of=date(2014, 5, 31))
    report = render_report(partnership, status, language="da")
    (grid,) = grids(section(report, "objective-crime"))
    assert grid.heads[5].text == "Ændring i Hele byen"
    assert [row.cells[5] for row in grid.rows][:2] == ["−5,0\xa0%", "–"]


def test_another_area_changes_in_the_same_unit() -> None:
    """Beside a change in points stands one in points, and not in percent."""
    city = load("tests/schemes/invented-city")
    seen = read_observations(city, "tests/schemes/invented-city/observations-illustrative.csv")
    report = render_report(city, assess(city, seen, as_of=date(2017, 6, 1)))
    (*_, grid) = grids(section(report, "objective-safe"))
    assert [each.text for each in grid.heads[4:6]] == ["Change", "Change in The city"]
    assert grid.rows[0].cells[4:6] == ("−1.5\xa0points", "+0.5\xa0points")


@pytest.mark.parametrize("language", languages())
def test_no_caption_repeats_the_heading_above_it(language: str) -> None:
    """A table of the appendix says what it shows in words that its section has not said."""
    report = amager_report(language)
    for part in report.contents.appendix:
        captions = [each.caption for each in grids(part)]
        assert part.heading[2:] not in captions


def test_a_judgement_is_quoted_with_its_role_and_day() -> None:
    """What a professional decided stands with the number, and is no longer to be decided."""
    judged = Judgement(
        id="ssp-2013",
        target="ssp-activations",
        period=2013,
        outcome="met",
        role=Label.of(da="SSP-ledelsen", en="The management of SSP"),
        on=date(2014, 3, 10),
        text=Label.of(da="Niveauet er nær det normale.", en="The level is close to normal."),
        evidence="Årsrapport 2013",
    )
    partnership = attrs.evolve(amager(), judgements=(judged,))
    status = assess(partnership, invented(), as_of=date(2014, 5, 31))
    report = render_report(partnership, status, language="da")
    part = section(report, "objective-ssp")
    assert quotes(part) == ["Niveauet er nær det normale."]
    assert [each.by for each in part.blocks if isinstance(each, Quote)] == [
        "SSP-ledelsen, 10.\xa0marts\xa02014"
    ]
    assert not any("faglig vurdering" in item for item in items(section(report, "to-decide")))


def a_comment(**fields: object) -> Comment:
    """Return a comment that the secretariat wrote in May 2014."""
    given = {
        "id": "one",
        "period": 2013,
        "kind": "summary",
        "text": Label.of(da="Et godt år.", en="A good year."),
        "role": Label.of(da="Sekretariatet", en="The secretariat"),
        "on": date(2014, 5, 1),
    } | fields
    return Comment(**given)  # type: ignore[arg-type]  # the tests name the fields


def test_people_are_quoted() -> None:
    """What people wrote stands in the report, with who wrote it and when."""
    report = amager_report("en", full=False, comments=(a_comment(),))
    assert quotes(section(report, "in-short")) == ["A good year."]


@pytest.mark.parametrize("kind", ["assessment", "explanation", "done", "did-not-work"])
@pytest.mark.parametrize(
    ("about", "place"),
    [
        ("crime", "objective-crime"),
        ("burglary", "objective-crime"),
        ("activities-2014", "money"),
        ("steering-group", "caveats"),
        ("status-report", "caveats"),
    ],
)
def test_nothing_that_people_wrote_is_lost(kind: str, about: str, place: str) -> None:
    """Whatever a comment is about, it stands on the page, once."""
    report = amager_report("en", full=False, comments=(a_comment(kind=kind, about=about),))
    assert quotes(section(report, place)) == ["A good year."]
    assert report.to_markdown().count("A good year.") == 1


def test_a_comment_without_a_section_of_its_own_says_what_it_is_about() -> None:
    """Among the caveats nobody would see that a remark is on a duty."""
    comment = a_comment(kind="explanation", about="status-report")
    part = section(amager_report("en", full=False, comments=(comment,)), "caveats")
    (by,) = (each.by for each in part.blocks if isinstance(each, Quote))
    assert "Write the yearly status report" in by


@pytest.mark.parametrize(("kind", "place"), [("done", "focus-areas"), ("explanation", "caveats")])
def test_comments_on_the_partnership_as_a_whole(kind: str, place: str) -> None:
    """What was done in all stands before the focus areas, and an explanation among the caveats."""
    report = amager_report("en", full=False, comments=(a_comment(kind=kind),))
    assert quotes(section(report, place)) == ["A good year."]
    assert report.to_markdown().count("A good year.") == 1


@pytest.mark.parametrize("other", [{"on": date(2014, 6, 1)}, {"period": 2014}])
def test_comments_of_another_time_wait(other: dict[str, object]) -> None:
    """What was written later, or about another year, is not in this report."""
    report = amager_report("en", full=False, comments=(a_comment(**other),))
    assert quotes(section(report, "in-short")) == []


@pytest.mark.parametrize("period", ["2013-05", "2012-2013", "2012-08/P1Y"])
def test_a_comment_on_another_stretch_of_time_is_shown(period: str) -> None:
    """A month of the year of the report, or a school year that ends in it, is not lost."""
    report = amager_report("en", full=False, comments=(a_comment(period=period),))
    assert quotes(section(report, "in-short")) == ["A good year."]


@pytest.mark.parametrize(
    ("year", "shown"), [(2013, (2013,)), (2014, (2013,)), (2015, (2014,)), (2017, (2016,))]
)
def test_comments_of_a_partnership_without_targets(year: int, shown: tuple[int, ...]) -> None:
    """Who promised no number tells of the year before, and in the first year of that very year."""
    tingbjerg = load("tests/schemes/tingbjerg-husum")
    comments = tuple(
        a_comment(period=each, on=date(2013, 1, 2), text=Label.of(en=str(each)))
        for each in range(2013, 2017)
    )
    status = assess(tingbjerg, as_of=date(year, 6, 1))
    report = render_report(tingbjerg, status, comments=comments)
    assert quotes(section(report, "in-short")) == [str(each) for each in shown]


@pytest.mark.parametrize(
    ("about", "by"),
    [
        ("narcotics", "Sekretariatet, 1.\xa0maj\xa02014, om Narkotika"),
        ("crime", "Sekretariatet, 1.\xa0maj\xa02014"),
        ("ssp-activations", "Sekretariatet, 1.\xa0maj\xa02014"),
    ],
)
def test_a_comment_says_what_it_is_about(about: str, by: str) -> None:
    """Below a table of several indicators a comment names its own; elsewhere that is plain."""
    comment = a_comment(kind="explanation", about=about)
    report = amager_report("da", full=False, comments=(comment,))
    found = [
        each.by
        for part in report.contents.sections
        for each in part.blocks
        if isinstance(each, Quote)
    ]
    assert found == [by]


def test_a_next_step_names_who_and_when() -> None:
    """A next step stands in a table with its owner and its day."""
    step = a_comment(kind="next-step", owner="working-group", due=date(2014, 9, 1))
    report = amager_report("da", full=False, comments=(step,))
    (grid,) = grids(section(report, "next-steps"))
    assert grid.rows[0].cells == ("Et godt år.", "Arbejdsgruppen", "1.\xa0september\xa02014")


@pytest.mark.parametrize("output", ["html", "markdown", "docx", "xlsx"])
def test_every_output_says_that_figures_are_invented(output: str) -> None:
    """No output of invented figures is without the notice."""
    data = unpacked(everything(amager_report("en"))[output]).decode(errors="replace")
    assert "ILLUSTRATIVE" in data or "illustrative: some of the figures" in data


def test_every_chart_of_invented_figures_says_so() -> None:
    """A chart that is cut out of the report still says that its figures are invented."""
    charts = [
        chart
        for each in section(amager_report(), "charts").blocks
        if isinstance(each, Charts)
        for chart in each.charts
    ]
    assert {each.notice for each in charts} == {"opdigtede tal"}


def test_invented_comments_alone_are_marked() -> None:
    """A report of no figures with invented remarks says that the remarks are invented."""
    comment = a_comment(illustrative=True)
    report = amager_report("en", observations=NOTHING, full=False, comments=(comment,))
    assert report.contents.notices == (
        "ILLUSTRATIVE: the remarks are invented and nobody's words.",
    )


def internal(value: int = 61) -> ObservationSet:
    """Return the invented figures, with that of burglary in 2013 for internal eyes only."""
    return ObservationSet(
        attrs.evolve(each, value=value, audience="internal")
        if (each.indicator, each.period.year) == ("burglary", 2013)
        else each
        for each in invented()
    )


def test_an_internal_report_says_so() -> None:
    """A report that shows what is not public is marked as internal."""
    report = amager_report("en", observations=internal())
    assert report.contents.notices[-1] == (
        "FOR INTERNAL USE: this report shows figures that are not marked as public."
    )


def test_what_is_not_public_is_refused() -> None:
    """A public report names each figure that it may not show, and is not made."""
    with pytest.raises(InvalidValueError) as caught:
        amager_report("en", observations=internal(), audience="public")
    assert str(caught.value) == (
        "figures that are not marked for this audience\n"
        "    expected: figures whose audience is public or wider\n"
        "    came:     burglary amager 2013\n"
        "    remedy:   mark them in the column 'audience' where they may be shown, "
        "or hold them back: --hold-back"
    )


@pytest.mark.parametrize("language", languages())
def test_nothing_gives_away_what_is_held_back(language: str) -> None:
    """Two reports that differ in a figure which is held back are the same, byte for byte."""
    one, other = (
        everything(
            amager_report(
                language,
                observations=internal(value).held_back_from(Audience.PUBLIC),
                audience="public",
            )
        )
        for value in (61, 76)
    )
    assert one == other


def secrets(value: int) -> ObservationSet:
    """Return the invented figures with internal ones of every use that a report makes of them."""
    told = {"status": "final", "published": date(2014, 2, 1), "audience": "internal"}
    used = [
        ("theft", "amager", "2013-Q1"),  # a part of a year
        ("theft", "amager", "2012"),  # a restated baseline
        ("burglary", "city", "2012"),  # a comparator
        ("burglary", "city", "2013"),
        ("violence", "amager", "2013"),  # another source
    ]
    return ObservationSet(
        [
            *invented(),
            *(
                Observation(
                    indicator=indicator,
                    area=area,
                    period=period,
                    value=value,
                    source="register" if indicator == "violence" else "",
                    note=f"{value} of one family",
                    **told,  # type: ignore[arg-type]  # as above
                )
                for indicator, area, period in used
            ),
        ]
    )


def test_no_use_of_a_figure_gives_it_away() -> None:
    """Neither parts, restated baselines, comparators nor other sources tell what is held back."""
    partnership = amager_and_the_city()
    shown, one, other = (
        everything(render_report(partnership, status, audience=audience))
        for seen, audience in (
            (secrets(9), "internal"),
            (secrets(9).held_back_from("public"), "public"),
            (secrets(99).held_back_from("public"), "public"),
        )
        for status in [assess(partnership, seen, as_of=date(2014, 5, 31))]
    )
    assert one == other
    assert "Change in The whole city" in shown["markdown"].decode()


def test_goals_of_the_plan_give_nothing_away() -> None:
    """A goal whose figure is held back is without data, whatever the figure is."""
    harbour = load("tests/partnerships/harbour")
    seen = read_observations(harbour, "tests/partnerships/harbour/observations.csv")
    one, other = (
        everything(render_report(harbour, status, audience="public"))
        for value in (1, 99)
        for changed in [ObservationSet(attrs.evolve(each, value=value) for each in seen)]
        for status in [assess(harbour, changed.held_back_from("public"), as_of=date(2022, 6, 1))]
    )
    assert one == other
    assert "no data" in one["markdown"].decode()


def test_a_held_back_figure_is_shown_as_such() -> None:
    """Where a figure is held back the table says that it is missing, and the caveat why."""
    seen = internal().held_back_from(Audience.PUBLIC)
    report = amager_report("da", observations=seen, audience="public")
    (grid,) = grids(section(report, "objective-crime"))
    assert grid.rows[0].cells[2] == "–"
    assert any("diskretioneret" in item for item in items(section(report, "caveats")))


@pytest.mark.parametrize("output", ["html", "markdown", "docx", "xlsx"])
def test_the_same_inputs_give_the_same_bytes(output: str) -> None:
    """A report that is made again is the same file."""
    assert everything(amager_report())[output] == everything(amager_report())[output]


def test_all_figures_can_be_taken_out_of_the_page() -> None:
    """The table of all figures is a csv file within the page."""
    report = amager_report()
    (download,) = (each for each in section(report, "data").blocks if isinstance(each, Download))
    assert download.name == "amager-2014-05-31.csv"
    lines = download.data.decode().splitlines()
    assert lines[0].startswith("indicator,area,period,value")
    assert len(lines) == 1 + 9  # those that were known on the day


def test_categories_among_all_figures_are_read_as_words() -> None:
    """Values line up at the right only where all of them are numbers."""
    counts = ObservationSet(each for each in invented() if each.indicator == "burglary")
    for seen, is_number in ((invented(), False), (counts, True)):
        (grid,) = grids(section(amager_report("en", observations=seen, full=False), "data"))
        assert [each.is_number for each in grid.heads if each.text == "Value"] == [is_number]


def test_the_tables_are_sheets() -> None:
    """The workbook holds the verdicts, the targets, the figures and what else there is."""
    assert [each.name for each in amager_report().tables] == [
        *("status", "targets", "observations", "uncertainty", "budget", "calendar", "questions")
    ]


def test_many_areas_have_an_overview_first() -> None:
    """Of many areas an overview by name stands on the page, and each area in the appendix."""
    partnership = wide_partnership(9)
    status = assess(partnership, wide_observations(partnership), as_of=date(2016, 6, 1))
    report = render_report(partnership, status, language="da")
    (overview,) = grids(section(report, "objective-crime"))
    names = [row.cells[0] for row in overview.rows]
    assert names == [
        *("Engen 1", "Nørremarken 1", "Vestparken 1", "Ærøparken 1", "Ærøparken 2"),
        *("Østergård 1", "Åbyen 1", "Åbyen 2", "Aagården 1"),
    ]
    areas = section(report, "areas-crime").sections
    assert [each.heading for each in areas] == names
    assert {grid.caption for each in areas for grid in grids(each)} == {"Anmeldelser"}
    assert not any(each.id == "years" for each in report.contents.appendix)


def test_150_areas_stay_below_five_megabytes() -> None:
    """A report of 150 areas with six indicators each can be sent and opened."""
    partnership = wide_partnership(150)
    status = assess(partnership, wide_observations(partnership), as_of=date(2016, 6, 1))
    page = render_report(partnership, status, language="da").to_html()
    assert page.count('role="img"') == 900
    assert len(page.encode()) < 5_000_000


def test_an_unknown_audience() -> None:
    """An audience that there is not is refused."""
    with pytest.raises(InvalidValueError) as caught:
        amager_report(audience="press")
    assert "public" in str(caught.value)
