"""What an achievement must say, who may move it on, and what it is worth to whom. Pure."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from server.kit.clock import is_day
from server.kit.identity import Actor
from server.kit.lifecycle import OFFICE, OWNER, Lifecycle, Move, who
from sync.mutation import Refusal

_NAMESPACE = uuid.UUID("6b5f2c0e-4a1d-5d7e-9c43-8f1e7b2a90d5")
PEOPLE_AT_MOST = 20
TEXT_AT_MOST = 2000
YUAN_AT_MOST = 100_000_000_000
WHOLE = 100
"""Percent: what the shares of all who took part sum to."""
LEVELS: Mapping[str, str] = {"mine": "矿级", "company": "公司级", "province": "省级及以上"}
"""Levels at which an achievement is recognised; they are the grades of the facts by which it counts for members (ratings, 创新创效)."""
BENEFITS: Mapping[str, str] = {"direct": "直接创效", "indirect": "间接创效"}
MEASURED = re.compile(r"(约)?\d{1,9}(\.\d{1,3})?(多|余|左右|以上|以内)?")
"""A number as it is told: 10, 1.5, 10多, 约3."""
Row = Mapping[str, Any]
Id = Annotated[str, Meta(max_length=64)]
Text = Annotated[str, Meta(max_length=TEXT_AT_MOST)]

_FIELDS: Mapping[str, str] = {"title": "名称", "kind": "类型", "level": "级别", "done_on": "完成日期", "story": "做法和成效", "people": "完成人"}
LIFECYCLE = Lifecycle(
    states=("draft", "submitted", "returned", "approved", "withdrawn"),
    moves=(
        Move("submit", frozenset({"draft", "returned"}), "submitted", frozenset({OWNER}), tuple(_FIELDS)),
        Move("withdraw", frozenset({"draft", "submitted", "returned"}), "withdrawn", frozenset({OWNER})),
        Move("approve", frozenset({"submitted"}), "approved", frozenset({OFFICE})),
        Move("return", frozenset({"submitted"}), "returned", frozenset({OFFICE}), ("text",)),
        Move("revoke", frozenset({"approved"}), "withdrawn", frozenset({OFFICE}), ("text",)),
    ),
    words={
        **_FIELDS,
        "text": "理由",
        "draft": "草稿",
        "submitted": "待审",
        "returned": "被退回",
        "approved": "已通过",
        "withdrawn": "已撤销",
        "submit": "申报",
        "withdraw": "撤回",
        "approve": "通过",
        "return": "退回",
        "revoke": "撤销",
    },
)
"""How an achievement goes: a branch files it, the office recognises it (domain.md 4, 工作室)."""
WRITABLE = frozenset({"draft", "returned"})
COUNTING = "approved"


class Share(Struct, frozen=True, forbid_unknown_fields=True):
    """Who took part, and with which share in percent; the name is the roster's."""

    id: Id
    share: Annotated[int, Meta(ge=1, le=WHOLE)]
    name: Annotated[str, Meta(max_length=100)] = ""


class Content(Struct, frozen=True, forbid_unknown_fields=True):
    """The fields of an achievement as people write them, each within its bounds; see Achievement."""

    studio: Id = ""
    title: Annotated[str, Meta(max_length=100)] = ""
    kind: Annotated[str, Meta(max_length=40)] = ""
    level: Literal["", "mine", "company", "province"] = ""
    done_on: Annotated[str, Meta(max_length=10)] = ""
    story: Text = ""
    measure: Annotated[str, Meta(max_length=60)] = ""
    before: Annotated[str, Meta(max_length=20)] = ""
    after: Annotated[str, Meta(max_length=20)] = ""
    unit: Annotated[str, Meta(max_length=20)] = ""
    yuan: Annotated[int, Meta(ge=0, le=YUAN_AT_MOST)] | None = None
    benefit: Literal["", "direct", "indirect"] = ""
    yuan_basis: Annotated[str, Meta(max_length=500)] = ""
    people: Annotated[list[Share], Meta(max_length=PEOPLE_AT_MOST)] = []


class Made(Struct, frozen=True, forbid_unknown_fields=True):
    """Which branch an achievement belongs to."""

    branch: Id


class Moved(Struct, frozen=True, forbid_unknown_fields=True):
    """One step: of which achievement, which move, on which day (ISO text), in which words."""

    achievement: Id
    move: Literal["submit", "withdraw"]
    on: Annotated[str, Meta(max_length=10)]
    text: Text = ""


class Proof(Struct, frozen=True, forbid_unknown_fields=True):
    """A photo that shows an achievement, as the phone knows it before its bytes: `size` in bytes, `sha256` in lower-case hex."""

    achievement: Id
    sha256: Id
    mime: Annotated[str, Meta(max_length=60)]
    size: int
    name: Annotated[str, Meta(max_length=200)] = ""


LABELS: Mapping[str, str] = {
    **_FIELDS,
    "studio": "工作室",
    "measure": "衡量什么",
    "before": "改进前",
    "after": "改进后",
    "unit": "单位",
    "yuan": "年创效",
    "benefit": "创效方式",
    "yuan_basis": "测算依据",
}


