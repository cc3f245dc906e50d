"""A mine of any size with a full quarter of stars behind it, written by the database itself: a hundred thousand members in about a minute.

Every member has 40 score rows: 24 marks of attendance, 15 facts and the result of the mass review. There are ten patterns of them, by the last
digit of the employee number, so that ten calls of the rules tell everyone's rating and lines. Records lie in the order in which a mine
writes them, meeting by meeting, and their ids are scattered as real ones are.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from server.domain.ballots.rules import review_id
from server.domain.ratings import rules
from server.domain.ratings.policy.shipped import CONTENT, SHIPPED_SCHEME_ID
from server.domain.ratings.rules import Attended, Covered, Fact, Inputs, MassReview, Rated, rating_id
from server.replication import Replication
from server.replication.store import insert_rows, to_json

AT_MS = 1_794_794_400_000
QUARTER = "2026-Q4"
PATTERNS = 10
MEETINGS = 24
KINDS = ("theme_day", "group_meeting", "party_lecture", "general_meeting")
STATUSES = ("present",) * 8 + ("leave", "absent")
COVERED = ("dues", "pledge", "task_done", "discipline", "violation", "achievement", "training", "contest", "mentor", "service")
FACTS = (
    *("pledge good", "task_done", "task_done", "hazard_found", "hazard_found", "hazard_found", "training attended", "training attended"),
    *("mentor running", "service usual", "service small", "achievement mine"),
)
SCORE_ROWS = MEETINGS + len(FACTS) + 3 + 1
"""Of each member."""
MARK = """{"":[1,"0b1c7a52-7a0e-4a58-8d1f-0c9a3f7f1b11",7,"5d1c7a52-7a0e-4a58-8d1f-0c9a3f7f1b11",1794794400000],
"status":[2,"0b1c7a52-7a0e-4a58-8d1f-0c9a3f7f1b11",9,"5d1c7a52-7a0e-4a58-8d1f-0c9a3f7f1b11",1794794400000]}"""
TEXT = "会议传达学习了上级安全生产工作会议精神，讨论了本月采掘接续和顶板管理要点，同志们结合岗位实际作了发言。" * 8
COMMITTEE = "00000000-0000-4000-8000-00000000000c"
AT_ONCE = 2_000
BETWEEN_MS = 129_600_000
MONTH_MS = 30 * 86_400_000
_MEMBER, _BRANCH, _MEETING, _MARK, _FACT, _COVERAGE, _OBLIGATION = range(10, 17)
FILLED = ("attendance", "fact", "meeting", "mass_review", "rating_line", "row_scope", "scope_head")
_INDEXES = {
    "sqlite": """select "name", "sql" as "text" from "sqlite_master" where "type" = 'index' and "sql" is not null
        and "tbl_name" in (select value from json_each({}))""",
    "postgres": """select indexname as "name", indexdef as "text" from pg_indexes where schemaname = 'public' and indexname not like '%\\_pkey'
        and tablename in (select jsonb_array_elements_text({}::jsonb))""",
}
OWED = ("theme_day", "group_meeting", "committee_meeting", "heart_talk")
OBLIGATIONS = tuple(f"{kind} 2026-{month}" for month in (10, 11, 12) for kind in OWED)
PAST = tuple(f"{kind} {year}-{month:02}" for year in range(2022, 2027) for month in range(1, 13) if (year, month) < (2026, 10) for kind in OWED)
"""What every branch owed in the years before the quarter."""
STATES = ("done", "done", "late", "overdue", "excused", "done", "upcoming")
_SCATTER = 2_654_435_761


def branch_id(number: int) -> str:
    """The id of a branch."""
    return _scattered(_BRANCH, number)


def member_id(number: int) -> str:
    """The id of a member."""
    return _scattered(_MEMBER, number)


def mark_id(number: int, meeting: int, members: int) -> str:
    """The id of a member's mark at one of the branch's meetings."""
    return _scattered(_MARK, meeting * members + number)


def profile_of(pattern: int) -> str:
    """Two of ten work in offices."""
    return "office" if pattern >= 8 else "frontline"


def status_of(pattern: int, meeting: int) -> str:
    """A member's mark at one of the branch's meetings."""
    return STATUSES[(pattern + meeting * 3) % len(STATUSES)]


def mean_of(number: int) -> int:
    """The mean of a member's mass review, in tenths of 100."""
    return 850 + number % PATTERNS


