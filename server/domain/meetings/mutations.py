"""What a phone may ask about meetings: make, change and delete a record, and mark who was there."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import msgspec

from server.domain import organisation
from server.domain.meetings import rules
from server.domain.meetings.policy import is_approved
from server.kit.clock import local_day
from server.kit.edits import edit_fault
from server.kit.identity import Actor
from sync.mutation import Held, Mutation, Refusal, Rejected, Row, reject
from sync.plan import Intent, Need, Turn, World

_MARKS_AT_MOST = 2000


class Created(msgspec.Struct, forbid_unknown_fields=True):
    """Which branch the meeting belongs to, and which organisation met (the branch itself or one of its groups)."""

    branch: Annotated[str, msgspec.Meta(max_length=64)]
    org: Annotated[str, msgspec.Meta(max_length=64)]


class Marks(msgspec.Struct, forbid_unknown_fields=True):
    """member -> (status seen or null, status, reason), and member -> revision of the mark seen."""

    marks: Annotated[dict[str, tuple[str | None, str, str]], msgspec.Meta(max_length=_MARKS_AT_MOST)]
    revs: dict[str, int] = {}


def needs_meeting(mutation: Mutation, world: World) -> Iterable[Need]:
    """The meeting itself and, where marks carry copies of it, the marks."""
    yield Need("meeting", (mutation.row,))
    if mutation.name.startswith("meeting.delete") or rules.ATTENDANCE_COPIES.keys() & mutation.set.keys():
        yield Need("attendance", (mutation.row,), "meeting")


def open_meeting(turn: Turn[Actor], wanted: Mapping[str, Any] | None = None) -> Row:
    """The meeting of this mutation, if the person may change it now; Held(rights), Held(locked) or Held(depends) otherwise.

    `wanted` is what an amendment of an approved record would say: {"set": …} or {"marks": …}.
    """
    meeting = _own_meeting(turn)
    if is_approved(meeting.values):
        raise Held("locked", f"branch:{meeting.values['branch']}", wanted)
    return meeting


def _own_meeting(turn: Turn[Actor]) -> Row:
    meeting = turn.row("meeting", turn.mutation.row)
    if not rules.may_record(turn.actor, meeting.values["branch"], meeting.values["org"]):
        raise Held("rights", f"branch:{meeting.values['branch']}")
    return meeting


def _create(turn: Turn[Actor]) -> None:
    made: Created = turn.asked
    if turn.world.get("meeting", turn.mutation.row):  # sent again in another log, or another's id: then what counts is the record's own branch
        open_meeting(turn, {"set": turn.mutation.set})
    if not rules.may_record(turn.actor, made.branch, made.org):
        raise Held("rights", f"branch:{made.branch}")
    _check_organisation(turn.world, made)
    reject(edit_fault("meeting", turn.mutation.set, rules.Content, rules.LABELS))
    new = {
        "branch": made.branch,
        "org": made.org,
        "status": "draft",
        "created_at": turn.now_ms,
        "created_by": turn.actor.account,
        "purpose": "ordinary",
        "resolutions": [],
        "votes": [],
        "sessions": [],
        "returned_reasons": [],
    }
    turn.edit("meeting", turn.mutation.row, turn.mutation.base, turn.mutation.set, new)


def _check_organisation(world: World, made: Created) -> None:
    org = world.get("organisation", made.org)
    if org is None or org.deleted or org.values["branch"] != made.branch:
        raise Rejected(Refusal("meeting.organisation", "没有这个支部或小组", "组织不存在或不属于本支部", "请刷新后重选", "org"))


def _needs_created(mutation: Mutation, world: World) -> Iterable[Need]:
    yield from needs_meeting(mutation, world)
    yield Need("organisation", (str(mutation.args.get("org")),))


def _set(turn: Turn[Actor]) -> None:
    reject(edit_fault("meeting", turn.mutation.set, rules.Content, rules.LABELS))
    meeting = open_meeting(turn, {"set": turn.mutation.set})
    row = turn.edit("meeting", meeting.id, turn.mutation.base, turn.mutation.set)
    copies = {copy: row.values[field] for field, copy in rules.ATTENDANCE_COPIES.items() if field in turn.mutation.set}
    if copies:
        for mark in turn.world.where("attendance", "meeting", meeting.id):
            turn.put("attendance", mark.id, copies)


class Deleted(msgspec.Struct, forbid_unknown_fields=True):
    """member -> revision of the mark seen; who is not named had none on the screen."""

    revs: Annotated[dict[str, int], msgspec.Meta(max_length=_MARKS_AT_MOST)] = {}


def _delete(turn: Turn[Actor]) -> None:
    asked: Deleted = turn.asked
    revs = asked.revs
    seen = {rules.attendance_id(turn.mutation.row, member): rev for member, rev in revs.items()}
    _remove(turn, open_meeting(turn), turn.mutation.base, seen)


def _remove(turn: Turn[Actor], meeting: Row, base: int | None = None, seen: Mapping[str, int] | None = None) -> None:
    if meeting.deleted:
        return
    if meeting.values["status"] not in ("draft", "returned"):
        raise Rejected(Refusal("meeting.filed", "已经报送", "已报送的记录不能删除", "请先撤回，或请党群工作部退回"))
    turn.delete("meeting", meeting.id, base, seen)
    for mark in turn.world.where("attendance", "meeting", meeting.id):
        turn.delete("attendance", mark.id)


def _needs_marks(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("meeting", (mutation.row,))
    members = tuple(member for member in mutation.args.get("marks", {}) if isinstance(member, str))
    yield Need("member", members)
    yield Need("attendance", tuple(rules.attendance_id(mutation.row, member) for member in members))


def _mark(turn: Turn[Actor]) -> None:
    asked: Marks = turn.asked
    meeting = _own_meeting(turn)
    for member, (_, status, reason) in asked.marks.items():
        _check_mark(turn.world, meeting, member, status, reason)
    open_meeting(turn, {"marks": asked.marks})
    for member, (seen, status, reason) in asked.marks.items():
        _edit_mark(turn, meeting, member, asked.revs.get(member, 0), seen, (status, reason))
    turn.offer_back(meeting)


def _edit_mark(turn: Turn[Actor], meeting: Row, member: str, base: int, seen: str | None, wanted: tuple[str, str]) -> None:
    mark = rules.attendance_id(meeting.id, member)
    edits = {"status": (seen, wanted[0]), "reason": (None, wanted[1])}
    person = turn.world.get("member", member)
    may_vote = organisation.may_vote(person and person.values)
    turn.edit("attendance", mark, base, edits, rules.new_mark(meeting.id, meeting.values, member, may_vote))


def _check_mark(world: World, meeting: Row, member: str, status: str, reason: str) -> None:
    person = world.get("member", member)
    known = world.get("attendance", rules.attendance_id(meeting.id, member))
    if person is None or (known is None and person.values["branch"] != meeting.values["branch"]):
        raise Rejected(Refusal("attendance.member", "不是本支部党员", "名单里有不属于本支部的人", "请刷新名单后重新点名", "attendance"))
    if status not in rules.STATUSES or len(reason) > 200:
        raise Rejected(Refusal("attendance.status", "到会情况不对", f"不认识的状态 {status[:20]}", "请重新选择", "attendance"))


class AllMarks(msgspec.Struct, forbid_unknown_fields=True, rename={"excepted": "except"}):
    """One status for all who are expected, but for some: member -> (status, reason). `seen` is the branch's cursor on the phone then."""

    status: str
    seen: int
    excepted: Annotated[dict[str, tuple[str, str]], msgspec.Meta(max_length=_MARKS_AT_MOST)] = {}


