"""Facts as sheets: those of one kind as the import reads them, those that were withdrawn, and what branches stated to be complete."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from server.domain.facts.rules.kinds import Kind
from server.domain.facts.rules.sheet import HEADERS, columns_of
from server.domain.facts.schemas import CoverageOut, FactOut
from server.kit.sheets import Book, Column, Page, batch

_KINDS: Mapping[str, Any] = {"on": "day", "amount": "tenths"}
_WIDTHS = {"text": 40, "branch": 22}
_ENTERED = (Column("录入人", width=12), Column("录入时间", "moment", 18))
_WITHDRAWN = (Column("撤销人", width=12), Column("撤销时间", "moment", 18), Column("撤销理由", width=40))


_STATED = (Column("党支部", width=24), Column("事项", width=16), Column("谁报的", width=12), Column("报齐时间", "moment", 18))


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


def coverage_book(coverage: CoverageOut, kinds: Sequence[Kind]) -> Book:
    """Which branch has everything entered of which kind, with how many facts stand; then who stated it, and when."""
    names = {branch.id: branch.name for branch in coverage.branches}
    titles = {kind.key: kind.title for kind in kinds}
    heads = [Column("党支部", width=24), *(Column(kind.title, width=16) for kind in kinds)]
    stated = (
        [names[one.branch], titles.get(one.kind, one.kind), one.stated_by_name, one.stated_at, f"{one.branch}/{one.kind}"]
        for one in coverage.stated
        if one.branch in names
    )
    pages = [Page("报齐情况", heads, batch(_covered(coverage, titles))), Page("谁报的", _STATED, batch(stated))]
    return Book(f"报齐情况 {coverage.quarter}", {"季度": coverage.quarter}, pages)


def _covered(coverage: CoverageOut, kinds: Iterable[str]) -> Iterable[list[Any]]:
    stated = {(one.branch, one.kind) for one in coverage.stated}
    facts = {(one.branch, one.kind): one.facts for one in coverage.counts}
    for branch in coverage.branches:
        pairs = [(branch.id, kind) for kind in kinds]
        yield [branch.name, *(f"{'已报齐' if pair in stated else '待录入'} {facts.get(pair, 0)}" for pair in pairs), branch.id]
