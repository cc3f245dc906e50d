"""What a secretary's phone may ask: the own notes by the eleven items, what the secretary wants to learn; with or without a network."""

from collections.abc import Iterable

from server.domain.secretaries import rules
from server.domain.secretaries.policy import STEPS
from server.domain.secretaries.rules import About, Moved
from server.kit.clock import local_day
from server.kit.edits import edit_fault
from server.kit.identity import Actor
from server.kit.lifecycle import OWNER
from sync.mutation import Mutation, Refusal, Rejected, reject
from sync.plan import Intent, Need, Turn, World


def _needs_note(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("secretary_note", (mutation.row,))
    yield Need("post", (str(mutation.args.get("member")),), "member")


def _note(turn: Turn[Actor]) -> None:
    """Says how far the secretary has come in an item, with an example; the row is the note's one id."""
    asked: About = turn.asked
    branch = _leading(turn, asked)
    if turn.mutation.row != rules.note_id(asked.member, asked.year, asked.item, "self"):
        raise Rejected(Refusal("secretaries.row", "不是这一项的自查", "这一条不属于所写的年度和项目。", "请刷新后重新填写。"))
    reject(edit_fault("secretaries", turn.mutation.set, rules.NoteContent, rules.WORDS))
    known = turn.world.get("secretary_note", turn.mutation.row)
    would_be = {**(known.values if known else {"level": "", "example": ""}), **{field: value for field, (_, value) in turn.mutation.set.items()}}
    reject(rules.note_fault(str(would_be["level"]), str(would_be["example"])))
    new = {"member": asked.member, "branch": branch, "year": asked.year, "item": asked.item, "side": "self"}
    turn.edit("secretary_note", turn.mutation.row, turn.mutation.base, turn.mutation.set, new)
    turn.put("secretary_note", turn.mutation.row, {"by": turn.actor.account, "by_name": turn.actor.name, "at": turn.now_ms})


def _needs_ask(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("secretary_need", (mutation.row,))
    yield Need("post", (str(mutation.args.get("member")),), "member")
    yield from STEPS.needs(mutation.row, mutation.row)


def _ask(turn: Turn[Actor]) -> None:
    """Says what the secretary wants to learn, or says it otherwise while nothing was arranged; the row is the need's own."""
    asked: About = turn.asked
    branch = _leading(turn, asked)
    reject(edit_fault("secretaries", turn.mutation.set, rules.NeedContent, rules.WORDS))
    known = turn.world.get("secretary_need", turn.mutation.row)
    if known and (known.values["member"] != turn.actor.person or known.values["state"] != "asked"):
        raise Rejected(Refusal("secretaries.answered", "已有答复", "这项需求已经有了答复，不能再改。", "如有新的想法，请另提一项。"))
    if not str(turn.mutation.set.get("text", ("", ""))[1]).strip():
        raise Rejected(Refusal("secretaries.text", "没有写想学什么", "请用一句话写明想学什么。", "请补上后再提交。", "text"))
    whose = {"member": asked.member, "member_name": turn.actor.name, "branch": branch, "year": asked.year, "item": asked.item}
    turn.edit("secretary_need", turn.mutation.row, turn.mutation.base, turn.mutation.set, {**whose, "state": "asked", "asked_at": turn.now_ms})
    if known is None:
        need = turn.row("secretary_need", turn.mutation.row)
        STEPS.add(turn, need, {"act": "ask", "on": local_day(turn.now_ms), "text": ""})


def _needs_move(mutation: Mutation, _: World) -> Iterable[Need]:
    need = str(mutation.args.get("need"))
    yield Need("secretary_need", (need,))
    yield from STEPS.needs(need, mutation.row)


def _move(turn: Turn[Actor]) -> None:
    """Takes a need back before it was arranged, or tells that it is met; the row is the step's own."""
    asked: Moved = turn.asked
    need = turn.row("secretary_need", asked.need)
    if need.values["member"] != turn.actor.person:
        raise _not_theirs()
    if STEPS.has(turn):
        return
    reject(rules.need_fault(need.values, asked, (OWNER,), local_day(turn.now_ms)))
    STEPS.add(turn, need, {"act": asked.move, "on": asked.on, "text": asked.text.strip()})
    turn.put("secretary_need", need.id, {"state": rules.NEED.after(asked.move, need.values["state"])})


def _leading(turn: Turn[Actor], asked: About) -> str:
    """The branch that the person leads now; nobody else says anything here, and nobody for another."""
    if asked.member != turn.actor.person:
        raise _not_theirs()
    today = local_day(turn.now_ms)
    reject(rules.about_fault(asked, today))
    branch = rules.branch_led((one.values for one in turn.world.where("post", "member", asked.member)), asked.member, today)
    if branch is None:
        raise Rejected(Refusal("secretaries.post", "不是书记", "三基四会四强由党支部书记填写。", "如职务有误，请联系党群工作部。"))
    return branch


def _not_theirs() -> Rejected:
    return Rejected(Refusal("secretaries.theirs", "不是您的档案", "自查和需求由书记本人填写。", "请用本人的账号填写。"))


INTENTS = (
    Intent("secretary.note.v1", _needs_note, _note, About, needs_by_rows=False),
    Intent("secretary.ask.v1", _needs_ask, _ask, About, needs_by_rows=False),
    Intent("secretary.move.v1", _needs_move, _move, Moved, needs_by_rows=False),
)
