"""Every list that leaves as a workbook, a roster with its problems, minutes as Word and PDF, the package for the superior's platform and the archive,
opened by another program than the one that wrote them: what stands there is what the database has, and nothing in a cell is taken for a formula."""

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from server import archive
from server.app import SCHEMAS
from server.domain.cycles.rules.outgoing import star_words
from tests.api.real_phone import node
from tests.api.small_quarter import FRIEND, MEMBER, QUARTER, SECRETARY, SmallQuarter, award_of
from tests.documents import pdf_text, read_lines, unpacked
from tests.engine.roster_sheets import person, sheet_of, workbook
from tests.mine import ZONE, Mine
from tests.office_suite import read_books, read_letters
from tests.small_mine import NORTH, SOUTH, change, know, named
from tests.workbooks import Opened

MONTH = "2026-12"
ID, NOTE = "系统编号", "说明"
EVIL = ("=1+1", "@SUM(1+1)", "+1+1", "-1+1", '=HYPERLINK("http://x","点")')
"""What a spreadsheet would work out, call or follow, if it took it for a formula."""
Rows = list[dict[str, Any]]
As = Callable[[Any], str]


def text(value: Any) -> str:
    return "" if value is None else str(value)


def moment(at_ms: int | None) -> str:
    return "" if at_ms is None else f"{datetime.fromtimestamp(at_ms / 1000, ZONE):%Y-%m-%d %H:%M}"


def tenths(value: int | None) -> str:
    """Points, of which the database has tenths."""
    return "" if value is None else f"{value / 10:.1f}"


class Told(NamedTuple):
    """What a workbook must say: its query, its worksheet, the rows of the database, and how each of their columns is shown under which title."""

    query: dict[str, str]
    sheet: str
    rows: str
    shown: Mapping[str, tuple[str, As]]


