"""A report for the tests: like that of the Amager agreement for 2013, with invented figures."""

from fractions import Fraction

from partnerskab.reports.blocks import (
    Charts,
    Contents,
    Download,
    Grid,
    Head,
    Items,
    Quote,
    Role,
    Row,
    Section,
    Text,
)
from partnerskab.reports.chart import Chart, Point

DASH = "\N{EN DASH}"
NOTICE = "Opdigtede eksempeltal: tallene siger intet om det virkelige område."
CSV = (
    b"indicator,area,period,value,status\n"
    b"burglary,amager,2012,77,illustrative\nburglary,amager,2013,71,illustrative\n"
)

# The name, the counts of 2012 and 2013, and what is promised for 2013 to 2016.
SERIES = {
    "burglary": ("Indbrud", 77, 71, (69, 65, 62, 58)),
    "theft": ("Tyverier", 244, 215, (220, 207, 195, 183)),
    "violence": ("Vold/Trusler", 73, 64, (66, 62, 58, 55)),
    "vandalism": ("Hærværk", 70, 63, (63, 60, 56, 53)),
    "narcotics": ("Narkotika", 52, 50, (47, 44, 42, 39)),
    "harassment": ("Chikane", 72, None, (65, 61, 58, 54)),
}


def ladder(id: str, name: str, first: int, seen: int | None, due: tuple[int, ...]) -> Chart:
    """Return the chart of a series."""
    points = [Point(label="2012", observed=first, observed_text=str(first))]
    for year, promised in enumerate(due, 2013):
        point = Point(label=str(year), promised=promised, promised_text=str(promised))
        if year == 2013 and seen is not None:
            point = Point(
                label="2013",
                promised=promised,
                promised_text=str(promised),
                observed=seen,
                observed_text=str(seen),
                low=seen - 1.96 * seen**0.5,
                high=seen + 1.96 * seen**0.5,
            )
        points.append(point)
    told = f"2013: {seen} anmeldelser" if seen is not None else "2013: tal mangler"
    return Chart(
        id=id,
        title=name,
        finding=f"{name}: 2012: {first} anmeldelser. {told}, måltal {due[0]}.",
        unit="anmeldelser",
        baseline=0,
        points=points,
        promised_name="årligt måltal",
        observed_name="opgjort antal",
        interval_name="så langt rækker tilfældige udsving",
        notice="Opdigtede eksempeltal",
        nothing="tal mangler",
    )


def need() -> Chart:
    """Return the chart of the safety index, which has steps for values."""
    return Chart(
        id="safety-need",
        title="Behov for tryghedsskabende indsats",
        finding="2012 og 2013: reduceret (trin 2 af 5, 1 = mindst behov), som aftalt for 2016.",
        unit="trin, 1 = mindst behov",
        baseline=0,
        points=[
            Point(label="2012", observed=2, observed_text="reduceret"),
            Point(label="2013", observed=2, observed_text="reduceret"),
            Point(label="2014"),
            Point(label="2015"),
            Point(label="2016", promised=2, promised_text="reduceret"),
        ],
        promised_name="årligt måltal",
        observed_name="opgjort antal",
        interval_name="",
        notice="Opdigtede eksempeltal",
        nothing="tal mangler",
        steps=["minimal", "reduceret", "ordinær", "intensiveret", "markant"],
    )


def reports() -> Grid:
    """Return the table of the police reports."""
    rows = []
    for name, first, seen, due in SERIES.values():
        if seen is None:
            cells = (name, str(first), DASH, str(due[0]), DASH, "tal mangler", "3.870")
        else:
            change = Fraction(100 * (seen - first), first)
            met = "opfyldt" if seen <= due[0] else "ikke opfyldt"
            percent = f"{float(change):.1f} %".replace("-", "\N{MINUS SIGN}").replace(".", ",")
            cells = (name, str(first), str(seen), str(due[0]), percent, met, "3.870")
        rows.append(Row(cells=cells))
    return Grid(
        caption="Anmeldelser i området, 2012 og 2013, med måltallet for 2013",
        heads=[
            Head(text="Gerningstype"),
            Head(text="2012", is_number=True),
            Head(text="2013", is_number=True),
            Head(text="Måltal", is_number=True),
            Head(text="Ændring", is_number=True),
            Head(text="Målopfyldelse"),
            Head(text="Byen 2013", is_number=True),
        ],
        rows=rows,
    )


