"""What a member may ask for from a phone, with or without a network: appeal, take the appeal back, go on with it to the office."""

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec

from server.domain.cycles import rules
from server.kit.identity import Actor
from sync.mutation import Mutation, Refusal, Rejected, Row
from sync.plan import Intent, Need, Turn, World


class Filing(msgspec.Struct, forbid_unknown_fields=True):
    """Which award is contested, why, and which line of it, if one in particular (`dimension:rule:about`, and its words)."""

    award: Annotated[str, msgspec.Meta(max_length=64)]
    text: str
    line: Annotated[str, msgspec.Meta(max_length=200)] = ""
    line_text: Annotated[str, msgspec.Meta(max_length=300)] = ""


class Escalation(msgspec.Struct, forbid_unknown_fields=True):
    """Why the branch's answer is not enough."""

    text: str


def _needs_filing(mutation: Mutation, world: World) -> Iterable[Need]:
    award = str(mutation.args.get("award"))
    yield Need("appeal", (mutation.row,))
    yield Need("award", (award,))
    if found := world.get("award", award):
        yield Need("cycle", (found.values["cycle"],))
        yield Need("appeal", (found.values["cycle"],), "cycle")


def _file(turn: Turn[Actor]) -> None:
    asked: Filing = turn.asked
    if turn.world.get("appeal", turn.mutation.row):  # sent again in another log: it was taken then
        _own_appeal(turn)
        return
    award = turn.row("award", asked.award)
    if award.values["member"] != turn.actor.member:
        raise Rejected(Refusal("cycles.not_own", "不能代为申诉", "申诉由党员本人提出", "请本人登录后提出"))
    if fault := rules.text_fault(asked.text):
        raise Rejected(fault)
    cycle = turn.row("cycle", award.values["cycle"])
    answers = any(grant.branch == award.values["branch"] and grant.role in rules.BRANCH_ROLES for grant in turn.actor.grants)
    state = rules.state_when_filed(cycle.values["state"], cycle.values["replaced"], answers)
    if state is None:
        raise Rejected(Refusal("cycles.not_published", "还没有公示", "结果公示后才能申诉", "请等公示后再提"))
    _refuse_again(turn, award.id, cycle.id, asked.line)
    about = {name: award.values[name] for name in ("cycle", "member", "branch", "quarter")}
    told: dict[str, Any] = {"award": award.id, "line": asked.line, "line_text": asked.line_text, "text": asked.text.strip()}
    turn.put("appeal", turn.mutation.row, {**about, **told, "state": state, "filed_at": turn.now_ms})


def _refuse_again(turn: Turn[Actor], award: str, cycle: str, line: str) -> None:
    """About the same line a member appeals once; what was taken back may be said anew."""
    others = [one.values for one in turn.world.where("appeal", "cycle", cycle) if one.values["award"] == award and one.values["line"] == line]
    if any(one["state"] != "withdrawn" for one in others):
        raise Rejected(Refusal("cycles.appealed", "已经提过申诉", "对这一项已经提过申诉", "请看那件申诉的进展和结论"))


def _own_appeal(turn: Turn[Actor]) -> Row:
    appeal = turn.row("appeal", turn.mutation.row)
    if appeal.values["member"] != turn.actor.member:
        raise Rejected(Refusal("cycles.not_own", "不是您的申诉", "申诉由党员本人办理", "请本人登录后办理"))
    return appeal


def _needs_appeal(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("appeal", (mutation.row,))


def _withdraw(turn: Turn[Actor]) -> None:
    appeal = _own_appeal(turn)
    if appeal.values["state"] == "withdrawn":
        return
    if appeal.values["state"] in rules.CLOSED:
        raise Rejected(Refusal("cycles.appeal_decided", "已经有结论", "这件申诉已经办结，不能撤回", "请看结论和理由"))
    turn.put("appeal", appeal.id, {"state": "withdrawn", "withdrawn_at": turn.now_ms, "due_at": None})


def _escalate(turn: Turn[Actor]) -> None:
    asked: Escalation = turn.asked
    appeal = _own_appeal(turn)
    if appeal.values["state"] == "at_office":
        return
    if not rules.is_open(appeal.values["state"], appeal.values["due_at"], turn.now_ms) or appeal.values["state"] != "answered":
        raise Rejected(Refusal("cycles.appeal_stage", "现在不能提请复核", "支部答复后五个工作日内可以提请党群工作部复核", "请看申诉的进展"))
    if fault := rules.text_fault(asked.text):
        raise Rejected(fault)
    going_on = {"escalated_at": turn.now_ms, "escalation": asked.text.strip(), "due_at": None}
    turn.put("appeal", appeal.id, {"state": "at_office", **going_on})


INTENTS = (
    Intent("appeal.file.v1", _needs_filing, _file, Filing),
    Intent("appeal.withdraw.v1", _needs_appeal, _withdraw),
    Intent("appeal.escalate.v1", _needs_appeal, _escalate, Escalation),
)