_AWARDS = (
    """select a."id", m."name", a."star", a."total_tenths" from "award" a join "member" m on m."id" = a."member" where a."branch" = '{branch}'"""
)
TOLD: Mapping[str, Told] = {
    "/api/people/export": Told(
        {}, "党员花名册", """select "id", "employee_no", "name", "job" from "member" where not "deleted" """,
        {ID: ("id", text), "工号": ("employee_no", text), "姓名": ("name", text), "工作岗位": ("job", text)},
    ),
    "/api/board/export": Told(
        {"period": MONTH}, "明细", """select "id", "due_at" from "obligation" where not "deleted" and "period" in ('2026-12', '2026-Q4', '2026')""",
        {ID: ("id", text), "期限": ("due_at", moment)},
    ),
    "/api/facts/export": Told(
        {"quarter": QUARTER}, "服务群众", """select "id", "on", "text" from "fact" where "kind" = 'service'""",
        {ID: ("id", text), "日期": ("on", text), "说明": ("text", text)},
    ),
    "/api/cycles/export": Told(
        {"quarter": QUARTER}, "评星进度", f"""select c."id", b."name" from "cycle" c join "organisation" b on b."id" = c."branch"
        where c."quarter" = '{QUARTER}'""",
        {ID: ("id", text), "党支部": ("name", text)},
    ),
    "/api/cycles/{cycle}/export": Told(
        {}, "评星结果", _AWARDS, {ID: ("id", text), "姓名": ("name", text), "星级": ("star", star_words), "总分": ("total_tenths", tenths)}
    ),
    "/api/cycles/{cycle}/publication/export": Told({}, "公示名单", _AWARDS, {"姓名": ("name", text), "星级": ("star", star_words)}),
    "/api/appeals/export": Told(
        {"quarter": QUARTER}, "申诉", 'select "id", "text", "filed_at" from "appeal"',
        {ID: ("id", text), "理由": ("text", text), "提出": ("filed_at", moment)},
    ),
    "/api/vetoes/export": Told(
        {"quarter": QUARTER}, "一票否决", 'select "id", "text", "evidence", "proposed_at" from "veto_case"',
        {ID: ("id", text), "经过": ("text", text), "依据": ("evidence", text), "提出": ("proposed_at", moment)},
    ),
    "/api/polls/export": Told(
        {"quarter": QUARTER}, "群众测评", 'select "id", "name", "printed", "closes_on", "opened_at" from "poll"',
        {ID: ("id", text), "单位": ("name", text), "印制": ("printed", text), "截止日": ("closes_on", text), "发起": ("opened_at", moment)},
    ),
    "/api/polls/{poll}/export": Told(
        {}, "测评结果", """select m."id", m."name" from "member" m where m."branch" = '{south}'""", {ID: ("id", text), "姓名": ("name", text)}
    ),
    "/api/assessments/export": Told(
        {"period": QUARTER}, "支部考核", """select "id", "name" from "organisation" where "kind" = 'branch'""",
        {ID: ("id", text), "党支部": ("name", text)},
    ),
    "/api/deductions/export": Told(
        {}, "扣分异议", """select "id", "contest_reason", "contested_at" from "deduction" where "state" = 'contested'""",
        {ID: ("id", text), "异议": ("contest_reason", text), "提出": ("contested_at", moment)},
    ),
    "/api/excusals/export": Told(
        {}, "免开和延期", """select "id", "asked_at" from "excusal" where "state" = 'open'""", {ID: ("id", text), "提出": ("asked_at", moment)}
    ),
    "/api/corrections/export": Told(
        {}, "更正申请", 'select "id", "reason", "asked_at" from "correction_request"',
        {ID: ("id", text), "理由": ("reason", text), "提出": ("asked_at", moment)},
    ),
    "/api/opinions/export": Told(
        {}, "意见", 'select "id", "text", "about", "sent_at" from "opinion"',
        {ID: ("id", text), "内容": ("text", text), "关于": ("about", text), "收到": ("sent_at", moment)},
    ),
    "/api/review/export": Told(
        {}, "待审记录", """select "meeting" as "id", "submitted_at" from "review" where "state" = 'pending'""",
        {ID: ("id", text), "提交": ("submitted_at", moment)},
    ),
    "/api/orders/export": Told(
        {}, "督办", 'select "id", "content", "due_on", "issued_at" from "dispatch_order"',
        {ID: ("id", text), "督办内容": ("content", text), "期限": ("due_on", text), "下达": ("issued_at", moment)},
    ),
    "/api/month-tables/{branch}/{month}/export": Told(
        {}, "任务表", """select "id", "due_on" from "dispatch_order" where "branch" = '{branch}'""", {ID: ("id", text), "期限": ("due_on", text)}
    ),
    "/api/resolutions/export": Told(
        {"state": "overdue"}, "逾期未落实", """select '-1+1' as "text", '2026-12-20' as "due_on" """,
        {"决议": ("text", text), "期限": ("due_on", text)},
    ),
    "/api/obligation-templates/export": Told(
        {}, "任务模板", 'select "id", "title", "from_on" from "template"', {ID: ("id", text), "名称": ("title", text), "施行": ("from_on", text)}
    ),
    "/api/search/export": Told(
        {"q": "井口会议室"}, "检索结果", """select 'meeting:' || "id" as "id" from "meeting" where "place" = '井口会议室'""", {ID: ("id", text)}
    ),
    "/api/papers/ledger/export": Told(
        {"period": MONTH}, "会议台账", """select "id", "title", "agenda" from "meeting" where "filed_at" is not null""",
        {ID: ("id", text), "会议名称": ("title", text), "议题": ("agenda", text)},
    ),
}  # fmt: skip
"""By the address of a list that leaves as a workbook. What is in others is compared with what a third program reads there."""