def facts_of(pattern: int) -> list[Fact]:
    """What is known of a member: a kind, mostly with a grade, an amount or a month."""
    plain = [(*one.split(), "")[:2] for one in FACTS]
    found = [Fact("", kind, kind, "2026-10-20", grade) for kind, grade in [*plain, ("violation", "minor" if pattern < 7 else "general")]]
    found.append(Fact("", "dues", "dues", "2026-10-20", until="2026-10" if pattern == 9 else "2026-12"))
    found.append(Fact("", "performance", "performance", "2026-10-20", amount=800 + 10 * pattern))
    return [msgspec.structs.replace(one, id=str(number)) for number, one in enumerate(found)]


def rated(pattern: int) -> Rated:
    """What the rules make of a pattern."""
    at = [Attended(str(n), KINDS[n % len(KINDS)], f"会议{n}", "2026-10-20", status_of(pattern, n), "王强", AT_MS) for n in range(MEETINGS)]
    covered = tuple(Covered(kind, kind, kind, "2026-11-01", "党群工作部", AT_MS) for kind in COVERED)
    inputs = Inputs(QUARTER, tuple(at), tuple(facts_of(pattern)), covered, MassReview("", mean_of(pattern), 30))
    return rules.rate(CONTENT, inputs, profile_of(pattern))


class Given(NamedTuple):
    """Rows handed to a statement as one JSON parameter, called `g` there; those with a pattern go to the members of it, others to everyone."""

    columns: str
    rows: list[list[Any]]

    def told(self, lite: bool) -> str:
        """The rows as a table, `at` is a row's place."""
        columns = [column.split(":") for column in self.columns.split()]
        casts = ", ".join(f'cast(e.value->>{at} as {kind}) as "{name}"' for at, (name, kind) in enumerate(columns))
        each = "json_each({}) e" if lite else "jsonb_array_elements({}::jsonb) with ordinality e(value, key)"
        return f', "g" as materialized (select {casts}, e.key as "at" from {each})'

    @property
    def values(self) -> dict[str, str]:
        """Its columns but the pattern, for columns of the same names."""
        names = [column.split(":")[0] for column in self.columns.split()]
        return {name: f'"g"."{name}"' for name in names if name != "pattern"}

    @property
    def match(self) -> str:
        """The join with what is written."""
        return 'cross join "g"' + (f' where "g"."pattern" = x."i" % {PATTERNS}' if self.columns.startswith("pattern") else "")


