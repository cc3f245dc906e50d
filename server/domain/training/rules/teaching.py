"""Contests, sessions and pairs: what is wrong with one as it is told, who may tell it, and which fact follows from it. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any, NamedTuple

from msgspec import Meta, Struct

from server.domain.facts import quarter_days, quarter_of
from server.kit.clock import is_day
from server.kit.identity import Actor
from sync.mutation import Refusal

_NAMESPACE = uuid.UUID("c7a0b1d4-52e8-5c19-b0f3-6d4e9a2f8107")
RANKS: Mapping[str, str] = {"first": "第一名", "second": "第二名", "third": "第三名", "other": "参加"}
"""Ranks of a contest; they are the grades of the facts by which it counts for members (ratings, 技能素质)."""
MARKS: Mapping[str, str] = {"present": "到会", "leave": "请假", "absent": "缺席", "made_up": "已补课"}
ATTENDED: Mapping[str, str] = {"present": "attended", "made_up": "attended", "absent": "absent"}
"""Mark -> grade of the fact 培训; leave counts for nothing, as at meetings."""
YEARS_AT_MOST = 5
NEEDS_REASON = frozenset({"leave", "absent"})
RESULTS: Mapping[str, str] = {"": "在带", "passed": "出师", "failed": "未出师"}
Row = Mapping[str, Any]
Id = Annotated[str, Meta(max_length=64)]
Day = Annotated[str, Meta(max_length=10)]


class SessionMade(Struct, frozen=True, forbid_unknown_fields=True):
    """A session of a branch's own, as its phone tells it: of which branch, the course in words, day, place and who taught."""

    branch: Id
    title: Annotated[str, Meta(min_length=1, max_length=100)]
    held_on: Day
    place: Annotated[str, Meta(max_length=100)] = ""
    lecturer: Annotated[str, Meta(max_length=100)] = ""


class Cancelled(Struct, frozen=True, forbid_unknown_fields=True):
    """Which branch takes an own session back, and why."""

    branch: Id
    reason: Annotated[str, Meta(max_length=200)]


class Marks(Struct, frozen=True, forbid_unknown_fields=True):
    """A branch's attendance at a session: member -> (status seen or null, status, reason)."""

    branch: Id
    marks: Annotated[dict[str, tuple[str | None, str, Annotated[str, Meta(max_length=200)]]], Meta(min_length=1, max_length=2000)]


class Marked(NamedTuple):
    """The fact that follows from something: its grade and day (ISO text)."""

    grade: str
    on: str


def mark_id(session: str, member: str) -> str:
    """The one id of a member's mark at a session: two phones that mark the same member touch the same row."""
    return str(uuid.uuid5(_NAMESPACE, f"{session}/{member}"))


def result_id(contest: str, trade: str, member: str) -> str:
    """The one id of a member's rank in a trade."""
    return str(uuid.uuid5(_NAMESPACE, f"{contest}/{trade}/{member}"))


def choice_id(key: str) -> str:
    """The one id of a layer."""
    return str(uuid.uuid5(_NAMESPACE, f"choice/{key}"))


def fact_id(table: str, row: str, about: str = "") -> str:
    """The one id of the fact that follows from a row; `about` tells several of one row apart, such as quarters."""
    return str(uuid.uuid5(_NAMESPACE, f"fact/{table}/{row}/{about}"))


def own_fault(actor: Actor, members: Collection[str]) -> Refusal | None:
    """Nobody enters what counts for themselves, also to their disadvantage (回避)."""
    if actor.member is None or actor.member not in members:
        return None
    return Refusal(
        "rights.own_case", "不能办理自己的事", "这里有您本人，不能由您自己登记。", "请由支部其他委员或党群工作部的其他同志办理。", "member"
    )


def contest_fault(title: str, held_on: str, trades: Iterable[str], today: str) -> Refusal | None:
    """What is wrong with a contest, or None."""
    named = [one.strip() for one in trades]
    if not title.strip():
        return _refusal("title", "没有写名称", "比武要有名称。", "请写上名称。")
    if not is_day(held_on) or held_on > today:
        return _refusal("held_on", "日期不对", "要写已经过去的日子。", "请改成比武的日期。")
    if not named or not all(named) or len(set(named)) < len(named):
        return _refusal("trades", "工种不对", "至少写一个工种，不能重复。", "请核对工种。")
    return None


