"""Who may enter or withdraw which fact, what a fact must say, and what a branch may state; with words for each refusal. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import msgspec

from server.domain.facts.rules.kinds import Kind, quarter_of
from server.domain.organisation import in_force
from server.kit.clock import is_day, local_day
from server.kit.identity import Actor
from sync.mutation import Refusal

CLOCK_SKEW_MS = 24 * 3600 * 1000
"""A phone's calendar may be a day ahead of the server's; nobody is refused for that."""
TEXT_AT_MOST = 500
_QUARTER = re.compile(r"\d{4}-Q[1-4]")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_Short = Annotated[str, msgspec.Meta(max_length=64)]
_OF_RECORD = "record:"
Row = Mapping[str, Any]


class Entered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A fact as a person enters it; `on` is an ISO day, `until` an ISO month."""

    branch: _Short
    member: _Short
    kind: _Short
    on: Annotated[str, msgspec.Meta(max_length=10)]
    grade: _Short = ""
    amount: int | None = None
    until: Annotated[str, msgspec.Meta(max_length=7)] = ""
    text: Annotated[str, msgspec.Meta(max_length=TEXT_AT_MOST)] = ""


def may_enter(actor: Actor, kind: Kind, branch: str) -> bool:
    """Whether a person may enter this kind for this branch today: the office everywhere, a branch's posts for their own."""
    if "office" in kind.roles and actor.has("office"):
        return True
    return any(grant.role in kind.roles and grant.branch == branch for grant in actor.grants if grant.role != "office")


def own_fault(kind: Kind, member: str, actor: Actor) -> Refusal | None:
    """Nobody enters or withdraws what counts for themselves, also to their disadvantage (回避); the remedy names who may."""
    if member != actor.member:
        return None
    instead = "请由支部其他委员或党群工作部办理。" if kind.branch_sees else "请由党群工作部的其他同志办理。"
    return Refusal("rights.own_case", "不能办理自己的事", "这条事实说的是您本人，不能由您自己录入或撤销。", instead, "member")


def latest_day(now_ms: int, zone: str = "Asia/Shanghai") -> str:
    """The last day that is not in the future, as ISO text."""
    return local_day(now_ms + CLOCK_SKEW_MS, zone)


def branch_on(day: str, memberships: Iterable[Row]) -> str | None:
    """The branch that a member belonged to on a day; None if the roster has the member nowhere then."""
    return next((row["branch"] for row in memberships if in_force(day, row)), None)


def entry_fault(kind: Kind, fact: Entered, memberships: Iterable[Row], now_ms: int) -> Refusal | None:
    """What is wrong with a fact by itself and by the roster; None if nothing is."""
    if fault := _day_fault(fact.on, now_ms):
        return fault
    if branch_on(fact.on, memberships) != fact.branch:
        return _refusal("member", "不是这个支部的党员", "按花名册，这名党员当天不在这个党支部。", "请核对人员和日期；转入以前的由原支部录入。")
    return content_fault(kind, fact)


def content_fault(kind: Kind, fact: Entered) -> Refusal | None:
    """What is wrong with grade, amount, month or words, by the kind."""
    return _grade_fault(kind, fact.grade) or _amount_fault(kind, fact.amount) or _until_fault(kind, fact) or _text_fault(kind, fact)


def _day_fault(on: str, now_ms: int) -> Refusal | None:
    if not is_day(on):
        return _refusal("on", "日期不对", "不是日历上的日期。", "请重新选择日期。")
    if on > latest_day(now_ms):
        return _refusal("on", "日期还没有到", "还没有到的日子不能录入。", "请改成事情发生的日期；如手机日期不准，请先校准。")
    return None


def _grade_fault(kind: Kind, grade: str) -> Refusal | None:
    if kind.grades and grade not in kind.grades:
        return _refusal("grade", "没有选等级", f"“{kind.title}”要选：{'、'.join(kind.grades.values())}。", "请选择其中一项。")
    if grade and not kind.grades:
        return _refusal("grade", "不分等级", f"“{kind.title}”不分等级。", "请刷新后重新录入。")
    return None


def _amount_fault(kind: Kind, amount: int | None) -> Refusal | None:
    if kind.most is None:
        return None if amount is None else _refusal("amount", "不填分数", f"“{kind.title}”不填分数。", "请刷新后重新录入。")
    if amount is None or not 0 <= amount <= kind.most:
        return _refusal("amount", "分数不对", f"“{kind.title}”要填 0 到 {kind.most // 10} 分，可到一位小数。", "请改正分数。")
    return None


