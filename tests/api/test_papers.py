"""The ledger of meetings and minutes on paper: the usual columns, Word and PDF with what the record says, for those alone who may read it."""

import zipfile
from io import BytesIO
from typing import Any

import httpx
import pytest
from docx import Document

from server.domain.papers.queries import minutes
from tests.api.small_quarter import FRIEND, MEMBER, SECRETARY, SmallQuarter
from tests.api.test_board import sign_in_with
from tests.documents import pdf_fonts, pdf_text, word_text
from tests.mine import Mine
from tests.small_mine import NORTH, SOUTH, SOUTH_1, record, settle, submit
from tests.workbooks import take

USUAL = ["序号", "会议名称", "日期", "时间", "类型", "党小组", "地点", "主持人", "记录人", "议题", "决议/结论"]
USUAL += ["应到", "实到", "请假", "缺席", "出勤率", "名单"]
ODD = "=1+1 讨论 {{ 7 * 7 }} #let x = 1 $a_b$ *重* \\ <b>&amp;"
MONTH = {"period": "2026-12"}


async def set_up(mine: Mine) -> tuple[SmallQuarter, str]:
    """A quarter with a filed meeting that has everything in it, at which one was away with a reason."""
    quarter = await SmallQuarter(mine).set()
    meeting = await quarter.meet("=十二月部署会", "general_meeting", {MEMBER: "leave", FRIEND: "absent"}, "2026-12-11 22:30")
    async with mine.replication.write(None, "told") as unit:
        told = {
            "place": "井口会议室",
            "chair": SECRETARY,
            "recorder": MEMBER,
            "observers": "包保领导",
            "agenda": "一项议题",
            "discussion": f"先说\n{ODD}",
        }
        decided = [{"text": "整改两处隐患", "owner": "党员1", "due_on": "2026-12-20"}]
        votes = [{"subject": "通过部署", "purpose": "ordinary", "written": 0, "yes": 2, "no": 0, "abstain": 0}]
        held_end = (await unit.load("meeting", [meeting]))[meeting]["held_start"] + 2 * 3_600_000
        unit.put("meeting", meeting, {**told, "resolutions": decided, "votes": votes, "held_end": held_end})
        (away,) = [key for key, mark in (await unit.where("attendance", "meeting", [meeting])).items() if mark["member"] == MEMBER]
        unit.put("attendance", away, {"reason": "值夜班"})
    return quarter, meeting


async def test_the_ledger_has_the_usual_columns_and_says_what_the_records_say(mine: Mine) -> None:
    quarter, meeting = await set_up(mine)
    await submit(mine, await record(mine, "南支部组会", "group_meeting", SOUTH_1, "2026-12-12 09:00"))
    office = await quarter.who("office")
    shown = (await office.get("/api/papers/ledger", params=MONTH)).json()
    assert [line["title"] for line in shown["lines"]] == ["十二月大会", "十二月党课", "=十二月部署会", "南支部组会"]
    opened = await take(office, "/api/papers/ledger/export", **MONTH)
    rows = opened.page("会议台账")
    assert list(rows[0])[: len(USUAL)] == USUAL
    assert opened.ids("会议台账") == [line["meeting"] for line in shown["lines"]]
    row = rows[2]
    assert (row["序号"], row["会议名称"], f"{row['日期']:%Y-%m-%d}", row["时间"], row["类型"]) == (
        3,
        "=十二月部署会",
        "2026-12-11",
        "22:30–00:30",
        "支部党员大会",
    )
    assert (row["应到"], row["实到"], row["请假"], row["缺席"], row["出勤率"]) == (4, 2, 1, 1, 0.5)
    assert (row["主持人"], row["记录人"], row["决议/结论"]) == ("党员0", "党员1", "1. 整改两处隐患（责任人：党员1，期限：2026-12-20）")
    assert row["名单"] == "到会：党员0、党员3；请假：党员1（值夜班）；缺席：党员2"
    only = await take(office, "/api/papers/ledger/export", period="2026-Q4", branch=SOUTH, kind="group_meeting")
    assert [one["会议名称"] for one in only.page("会议台账")] == ["南支部组会"]
    assert only.note["党支部"] == "选煤一党支部"
    await narrow(quarter, meeting)


async def narrow(quarter: SmallQuarter, meeting: str) -> None:
    """Posts see their own branch, members no ledger, and minutes only of what they were expected at, without the reasons of others."""
    secretary, member = await quarter.who("E0"), await quarter.who("E1")
    lines = (await secretary.get("/api/papers/ledger", params=MONTH)).json()["lines"]
    assert {line["branch"] for line in lines} == {NORTH}
    refused = [
        await secretary.get("/api/papers/ledger", params={**MONTH, "branch": SOUTH}),
        await member.get("/api/papers/ledger/export", params=MONTH),
    ]
    assert [(answer.status_code, answer.json()["code"]) for answer in refused] == [(403, "rights.missing")] * 2
    own = pdf_text(await minutes_of(member, meeting))
    assert "党员1（请假：值夜班）" in own.replace(" ", "")
    async with quarter.mine.replication.write(None, "why") as unit:
        (away,) = [key for key, mark in (await unit.where("attendance", "meeting", [meeting])).items() if mark["member"] == FRIEND]
        unit.put("attendance", away, {"reason": "家里有事"})
    assert "家里有事" in pdf_text(await minutes_of(secretary, meeting))
    assert "家里有事" not in pdf_text(await minutes_of(member, meeting))
    stranger = await sign_in_with(quarter.mine, "assessor", SOUTH)
    assert (await stranger.get(f"/api/papers/minutes/{meeting}")).status_code == 404


