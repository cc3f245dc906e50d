"""Which conclusions a changed row touches, as the parts declare it. Pure."""

from collections.abc import Callable, Iterable

import msgspec

from sync.policy import Values

Key = tuple[str, str]
"""A conclusion to draw again: its kind, and which one."""


class Touch(msgspec.Struct, frozen=True):
    """Conclusions that rest on some fields of a table.

    `keys` names them, purely, for a row that was made, deleted or changed in one of the fields. It is given the row's values with its id,
    before and after; None where the row was not there.
    """

    table: str
    fields: frozenset[str]
    keys: Callable[[Values | None, Values | None], Iterable[Key]]


class Touches:
    """All that the parts declare, by table."""

    def __init__(self, touches: Iterable[Touch]):
        self._by_table: dict[str, list[Touch]] = {}
        self._fields: dict[str, frozenset[str]] = {}
        for touch in touches:
            self._by_table.setdefault(touch.table, []).append(touch)
            self._fields[touch.table] = self._fields.get(touch.table, frozenset()) | touch.fields

    def keys(self, table: str, row_id: str, before: Values | None, after: Values | None) -> set[Key]:
        """The conclusions that rest on a row which was `before` and is `after`."""
        touches = self._by_table.get(table, ())
        if before is not None and after is not None:
            changed = {field for field in self._fields.get(table, ()) if before.get(field) != after.get(field)}
            touches = [touch for touch in touches if not changed.isdisjoint(touch.fields)] if changed else ()
        if not touches or (before is None and after is None):
            return set()
        then, now = ({"id": row_id, **row} if row is not None else None for row in (before, after))
        return {key for touch in touches for key in touch.keys(then, now)}
