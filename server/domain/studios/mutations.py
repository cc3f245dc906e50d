"""What phones may ask: a branch writes an achievement, shows it by photos, files it and takes it back. With or without a network."""

from collections.abc import Iterable, Mapping
from typing import Any

from server.domain import files
from server.domain.studios import rules
from server.domain.studios.policy import STEPS
from server.domain.studios.rules import Content, Made, Moved, Proof
from server.kit.clock import is_day, local_day
from server.kit.edits import edit_fault
from server.kit.identity import Actor
from server.kit.lifecycle import OWNER
from server.replication import is_disputed
from sync.mutation import Held, Mutation, Refusal, Rejected, Row, reject
from sync.plan import Intent, Need, Turn, World

SKEW_MS = 24 * 3600 * 1000
"""A phone's calendar may be a day ahead of the server's; nobody is refused for that."""
Edits = Mapping[str, tuple[Any, Any]]


def _needs_set(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("achievement", (mutation.row,))
    yield Need("organisation", (str(mutation.args.get("branch")),))
    for field, pair in mutation.set.items():
        if field == "studio" and isinstance(pair[1], str):
            yield Need("studio", (pair[1],))
        if field == "people" and isinstance(pair[1], list):
            yield Need("member", tuple(str(one.get("id")) for one in pair[1] if isinstance(one, dict)))


def _set(turn: Turn[Actor]) -> None:
    made: Made = turn.asked
    known = turn.world.get("achievement", turn.mutation.row)
    branch = known.values["branch"] if known else made.branch
    _check_right(turn, branch)
    if known:
        _check_writable(known)
    else:
        _check_branch(turn.world, branch)
    edits = _checked(turn, branch)
    by = {"created_by": turn.actor.account, "created_by_name": turn.actor.name, "created_at": turn.now_ms}
    row = turn.edit("achievement", turn.mutation.row, turn.mutation.base, edits, {"branch": branch, "state": "draft", "people": [], **by})
    studio = turn.world.get("studio", row.values["studio"]) if row.values["studio"] else None
    turn.put("achievement", row.id, {"studio_name": studio.values["name"] if studio else ""})


def _check_right(turn: Turn[Actor], branch: str) -> None:
    if not turn.actor.speaks_for(branch):
        raise Held("rights", f"branch:{branch}")


def _check_writable(row: Row) -> None:
    if row.values["state"] in rules.WRITABLE and not row.deleted:
        return
    told = f"这项成果现在是“{rules.LIFECYCLE.words[row.values['state']]}”。"
    raise Rejected(Refusal("studios.state", "现在不能改", told, "待审的可以等党群工作部退回；已通过的请党群工作部撤销后重新申报。"))


def _check_branch(world: World, branch: str) -> None:
    org = world.get("organisation", branch)
    if org is None or org.deleted or org.values["kind"] != "branch":
        raise Rejected(Refusal("studios.branch", "没有这个党支部", "组织不存在，或不是党支部。", "请刷新后重选。", "branch"))


def _checked(turn: Turn[Actor], branch: str) -> Edits:
    """Refuses what is out of bounds, naming the field; people are called as the roster calls them."""
    edits = dict(turn.mutation.set)
    reject(edit_fault("studios", edits, Content, rules.LABELS))
    if "people" in edits:
        seen, wanted = edits["people"]
        edits["people"] = (seen, [_named(turn.world, one) for one in wanted or []])
    if edits.get("studio", ("", ""))[1]:
        _check_studio(turn.world, edits["studio"][1], branch)
    return edits


def _named(world: World, one: Mapping[str, Any]) -> dict[str, Any]:
    member = world.get("member", one["id"])
    if member is None or member.deleted:
        raise Rejected(Refusal("studios.people", "花名册里没有这个人", "完成人里有人不在花名册。", "请重新选择完成人。", "people"))
    return {"id": one["id"], "name": member.values["name"], "share": one["share"]}


def _check_studio(world: World, studio: str, branch: str) -> None:
    row = world.get("studio", studio)
    if row is None or row.deleted or branch not in row.values["branches"]:
        raise Rejected(Refusal("studios.studio", "没有这个工作室", "工作室不存在，或不属于本支部。", "请重新选择工作室。", "studio"))


# --- Moving on


def _needs_move(mutation: Mutation, world: World) -> Iterable[Need]:
    achievement = str(mutation.args.get("achievement"))
    yield Need("achievement", (achievement,))
    yield from STEPS.needs(achievement, mutation.row)
    if row := world.get("achievement", achievement):
        yield Need("studio_choice", (rules.choice_id("kind", str(row.values["kind"])),))
        yield Need("conflict", (achievement,), "row")


def _move(turn: Turn[Actor]) -> None:
    """Adds a step to the history and moves the achievement on; the row is the step's own."""
    asked: Moved = turn.asked
    row = turn.row("achievement", asked.achievement)
    _check_right(turn, row.values["branch"])
    if STEPS.has(turn):
        return
    state, given = row.values["state"], {**row.values, "text": asked.text}
    reject(rules.LIFECYCLE.fault(asked.move, state, {OWNER}, given))
    today = local_day(turn.now_ms + SKEW_MS)
    if not is_day(asked.on) or asked.on > today:
        raise Rejected(Refusal("studios.on", "日期不对", "不是已经过去的日子。", "请核对手机日期。", "on"))
    if asked.move == "submit":
        _check_whole(turn, row, today)
    STEPS.add(turn, row, {"act": asked.move, "on": asked.on, "text": asked.text.strip()})
    told = {"submitted_at": turn.now_ms} if asked.move == "submit" else {}
    turn.put("achievement", row.id, {"state": rules.LIFECYCLE.after(asked.move, state), **told})


def _check_whole(turn: Turn[Actor], row: Row, today: str) -> None:
    if is_disputed(turn, row.id):
        raise Rejected(Refusal("studios.conflict", "还有没有决定的冲突", "两个人改了同一项，还没有决定用哪一个。", "请先处理冲突，再申报。"))
    choice = turn.world.get("studio_choice", rules.choice_id("kind", row.values["kind"]))
    kinds = {row.values["kind"]} if choice and not choice.deleted and not choice.values["is_off"] else set[str]()
    reject(rules.whole_fault(row.values, today, kinds))


# --- Photos


def _needs_prove(mutation: Mutation, _: World) -> Iterable[Need]:
    achievement, sha256 = str(mutation.args.get("achievement")), str(mutation.args.get("sha256"))
    yield Need("achievement", (achievement,))
    yield Need("file_asset", (mutation.row,))
    yield Need("file_asset", (achievement,), "proves")
    yield Need("file_asset", (sha256,), "sha256")


def _prove(turn: Turn[Actor]) -> None:
    """A photo that shows it, for whoever sees the branch's rows and for the office."""
    asked: Proof = turn.asked
    row = turn.row("achievement", asked.achievement)
    _check_right(turn, row.values["branch"])
    told = {name: getattr(asked, name) for name in ("sha256", "mime", "size", "name")}
    wanted = {**told, "kind": "photo", "proves": row.id}
    if files.is_attached(turn, wanted):
        return
    if row.values["state"] not in ("draft", "returned", "submitted"):
        _check_writable(row)
    others = [other.values for other in turn.world.where("file_asset", "proves", row.id)]
    reject(files.rules.attach_fault(turn.mutation.row, wanted, others, "每项成果"))
    files.put_asset(turn, wanted, row.values["branch"])


INTENTS = (
    Intent("achievement.set.v1", _needs_set, _set, Made, needs_by_rows=False),
    Intent("achievement.move.v1", _needs_move, _move, Moved),
    Intent("achievement.prove.v1", _needs_prove, _prove, Proof, needs_by_rows=False),
)
