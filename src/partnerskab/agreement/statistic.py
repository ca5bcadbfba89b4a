"""How several numbers become one."""

from collections.abc import Sequence
from fractions import Fraction

from partnerskab.values.exact import Exact, exact
from partnerskab.values.names import Choice


class Statistic(Choice):
    """A mean, a median or a sum."""

    MEAN = "mean"
    MEDIAN = "median"
    SUM = "sum"

    def of(self, values: Sequence[Exact]) -> Exact:
        """Return the statistic of at least one number, exactly.

        >>> Statistic.MEAN.of([1, 2]), Statistic.MEDIAN.of([1, 2, 9]), Statistic.SUM.of([1, 2, 9])
        (Fraction(3, 2), 2, 12)
        """
        match self:
            case Statistic.SUM:
                return exact(sum(values))
            case Statistic.MEAN:
                return exact(Fraction(sum(values)) / len(values))
            case Statistic.MEDIAN:
                middle = sorted(values)[(len(values) - 1) // 2 : len(values) // 2 + 1]
                return Statistic.MEAN.of(middle)
