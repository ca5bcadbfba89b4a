"""What is measured, where, and by whom."""

from calendar import monthrange
from datetime import date

import attrs

from partnerskab.agreement.derived import Derivation
from partnerskab.errors import InvalidValueError
from partnerskab.values.amounts import check_unit
from partnerskab.values.citations import Citation
from partnerskab.values.exact import Exact, exact
from partnerskab.values.names import Choice, Label, as_id
from partnerskab.values.periods import Period, as_period
from partnerskab.values.tuples import as_tuple


class Better(Choice):
    """Which way is better."""

    LOWER = "lower"
    HIGHER = "higher"


class Measure(Choice):
    """How a value is expressed (after the IATI results framework); a rate is its extension."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    RATE = "rate"
    ORDINAL = "ordinal"
    QUALITATIVE = "qualitative"


class Kind(Choice):
    """A flow adds up over time, such as reports; a stock does not, such as residents."""

    FLOW = "flow"
    STOCK = "stock"


class SourceCadence(Choice):
    """How often a source comes out."""

    YEARLY = "yearly"
    HALF_YEARLY = "half-yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    ONCE = "once"


@attrs.frozen(kw_only=True)
class Area:
    """A place, with its code in a named list of places.

    Args:
        id: a short name for programs.
        label: its name.
        code: its code in `scheme`; codes of different schemes have nothing to do with each other.
        scheme: the list that the code belongs to.
        version: which version of that list, such as a year; None where there is only one.
        replaces: the id of the area that this one is a later version of, such as an enlarged one.
        is_comparable: whether figures for this area may stand for those of the replaced one.
        parts: what it consists of, such as housing departments.
        also_called: what people call it.
        relation: how it stands to the agreement's own area.

    Raises:
        InvalidValueError: for a code without the scheme that it belongs to, or a scheme alone.

    >>> import partnerskab
    >>> area = partnerskab.load("examples/amager").agreement.areas[0]
    >>> area.id, [part.text("da") for part in area.parts][:2]
    ('amager', ['Hørgården', 'Remisevænget Øst'])
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    code: str | None = None
    scheme: Label | None = None
    version: str | None = None
    replaces: str | None = None
    is_comparable: bool = False
    parts: tuple[Label, ...] = attrs.field(default=(), converter=as_tuple)
    also_called: Label | None = None
    relation: Label | None = None
    citation: Citation

    def __attrs_post_init__(self) -> None:
        if (self.code is None) != (self.scheme is None):
            raise InvalidValueError(
                "a code and its scheme go together",
                expected="both code and scheme, or neither",
                came="code only" if self.scheme is None else "scheme only",
            )