async def fill(mine: Mine) -> SmallQuarter:
    """A quarter with a published result, one who objects, one who may be vetoed, a poll, an order; and everywhere what looks like a formula."""
    quarter = await SmallQuarter(mine).set()
    async with mine.replication.write(None, "odd names") as unit:
        unit.put("member", FRIEND, {"name": EVIL[0], "job": EVIL[1]})
    meeting = await quarter.meet(EVIL[2], "general_meeting", {MEMBER: "leave"}, "2026-12-11 09:00")
    async with mine.replication.write(None, "odd words") as unit:
        said = {"place": "井口会议室", "chair": SECRETARY, "recorder": MEMBER, "agenda": EVIL[1], "discussion": EVIL[4]}
        unit.put("meeting", meeting, {**said, "resolutions": [{"text": EVIL[3], "owner": "党员1", "due_on": "2026-12-20"}]})
        (away,) = [key for key, mark in (await unit.where("attendance", "meeting", [meeting])).items() if mark["member"] == MEMBER]
        unit.put("attendance", away, {"reason": "值夜班"})
    await know(mine, MEMBER, "service", "2026-11-20", grade="usual", text=EVIL[4])
    await mine.drain()
    await quarter.goes(("office", "compute"), ("E0", "review"), ("office", "publish"))
    phone = await quarter.phone("E1")
    phone.record("appeal.file.v1", str(uuid.uuid4()), award=(await award_of(mine, MEMBER))["id"], text=EVIL[0])
    await phone.sync()
    await ask_the_office(quarter)
    office = await quarter.who("office")
    kinds = (await office.get("/api/vetoes", params={"quarter": QUARTER})).json()["kinds"]
    veto = {"member": FRIEND, "quarter": QUARTER, "kind": kinds[0]["kind"], "text": EVIL[1], "evidence": EVIL[2]}
    poll = {"quarter": QUARTER, "branches": [SOUTH], "voters": 6, "closes_on": "2027-01-08", "by_paper": True}
    order = {"batch": "b1", "kind": "key", "cadence": "once", "content": EVIL[4], "due_on": "2027-01-20", "orgs": [NORTH]}
    for path, body in (("vetoes", veto), ("polls", poll), ("orders", order)):
        answer = await office.post(f"/api/{path}", json=body)
        assert answer.status_code == 200, answer.text
    await mine.drain()
    return quarter


async def ask_the_office(quarter: SmallQuarter) -> None:
    """What branch and member want of it: a duty excused, a deduction taken back, a mark corrected, a record reviewed."""
    mine = quarter.mine
    secretary, member = await quarter.phone("E0"), await quarter.phone("E1")
    duty = next(key for key, one in secretary.rows["obligation"].items() if one["state"] in ("upcoming", "warning"))
    secretary.record("excusal.ask.v1", str(uuid.uuid4()), obligation=duty, code="other", words=EVIL[1], until_on="")
    cost = next(key for key, one in secretary.rows["deduction"].items() if one["branch"] == NORTH)
    secretary.record("deduction.contest.v1", cost, reason=EVIL[2])
    meeting, mark = next((one["meeting"], one) for one in member.rows["attendance"].values() if one["status"] == "leave")
    told = {"about": "attendance", "source": mark["id"], "seen": "leave", "wanted": "present", "reason": EVIL[3], "proof": ""}
    member.record("correction.ask.v1", str(uuid.uuid4()), **told)
    member.record("opinion.send.v1", str(uuid.uuid4()), kind="burden", text=EVIL[1], named=False, about=EVIL[0])
    await secretary.sync()
    await member.sync()
    async with mine.replication.write(None, "submitted") as unit:
        about = {"meeting": meeting, "branch": NORTH, "state": "pending", "submitted_at": unit.now_ms, "submitted_by": "", "attempt": 1}
        unit.put("review", named("review"), about)


async def test_another_program_reads_in_every_file_what_the_database_has(sqlite_mine: Mine, tmp_path: Path) -> None:
    quarter = await fill(sqlite_mine)
    described = sqlite_mine.app.openapi_schema.to_schema()["paths"]
    there = {path for path in described if path.endswith("/export")}
    assert there >= TOLD.keys()
    (poll,) = await sqlite_mine.database.fetch('select "id" from "poll"')
    named_by = {"cycle": (await quarter.cycle())["cycle"], "poll": poll["id"], "branch": NORTH, "month": "2027-01", "south": SOUTH}
    await the_lists(quarter, named_by, tmp_path / "lists")
    await other_lists(quarter, sorted(there - TOLD.keys()), tmp_path / "others")
    await the_minutes(quarter, tmp_path / "minutes")
    await the_marked_roster(quarter, tmp_path / "roster")
    await the_packages(quarter, tmp_path)


async def the_lists(quarter: SmallQuarter, named_by: dict[str, str], folder: Path) -> None:
    folder.mkdir()
    office, books = await quarter.who("office"), dict[str, bytes]()
    for number, (path, told) in enumerate(TOLD.items()):
        answer = await office.get(path.format(**named_by), params=told.query)
        assert answer.status_code == 200, (path, answer.text)
        books[str(number)] = answer.content
    read = read_books(folder, books)
    for number, (path, told) in enumerate(TOLD.items()):
        wanted = await quarter.mine.database.fetch(told.rows.format(**named_by))
        agree(path, told, read[str(number)], wanted)
    cells = {cell for sheets in read.values() for rows in sheets.values() for row in rows for cell in row.values()}
    assert cells >= set(EVIL), "as it was written, and nothing worked out"