def _needs_all(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("meeting", (mutation.row,))
    excepted = mutation.args.get("except")
    members = set(excepted) if isinstance(excepted, dict) else set[str]()
    if meeting := world.get("meeting", mutation.row):
        branch = meeting.values["branch"]
        yield Need("post", (branch,), "branch")
        yield Need("member", (branch,), "branch")
        members |= {member.id for member in world.where("member", "branch", branch)}
        marks = tuple(rules.attendance_id(meeting.id, member) for member in sorted(members))
        yield Need("attendance", marks, scope=f"branch:{branch}")
        yield Need("member", tuple(sorted(members)), scope=f"branch:{branch}")


def _mark_all(turn: Turn[Actor]) -> None:
    """Marks everyone whom the phone showed; a mark that it did not show stands, and is named in the outcome."""
    asked: AllMarks = turn.asked
    meeting = _own_meeting(turn)
    wanted = _spread(turn, meeting, asked)
    for member, (status, reason) in wanted.items():
        _check_mark(turn.world, meeting, member, status, reason)
    open_meeting(turn, {"marks": {member: (None, *mark) for member, mark in wanted.items()}})
    for member, mark in wanted.items():
        known = turn.world.get("attendance", rules.attendance_id(meeting.id, member))
        base = known.rev if known and _was_seen(turn, known, asked.seen) else 0
        _edit_mark(turn, meeting, member, base, None, mark)
    turn.offer_back(meeting)


def _spread(turn: Turn[Actor], meeting: Row, asked: AllMarks) -> dict[str, tuple[str, str]]:
    """member -> mark for everyone it is meant for; the others are put down as exceptions."""
    wanted = dict(asked.excepted)
    for member in sorted(expected_at(turn.world, meeting, turn.now_ms) - wanted.keys()):
        known = turn.world.get("attendance", rules.attendance_id(meeting.id, member))
        person_seq = turn.world.seq(f"branch:{meeting.values['branch']}", "member", member)
        if known and not known.deleted and not _was_seen(turn, known, asked.seen):
            if known.values["status"] != asked.status:
                turn.exceptions[member] = [known.values["status"], known.values["reason"]]
        elif person_seq is None or person_seq > asked.seen:
            turn.exceptions[member] = None
        else:
            wanted[member] = (asked.status, "")
    return wanted


def _was_seen(turn: Turn[Actor], mark: Row, seen: int) -> bool:
    """Whether a mark was on the phone's screen: it lies below the phone's cursor, or the phone's own log wrote it."""
    last = max((one for one in (mark.mark("status"), mark.mark("reason")) if one), default=None, key=lambda one: one.rev)
    seq = turn.world.seq(f"branch:{mark.values['branch']}", "attendance", mark.id)
    return (last is not None and last.log == turn.author.log) or (seq is not None and seq <= seen)


def expected_at(world: World, meeting: Row, now_ms: int) -> frozenset[str]:
    """Those who belong to the organisation that met; a newcomer since then is marked as not of it then (excluded)."""
    branch = meeting.values["branch"]
    members = [m for m in world.where("member", "branch", branch) if m.values["status"] == "active"]
    memberships = [{"member": m.id, "branch": branch, "group": m.values["group"], "from_on": "", "to_on": None} for m in members]
    posts = [post.values for post in world.where("post", "branch", branch)]
    people = {member.id: member.values for member in members}
    started = meeting.values.get("held_start")
    day = local_day(now_ms if started is None else started)
    kind, org = meeting.values["kind"], meeting.values["org"]
    return organisation.expected_members(kind, org, day, memberships, posts, people).attend & people.keys()


class Link(msgspec.Struct, forbid_unknown_fields=True):
    """Which of the two records stands; the other is deleted."""

    keep: str


def _needs_issue(mutation: Mutation, world: World) -> Iterable[Need]:
    yield Need("issue", (mutation.row,))
    if issue := world.get("issue", mutation.row):
        pair = (issue.values["meeting"], issue.values["other"])
        yield Need("meeting", pair)
        yield Need("attendance", pair, "meeting")


def _open_issue(turn: Turn[Actor]) -> Row:
    issue = turn.row("issue", turn.mutation.row)
    meeting = turn.row("meeting", issue.values["meeting"])
    if not rules.may_record(turn.actor, meeting.values["branch"], meeting.values["org"]):
        raise Held("rights", f"branch:{meeting.values['branch']}")
    if issue.values["state"] != "open":
        raise Rejected(Refusal("meeting.issue_decided", "已有人处理过", "这条提醒已经有了结论", "请看最新的内容"))
    return issue


def _link(turn: Turn[Actor]) -> None:
    """Decides that two records tell of one meeting: the one to keep stands as it is, the other is deleted."""
    issue = _open_issue(turn)
    asked: Link = turn.asked
    keep = asked.keep
    pair = {issue.values["meeting"], issue.values["other"]}
    if keep not in pair:
        raise Rejected(Refusal("meeting.issue_choice", "内容格式不对", "要保留的记录不在这条提醒里", "请刷新后重选"))
    (surplus,) = pair - {keep}
    _remove(turn, turn.row("meeting", surplus), None)
    _decide_issue(turn, issue, "linked", keep)


def _dismiss(turn: Turn[Actor]) -> None:
    _decide_issue(turn, _open_issue(turn), "dismissed", None)


def _decide_issue(turn: Turn[Actor], issue: Row, state: str, kept: str | None) -> None:
    decided = {"decided_by": turn.actor.account, "decided_at": turn.now_ms}
    turn.put("issue", issue.id, {"state": state, "kept": kept, **decided})


class Done(msgspec.Struct, forbid_unknown_fields=True):
    """Which resolution of which record was carried out, on which day (ISO text), and how; no day takes it back."""

    meeting: Annotated[str, msgspec.Meta(max_length=64)]
    text: Annotated[str, msgspec.Meta(max_length=2000)]
    done_on: Annotated[str, msgspec.Meta(max_length=10)] | None
    note: Annotated[str, msgspec.Meta(max_length=500)] = ""


def _needs_done(mutation: Mutation, _: World) -> Iterable[Need]:
    yield Need("meeting", (str(mutation.args.get("meeting")),))
    yield Need("resolution_done", (mutation.row,))


def _done(turn: Turn[Actor]) -> None:
    """Says what became of a resolution, also of an approved record: the record itself does not change. What the office said before is open again."""
    asked: Done = turn.asked
    meeting = turn.row("meeting", asked.meeting)
    branch = meeting.values["branch"]
    if not rules.may_record(turn.actor, branch, meeting.values["org"]):
        raise Held("rights", f"branch:{branch}")
    found = next((one for one in meeting.values["resolutions"] if one.get("text") == asked.text), None)
    if found is None or turn.mutation.row != rules.resolution_id(meeting.id, asked.text):
        raise Rejected(Refusal("meeting.resolution", "没有这条决议", "这条决议已不在记录里，或已改写", "请打开记录看现在的决议"))
    if asked.done_on is not None and rules.day_of(asked.done_on) is None:
        raise Rejected(Refusal("meeting.resolution_day", "日期不对", "完成日期看不懂", "请重新选择日期", "done_on"))
    told = {"meeting": meeting.id, "branch": branch, "text": asked.text, "due_on": found.get("due_on") or "", "done_on": asked.done_on}
    said = {"note": asked.note.strip(), "done_by": turn.actor.account, "done_at": turn.now_ms}
    turn.put("resolution_done", turn.mutation.row, {**told, **said, **rules.UNDECIDED})


INTENTS = (
    Intent("meeting.create.v1", _needs_created, _create, Created, needs_by_rows=False),
    Intent("meeting.set.v1", needs_meeting, _set, needs_by_rows=False),
    Intent("meeting.delete.v1", needs_meeting, _delete, Deleted, needs_by_rows=False),
    Intent("attendance.mark.v1", _needs_marks, _mark, Marks, needs_by_rows=False),
    Intent("attendance.mark_all.v1", _needs_all, _mark_all, AllMarks),
    Intent("issue.link.v1", _needs_issue, _link, Link),
    Intent("issue.dismiss.v1", _needs_issue, _dismiss),
    Intent("resolution.done.v1", _needs_done, _done, Done),
)
