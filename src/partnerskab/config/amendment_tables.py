"""From the versions of an agreement to the tables of the files that amend it.

An amendment of the model names what it changes, in order, but neither how nor to what. Both are
seen in the version that it made. What its file does is then done to the tables, as a reader does.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from partnerskab.agreement.agreement import Agreement, Version
from partnerskab.agreement.amendments import Amendment
from partnerskab.config.amending import (
    CITING,
    OWN_KEYS,
    SINGLE,
    Step,
    cite_anew,
    rows_of,
    spelt_out,
    take,
    value_at,
)
from partnerskab.config.amendment_file import AmendmentHeader
from partnerskab.config.strict import Table
from partnerskab.config.unstructure import Unstructurer, keys_cited
from partnerskab.errors import InvalidValueError


@attrs.frozen(kw_only=True)
class AmendmentTables:
    """What the file of an amendment holds.

    Args:
        id: the amendment's, after which the file is named.
        header: the table `[amendment]`.
        steps: what it removes, adds and sets, in this order.
    """

    id: str
    header: Table
    steps: tuple[Step, ...]


def amendment_tables(agreement: Agreement, signed: Table) -> Iterator[AmendmentTables]:
    """Give what the file of each amendment holds, in the order in which they count.

    Args:
        agreement: the agreement with its versions.
        signed: the tables of the agreement as it was signed, as its file has them.
    """
    table = spelt_out(signed)
    for version in agreement.versions:
        writing = _VersionTables(table, version, agreement.documents[0].id)
        for amendment in version.amendments:
            yield writing.tables_of(amendment)


class _VersionTables:
    """Writes the amendments of one day.

    Args:
        table: the tables of the agreement just before, which are amended in place.
        version: what the amendments made of it.
        signed: the document that an amendment cites where it adds none.
    """

    def __init__(self, table: Table, version: Version, signed: str) -> None:
        self._table = table
        self._signed = signed
        self._agreement = version.agreement
        self._short = Unstructurer(version.agreement)
        self._whole = Unstructurer(version.agreement, whole=True)
        # All amendments of a day mean the rows that there were before the first of them.
        self._rows = rows_of(table)

    def tables_of(self, amendment: Amendment) -> AmendmentTables:
        """Return what the file of an amendment holds, and amend the tables."""
        steps = self._steps(amendment)
        removed = {step.path for step in steps if step.verb == "remove"}
        added = {step.path for step in steps if step.verb == "add"}
        gathered = tuple(self._gathered(steps))
        for step in steps:
            try:
                take(self._table, step, again=step.path in removed & added)
            except InvalidValueError:
                continue  # a change of nothing that is there: the file is read back and refused
        cite_anew(self._table, steps, keys_cited(amendment.citation))
        return AmendmentTables(
            id=amendment.id, header=self._header(amendment, gathered), steps=gathered
        )

    def _header(self, amendment: Amendment, steps: Sequence[Step]) -> Table:
        fields = attrs.fields(AmendmentHeader)
        header = AmendmentHeader(**{each.name: getattr(amendment, each.name) for each in fields})
        documents = [step.path[1] for step in steps if step.path[0] == "documents"]
        return self._short.table(header, {"document": (*documents, self._signed)[0]})

    def _steps(self, amendment: Amendment) -> list[Step]:
        """Return what an amendment does: its file removes first, then adds, then sets."""
        paths = [tuple(change.split(".")) for change in amendment.changes if "." in change]
        new = [path for path in paths if self._is_part(path) and not self._was(path)]
        old = [path for path in paths if self._is_part(path) and self._was(path)]
        # What stands before these in the file is removed, too; what comes after it may be set.
        certain = paths.index(new[0]) if new else paths.index(old[-1]) if old else 0
        removed: list[Step] = []
        added: list[Step] = []
        changed: list[Step] = []
        for index, path in enumerate(paths):
            if path in old:
                removed.append(Step(verb="remove", path=path, at=()))
            if path in old or path in new:
                if self._part(path) is not None:
                    added.append(self._addition(path, amendment))
            elif index < certain or not (changed or new or self._says(path)):
                removed.append(Step(verb="remove", path=path, at=()))
            elif (value := self._value(path)) is not None:
                changed.append(Step(verb="set", path=path, at=(), value=value))
        return removed + added + changed

    def _is_part(self, path: tuple[str, ...]) -> bool:
        return len(path) == 2 and path[0] not in SINGLE

    def _was(self, path: tuple[str, ...]) -> bool:
        return value_at(self._table, path) is not None

    def _says(self, path: tuple[str, ...]) -> bool:
        """Say whether an amendment sets what stands at a path, and does not remove it.

        What is set is never a table, but the values in it; so a table was removed and made anew.
        """
        if "cite" in path[:-1] or not self._was(path):
            return True
        value = self._stated(self._short, path)
        is_table = isinstance(value, dict) and path[-1] != OWN_KEYS
        return value is not None and not is_table

    def _value(self, path: tuple[str, ...]) -> Any:
        """Return what an amendment sets, even where a reader would supply it; None for nothing."""
        if "cite" in path[:-1]:  # what it inherits is another for the amended part
            value = self._stated(self._whole, path)
            return "" if value is None else value
        value = self._stated(self._short, path)
        return self._stated(self._whole, path) if value is None else value

    def _stated(self, writing: Unstructurer, path: tuple[str, ...]) -> Any:
        """Return what the table of the amended agreement has at a path; None for nothing."""
        if path[0] in SINGLE:
            return value_at({path[0]: writing.single(path[0])}, path)
        part = self._part(path)
        if part is None:
            return None
        table = writing.table(part, self._inherited(path[0]))
        return value_at({path[0]: {path[1]: table}}, path)

    def _part(self, path: tuple[str, ...]) -> Any:
        parts = self._agreement.collections().get(path[0], ())
        return next((part for part in parts if part.id == path[1]), None)

    def _addition(self, path: tuple[str, ...], amendment: Amendment) -> Step:
        above = keys_cited(amendment.citation) if path[0] in CITING else self._inherited(path[0])
        table = self._short.table(self._part(path), above)
        return Step(verb="add", path=path, at=(), value=table)

    def _inherited(self, name: str) -> Table:
        """Return the citation of the parts of a collection that do not say their own."""
        document = {"document": self._agreement.documents[0].id}
        cite: Table = self._table.get(name, {}).get("cite", {})
        return document | cite

    def _gathered(self, steps: Sequence[Step]) -> Iterator[Step]:
        """Give steps that are the same for each row of a family as one step about the family."""
        left = list(steps)
        while left:
            step = left[0]
            name, _, *field = step.path
            for family, rows in self._rows.get(name, {}).items():
                each = [attrs.evolve(step, path=(name, row, *field)) for row in rows]
                if step.verb != "add" and len(rows) > 1 and left[: len(rows)] == each:
                    yield attrs.evolve(step, path=(name, family, *field))
                    left = left[len(rows) :]
                    break
            else:
                yield left.pop(0)