@attrs.frozen(kw_only=True)
class Source:
    """Who publishes a series, and when.

    Args:
        id: a short name for programs.
        label: its name.
        publisher: who publishes it.
        party: the id of the party that is asked for its figures; None where it is no party's.
        cadence: how often it comes out.
        area_level: what kind of area its figures are for, in words.
        licence: under which its figures may be used.
        parts_add_up: whether the figures for parts of a year add up to the source's yearly figure.
        release_month: the month in which the figure of an ended period comes out, 1 to 12; None
            where the agreement names none.

    Raises:
        InvalidValueError: for a release month that is none.

    >>> import partnerskab
    >>> amager = partnerskab.load("examples/amager").agreement
    >>> index = next(source for source in amager.sources if source.release_month is not None)
    >>> index.id, index.publisher.text("en"), str(index.cadence)
    ('safety-index', 'City of Copenhagen', 'yearly')
    >>> str(index.release_end(partnerskab.Period(2014)))
    '2015-05-31'
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    publisher: Label
    party: str | None = None
    cadence: SourceCadence = attrs.field(converter=SourceCadence)
    release_month: int | None = None
    area_level: Label | None = None
    licence: str | None = None
    parts_add_up: bool = False
    citation: Citation

    def __attrs_post_init__(self) -> None:
        if self.release_month is not None and not 1 <= self.release_month <= 12:
            raise InvalidValueError(
                "not a month",
                expected="1 to 12",
                came=str(self.release_month),
                path=("release_month",),
            )

    def release_end(self, period: Period) -> date | None:
        """Return the last day of the month in which the figure of a period comes out.

        None where the agreement names no month.
        """
        end, month = period.last_day, self.release_month
        if month is None:
            return None
        year = end.year if month > end.month else end.year + 1
        return date(year, month, monthrange(year, month)[1])


@attrs.frozen(kw_only=True)
class Break:
    """A change of what is counted, after which figures do not compare with those before.

    Args:
        period: the first period under the new definition.
        why: what changed.
        is_bridged: whether somebody declared that the figures compare all the same.
    """

    period: Period = attrs.field(converter=as_period)
    why: Label
    is_bridged: bool = False


@attrs.frozen(kw_only=True)
class Indicator:
    """What is counted or judged, by which source, in which area.

    Args:
        id: a short name for programs.
        label: what is counted or judged.
        measure: how a value is expressed.
        kind: flow or stock.
        unit: the unit of a value, one of `partnerskab.values.amounts`; None for an ordinal or a
            qualitative one.
        scale: the id of the scale of an ordinal indicator; None for all others.
        better: which way is better; None for an ordinal one, whose scale says it, and for one that
            no target is about, such as a population.
        source: the id of the source that its figures come from; None for one that is derived and
            nobody publishes.
        area: the id of the area that they are for.
        derived: how its value is reckoned from others where nobody publishes it, such as a rate, a
            total or the worst of several areas.
        breaks: when the definition changed.
        definition: what exactly is counted.
        validity: what a reader must know before believing it; travels with every figure.

    Raises:
        InvalidValueError: for a scale, a unit or a direction where the measure has none, or none
            where it has; or where nobody publishes it and nothing derives it.

    >>> import partnerskab
    >>> burglary = partnerskab.load("examples/amager").agreement.indicator("burglary")
    >>> burglary.label.text("en"), burglary.unit, str(burglary.kind), str(burglary.better)
    ('Burglary', 'reports', 'flow', 'lower')
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    measure: Measure = attrs.field(converter=Measure)
    kind: Kind = attrs.field(converter=Kind)
    unit: str | None = None
    scale: str | None = None
    better: Better | None = attrs.field(default=None, converter=attrs.converters.optional(Better))
    source: str | None = None
    area: str
    derived: Derivation | None = None
    breaks: tuple[Break, ...] = attrs.field(default=(), converter=as_tuple)
    definition: Label | None = None
    validity: tuple[Label, ...] = attrs.field(default=(), converter=as_tuple)
    citation: Citation

    def __attrs_post_init__(self) -> None:
        if self.unit is not None:
            check_unit(self.unit, path=("unit",))
        given = {name for name in ("scale", "unit", "better") if getattr(self, name) is not None}
        needed, allowed = {"unit"}, {"unit", "better"}
        if self.measure in (Measure.ORDINAL, Measure.QUALITATIVE):
            needed = allowed = {"scale"} if self.measure is Measure.ORDINAL else set()
        if not needed <= given <= allowed:
            raise InvalidValueError(
                f"an indicator measured as {self.measure} has other keys",
                expected=" and ".join(sorted(allowed)) or "none of scale, unit and better",
                came=" and ".join(sorted(given)) or "none of them",
            )
        if self.source is None and self.derived is None:
            raise InvalidValueError(
                "an indicator that nobody publishes",
                expected="a source, or how it is derived from other indicators",
                came="neither",
            )

    @property
    def counts_events(self) -> bool:
        """Whether its values are numbers of events in a period, which chance moves."""
        return self.measure is Measure.COUNT and self.kind is Kind.FLOW


@attrs.frozen(kw_only=True)
class ContextIndicator:
    """A figure that describes the area and is no target.

    Args:
        label: what the figure is.
        value: the figure; None where the text gives only words.
        unit: what it is a number of, in words.
        period: the period it speaks of; None where the text names none.
        source: who says so, in words.
    """

    id: str = attrs.field(converter=as_id)
    label: Label
    value: Exact | None = attrs.field(default=None, converter=attrs.converters.optional(exact))
    unit: Label | None = None
    period: Period | None = attrs.field(
        default=None, converter=attrs.converters.optional(as_period)
    )
    source: Label
    citation: Citation