class LargeMine:
    """Fills an empty database with so many members in so many branches."""

    def __init__(self, replication: Replication, members: int, branches: int) -> None:
        self.database = replication.database
        self.members = members
        self.branches = branches
        self.lite = self.database.kind == "sqlite"
        self.branch_of = f'x."i" * {branches} / {members}'
        self.own = {"member": self._id(_MEMBER, 'x."i"'), "branch": self._id(_BRANCH, self.branch_of)}

    async def fill(self) -> None:
        """Members, records, facts, results, and the ratings that follow from them; indexes are made again when all is there."""
        indexes = await self.database.fetch(_INDEXES, to_json(FILLED))
        for index in indexes:
            await self.database.fetch(f'drop index "{index["name"]}"')
        if self.lite:
            await self.database.fetch("PRAGMA cache_size=-1000000")
        await self.organise()
        await self.hold(MEETINGS)
        await self._know()
        await self._rate()
        await self._explain()
        for index in indexes:
            await self.database.fetch(index["text"])
        await self._settle()

    async def organise(self) -> None:
        """Only organisations and members, and what every branch owes."""
        await self._organise()
        await self._owe(OBLIGATIONS, 0, [AT_MS] * len(OBLIGATIONS))

    async def owe_for_years(self) -> None:
        """What every branch had to do before the quarter, done or not: 57 months with their last days a month apart."""
        await self._owe(PAST, len(OBLIGATIONS), [AT_MS - (57 - at // len(OWED)) * MONTH_MS for at in range(len(PAST))])

    async def hold(self, meetings: int) -> None:
        """The latest meetings of every branch, with everyone's marks."""
        for number in range(meetings):
            await self._hold(number)

    async def settle(self, *tables: str) -> None:
        """The database as a server leaves it, with these tables besides."""
        await self._settle()
        for table in () if self.lite else tables:
            await self.database.fetch(f'vacuum analyze "{table}"')

    async def _organise(self) -> None:
        branch = self._id(_BRANCH, 'x."i"')
        own = {"kind": "'branch'", "name": """'党支部' || x."i" """, "parent": f"'{COMMITTEE}'"}
        await self._insert("organisation", self.branches, {"id": branch, "branch": branch, **own})
        await self._insert("organisation", 1, {"id": f"'{COMMITTEE}'", "kind": "'committee'", "name": "'矿党委'"})
        stated = {"id": self._id(_COVERAGE, f'x."i" * {len(COVERED)} + "g"."at"'), "kind": '"g"."kind"', "quarter": f"'{QUARTER}'"}
        by = {"branch": branch, "stated_by": "''", "stated_by_name": "'党群工作部'", "stated_at": str(AT_MS)}
        await self._insert("coverage", self.branches, stated | by, Given("kind:text", [[kind] for kind in COVERED]))
        person = {"id": self.own["member"], "branch": self.own["branch"], "employee_no": """'E' || x."i" """, "name": """'党员' || x."i" """}
        profile = f"""case when x."i" % {PATTERNS} >= 8 then 'office' else 'frontline' end"""
        await self._insert("member", self.members, person | {"initials": "'dy'", "kind": "'full'", "post_profile": profile})

    async def _owe(self, duties: Sequence[str], before: int, due_at: Sequence[int]) -> None:
        """Duties of every branch, done or not; so many stand before them in the numbers of a branch's duties."""
        told = [[*one.split(), STATES[at % len(STATES)], due_at[at]] for at, one in enumerate(duties)]
        owed = Given("kind:text period:text state:text due_at:bigint", told)
        branch, each = self._id(_BRANCH, 'x."i"'), len(OBLIGATIONS) + len(PAST)
        duty = {"id": self._id(_OBLIGATION, f'x."i" * {each} + {before} + "g"."at"'), "template": "''", "org": branch, "branch": branch}
        times = dict.fromkeys(("warn_at", "grace_at", "computed_at"), owed.values["due_at"])
        await self._insert("obligation", self.branches, duty | owed.values | times, owed)

    async def _hold(self, number: int) -> None:
        """A meeting of every branch, and everyone's mark at it."""
        at = {"held_start": str(AT_MS - number * BETWEEN_MS)}
        kind, branch = f"'{KINDS[number % len(KINDS)]}'", self._id(_BRANCH, 'x."i"')
        meeting = {"id": self._id(_MEETING, f'{number * self.branches} + x."i"'), "branch": branch, "org": branch, "kind": kind, **at}
        filed = {"title": f"'会议{number}'", "discussion": f"'{TEXT}'", "status": "'approved'", "filed_at": str(AT_MS)}
        await self._insert("meeting", self.branches, meeting | filed)
        marks = Given("pattern:int status:text marks:text", [[one, status_of(one, number), MARK] for one in range(PATTERNS)])
        place = {"id": self._id(_MARK, f'{number * self.members} + x."i"'), **self.own}
        place["meeting"] = self._id(_MEETING, f"{number * self.branches} + {self.branch_of}")
        copies = {"meeting_kind": kind, "meeting_title": f"'会议{number}'", **at}
        await self._insert("attendance", self.members, place | copies | marks.values, marks)

    async def _know(self) -> None:
        known = [[p, int(one.id), one.kind, one.grade, one.amount, one.until, MARK] for p in range(PATTERNS) for one in facts_of(p)]
        facts = Given("pattern:int number:int kind:text grade:text amount:int until:text marks:text", known)
        by = {"entered_by": "''", "entered_by_name": "'党群工作部'", "entered_at": str(AT_MS), "source": "'entry'"}
        values = {name: value for name, value in facts.values.items() if name != "number"}
        fact = {"id": self._id(_FACT, f'"g"."number" * {self.members} + x."i"'), "on": "'2026-10-20'", "text": "'井下3201工作面'", **self.own}
        await self._insert("fact", self.members, fact | values | by, facts)

    async def _rate(self) -> None:
        patterns = [rated(pattern) for pattern in range(PATTERNS)]
        columns = ["id", "member", "branch", "quarter", "scheme", "profile", "total_tenths", "bonus_tenths", "missing", "earned_star"]
        text = insert_rows("rating", [*columns, "computed_at", "data_up_to"])
        review = insert_rows("mass_review", ["id", "member", "branch", "quarter", "state", "ballots", "mean_tenths"])
        for first, last in _stretches(self.members):
            rows = [self._rating(number, patterns[number % PATTERNS]) for number in range(first, last + 1)]
            reviews = [[review_id(row[1], QUARTER), *row[1:4], "published", 30, mean_of(number)] for number, row in enumerate(rows, first)]
            async with self.database.write():
                await self.database.write_rows(text, rows)
                await self.database.write_rows(review, reviews)

    def _rating(self, number: int, one: Rated) -> list[Any]:
        member, branch = member_id(number), _scattered(_BRANCH, number * self.branches // self.members)
        points = [one.total_tenths, one.bonus_tenths, one.missing, one.earned_star]
        profile = profile_of(number % PATTERNS)
        return [rating_id(member, QUARTER), member, branch, QUARTER, SHIPPED_SCHEME_ID, profile, *points, AT_MS, AT_MS]

    async def _explain(self) -> None:
        """The lines of each rating, and their places in the scope of the member."""
        told = [[p, number, *_line(one)] for p in range(PATTERNS) for number, one in enumerate(rated(p).lines)]
        columns = "number:int dimension:text rule:text points_tenths:int maximum_tenths:int text:text evidence:text"
        lines = Given(f"pattern:int {columns}", told)
        source = 'select r."id", r."member", n."i" from "n" cross join "member" m cross join "rating" r'
        source += """ where m."employee_no" = 'E' || n."i" and r."member" = m."id" """
        values = {name: value for name, value in lines.values.items() if name != "number"}
        line = {"id": """x."id" || ':' || "g"."number" """, "rating": 'x."id"', "member": 'x."member"'}
        await self._insert("rating_line", self.members, line | values, lines, source)
        scope = {"scope": """'person:' || x."member" """}
        place = scope | {"tbl": "'rating_line'", "row": line["id"], "seq": '"g"."number" + 1'}
        await self._insert("row_scope", self.members, place, lines, source)
        await self._insert("scope_head", self.members, scope | {"head": "100", "gc_floor": "0"}, None, source)

    async def _settle(self) -> None:
        """As a server leaves it: PostgreSQL's autovacuum has seen tables that were written a while ago, SQLite's writer has its own small cache."""
        if self.lite:
            await self.database.fetch("PRAGMA cache_size=-32768")
            await self.database.fetch("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        for table in (*FILLED, "organisation", "member", "obligation", "coverage", "rating"):
            await self.database.fetch(f'vacuum analyze "{table}"')

    async def _insert(self, table: str, count: int, columns: dict[str, str], given: Given | None = None, source: str = 'select "i" from "n"') -> None:
        """One row for each number, or for each number and each row given for it, some numbers at a time."""
        names = ", ".join(f'"{name}"' for name in columns)
        told, match = (given.told(self.lite), given.match) if given else ("", "")
        rows = [to_json(given.rows)] if given else []
        for first, last in _stretches(count):
            numbers = f'with recursive "n"("i") as (select cast({first} as bigint) union all select "i" + 1 from "n" where "i" < {last})'
            text = f'insert into "{table}" ({names}) {numbers} {told} select {", ".join(columns.values())} from ({source}) x {match}'
            await self.database.fetch(text, *rows)

    def _id(self, tag: int, number: str) -> str:
        scattered = f"({number}) * {_SCATTER} % {2**32}"
        if self.lite:
            return f"printf('%08x-0000-4000-80{tag}-%012x', {scattered}, {number})"
        return f"lpad(to_hex({scattered}), 8, '0') || '-0000-4000-80{tag}-' || lpad(to_hex({number}), 12, '0')"


def _scattered(tag: int, number: int) -> str:
    """The same id, made here."""
    return f"{number * _SCATTER % 2**32:08x}-0000-4000-80{tag}-{number:012x}"


def _line(one: rules.Line) -> list[Any]:
    return [one.dimension, one.rule, one.points_tenths, one.maximum_tenths, one.text, to_json(one.evidence)]


def _stretches(count: int) -> Iterator[tuple[int, int]]:
    for first in range(0, count, AT_ONCE):
        yield first, min(first + AT_ONCE, count) - 1
