"""What a member may ask to have corrected, where the request goes, and who decides. Pure.

Source: 个人信息保护法 (PIPL) Art. 46: whoever finds that information about them is wrong or incomplete may ask for its correction, and it is
to be verified and put right in time; Art. 50: a refusal gives its reason. That an approved record changes only by amendment is domain 1.4.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

import msgspec

from server.domain import meetings, organisation
from server.domain.corrections.schemas import CorrectionRequestOut
from server.kit.identity import Actor
from server.kit.sheets import Book, Column, Page, batch
from sync.mutation import Refusal

OPEN = frozenset({"at_branch", "at_office"})
DECIDED = frozenset({"accepted", "declined"})
"""A request whose state becomes one of these is decided: what its member is told of."""
BY_HAND = frozenset({"kind", "group", "post"})
"""Data of the roster that follow from an admission, a move or an appointment: the office puts them into the roster itself, and says so."""
ROSTER_FIELDS = organisation.CORRECTABLE | BY_HAND
WANTED_STATUSES = frozenset(meetings.rules.STATUSES)
_TEXT_AT_MOST = 500
Row = Mapping[str, Any]


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is wrong and what would be right, as a member says it; see CorrectionRequest."""

    about: Literal["attendance", "roster", "fact"]
    source: Annotated[str, msgspec.Meta(max_length=64)]
    wanted: Annotated[str, msgspec.Meta(max_length=200)]
    reason: str
    field: Annotated[str, msgspec.Meta(max_length=40)] = ""
    seen: Annotated[str, msgspec.Meta(max_length=200)] = ""
    proof: Annotated[str, msgspec.Meta(max_length=200)] = ""


class Proof(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A photo that shows what a request says, as the phone knows it before anything is sent; `size` in bytes, `sha256` in lower-case hex."""

    correction: Annotated[str, msgspec.Meta(max_length=64)]
    sha256: Annotated[str, msgspec.Meta(max_length=64)]
    mime: Annotated[str, msgspec.Meta(max_length=60)]
    size: int
    name: Annotated[str, msgspec.Meta(max_length=200)] = ""


class Decided(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether what was asked is carried out, and why; who declines gives a reason."""

    accepts: bool
    reason: str = ""


def asked_fault(asked: Asked, today: str) -> Refusal | None:
    """What is wrong with a request by itself, or None. `today` is ISO text."""
    if fault := reason_fault(asked.reason, "请写明哪里不对"):
        return fault
    if asked.about == "attendance" and asked.wanted not in WANTED_STATUSES:
        return _refusal("wanted", "到会情况不对", "没有写明应当是到会、请假还是补课。", "请重新选择。")
    if asked.about == "roster" and asked.field not in ROSTER_FIELDS:
        return _refusal("field", "这一项不能申请更正", "系统里没有这一项资料，或不由花名册记载。", "请更新应用后重试，或告诉党群工作部。")
    if not asked.wanted.strip():
        return _refusal("wanted", "没有写正确的内容", "请写明正确的应当是什么。", "请补上后再提交。")
    if asked.about == "roster" and asked.field in organisation.CORRECTABLE and (told := organisation.datum_fault(asked.field, asked.wanted, today)):
        return _refusal("wanted", "内容不对", told, "请改正后再提交。")
    if asked.about != "fact" and asked.wanted.strip() == asked.seen.strip():
        return _refusal("wanted", "没有不同", "要更正成的内容和现在一样。", "请写明正确的内容。")
    return None


def reason_fault(reason: str, title: str = "请写明理由") -> Refusal | None:
    """A reason is there, and fits."""
    if not reason.strip() or len(reason) > _TEXT_AT_MOST:
        return _refusal("reason", title, f"理由不能空着，也不能超过 {_TEXT_AT_MOST} 字。", "请用一两句话写明。")
    return None


def first_state(asked: Asked, meeting: Row | None, actor: Actor) -> str:
    """Where a request goes: the branch for its own roll while the record is not approved, unless the member is one who would decide there;
    the office for everything else."""
    if asked.about != "attendance" or meeting is None or meeting["status"] == "approved":
        return "at_office"
    return "at_office" if meetings.rules.may_record(actor, meeting["branch"], meeting["org"]) else "at_branch"


def decision_fault(correction: Row, member: str | None, decided: Decided) -> Refusal | None:
    """Why someone (`member`, if a member) may not decide this now, or None: nobody decides their own, and what is decided stands."""
    if member is not None and member == correction["member"]:
        return Refusal("rights.own_case", "不能办理自己的事", "这是您本人的申请，不能由您自己办理。", "请由支部或党群工作部的其他同志办理。")
    if correction["state"] not in OPEN:
        return _refusal("decided", "已经有结论", "这件申请已经办结，或由本人撤回。", "请刷新后再看。", None)
    if not decided.accepts:
        return reason_fault(decided.reason, "不采纳要写明理由")
    if correction["about"] == "roster" and correction["field"] in BY_HAND:
        return reason_fault(decided.reason, "请写明已在花名册里怎样改")
    return None


def mark_fault(mark: Row, correction: Row) -> Refusal | None:
    """Whether a mark still says what the member saw."""
    if mark["status"] != correction["seen"]:
        return _refusal("changed", "到会情况已有变化", "申请提出以后，这一条已经改过。", "请按现在的内容决定：已改对的，可以写明后不采纳。", None)
    return None


def right_mark(correction: Row) -> tuple[str, str]:
    """Status and reason of a mark as it should be; what needs a reason takes the member's words."""
    status = correction["wanted"]
    return status, correction["reason"][:200] if status in meetings.rules.NEEDS_REASON else ""


def _refusal(name: str, title: str, detail: str, remedy: str, field: str | None = "") -> Refusal:
    return Refusal(f"corrections.{name}", title, detail, remedy, name if field == "" else field)


_ABOUT_WORDS: Mapping[str, str] = {"attendance": "到会情况", "roster": "花名册资料", "fact": "事实台账"}
_STATE_WORDS: Mapping[str, str] = {
    "at_branch": "等支部答复",
    "at_office": "等党群工作部答复",
    "accepted": "已更正",
    "declined": "没有采纳",
    "withdrawn": "已撤回",
}
_COLUMNS = (
    Column("党支部", width=24),
    Column("姓名", width=12),
    Column("更正什么", width=14),
    Column("名称", width=28),
    Column("系统里现在是", width=20),
    Column("要求改成", width=20),
    Column("理由", width=40),
    Column("依据", width=40),
    Column("照片", "number", 8),
    Column("支部的话", width=30),
    Column("状态", width=18),
    Column("提出", "moment", 18),
    Column("答复人", width=12),
    Column("答复", "moment", 18),
    Column("答复的话", width=40),
)


def corrections_book(requests: Iterable[CorrectionRequestOut], are_open: bool) -> Book:
    """Requests that wait, or those decided, in the order of the page."""
    what = "等答复" if are_open else "已答复"
    return Book(f"更正申请 {what}", {"列表": what}, [Page("更正申请", _COLUMNS, batch(map(_request, requests)))])


def _request(one: CorrectionRequestOut) -> list[object]:
    words: Mapping[str, str] = meetings.rules.MARK_WORDS if one.about == "attendance" else {}
    about = (one.branch_name, one.member_name, _ABOUT_WORDS[one.about], one.title or one.field)
    said = (words.get(one.stands, one.stands), words.get(one.wanted, one.wanted), one.reason, one.proof, len(one.proofs), one.branch_says)
    decided = (one.decided_by_name, one.decided_at, one.answer)
    return [*about, *said, _STATE_WORDS[one.state], one.asked_at, *decided, one.correction]