def money() -> Grid:
    """Return the table of the money."""
    return Grid(
        caption="Økonomi i 2014 til 2016, kr.",
        heads=[
            Head(text="År"),
            *(
                Head(text=text, is_number=True)
                for text in ("Bevilling", "Forbrug", "Disponeret", "Rest")
            ),
        ],
        rows=[
            Row(cells=("2014", "750.000", "310.250", "200.000", "239.750")),
            Row(cells=("2015", "1.500.000", "0", "0", "1.500.000")),
            Row(cells=("2016", "1.500.000", "0", "0", "1.500.000")),
            Row(cells=("I alt", "3.750.000", "310.250", "200.000", "3.239.750"), is_total=True),
        ],
    )


def first_page() -> tuple[Section, ...]:
    """Return the sections of the first page."""
    return (
        Section(
            id="in-short",
            heading="1 Kort fortalt",
            blocks=[
                Text(
                    text="Antallet af anmeldelser er faldet i alle de fem gerningstyper, der er "
                    "opgjort. Tre af seks måltal for 2013 er opfyldt, og for ét mangler tallet.",
                    role=Role.LEAD,
                ),
                Text(
                    text="Mange andre forhold end partnerskabets indsatser har betydning for "
                    "tryghed og kriminalitet. Rapporten siger derfor, hvad der er sket, men ikke "
                    "hvorfor. Var intet forandret, ville omkring halvandet af de seks måltal være "
                    "nået ved tilfældige udsving alene."
                ),
            ],
        ),
        Section(
            id="decisions",
            heading="2 Det skal der tages stilling til",
            blocks=[
                Items(
                    items=[
                        "Afgør det trykte antal eller procenten, om et måltal er opfyldt?",
                        "Er det distrikt 29 eller særanalysen, der afgør mål 1?",
                        "Gælder sekretariatets 0,3 mio. kr. pr. år eller for hele perioden?",
                    ]
                )
            ],
        ),
        Section(
            id="safety",
            heading="3 Tryghed",
            blocks=[
                Text(
                    text="Behovet for indsats er reduceret (trin 2 af 5, 1 = mindst behov), som i "
                    "2012. Målet opgøres først for 2016. Tallet gælder distrikt 29, hvor det meste "
                    "af området ligger."
                )
            ],
        ),
        Section(
            id="reports",
            heading="4 Anmeldelser",
            blocks=[
                reports(),
                Text(
                    text="Antallet for narkotika følger politiets indsats: flere kontroller giver "
                    "flere anmeldelser.",
                    role=Role.NOTE,
                ),
            ],
        ),
        Section(
            id="ssp",
            heading="5 SSP-beredskabet",
            blocks=[
                Text(text="5 ekstraordinære aktiveringer i 2013 mod 6 i 2012."),
                Quote(
                    text="Beredskabet er blevet brugt lidt mindre end året før.\n"
                    "Vi vurderer, at udviklingen går mod et normalt niveau.",
                    by="SSP København, 12. april 2014, om 2013",
                ),
            ],
        ),
        Section(
            id="focus-areas",
            heading="6 Indsatsområderne",
            blocks=[
                Items(
                    items=[
                        "Dialog og kommunikation: to af tre aktiviteter er gennemført.",
                        "Et byrum, der føles trygt: belysningen ved stien er udskudt.",
                        "Bro til et godt voksenliv: tal mangler.",
                    ]
                )
            ],
        ),
        Section(id="money", heading="7 Økonomi", blocks=[money()]),
        Section(
            id="next-steps",
            heading="8 Det gør vi nu",
            blocks=[
                Grid(
                    caption="Næste skridt",
                    heads=[Head(text="Hvad"), Head(text="Hvem"), Head(text="Hvornår")],
                    rows=[
                        Row(
                            cells=(
                                "Særanalyse for det eksakte område",
                                "Økonomiforvaltningen",
                                "1. september 2014",
                            )
                        ),
                        Row(
                            cells=("Opdateret tryghedsplan", "Arbejdsgruppen", "31. december 2014")
                        ),
                    ],
                )
            ],
        ),
        Section(
            id="caveats",
            heading="9 Forbehold, kilder, kontakt",
            blocks=[
                Items(
                    items=[
                        "Indekset bygger delvis på de samme anmeldelser som mål 3.",
                        "Aktiveringerne er et lille antal, så tilfældige udsving fylder meget.",
                    ]
                ),
                Text(text="Kilde: Københavns Politi, udtræk pr. 3. marts 2014.", role=Role.NOTE),
            ],
        ),
    )