async def minutes_of(client: httpx.AsyncClient, meeting: str, form: str = "pdf") -> bytes:
    answer = await client.get(f"/api/papers/minutes/{meeting}", params={"format": form})
    assert answer.status_code == 200, answer.text
    return answer.content


async def test_minutes_on_paper_say_what_the_record_says_and_set_texts_as_they_are(mine: Mine) -> None:
    quarter, meeting = await set_up(mine)
    office = await quarter.who("office")
    said = {
        "heading": "综采一区党支部党员大会记录",
        "sequence": "2026年第2次",
        "when": "2026年12月11日 22:30至次日00:30",
        "resolution": "整改两处隐患（责任人：党员1，期限：2026-12-20）",
        "vote": "通过部署：赞成2票",
        "away": "党员1（请假：值夜班）",
        "odd": ODD,
        "observers": "包保领导",
    }
    pdf, word = await minutes_of(office, meeting), word_text(await minutes_of(office, meeting, "docx"))
    squeezed = pdf_text(pdf).replace(" ", "")
    for name, words in said.items():
        assert words in word, name
        assert words.replace(" ", "") in squeezed, name
    assert any("NotoSerifCJK" in font or "FangSong" in font for font in pdf_fonts(pdf))
    await many(office, meeting)
    await by_an_own_template(office, meeting)


async def many(office: httpx.AsyncClient, meeting: str) -> None:
    """A month of a branch: one PDF in the order of the ledger, each record from a page of its own; and a zip with a Word file each."""
    answer = await office.get("/api/papers/minutes", params={**MONTH, "branch": NORTH, "format": "pdf"})
    pages = pdf_text(answer.content).split("\f")
    begins = [at for at, page in enumerate(pages) if "记录（2026年第" in page.replace(" ", "")]
    assert [name for at in begins for name in ("十二月大会", "十二月党课", "十二月部署会") if name in pages[at]] == [
        "十二月大会",
        "十二月党课",
        "十二月部署会",
    ]
    assert [at % 2 for at in begins] == [0, 0, 0]  # each on the front of a sheet
    answer = await office.get("/api/papers/minutes", params={**MONTH, "branch": NORTH, "format": "docx"})
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        assert archive.namelist()[2] == "003 2026-12-11 综采一区党支部党员大会记录.docx"
        assert "整改两处隐患" in word_text(archive.read(archive.namelist()[2]))
    none = await office.get("/api/papers/minutes", params={"period": "2020-01"})
    assert (none.status_code, none.json()["code"]) == (404, "row.not_found")
    taken = (await office.get("/api/exports")).json()["exports"]
    assert {(one["name"], one["rows"]) for one in taken} >= {("会议记录 2026-12.zip", 3), ("会议记录 2026-12.pdf", 3)}


async def by_an_own_template(office: httpx.AsyncClient, meeting: str) -> None:
    """The office takes the shipped template, changes it, hands it in and chooses it; a bad one is refused and changes nothing."""
    shipped = await office.get("/api/papers/templates/shipped")
    paper: Any = Document(BytesIO(shipped.content))
    paper.add_paragraph("本矿存档：{{ heading }}")
    out = BytesIO()
    paper.save(out)
    path, kind = "/api/papers/templates", {"Content-Type": "application/octet-stream"}
    bad = await office.post(path, params={"name": "坏的", "reason": "x"}, content=b"nothing", headers=kind)
    assert (bad.status_code, bad.json()["code"]) == (400, "papers.template")
    listed = (await office.post(path, params={"name": "本矿", "reason": "本矿要存档号"}, content=out.getvalue(), headers=kind)).json()["templates"]
    assert [(one["name"], one["chosen"]) for one in listed] == [("公文格式（自带）", True), ("本矿", False)]
    assert "本矿存档" not in word_text(await minutes_of(office, meeting, "docx"))
    own = listed[1]["id"]
    listed = (await office.put(f"{path}/{own}/chosen", json={"reason": "办公会定的"})).json()["templates"]
    assert [one["chosen"] for one in listed] == [False, True]
    assert "本矿存档：综采一区党支部党员大会记录" in word_text(await minutes_of(office, meeting, "docx"))
    assert (await office.put(f"{path}/unknown/chosen", json={"reason": "x"})).status_code == 404
    removed = [await office.post(f"{path}/{own}/remove", json={"reason": "改回公文格式"}) for _ in range(2)]
    assert [answer.status_code for answer in removed] == [200, 404]
    assert [one["chosen"] for one in removed[0].json()["templates"]] == [True]
    told = (await office.get("/api/audit", params={"matter": "paper_template"})).json()["entries"]
    changes = {one["reason"]: {(by["field"], by["before"], by["after"]) for by in one["changes"]} for one in told}
    assert changes.keys() == {"改回公文格式", "办公会定的", "本矿要存档号"}
    assert changes["办公会定的"] == {("chosen", "公文格式（自带）", "本矿")}


async def test_more_minutes_than_one_file_may_hold_are_refused_in_words(sqlite_mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    await settle(sqlite_mine)
    for name in ("一", "二"):
        await submit(sqlite_mine, await record(sqlite_mine, name, "theme_day", NORTH, "2026-12-11 09:00"))
    monkeypatch.setattr(minutes, "MINUTES_AT_MOST", 1)
    office = await sign_in_with(sqlite_mine, "office")
    answer = await office.get("/api/papers/minutes", params=MONTH)
    assert (answer.status_code, answer.json()["code"]) == (400, "papers.too_many")
    wrong = await office.get("/api/papers/ledger", params={"period": "2026-13"})
    assert (wrong.status_code, wrong.json()["field"]) == (400, "period")
