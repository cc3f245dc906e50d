"""Reads and writes organisations, members, memberships and posts."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import msgspec

from server.domain.organisation import rules
from server.domain.organisation.schemas import PersonFound, ProfileOut, RosterReport
from server.kit.clock import local_day
from server.kit.problems import row_not_found
from server.kit.seeking import beginning, holding
from server.kit.sheets import Book, Page
from server.replication import Document, Replication, Unit
from server.replication.store import in_list, insert, joined, to_json

Fetch = Callable[..., Awaitable[list[dict[str, Any]]]]
_NEXT_BRANCHES = """select "id" from "organisation" where "kind" = 'branch' and not "deleted" and "id" > {} order by "id" limit {}"""

EXPORTED_AT_ONCE = 2000
DEMO_ROSTER = Path(__file__).parent / "demo" / "roster.xlsx"

_ORGANISATIONS = """select "id", "kind", "name", "parent", "branch", "has_committee", "committee_confirmed", "closed_on" from "organisation"
    where not "deleted" """
_MEMBERS = """select "id", "employee_no", "name", "sex", "kind", "no_vote", "status", "branch", "group", "post_profile", "job", "shift", "underground"
    from "member" where not "deleted" """
_DETAILS = 'select "member", "joined_on", "full_on", "note" from "member_detail"'
_DETAIL = f'{_DETAILS} where "member" = {{}}'
_MEMBERSHIPS = 'select "id", "member", "branch", "group", "from_on", "to_on" from "membership" where not "deleted" and "to_on" is null'
_POSTS = """select "id", "member", "org", "branch", "post", "from_on", "to_on" from "post"
    where not "deleted" and ("to_on" is null or "to_on" > {})"""
_SAVE_DETAILS = insert(
    "member_detail",
    ["member", "joined_on", "full_on", "note"],
    ["text"] * 4,
    """on conflict ("member") do update set "joined_on" = excluded."joined_on", "full_on" = excluded."full_on", "note" = excluded."note" """,
)

_FIND_PEOPLE = """select m."id" as "member", m."name", m."employee_no", m."kind", m."branch", b."name" as "branch_name", g."name" as "group_name"
    from "member" m join "organisation" b on b."id" = m."branch" left join "organisation" g on g."id" = m."group"
    where not m."deleted" and m."status" <> 'left' and m."employee_no" > {} and (cast({} as text) = '' or m."branch" = {})
    and (lower(m."name") like {} escape '!' or m."initials" like {} escape '!' or lower(m."employee_no") like {} escape '!')
    order by m."employee_no" limit {}"""
_ROSTER = """select m."id", m."name", m."employee_no", m."sex", m."kind", m."no_vote", m."branch", m."group", m."job", m."shift", m."underground",
    d."joined_on", d."full_on", d."note", b."name" as "branch_name", g."name" as "group_name", p."name" as "general_name"
    from "member" m join "organisation" b on b."id" = m."branch" left join "organisation" g on g."id" = m."group"
    left join "organisation" p on p."id" = b."parent" and p."kind" = 'general_branch' left join "member_detail" d on d."member" = m."id"
    where not m."deleted" and m."status" <> 'left' and m."employee_no" > {} and (cast({} as text) = '' or m."branch" = {})
    and (lower(m."name") like {} escape '!' or m."initials" like {} escape '!' or lower(m."employee_no") like {} escape '!')
    order by m."employee_no" limit {}"""
_POSTS_OF = joined(
    """select p."member", p."post", p."org", p."branch", o."name" as "org_name" from "post" p join "organisation" o on o."id" = p."org"
    where not p."deleted" and p."from_on" <= {} and (p."to_on" is null or p."to_on" > {}) and""",
    in_list("member"),
    'order by p."member", p."post", p."org"',
)
_BELONGING = joined(
    """select s."branch", s."member", m."name", s."from_on", s."to_on" from "membership" s join "member" m on m."id" = s."member"
    where not s."deleted" and not m."deleted" and""",
    in_list("branch", "s."),
)
_HOLDING = joined('select "org" as "branch", "member", "post", "from_on", "to_on" from "post" where not "deleted" and', in_list("org"))
_ORGANISATION = 'select "name" from "organisation" where "id" = {}'
_NAMED = 'select "id" from "organisation" where not "deleted" and "closed_on" is null and "name" = {}'
_NAMES = joined('select "id", "name", "employee_no", "branch", "status" from "member" where not "deleted" and', in_list("id"))

_OWNERS = """select o."id", o."kind", o."name", o."parent" from "organisation" o where not o."deleted" and o."closed_on" is null
    and (o."kind" = 'branch' or (o."kind" = 'general_branch' and exists (select 1 from "organisation" b where b."parent" = o."id"
    and b."kind" = 'branch' and not b."deleted"))) order by o."kind" desc, o."name", o."id" """
_BRANCHES_OF = """select "id" from "organisation" where not "deleted" and "closed_on" is null and "kind" = 'branch' and ("id" = {} or "parent" = {})
    order by "id" """

_ABOVE_GROUPS = """select "id", "kind", "parent" from "organisation" where not "deleted" and "closed_on" is null and "kind" <> 'group'
    order by "id" """

_SOUGHT_PLACES = joined('select "id", "kind", "name", "branch" from "organisation" where not "deleted" and', in_list("id"))
_SOUGHT_PEOPLE = joined(
    """select "id", "name", "initials", "employee_no", "job", "branch" from "member" where not "deleted" and "status" <> 'left' and""", in_list("id")
)


async def import_roster(replication: Replication, path: Path | str, dry_run: bool, remove_left: bool = False) -> RosterReport:
    """Imports a roster file for the command line; see import_content."""
    content = await asyncio.to_thread(Path(path).read_bytes)
    return await import_content(replication, content, None, dry_run, remove_left)


async def import_content(replication: Replication, content: bytes, actor: str | None, dry_run: bool, remove_left: bool = False) -> RosterReport:
    """Imports a roster workbook in one transaction; with `dry_run` plans the same and writes nothing.

    Rows that cannot be taken are refused one by one in the report. Raises Problem if the workbook cannot be read.
    """
    today = today_of(replication)
    _, sheet = await asyncio.to_thread(rules.read_workbook, content)
    if dry_run:
        async with replication.database.read():
            return (await _plan(replication.database.fetch, sheet, today, remove_left, dry_run)).report
    async with _writing(replication, actor) as unit:
        plan = await _plan(unit.fetch, sheet, today, remove_left, dry_run)
        await _save(unit, plan)
    return plan.report


async def mark_content(replication: Replication, content: bytes) -> bytes:
    """A copy of a roster workbook with a column that says why rows are refused; nothing is written to the database."""
    name, sheet = await asyncio.to_thread(rules.read_workbook, content)
    async with replication.database.read():
        plan = await _plan(replication.database.fetch, sheet, today_of(replication), False, True)
    return await asyncio.to_thread(rules.mark_problems, content, name, sheet, plan.report.problems)


async def owners_of(fetch: Fetch) -> list[dict[str, Any]]:
    """The general branches and branches that may own a project, a brand and the like (id, kind, name, parent)."""
    return await fetch(_OWNERS)


async def branches_of(fetch: Fetch, org: str) -> list[str]:
    """The branches for which an organisation stands: itself, or those directly below it."""
    return [row["id"] for row in await fetch(_BRANCHES_OF, org, org)]


async def branches_by_org(fetch: Fetch) -> dict[str, list[str]]:
    """The branches for which each organisation above the groups stands: itself, those directly below it, or for the committee all.

    A branch that was dissolved is none of them.
    """
    found = defaultdict[str, list[str]](list)
    rows = await fetch(_ABOVE_GROUPS)
    for row in rows:
        if row["kind"] == "branch":
            found[row["id"]].append(row["id"])
            found[row["parent"] or ""].append(row["id"])
    every = [row["id"] for row in rows if row["kind"] == "branch"]
    return dict(found) | {row["id"]: every for row in rows if row["kind"] == "committee"}


async def moved_owners(fetch: Fetch, table: str, owner: str = "owner") -> dict[str, list[str]]:
    """Rows of a table whose `branches` are not those for which their owner stands now, with those: the tree has changed since.

    What an owner has that stands for no branch any more stays with those who had it.
    """
    return await moved(fetch, await fetch(f'select "id", "{owner}" as "owner", "branches" from "{table}" where not "deleted"'))


async def moved(fetch: Fetch, rows: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The same of rows (id, owner, branches as JSON) that a part has chosen."""
    stands_for = await branches_by_org(fetch)
    now = {row["id"]: (stands_for.get(row["owner"], []), msgspec.json.decode(row["branches"])) for row in rows}
    return {key: branches for key, (branches, before) in now.items() if branches and branches != before}


