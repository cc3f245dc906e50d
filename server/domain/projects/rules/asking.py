"""What may be asked of a project and in which words, and the one ids of what belongs to it. Pure."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from msgspec import Meta, Struct

from server.domain.projects.rules.course import EDITABLE, LIFECYCLE, PROMOTION, WORDS
from server.kit.clock import is_day
from sync.mutation import Refusal

_NAMESPACE = uuid.UUID("5b0f6f0e-3f0a-5e55-9f0c-6f7c2a9d1e08")
LENGTH_AT_MOST = timedelta(days=3 * 366)
TEXT_AT_MOST = 2000
Row = Mapping[str, Any]
Id = Annotated[str, Meta(max_length=64)]
Day = Annotated[str, Meta(max_length=10)]
Text = Annotated[str, Meta(max_length=TEXT_AT_MOST)]


class MilestoneIn(Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be done by which day (ISO text); `id` is the phone's."""

    id: Annotated[str, Meta(min_length=1, max_length=64)]
    text: Annotated[str, Meta(min_length=1, max_length=200)]
    due_on: Day


class Content(Struct, frozen=True, forbid_unknown_fields=True):
    """Bounds of what a proposal may say."""

    title: Annotated[str, Meta(max_length=100)] = ""
    problems: Text = ""
    goal: Text = ""
    measures: Text = ""
    leader: Annotated[str, Meta(max_length=100)] = ""
    starts_on: Day = ""
    ends_on: Day = ""
    milestones: Annotated[list[MilestoneIn], Meta(max_length=30)] = []


class Owned(Struct, frozen=True, forbid_unknown_fields=True):
    """Whose project it is: a branch or a general branch."""

    owner: Id


class Moved(Struct, frozen=True, forbid_unknown_fields=True):
    """A step of the owners: of which project, which move, on which day (ISO text), in which words; which milestone, if it is one."""

    project: Id
    move: Annotated[str, Meta(max_length=40)]
    on: Day
    text: Text = ""
    milestone: Id = ""


class Answered(Struct, frozen=True, forbid_unknown_fields=True):
    """What an organisation says to a project that was promoted to it."""

    promotion: Id
    move: Annotated[str, Meta(max_length=40)]
    on: Day
    text: Text = ""


def choice_id(field: str, key: str) -> str:
    """The one id of a grade or a level."""
    return str(uuid.uuid5(_NAMESPACE, f"choice/{field}/{key}"))


def promotion_id(project: str, org: str) -> str:
    """The one id of a project's promotion to an organisation."""
    return str(uuid.uuid5(_NAMESPACE, f"promotion/{project}/{org}"))


def buyback_id(project: str) -> str:
    """The one id of a project's buy-back."""
    return str(uuid.uuid5(_NAMESPACE, f"buyback/{project}"))


def imported_id(owner: str, title: str) -> str:
    """The one id of a project that came from a sheet: handed in again, it is the same."""
    return str(uuid.uuid5(_NAMESPACE, f"import/{owner}/{title}"))


def spoken_number(project: Row) -> str:
    """A project's number as papers carry it; a proposal has none."""
    return f"突破〔{project['year']}〕{project['number']}号" if project["number"] else ""


def editing_fault(project: Row, owner: str) -> Refusal | None:
    """Why a proposal cannot be changed now, or None."""
    if project["owner"] != owner:
        return _refusal("owner", "承办组织不对", "这个项目由另一个组织承办。", "请刷新后重试。", "owner")
    if project["state"] not in EDITABLE:
        return _refusal("filed", "已经报送", f"项目{WORDS[project['state']]}，立项报告不能再改。", "要改请先撤回，或请党群工作部退回。", None)
    return None


def move_fault(project: Row, asked: Moved, who: Collection[str], today: str) -> Refusal | None:
    """Why the owners cannot take this step now, or None."""
    fault = LIFECYCLE.fault(asked.move, project["state"], who, {**project, "text": asked.text, "milestone": asked.milestone})
    if fault:
        return fault
    if not is_day(asked.on) or asked.on > today:
        return _refusal("on", "日期不对", "日期要在今天以前。", "请核对手机时间，重新选择日期。", "on")
    if asked.move == "submit":
        return plan_fault(project)
    if asked.move == "reach" and asked.milestone not in {one["id"] for one in project["milestones"]}:
        return _refusal("milestone", "没有这个节点", "立项报告里没有这个节点。", "请刷新后重新选择。", "milestone")
    return None


def answer_fault(promotion: Row, asked: Answered, who: Collection[str], today: str) -> Refusal | None:
    """Why an organisation cannot answer a promotion so, or None."""
    fault = PROMOTION.fault(asked.move, promotion["state"], who, {"text": asked.text})
    if fault is None and (not is_day(asked.on) or asked.on > today):
        return _refusal("on", "日期不对", "日期要在今天以前。", "请核对手机时间，重新选择日期。", "on")
    return fault


def plan_fault(project: Row) -> Refusal | None:
    """Why days of a proposal do not go together, or None."""
    starts_on, ends_on = project["starts_on"], project["ends_on"]
    if not is_day(starts_on) or not is_day(ends_on) or ends_on < starts_on:
        return _refusal("ends_on", "起止日期不对", "完成期限要在开始日期以后。", "请重新选择日期。", "ends_on")
    if date.fromisoformat(ends_on) - date.fromisoformat(starts_on) > LENGTH_AT_MOST:
        return _refusal("ends_on", "期限太长", "一个项目最长三年。", "请分期立项。", "ends_on")
    beyond = next((one for one in project["milestones"] if not is_day(one["due_on"]) or not starts_on <= one["due_on"] <= ends_on), None)
    if beyond:
        return _refusal("milestones", "节点的日期不对", f"“{beyond['text'][:30]}”的日期要在开始和完成之间。", "请重新选择日期。", "milestones")
    return None


def put_off_fault(project: Row, ends_on: str) -> Refusal | None:
    """Why the end of a project cannot be moved to a day, or None: it is put off, within the same bounds as when it was proposed."""
    if not is_day(ends_on) or ends_on <= project["ends_on"]:
        return _refusal("ends_on", "期限不对", f"延期要在现在的完成期限（{project['ends_on']}）以后。", "请重新选择日期。", "ends_on")
    return plan_fault({**project, "ends_on": ends_on})


def _refusal(name: str, title: str, detail: str, remedy: str, field: str | None) -> Refusal:
    return Refusal(f"projects.{name}", title, detail, remedy, field)
