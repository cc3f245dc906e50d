"""The demo mine's honours and stories: what the source tells of 徐建新, a workshop, a draft, and one who is asked to agree. Pictures are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from server.domain import files
from server.domain.honours import rules
from server.domain.honours.queries.writing import PICTURE_STATEMENT
from server.domain.organisation import derived_id
from server.kit.identity import Actor
from server.replication import Replication, Unit

PICTURES = Path(__file__).parent.parent / "demo"
OFFICE, OFFICE_NAME = derived_id("account", "login", "OFFICE"), "党群工作部"
DAY_MS = 24 * 3_600_000
MODEL, WORKSHOP = "徐建新", "运转工区党支部"
UNKNOWN = "待补"
_PEOPLE = """select m."id", m."name", m."branch" from "member" m join "organisation" b on b."id" = m."branch" where not m."deleted"
    and ((m."name" = {} and b."name" = {}) or m."id" in (select "member" from "account" where "member" is not null)) order by m."employee_no" """
_POSTS = 'select "member" from "post" where "to_on" is null and not "deleted"'
_ORG = """select "id", "name", "branch" from "organisation" where "kind" = 'branch' and not "deleted" order by "name" <> {}, "name", "id" """
_HONOURS = (
    (2014, "national", "全国技术能手", UNKNOWN),
    (2016, "industry", "煤炭行业技能大师", UNKNOWN),
    (2019, "province", "齐鲁首席技师", UNKNOWN),
)
"""As the source has them; it does not name who gave them."""
_OF_MEMBER = (2025, "mine", "优秀共产党员", "矿党委")
_OF_BRANCHES = ((2024, "mine", "先进基层党组织"), (2025, "group", "党建工作示范点"))

Blocks = tuple[tuple[str, str], ...]
_OF_MODEL: Blocks = (
    (
        "paragraph",
        "徐建新是修综采设备的电工出身。2014年全国技术能手，2016年煤炭行业技能大师，2019年齐鲁首席技师：三个称号，都从检修现场来。",
    ),
    ("picture", "济二煤矿井架（示意图）"),
    ("heading", "哪里费工，就改哪里"),
    ("paragraph", "KTC101控制台改成环形供电，破转加上联锁，电缆有了自动缠绕的装置。这样的创新，他做成了20多项。"),
    ("picture", "控制台（示意图）"),
    ("heading", "10个小时变成1个小时"),
    ("paragraph", "截割电机里面进了水，过去生产要受10多个小时影响。他用风流把电机吹干，1小时就够，间接创效400多万元。"),
)
_OF_WORKSHOP: Blocks = (
    (
        "paragraph",
        "机运楼里有一间屋子，是运转工区的党员给自己办的创新工作室。组织生活在这里过，业务在这里议，生产上的难题在这里动手试。",
    ),
    ("quote", "叫得响、打得赢、出人才、出成果。"),
    ("heading", "一年的目标"),
    ("paragraph", "理论实践成果不少于一项，技术创新成果不少于四项，矿技术比武的专业前三名里，要有工作室带出来的人。"),
)
_ASKED: Blocks = (
    ("paragraph", "下井前，他总要把全班的自救器再看一遍；升井后，他最后一个离开更衣室。二十年来，班里没有出过一起三违。"),
    ("paragraph", "今年他带了两个徒弟，把检查口诀写在烟盒大小的卡片上，一人一张。"),
)
_DRAFT: Blocks = (("paragraph", "采煤机司机的手册，每一页都有油渍。（待补充采访）"),)


class Plot(NamedTuple):
    """A story: about whom in which kind, in which state, written so many days ago."""

    kind: str
    title: str
    lead: str
    blocks: Blocks
    state: str
    days_ago: int


_PLOTS = (
    Plot("person", "徐建新：从综采维修电工到齐鲁首席技师", "二十多项创新，一项就创效四百多万元。", _OF_MODEL, "published", 40),
    Plot("case", "一间工作室的年度账：运转工区的做法", "把组织生活开到生产难题跟前。", _OF_WORKSHOP, "published", 20),
    Plot("person", "最后一个离开更衣室的人", "一名普通党员的二十年。", _ASKED, "reviewed", 3),
    Plot("person", "手册上的油渍", "", _DRAFT, "draft", 1),
)


async def load_demo(replication: Replication) -> None:
    """Honours and stories as they might stand today; what is there already stays. Raises RuntimeError outside demo mode."""
    if not replication.settings.demo:
        raise RuntimeError("the demo's stories are invented: set LINGHANG_DEMO=1 to load them")
    if await replication.database.fetch('select 1 from "story" limit 1'):
        return
    kept = [await files.keep_file(replication, (PICTURES / name).read_bytes()) for name in ("headframe.jpg", "panel.jpg")]
    async with replication.write(None, "demo honours") as unit:
        branches = await unit.fetch(_ORG, WORKSHOP)
        people = await unit.fetch(_PEOPLE, MODEL, WORKSHOP)
        posts = {row["member"] for row in await unit.fetch(_POSTS)}
        model = next(one for one in people if one["name"] == MODEL)
        member = next(one for one in people if one["id"] not in posts and one["id"] != model["id"])
        _honour(unit, model, member, branches)
        about = (model, None, member, None)
        for number, (plot, person) in enumerate(zip(_PLOTS, about, strict=True)):
            await _tell(unit, number, plot, person, branches[0]["id"], kept if number == 0 else [])


def _honour(unit: Unit, model: Mapping[str, Any], member: Mapping[str, Any], branches: list[dict[str, Any]]) -> None:
    by = {"entered_by": OFFICE, "entered_by_name": OFFICE_NAME, "entered_at": unit.now_ms, "source": "entry", "text": ""}
    given = [(model, *one) for one in _HONOURS] + [(member, *_OF_MEMBER)]
    for person, year, level, title, giver in given:
        told = {"year": year, "level": level, "title": title, "giver": giver, "member": person["id"], "org": "", "branch": person["branch"]}
        unit.put("honour", rules.honour_id(person["id"], year, title), told | by | {"name": person["name"]})
    for place, (year, level, title) in enumerate(_OF_BRANCHES):
        branch = branches[place]
        told = {"year": year, "level": level, "title": title, "giver": "矿党委", "member": "", "org": branch["id"], "branch": branch["branch"]}
        unit.put("honour", rules.honour_id(branch["id"], year, title), told | by | {"name": branch["name"]})


async def _tell(unit: Unit, number: int, plot: Plot, person: Mapping[str, Any] | None, org: str, kept: list[files.Kept]) -> None:
    key, at = derived_id("demo story", str(number)), unit.now_ms - plot.days_ago * DAY_MS
    pictures = iter(kept)
    for one in kept:
        files.attach(unit, Actor(OFFICE, None, OFFICE_NAME), one, "picture")
        about = (one.content, one.mime, one.width, one.height, rules.base64_of(one.small), OFFICE, at)
        await unit.fetch(PICTURE_STATEMENT, one.id, key, "picture", *about)
    blocks = [{"kind": kind, "text": text, "picture": next(pictures).id if kind == "picture" else ""} for kind, text in plot.blocks]
    people = [{"name": person["name"], "member": person["id"]}] if person else []
    told = {"kind": plot.kind, "title": plot.title, "lead": plot.lead, "org": org, "people": people, "blocks": blocks, "state": plot.state}
    by = {"edited_by": OFFICE, "edited_by_name": OFFICE_NAME, "edited_at": at, "published_at": at if plot.state == "published" else None}
    unit.put("story", key, told | by | {"printed": []})
    for place, act in enumerate(("begun", *{"draft": (), "reviewed": ("review",)}.get(plot.state, ("review", "publish"))), 1):
        step = {"story": key, "place": place, "act": act, "at": at, "by": OFFICE, "by_name": OFFICE_NAME, "text": ""}
        unit.put("story_step", rules.step_id(key, place), step)
    if person and plot.state != "draft":
        _ask(unit, key, plot, person, at)


def _ask(unit: Unit, story: str, plot: Plot, person: Mapping[str, Any], at: int) -> None:
    """Who was published had agreed; the other one is asked."""
    agreed = {"state": "given", "way": "phone", "answered_at": at, "answered_by_name": person["name"]}
    answer = agreed if plot.state == "published" else {"state": "asked", "way": "", "answered_at": None, "answered_by_name": ""}
    about = {
        "story": story,
        "member": person["id"],
        "name": person["name"],
        "title": plot.title,
        "asked_at": at,
        "note": "",
        "paper": "",
        "printed": [],
    }
    unit.put("story_consent", rules.consent_id(story, person["id"], at), about | answer)