def today_of(replication: Replication) -> str:
    """The day it is at the mine, as ISO text."""
    return local_day(replication.clock(), replication.settings.timezone)


def _writing(replication: Replication, actor: str | None) -> AbstractAsyncContextManager[Unit]:
    # The tree is in the scope of everyone: holding it keeps a second import waiting until this one is done.
    return replication.write(actor, "roster import", lock={"site"})


async def _plan(fetch: Fetch, sheet: rules.Sheet, today: str, remove_left: bool, dry_run: bool) -> rules.Plan:
    known = await _load_known(fetch, today)
    return await asyncio.to_thread(_read_and_plan, sheet, known, today, remove_left, dry_run)


def _read_and_plan(sheet: rules.Sheet, known: rules.Known, today: str, remove_left: bool, dry_run: bool) -> rules.Plan:
    return rules.plan_import(sheet, rules.read_roster(sheet, today), known, today, remove_left, dry_run)


async def _load_known(fetch: Fetch, today: str) -> rules.Known:
    return rules.Known(
        organisations=_by("id", await fetch(_ORGANISATIONS)),
        members=_by("id", await fetch(_MEMBERS)),
        details=_by("member", await fetch(_DETAILS)),
        memberships=_by("member", await fetch(_MEMBERSHIPS)),
        posts=_by("id", await fetch(_POSTS, today)),
    )


