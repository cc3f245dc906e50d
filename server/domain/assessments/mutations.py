"""What phones ask of an assessment: a branch contests a deduction; an assessor marks items, submits the form, and reopens it with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import msgspec

from server.domain.assessments import rules
from server.domain.assessments.rules import AssessmentContent, Marked, Scheme
from server.kit.identity import Actor, is_uuid
from sync.mutation import Held, Mutation, Refusal, Rejected, Row
from sync.plan import Intent, Need, Turn, World

Id = Annotated[str, msgspec.Meta(max_length=64)]
Reason = Annotated[str, msgspec.Meta(max_length=500)]


class Contested(msgspec.Struct, forbid_unknown_fields=True):
    """Why the branch holds that a deduction is wrong."""

    reason: Reason


class Formed(msgspec.Struct, forbid_unknown_fields=True):
    """Which branch and quarter a form is about."""

    branch: Id
    period: Annotated[str, msgspec.Meta(pattern=r"^[1-9]\d{3}-Q[1-4]$")]


class Item(Formed, forbid_unknown_fields=True):
    """Which item of the form."""

    item: Annotated[str, msgspec.Meta(max_length=40)]


class Reopened(Formed, forbid_unknown_fields=True):
    """Why a submitted form is opened again."""

    reason: Reason


def _refuse(code: str, title: str, detail: str, remedy: str, field: str | None = None) -> Rejected:
    return Rejected(Refusal(f"assessments.{code}", title, detail, remedy, field))


def reason_of(text: str) -> str:
    """A reason in words; Rejected without one."""
    if reason := text.strip():
        return reason
    raise _refuse("reason", "请写明理由", "没有写理由", "请写明理由后再提交", "reason")


# --- The branch contests


def _needs_deduction(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("deduction", (mutation.row,))


def _contest(turn: Turn[Actor]) -> None:
    """Once for each deduction: what the office decided about it is final for the branch."""
    deduction = turn.row("deduction", turn.mutation.row)
    branch = deduction.values["branch"]
    if not turn.actor.speaks_for(branch):
        raise Held("rights", f"branch:{branch}")
    if deduction.values["state"] != "standing":
        told = {"contested": "已提过异议", "upheld": "党群工作部已经答复", "reversed": "扣分已撤销"}[deduction.values["state"]]
        raise _refuse("contested", "不能再提异议", f"这项扣分{told}", "请看最新的处理结果")
    asked = {"contested_by": turn.actor.account, "contested_at": turn.now_ms, "contest_reason": reason_of(turn.mutation.args["reason"])}
    turn.put("deduction", deduction.id, {**asked, "state": rules.state_of({**deduction.values, **asked})})


# --- The assessor's form


def _needs_form(mutation: Mutation, _: World) -> Iterable[Need]:
    branch, period = str(mutation.args.get("branch")), str(mutation.args.get("period"))
    yield Need("assessment_form", (mutation.row,))
    yield Need("assessment_mark", (mutation.row,), "form")
    yield Need("assessment_scheme", ("published",), "state")
    yield Need("organisation", (branch,))
    if is_uuid(branch):
        yield Need("branch_band", (rules.score_id(branch, period),))


def _own_form(turn: Turn[Actor], asked: Formed) -> Row | None:
    """The form of this assessor, if there is one; Held(rights) for who does not assess the branch, Rejected for another's form."""
    if asked.branch not in turn.actor.assesses:
        raise Held("rights", f"assess:{asked.branch}")
    if turn.mutation.row != rules.form_id(asked.branch, asked.period, turn.actor.account):
        raise _refuse("form", "不是您的考核表", "每位考核员填自己的考核表", "请打开自己的考核表再填写")
    if turn.world.get("branch_band", rules.score_id(asked.branch, asked.period)):
        raise _refuse("published", "结果已公布", "这一期的考核结果已经公布，评分不能再改", "如确有错误，请联系党群工作部")
    return turn.world.get("assessment_form", turn.mutation.row)


def _content(world: World, period: str) -> AssessmentContent:
    published = world.where("assessment_scheme", "state", "published")
    schemes = [
        Scheme(row.id, row.values["version"], row.values["from_on"], msgspec.convert(row.values["content"], AssessmentContent)) for row in published
    ]
    if scheme := rules.scheme_for(period, schemes):
        return scheme.content
    raise _refuse("scheme", "没有考核办法", "这一期还没有公布的考核办法", "请联系党群工作部")


def _mark(turn: Turn[Actor]) -> None:
    asked: Item = turn.asked
    form = _own_form(turn, asked)
    if form and form.values["state"] == "submitted":
        raise _refuse("submitted", "考核表已提交", "提交后的考核表不能直接改", "请先写明理由，重新打开考核表")
    wanted = _wanted(turn.mutation)
    if fault := rules.mark_fault(_content(turn.world, asked.period), asked.item, wanted.points_tenths):
        raise _refuse("mark", "评分不对", fault, "请改正后重新保存", "points_tenths")
    about = {"branch": asked.branch, "period": asked.period}
    if form is None:
        turn.put("assessment_form", turn.mutation.row, {**about, "assessor": turn.actor.account, "assessor_name": turn.actor.name, "state": "draft"})
    mark = rules.mark_id(turn.mutation.row, asked.item)
    turn.edit("assessment_mark", mark, turn.mutation.base, turn.mutation.set, {**about, "form": turn.mutation.row, "item": asked.item})


def _wanted(mutation: Mutation) -> Marked:
    try:
        return msgspec.convert({field: wanted for field, (_, wanted) in mutation.set.items()} | {"points_tenths": _points(mutation)}, Marked)
    except msgspec.ValidationError as error:
        raise _refuse("mark", "评分不对", "这一项的评分或说明看不懂", "请重新填写这一项") from error


def _points(mutation: Mutation) -> object:
    return mutation.set["points_tenths"][1] if "points_tenths" in mutation.set else None


def _submit(turn: Turn[Actor]) -> None:
    asked: Formed = turn.asked
    form = _own_form(turn, asked)
    if form is None:
        raise Held("depends")
    if form.values["state"] == "submitted":
        return
    marks = {m.values["item"]: Marked(m.values["points_tenths"], m.values["comment"]) for m in turn.world.where("assessment_mark", "form", form.id)}
    if fault := rules.form_fault(_content(turn.world, asked.period), marks):
        raise _refuse("incomplete", "考核表还不完整", fault[1], "请补齐后再提交", fault[0])
    turn.put("assessment_form", form.id, {"state": "submitted", "submitted_at": turn.now_ms, "assessor_name": turn.actor.name})


def _reopen(turn: Turn[Actor]) -> None:
    asked: Reopened = turn.asked
    form = _own_form(turn, asked)
    if form is None:
        raise Held("depends")
    if form.values["state"] == "submitted":
        turn.put("assessment_form", form.id, rules.reopened(turn.actor.account, turn.now_ms, reason_of(asked.reason)))


INTENTS = (
    Intent("deduction.contest.v1", _needs_deduction, _contest, Contested),
    Intent("assessment.mark.v1", _needs_form, _mark, Item),
    Intent("assessment.submit.v1", _needs_form, _submit, Formed),
    Intent("assessment.reopen.v1", _needs_form, _reopen, Reopened),
)
