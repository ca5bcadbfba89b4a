"""What a value is asked for by: which indicator, in which area, in which period."""

import attrs

from partnerskab.values.periods import Period


@attrs.frozen(kw_only=True)
class Input:
    """One value that a rule, or the reckoning of another value, needs."""

    indicator: str
    area: str
    period: Period
