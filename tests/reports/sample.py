"""A small report with every block, as the writers of files get it."""

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

NOTICE = "Tallene er opfundne eksempler og må ikke bruges"

LADDER = Chart(
    id="indbrud",
    title="Indbrud på Amager",
    finding="Indbrud: 77 i 2012, 71 i 2013; måltallet for 2013 er højst 69,3.",
    unit="anmeldelser om året",
    baseline=0,
    points=[
        Point(label="2012", observed=77, observed_text="77", low=61, high=96),
        Point(
            label="2013",
            observed=71,
            observed_text="71",
            low=55.5,
            high=89.6,
            promised=69,
            promised_text="69,3",
        ),
        Point(label="2014", promised=62, promised_text="62"),
        Point(label="2015", promised=58, promised_text="58"),
    ],
    promised_name="måltal",
    observed_name="anmeldelser",
    interval_name="hvad tilfældet alene kan gøre",
    notice=NOTICE,
)

SCALE = Chart(
    id="tryghed",
    title="Tryghed i Urbanplanen",
    finding="Urbanplanen: trin 3 i 2012, trin 2 i 2013; målet for 2016 er trin 1.",
    baseline=0,
    points=[
        Point(label="2012", observed=3, observed_text="trin 3"),
        Point(label="2013", observed=2, observed_text="trin 2"),
        Point(label="2016", promised=1, promised_text="trin 1"),
    ],
    promised_name="mål",
    observed_name="trin",
    steps=["mindst behov", "lidt behov", "noget behov", "stort behov", "størst behov"],
)

EMPTY = Chart(
    id="ssp",
    title="SSP-beredskabet",
    finding="Der er ingen tal.",
    points=[Point(label="2013", promised=10, promised_text="10"), Point(label="2014")],
    promised_name="måltal",
    observed_name="aktiveringer",
    nothing="Ingen tal",
)

REPORTS = Grid(
    caption="Anmeldelser og måltal",
    heads=[Head(text="Art"), Head(text="2012", is_number=True), Head(text="2013", is_number=True)],
    rows=[
        Row(cells=["Indbrud", "77", "71"]),
        Row(cells=["Vold\nog trusler", "1.500", "1.480\n(foreløbigt)"]),
        Row(cells=["I alt", "1.577", "1.551"], is_total=True),
    ],
)

DATA = Grid(
    caption="Alle tal",
    heads=[Head(text="Nr.", is_number=True), Head(text="Kilde"), Head(text="Bemærkning")],
    rows=[Row(cells=[str(number), "Politiet", "Hentet 1. marts 2014"]) for number in range(1, 61)],
)

SAMPLE = Contents(
    language="da",
    title="Amager Partnerskab: status maj 2014",
    lead="Aftalen 2013-2016. Tal for 2013, opgjort den 31. maj 2014.",
    notices=[NOTICE, "Kun til intern brug"],
    sections=[
        Section(
            id="kort-fortalt",
            heading="1 Kort fortalt",
            blocks=[
                Text(text="Der er færre indbrud end i 2012.", role=Role.LEAD),
                Text(text="Måltallet for 2013 er ikke nået."),
                Items(items=["Indbrud: 71 mod højst 69,3", "Tryghed: trin 2 af 5"]),
                Text(text="Små tal svinger af sig selv.", role="note"),
            ],
        ),
        Section(
            id="anmeldelser",
            heading="2 Anmeldelser",
            blocks=[REPORTS, Charts(charts=[LADDER])],
            sections=[
                Section(
                    id="vurdering",
                    heading="Vurdering",
                    blocks=[
                        Quote(
                            text="Vi har fået flere gadelamper.\nDet har hjulpet.",
                            by="Styregruppen, 2. maj 2014",
                        ),
                        Quote(text="Ingen bemærkninger."),
                    ],
                )
            ],
        ),
    ],
    appendix_title="Bilag",
    appendix=[
        Section(
            id="stiger",
            heading="Alle måltal, tegnet ens",
            blocks=[Charts(charts=[LADDER, SCALE, EMPTY])],
        ),
        Section(
            id="data",
            heading="Data",
            blocks=[
                DATA,
                Download(
                    label="Hent alle tal", name="tal.csv", media_type="text/csv", data=b"a\n1\n"
                ),
            ],
            sections=[
                Section(id="noter", heading="Noter", blocks=[Text(text="Ingen.")]),
            ],
        ),
    ],
    contents_title="Indhold",
    skip="Spring til indholdet",
)