async def other_lists(quarter: SmallQuarter, paths: list[str], folder: Path) -> None:
    """They open, with the worksheets and the rows that they were written with."""
    folder.mkdir()
    office = await quarter.who("office")
    answers = {str(number): await office.get(path) for number, path in enumerate(paths)}
    books = {name: answer.content for name, answer in answers.items() if answer.status_code == 200}
    for name, read in (read_books(folder, books) if books else {}).items():
        opened = Opened(books[name])
        assert {title: len(rows) for title, rows in read.items() if title != NOTE} == {
            title: len(opened.page(title)) for title in opened.book.sheetnames if title != NOTE
        }


def agree(path: str, told: Told, read: Mapping[str, Rows], wanted: Rows) -> None:
    """The rows of the worksheet and of the database, each by the columns named, whatever their order."""
    assert wanted, path
    cells = [tuple(row[title] for title in told.shown) for row in read[told.sheet]]
    expected = [tuple(show(row[column]) for column, show in told.shown.values()) for row in wanted]
    if path.startswith("/api/month-tables"):  # the table has duties and resolutions too
        cells = [cell for cell in cells if cell in expected]
    assert sorted(cells) == sorted(expected), path


async def the_minutes(quarter: SmallQuarter, folder: Path) -> None:
    """Word by the office suite, PDF by poppler: each thing that the record holds."""
    folder.mkdir()
    office, meeting = await quarter.who("office"), named(EVIL[2])
    word, pdf = [(await office.get(f"/api/papers/minutes/{meeting}", params={"format": form})).content for form in ("docx", "pdf")]
    (row,) = await quarter.mine.database.fetch('select "place", "agenda", "discussion" from "meeting" where "id" = {}', meeting)
    for read in (read_letters(folder, {"minutes": word})["minutes"], pdf_text(pdf)):
        squeezed = read.replace(" ", "")
        for said in (*row.values(), EVIL[3], "党员0", "值夜班"):
            assert str(said).replace(" ", "") in squeezed, said


async def the_marked_roster(quarter: SmallQuarter, folder: Path) -> None:
    """The sheet as it was handed in, with one more column that says what is wrong."""
    folder.mkdir()
    office = await quarter.who("office")
    rows = [person("X1", EVIL[1]), person("X2", EVIL[2], 入党日期="2026-02-30")]
    marked = await office.post("/api/roster/problems", content=workbook(党员花名册=sheet_of(rows)[1:]))
    read = read_books(folder, {"marked": marked.content})["marked"]["党员花名册"]
    assert [(row["工号"], row["姓名"], row["问题"]) for row in read] == [("X1", EVIL[1], ""), ("X2", EVIL[2], "入党日期：不是日历上的日期")]


async def the_packages(quarter: SmallQuarter, folder: Path) -> None:
    """Taken apart by unzip and read by Node; the workbooks in the archive by the office suite."""
    mine, office, meeting = quarter.mine, await quarter.who("office"), named(EVIL[2])
    await change(mine, meeting, status="approved", decided_at=mine.clock.now_ms)
    people = [(one["id"], one["name"]) for one in await mine.database.fetch('select "id", "name" from "member" where not "deleted" order by "id"')]
    package = await office.get("/api/papers/exchange", params={"period": MONTH})
    handed = unpacked(package.content, folder / "exchange")
    assert read_lines(node(), handed / "meetings.jsonl", "id", "title", "agenda", "discussion") == [(meeting, EVIL[2], EVIL[1], EVIL[4])]
    assert read_lines(node(), handed / "members.jsonl", "id", "name") == people
    assert read_lines(node(), handed / "manifest.json", "format", "meetings", "members") == [("linghang.exchange", "1", str(len(people)))]
    await archive.write_archive(mine.replication, SCHEMAS, folder / "all.zip")
    kept = unpacked((folder / "all.zip").read_bytes(), folder / "archive")
    assert read_lines(node(), kept / "tables" / "member.jsonl", "id", "name") == people
    books = {path.stem: path.read_bytes() for path in (kept / "xlsx").iterdir()}
    (folder / "kept").mkdir()
    read = read_books(folder / "kept", books)
    assert sorted((row[ID], row["姓名"]) for row in read["党员花名册"]["党员花名册"]) == people
    assert {row[ID] for row in read["会议台账 2026"]["会议台账"]} >= {meeting}
