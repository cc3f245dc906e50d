"""Facts as sheets: those of one kind as the import reads them, and those that were withdrawn."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from server.domain.facts.rules.kinds import Kind
from server.domain.facts.rules.sheet import HEADERS, columns_of
from server.domain.facts.schemas import FactOut
from server.kit.sheets import Column

_KINDS: Mapping[str, Any] = {"on": "day", "amount": "tenths"}
_WIDTHS = {"text": 40, "branch": 22}
_ENTERED = (Column("录入人", width=12), Column("录入时间", "moment", 18))
_WITHDRAWN = (Column("撤销人", width=12), Column("撤销时间", "moment", 18), Column("撤销理由", width=40))


def _column(field: str) -> Column:
    return Column(HEADERS[field][0], _KINDS.get(field, "text"), _WIDTHS.get(field, 12))


WITHDRAWN_COLUMNS = (Column("事项"), *map(_column, HEADERS), *_ENTERED, *_WITHDRAWN)


def standing_columns(kind: Kind) -> Sequence[Column]:
    """Those that an import of the kind reads, then who entered the fact and when."""
    return [*map(_column, columns_of(kind)), *_ENTERED]


def standing_row(kind: Kind, fact: FactOut) -> list[Any]:
    """A fact as a row of standing_columns, the id last."""
    told = _told(kind, fact)
    return [*(told[field] for field in columns_of(kind)), fact.entered_by_name, fact.entered_at, fact.id]


def withdrawn_row(kind: Kind, fact: FactOut) -> list[Any]:
    """A fact of any kind as a row of WITHDRAWN_COLUMNS, the id last."""
    told = _told(kind, fact)
    entered, ended = (fact.entered_by_name, fact.entered_at), (fact.withdrawn_by_name, fact.withdrawn_at, fact.withdrawn_reason)
    return [kind.title, *(told[field] for field in HEADERS), *entered, *ended, fact.id]


def _told(kind: Kind, fact: FactOut) -> Mapping[str, Any]:
    names = {"number": fact.employee_no, "branch": fact.branch_name, "grade": kind.grades.get(fact.grade, "")}
    return msgspec.structs.asdict(fact) | names