def _by(key: str, records: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {record[key]: record for record in records}


async def _save(unit: Unit, plan: rules.Plan) -> None:
    for table, rows in (("organisation", plan.organisations), ("member", plan.members), ("post", plan.posts), ("membership", plan.memberships)):
        for row_id, values in rows.items():
            unit.put(table, row_id, values)
    if plan.details:
        await _save_details(unit, plan.details.values())


async def _save_details(unit: Unit, details: Iterable[Mapping[str, Any]]) -> None:
    rows = [[row[name] for name in ("member", "joined_on", "full_on", "note")] for row in details]
    await unit.fetch(_SAVE_DETAILS, to_json(rows))


async def correct_member(unit: Unit, member: str, field: str, wanted: str) -> None:
    """Corrects one datum (CORRECTABLE) of a member as an import would. Problem row.not_found where the member is gone."""
    if (row := (await unit.load("member", [member])).get(member)) is None:
        raise row_not_found()
    changes, details = rules.corrected(row, field, wanted)
    unit.put("member", member, changes)
    if details:
        known = await unit.fetch(_DETAIL, member)
        await _save_details(unit, [{"joined_on": None, "full_on": None, "note": None, **(known[0] if known else {}), **details, "member": member}])


async def load_profile(replication: Replication, member: str) -> ProfileOut:
    """What the roster says of a member beyond the row that phones hold."""
    found = await replication.database.fetch(_DETAIL, member)
    return ProfileOut(found[0]["joined_on"], found[0]["full_on"]) if found else ProfileOut(None, None)


async def find_people(replication: Replication, branch: str, text: str, after: str, limit: int) -> list[PersonFound]:
    """People by part of the name, or by the beginning of initials or employee number, in the order of employee numbers after `after`."""
    branch, after = rules.search_text(branch), rules.search_text(after)
    like = _alike(text)
    async with replication.database.read():
        found = await replication.database.fetch(_FIND_PEOPLE, after, branch, branch, *like, limit)
        posts = await posts_in_force(replication.database.fetch, [record["member"] for record in found], today_of(replication))
    names: dict[str, list[str]] = {}
    for post in posts:
        names.setdefault(post["member"], []).append(post["post"])
    return [msgspec.convert({**record, "post": ",".join(sorted(names.get(record["member"], []))) or None}, PersonFound) for record in found]


async def people_book(replication: Replication, branch: str, text: str) -> Book:
    """The people that `find_people` finds as a roster that can be imported again; the rows are read as they are taken."""
    fetch, today, branch = replication.database.fetch, today_of(replication), rules.search_text(branch)
    named = await fetch(_ORGANISATION, branch) if branch else []
    chosen = {"党支部": named[0]["name"] if named else "全部"} | ({"查找": text} if text else {})
    return Book("党员花名册", chosen, [Page("党员花名册", rules.COLUMNS, _roster_rows(fetch, branch, text, today))])


async def _roster_rows(fetch: Fetch, branch: str, text: str, today: str) -> AsyncIterator[list[list[Any]]]:
    after, like = "", _alike(text)
    while people := await fetch(_ROSTER, after, branch, branch, *like, EXPORTED_AT_ONCE):
        posts: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for post in await posts_in_force(fetch, [person["id"] for person in people], today):
            posts[post["member"]].append(post)
        yield [rules.roster_row(person, posts[person["id"]]) for person in people]
        after = people[-1]["employee_no"]


def _alike(text: str) -> tuple[str, str, str]:
    """What name, initials and employee number are compared with."""
    typed = rules.search_text(text)
    return holding(typed), beginning(typed), beginning(typed)


async def find_organisation(replication: Replication, name: str) -> str:
    """The id of the organisation with a name. Problem `row.not_found` if there is none, or more than one."""
    found = await replication.database.fetch(_NAMED, name)
    if len(found) == 1:
        return found[0]["id"]
    raise row_not_found(f"没有唯一叫“{name}”的组织。")


async def posts_in_force(fetch: Fetch, members: Iterable[str], today: str) -> list[dict[str, Any]]:
    """The posts that these members hold on a day: member, post, org, org_name, branch."""
    return await fetch(_POSTS_OF, today, today, to_json(list(members)))


async def page_of_branches(fetch: Fetch, after: str, limit: int) -> list[str]:
    """The next branches by id after `after`, in their order."""
    return [record["id"] for record in await fetch(_NEXT_BRANCHES, after, limit)]


async def members_by_id(fetch: Fetch, members: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Members by id with name, employee_no, branch and status."""
    return _by("id", await fetch(_NAMES, to_json(list(members))))


async def load_called(fetch: Fetch, branches: Iterable[str]) -> Mapping[str, list[dict[str, Any]]]:
    """By branch, who is or was called how there, by name or by a post of the branch, as rules.members_meant takes it."""
    asked, found = to_json(sorted(set(branches))), defaultdict[str, list[dict[str, Any]]](list)
    held = [one for row in await fetch(_HOLDING, asked) for one in rules.post_called(row)]
    for row in (*await fetch(_BELONGING, asked), *held):
        found[row["branch"]].append(row)
    return found


# --- What is found by searching


async def places_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Organisations by name, for those who may open their page in the ledger."""
    return [(row["id"], _place_sought(row)) for row in await fetch(_SOUGHT_PLACES, to_json(list(ids)))]


def _place_sought(row: Mapping[str, Any]) -> Document:
    also = f"{rules.initials(row['name'])} {rules.pinyin(row['name'])}"
    seen_by = rules.place_seen_by(row["id"], row["kind"], row["branch"])
    return Document(row["id"], "organisation", row["name"], "", f"ledger/{row['id']}", row["id"], row["branch"], seen_by, sort=row["kind"], also=also)


async def people_sought(fetch: Fetch, ids: Iterable[str]) -> list[tuple[str, Document]]:
    """Members by name and number, for those who may open their page in the ledger; who left is not found."""
    return [(row["id"], _person_sought(row)) for row in await fetch(_SOUGHT_PEOPLE, to_json(list(ids)))]


def _person_sought(row: Mapping[str, Any]) -> Document:
    text, also = " ".join(filter(None, (row["employee_no"], row["job"]))), f"{row['initials']} {rules.pinyin(row['name'])}"
    seen_by = rules.person_seen_by(row["id"], row["branch"])
    return Document(row["id"], "member", row["name"], text, f"ledger/member/{row['id']}", row["branch"], row["branch"], seen_by, also=also)