def _until_fault(kind: Kind, fact: Entered) -> Refusal | None:
    until = fact.until
    if kind.takes_until and not _MONTH.fullmatch(until):
        return _refusal("until", "没有写到哪个月", f"“{kind.title}”要写明到哪年哪月。", "请选择月份。")
    if until and int(until[:4]) > int(fact.on[:4]) + 2:
        return _refusal("until", "月份太远", "最多写到后年。", "请核对年份。")
    if until and not kind.takes_until:
        return _refusal("until", "不填月份", f"“{kind.title}”不填月份。", "请刷新后重新录入。")
    return None


def _text_fault(kind: Kind, fact: Entered) -> Refusal | None:
    if kind.asks_for_words(fact.grade, fact.amount) and not fact.text.strip():
        return _refusal("text", "没有写明情况", f"{_asked_for(kind)}要写明是什么情况，本人能看到。", "请用一句话写明情况。")
    return None


def _asked_for(kind: Kind) -> str:
    if kind.text_below is None or kind.text_above is None:
        return f"录入“{kind.title}”"
    return f"“{kind.title}”低于 {kind.text_below // 10} 分或高于 {kind.text_above // 10} 分，"


def same_fact(one: Row, other: Row) -> bool:
    """Whether two facts say the same of the same member on the same day."""
    return all(one[name] == other[name] for name in ("member", "kind", "on", "grade", "amount", "until", "text"))


def twin_fault(kind: Kind, fact: Row, others: Iterable[Row]) -> Refusal | None:
    """Whether the member has this fact already, or one of a kind of which a quarter has only one. `others` are the member's facts."""
    standing = [one for one in others if one["withdrawn_at"] is None and one["kind"] == kind.key]
    if any(same_fact(one, fact) for one in standing):
        return _refusal("on", "已经录入过", f"同一天已有一条相同的“{kind.title}”。", "不用再录；如确是另一件事，请写明不同之处。")
    if kind.once and any(quarter_of(one["on"]) == quarter_of(fact["on"]) for one in standing):
        return _refusal("kind", "本季度已有", f"这名党员本季度已有“{kind.title}”，一个季度只有一条。", "如要改，请先撤销原来的一条，再重新录入。")
    return None


def withdrawal_fault(fact: Row, reason: str) -> Refusal | None:
    """Whether a fact can be withdrawn for this reason; one that is withdrawn already is told by whoever asks."""
    if not reason.strip() or len(reason) > TEXT_AT_MOST:
        return _refusal("reason", "没有写明原因", "撤销要写明原因，本人能看到。", "请用一句话写明原因。")
    if record_of(fact.get("source", "")):
        return _refusal("of_record", "由记录自动计入", "这一条由成果、督办、决议、培训等记录计入，不单独撤销。", "请到原记录里更正或撤销。")
    return None


def source_of(table: str, row: str) -> str:
    """The source of a fact that follows from a record of another part."""
    return f"{_OF_RECORD}{table}/{row}"


def record_of(source: str) -> str:
    """The record, as `table/id`, from which a fact follows; '' for one that a person entered or a sheet told."""
    return source.removeprefix(_OF_RECORD) if source.startswith(_OF_RECORD) else ""


def is_quarter(text: str) -> bool:
    """Whether a text names a quarter as `quarter_of` does."""
    return _QUARTER.fullmatch(text) is not None


def quarter_fault(quarter: str, now_ms: int) -> Refusal | None:
    """Whether something may be stated of a quarter: only of one that has begun."""
    if not is_quarter(quarter):
        return _refusal("quarter", "季度不对", "没有写明是哪个季度。", "请重新选择季度。")
    if quarter > quarter_of(latest_day(now_ms)):
        return _refusal("quarter", "季度还没有开始", "还没有开始的季度不能报齐。", "请等这个季度开始后再报齐。")
    return None


def kind_unknown() -> Refusal:
    """A kind that this server does not know."""
    return _refusal("kind", "不认识的事项", "系统里没有这一类事项。", "请更新应用后重试。")


def kind_of_the_office(kind: Kind) -> Refusal:
    """A kind that no branch enters."""
    return _refusal("kind", "由党群工作部录入", f"“{kind.title}”由党群工作部录入，支部不能录入。", "请把情况报党群工作部。")


def _refusal(field: str, title: str, detail: str, remedy: str) -> Refusal:
    return Refusal(f"facts.{field}", title, detail, remedy, field)