def session_fault(title: str, held_on: str, today: str) -> Refusal | None:
    """What is wrong with a session, or None; one may be announced up to a year ahead."""
    if not title.strip():
        return _refusal("title", "没有写课程", "要写明是什么课。", "请写上课程名称。")
    if not is_day(held_on) or held_on[:4] > str(int(today[:4]) + 1):
        return _refusal("held_on", "日期不对", "不是日历上的日期，或太远。", "请重新选择日期。")
    return None


def cancel_fault(reason: str) -> Refusal | None:
    """Why a session is not taken back so, or None."""
    return None if reason.strip() else _refusal("reason", "没有写原因", "取消培训要写明原因。", "请写上原因。")


def cancelled_fault(cancel_reason: str) -> Refusal | None:
    """Why nothing more is told of a session, or None: it was taken back."""
    return _refusal("session", "已经取消", f"这次培训已取消：{cancel_reason}", "如果补办了，请另记一次培训。") if cancel_reason else None


def marks_fault(marks: Mapping[str, tuple[str | None, str, str]], held_on: str, today: str) -> Refusal | None:
    """What is wrong with marks, or None: only what has taken place is marked, and who was not there has a reason."""
    if held_on > today:
        return _refusal("held_on", "还没有上课", "还没有到上课的日子，不能点名。", "请在上课以后点名。")
    if any(status not in MARKS for _, status, _ in marks.values()):
        return _refusal("marks", "点名内容不对", "不认识的出勤情况。", "请更新应用后重试。")
    if any(status in NEEDS_REASON and not reason.strip() for _, status, reason in marks.values()):
        return _refusal("marks", "没有写事由", "请假和缺席要写事由。", "请补上事由。")
    return None


def pair_fault(told: Row, today: str) -> Refusal | None:
    """What is wrong with a mentor pair, or None."""
    if not told["mentor"] or not told["apprentice_name"].strip():
        return _refusal("mentor", "师徒没有写全", "要写明师傅和徒弟。", "请补上。")
    if told["mentor"] == told["apprentice"]:
        return _refusal("apprentice", "师徒是同一个人", "师傅和徒弟不能是同一个人。", "请核对。")
    if not told["goal"].strip():
        return _refusal("goal", "没有写目标", "师带徒要有目标。", "请用一句话写明目标。")
    if not (is_day(told["from_on"]) and is_day(told["to_on"]) and told["from_on"] < told["to_on"]):
        return _refusal("to_on", "起止日期不对", "结束日期要晚于开始日期。", "请核对日期。")
    if int(told["to_on"][:4]) > int(told["from_on"][:4]) + YEARS_AT_MOST:
        return _refusal("to_on", "期限太长", f"师带徒最长 {YEARS_AT_MOST} 年。", "请核对结束日期。")
    if bool(told["result"]) != bool(told["ended_on"]):
        return _refusal("ended_on", "结果和日期要一起写", "写了结果，还要写哪天定的；没有结果就不写日期。", "请补上，或都留空。")
    if told["result"] and not (is_day(told["ended_on"]) and told["from_on"] <= told["ended_on"] <= today):
        return _refusal("ended_on", "结果的日期不对", "定结果的日子不早于开始日期，也不晚于今天。", "请核对日期。")
    return None


def quarters_of(pair: Row) -> list[str]:
    """The quarters over which a pair reaches, the first one first."""
    last = max(quarter_of(pair["ended_on"] or pair["to_on"]), quarter_of(pair["from_on"]))
    found = [quarter_of(pair["from_on"])]
    while found[-1] < last:
        year, number = int(found[-1][:4]), int(found[-1][-1])
        found.append(f"{year}-Q{number + 1}" if number < 4 else f"{year + 1}-Q1")
    return found


def pair_fact(pair: Row, quarter: str) -> Marked | None:
    """What a pair is worth to its mentor in a quarter: passed in the quarter in which the apprentice passed, running in those in which it ran.

    A pair that failed counts until it ended; one whose time is over without a result no longer runs.
    """
    first, last = quarter_days(quarter)
    if pair["result"] == "passed" and quarter_of(pair["ended_on"]) == quarter:
        return Marked("passed", pair["ended_on"])
    until = pair["ended_on"] or pair["to_on"]
    if pair["from_on"] > last or until < first:
        return None
    return Marked("running", max(pair["from_on"], first))


def _refusal(field: str, title: str, detail: str, remedy: str) -> Refusal:
    return Refusal(f"training.{field}", title, detail, remedy, field)