def appendix() -> tuple[Section, ...]:
    """Return the sections of the appendix."""
    years = ("2012", "2013", "2014", "2015", "2016")
    return (
        Section(
            id="ladders",
            heading="A Måltal og opgjorte antal",
            blocks=[
                Text(text="Måltallene er de trykte; en baseline fra 2012 ligger til grund."),
                Charts(charts=[ladder(id, *rest) for id, rest in SERIES.items()]),
            ],
        ),
        Section(id="index", heading="B Tryghedsindekset", blocks=[Charts(charts=[need()])]),
        Section(
            id="tables",
            heading="C Tabeller",
            sections=[
                Section(
                    id="all-years",
                    heading="Alle år",
                    blocks=[
                        Grid(
                            caption="Opgjort antal, måltal og målopfyldelse år for år",
                            heads=[
                                Head(text="Gerningstype"),
                                *(Head(text=year, is_number=True) for year in years),
                                Head(text="Kilde"),
                                Head(text="Bemærkning"),
                            ],
                            rows=[
                                Row(
                                    cells=(
                                        name,
                                        str(first),
                                        f"{seen or DASH} (≤ {due[0]})\n"
                                        + ("tal mangler" if seen is None else "ikke opfyldt"),
                                        *(f"{DASH} (≤ {each})" for each in due[1:]),
                                        "Københavns Politi",
                                        "" if seen else "Udtrækket mangler for denne type",
                                    )
                                )
                                for name, first, seen, due in SERIES.values()
                            ],
                        )
                    ],
                ),
                Section(
                    id="duties",
                    heading="Pligter",
                    blocks=[
                        Grid(
                            caption="Pligter, der er holdt eller forsinkede",
                            heads=[Head(text="Pligt"), Head(text="Stand")],
                            rows=[
                                Row(cells=("Årlig statusrapport", "holdt 28. maj 2014")),
                                Row(cells=("Tryghedsplan opdateret", "forsinket")),
                            ],
                        ),
                        Grid(
                            caption="Møder", heads=[Head(text="Dato"), Head(text="Organ")], rows=[]
                        ),
                    ],
                ),
            ],
        ),
        Section(
            id="data",
            heading="D Alle data",
            blocks=[
                Download(
                    label="Hent alle data som csv",
                    name="amager-2013.csv",
                    media_type="text/csv",
                    data=CSV,
                ),
            ],
        ),
    )


def sample() -> Contents:
    """Return the report."""
    return Contents(
        language="da",
        title=f"Amager Partnerskab {DASH} status maj 2014 (tal for 2013)",
        lead="Aftale om partnerskab for Amager, til og med 31. december 2016. Opgjort pr. 31. maj "
        "2014 med de tal, der var kendt den dag.",
        notices=[NOTICE],
        sections=first_page(),
        appendix_title="Bilag",
        appendix=appendix(),
        contents_title="Indhold",
        skip="Gå til rapporten",
    )


def region(areas: int, indicators: int) -> Contents:
    """Return a report of many areas, each with as many charts in the appendix."""
    parts = [
        Section(
            id=f"area-{area}",
            heading=f"Område {area}",
            blocks=[
                Charts(
                    charts=[
                        ladder(
                            f"area-{area}-{number}", f"Indikator {number}", 77, 71, (69, 65, 62, 58)
                        )
                        for number in range(indicators)
                    ]
                )
            ],
        )
        for area in range(1, areas + 1)
    ]
    return Contents(
        language="da",
        title="Alle partnerskaber",
        lead="Opgjort pr. 31. maj 2014.",
        notices=[NOTICE],
        sections=[Section(id="overview", heading="1 Overblik", blocks=[reports()])],
        appendix_title="Bilag",
        appendix=[Section(id="areas", heading="A Områderne", sections=parts)],
        contents_title="Indhold",
        skip="Gå til rapporten",
    )