def decision_id(achievement: str, rev: int, act: str) -> str:
    """The one id of a decision over the revision that was seen: clicked twice, it is made once."""
    return str(uuid.uuid5(_NAMESPACE, f"{achievement}/{rev}/{act}"))


def imported_id(branch: str, title: str, done_on: str) -> str:
    """The one id of an achievement that a sheet tells of: told again, it is known."""
    return str(uuid.uuid5(_NAMESPACE, f"imported/{branch}/{title}/{done_on}"))


def first_step_id(achievement: str) -> str:
    """The one id of the step by which a sheet's achievement is recognised."""
    return str(uuid.uuid5(_NAMESPACE, f"{achievement}/imported"))


def choice_id(field: str, key: str) -> str:
    """The one id of what counts towards a studio's year."""
    return str(uuid.uuid5(_NAMESPACE, f"choice/{field}/{key}"))


def fact_id(achievement: str, member: str) -> str:
    """The one id of the fact by which an achievement counts for one who took part."""
    return str(uuid.uuid5(_NAMESPACE, f"fact/{achievement}/{member}"))


def parties(actor: Actor, branch: str) -> frozenset[str]:
    """What a person is to an achievement of a branch."""
    return who(actor, [branch])


def own_fault(actor: Actor, people: Iterable[Row]) -> Refusal | None:
    """Nobody decides about an achievement in which they have a share (回避)."""
    if not any(actor.member is not None and one["id"] == actor.member for one in people):
        return None
    return Refusal("rights.own_case", "不能办理自己的事", "您是这项成果的完成人，不能由您自己审定。", "请由党群工作部的其他同志办理。")


def whole_fault(told: Row, today: str, kinds: Collection[str]) -> Refusal | None:
    """What an achievement still lacks, or says wrongly, before it can be filed; blank fields are the lifecycle's to name."""
    if told["kind"] not in kinds:
        return _refusal("kind", "类型不对", "没有选成果类型，或这一类型已经停用。", "请重新选择类型。")
    if told["level"] not in LEVELS:
        return _refusal("level", "级别不对", "没有选申报级别。", "请重新选择级别。")
    if not is_day(told["done_on"]) or told["done_on"] > today:
        return _refusal("done_on", "完成日期不对", "要写已经过去的日子。", "请改成成果完成的日期。")
    return share_fault(told["people"]) or effect_fault(told) or yuan_fault(told)


def share_fault(people: Iterable[Row]) -> Refusal | None:
    """Shares are given to different people and sum to 100 percent."""
    known = list(people)
    total = sum(one["share"] for one in known)
    if len({one["id"] for one in known}) < len(known):
        return _refusal("people", "同一人写了两次", "完成人里同一名党员出现了两次。", "请合并成一行。")
    if total != WHOLE:
        return _refusal("people", "比例合计不是 100%", f"各完成人的比例合计是 {total}%。", "请改成合计 100%。")
    return None


def effect_fault(told: Row) -> Refusal | None:
    """Before, after, unit and what was measured stand together or not at all; the values are numbers as they are told."""
    fields = ("measure", "before", "after", "unit")
    given = [name for name in fields if told[name].strip()]
    if not given:
        return None
    if lacking := next((name for name in fields if name not in given), None):
        return _refusal(lacking, "改进前后没有写全", f"写了改进前后，还要写明{LABELS[lacking]}。", "请补上，或把这几项都留空。")
    for name in ("before", "after"):
        if not MEASURED.fullmatch(told[name].strip()):
            return _refusal(name, f"{LABELS[name]}不是数", "要写数，可以写“10多”“约3”。", "请改成数，单位写在单位栏。")
    return None


def yuan_fault(told: Row) -> Refusal | None:
    """What it brings a year is told with how it was computed, and whether directly."""
    if not told["yuan"]:
        return None
    if told["benefit"] not in BENEFITS:
        return _refusal("benefit", "没有写创效方式", "写了年创效，还要选直接还是间接。", "请选择创效方式。")
    if not told["yuan_basis"].strip():
        return _refusal("yuan_basis", "没有写测算依据", "写了年创效，还要写明怎么算出来的。", "请用一两句话写明，例如：减少停机时间×产量×单价。")
    return None


def spoken_effect(told: Row) -> str:
    """What was reached, in a few words: 影响时间由10多小时降到1小时，间接创效约400万元/年; '' for neither."""
    parts: list[str] = []
    if told["before"] and told["after"]:
        parts.append(f"{told['measure']}由{told['before']}{told['unit']}变为{told['after']}{told['unit']}")
    if told["yuan"]:
        parts.append(f"{BENEFITS.get(told['benefit'], '创效')}{spoken_yuan(told['yuan'])}/年")
    return "，".join(parts)


def spoken_yuan(yuan: int) -> str:
    """An amount as it is told: 400万元, 9800元, 12.5万元."""
    if yuan < 10_000:
        return f"{yuan}元"
    return f"{yuan / 10_000:.2f}".rstrip("0").rstrip(".") + "万元"


def _refusal(field: str, title: str, detail: str, remedy: str) -> Refusal:
    return Refusal(f"studios.{field}", title, detail, remedy, field)
