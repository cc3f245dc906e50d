"""Lists facts with names for the office, and what each branch has stated for a quarter."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import msgspec

from server.domain.facts import rules
from server.domain.facts.policy import KINDS
from server.domain.facts.rules import Kind
from server.domain.facts.schemas import BranchOut, CountOut, CoverageOut, FactImportOut, FactOut, FactsOut, StatedOut
from server.kit.problems import Reason, invalid
from server.kit.sheets import Book, Page
from server.replication import Replication

PAGE = 100
EXPORTED_AT_ONCE = 2000
_LIST = """select f."id", f."member", m."name", m."employee_no", f."branch", b."name" as "branch_name", f."kind", f."on", f."grade", f."amount",
    f."until", f."text", f."source", f."entered_by_name", f."entered_at", f."withdrawn_by_name", f."withdrawn_at", f."withdrawn_reason"
    from "fact" f join "member" m on m."id" = f."member" join "organisation" b on b."id" = f."branch"
    where not f."deleted" and f."on" >= {} and f."on" <= {} and (cast({} as text) = '' or f."kind" = {})
    and (cast({} as text) = '' or f."branch" = {}) and (cast({} as text) = '' or (f."withdrawn_at" is null) = (cast({} as text) = 'standing'))
    and (cast({} as text) = ''
    or f."on" < {} or (f."on" = {} and f."id" > {})) order by f."on" desc, f."id" limit {}"""
_KINDS_THERE = """select distinct "kind" from "fact" where not "deleted" and "on" >= {} and "on" <= {} and "withdrawn_at" is null"""
_BRANCH = 'select "name" from "organisation" where "id" = {}'
_BRANCHES = """select "id", "name" from "organisation" where "kind" = 'branch' and not "deleted" and "closed_on" is null order by "name" """
_STATED = """select "branch", "kind", "stated_by_name", "stated_at" from "coverage" where "quarter" = {} and "withdrawn_at" is null
    and not "deleted" order by "id" """
_COUNTS = """select "branch", "kind", count(*) as "facts" from "fact" where "on" >= {} and "on" <= {} and "withdrawn_at" is null
    and not "deleted" group by "branch", "kind" order by "branch", "kind" """
_IMPORTS = """select "id", "kind", "file_name", "quarter", "added", "known", "outside", "refused", "covered", "imported_by_name", "imported_at"
    from "fact_import" order by "imported_at" desc, "id" limit {}"""


async def list_facts(replication: Replication, quarter: str, kind: str, branch: str, cursor: str | None) -> FactsOut:
    """The facts of a quarter, withdrawn ones too, the newest day first; `kind` and `branch` narrow it unless empty."""
    first, last = _days(quarter)
    on, _, after = (cursor or "").partition("/")
    async with replication.database.read():
        found = await replication.database.fetch(_LIST, first, last, kind, kind, branch, branch, "", "", on, on, on, after, PAGE + 1)
    facts = [msgspec.convert(record, FactOut) for record in found[:PAGE]]
    return FactsOut(facts, f"{facts[-1].on}/{facts[-1].id}" if len(found) > PAGE else None)


async def facts_book(replication: Replication, quarter: str, kind: str, branch: str) -> Book:
    """The same facts as a workbook: a page for each kind that there is, which an import reads again, and one of those withdrawn."""
    fetch, days = replication.database.fetch, _days(quarter)
    there = {row["kind"] for row in await fetch(_KINDS_THERE, *days)}
    kinds = [one for one in KINDS.values() if (one.key == kind if kind else one.key in there)]
    pages = [
        Page(one.title, rules.standing_columns(one), _rows(replication, (*days, one.key, branch, "standing"), rules.standing_row)) for one in kinds
    ]
    gone = Page("已撤销", rules.WITHDRAWN_COLUMNS, _rows(replication, (*days, kind, branch, "withdrawn"), rules.withdrawn_row))
    named = await fetch(_BRANCH, branch) if branch else []
    chosen = {"季度": quarter, "事项": KINDS[kind].title if kind in KINDS else "全部", "党支部": named[0]["name"] if named else "全部"}
    return Book(f"事实台账 {quarter}", chosen, [*pages, gone])


async def _rows(
    replication: Replication, wanted: tuple[str, str, str, str, str], row_of: Callable[[Kind, FactOut], list[Any]]
) -> AsyncIterator[list[list[Any]]]:
    first, last, kind, branch, standing = wanted
    on = after = ""
    while found := await replication.database.fetch(
        _LIST, first, last, kind, kind, branch, branch, standing, standing, on, on, on, after, EXPORTED_AT_ONCE
    ):
        yield [row_of(KINDS[row["kind"]], msgspec.convert(row, FactOut)) for row in found]
        on, after = found[-1]["on"], found[-1]["id"]


async def show_coverage(replication: Replication, quarter: str) -> CoverageOut:
    """Which branch has stated what for a quarter, and how many facts stand."""
    first, last = _days(quarter)
    async with replication.database.read():
        fetch = replication.database.fetch
        branches, stated, counts = await fetch(_BRANCHES), await fetch(_STATED, quarter), await fetch(_COUNTS, first, last)
    return CoverageOut(quarter, _all(branches, BranchOut), _all(stated, StatedOut), _all(counts, CountOut))


async def list_imports(replication: Replication) -> list[FactImportOut]:
    """The latest imports, newest first."""
    return _all(await replication.database.fetch(_IMPORTS, PAGE), FactImportOut)


def _all(records: list[dict[str, Any]], kind: Any) -> Any:
    return msgspec.convert(records, list[kind])


def _days(quarter: str) -> tuple[str, str]:
    if not rules.is_quarter(quarter):
        raise invalid([Reason("quarter", "请写成 2026-Q4 这样的季度")])
    return rules.quarter_days(quarter)
