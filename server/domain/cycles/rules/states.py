"""The procedure of a quarter as data: its states, who may move it, what each move needs, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from sync.mutation import Refusal

STATES = ("collecting", "computed", "branch_reviewed", "published", "appeal", "approved", "frozen")
"""In this order (domain.md 2.2): collecting, draft, reviewed by the branch, 公示, appeals, approved by the committee, frozen."""

SHOWN = frozenset({"published", "appeal", "approved", "frozen"})
"""States in which members see their own result."""

BRANCH_ROLES = ("secretary", "deputy_secretary")
SYSTEM = "system"


class Move(Struct, frozen=True):
    """One step: from which states to which, by which roles, whether a reason is needed, and the names of what may block it."""

    key: str
    title: str
    states: tuple[str, ...]
    to: str
    by: tuple[str, ...]
    blocked_by: tuple[str, ...] = ()
    needs_reason: bool = False


_FINAL = ("missing", "ties", "stale", "appeals", "vetoes")

MOVES: Mapping[str, Move] = {
    move.key: move
    for move in (
        Move("compute", "形成初稿", ("collecting",), "computed", ("office", SYSTEM), ("quarter", "scheme", "members", "missing")),
        Move("recompute", "重新计算", ("computed",), "computed", ("office",), ("scheme", "members", "missing")),
        Move("review", "支部审核通过", ("computed",), "branch_reviewed", BRANCH_ROLES, ("missing", "ties", "stale")),
        Move("send_back", "退回支部", ("branch_reviewed",), "computed", ("office",), (), True),
        Move("publish", "公示", ("branch_reviewed",), "published", ("office",), ("missing", "ties", "stale")),
        Move("close_publicity", "公示期满", ("published",), "appeal", (SYSTEM,), ("publicity",)),
        Move("correct", "按申诉结论重算", ("published", "appeal"), "", ("office",), ("scheme", "members", "missing", "upheld")),
        Move("approve", "党委审定", ("appeal",), "approved", ("committee_leader",), _FINAL),
        Move("freeze", "定稿", ("approved",), "frozen", ("office",), _FINAL),
        Move("reopen", "重新开启", ("published", "appeal", "approved", "frozen"), "collecting", ("office", "committee_leader"), (), True),
    )
}
"""Reopening leaves the cycle as it is and begins its next version. An empty `to` keeps the state.

What was published is corrected for those alone whose appeal was upheld; whatever else became known is for a new version.
"""


class Missing(Struct, frozen=True):
    """A member whose quarter cannot be concluded: the titles of the dimensions without data (待录入)."""

    member: str
    name: str
    dimensions: tuple[str, ...]


class Standing(Struct, frozen=True):
    """How a cycle stands. Instants in epoch ms; `is_stale`: an upheld appeal or a veto is not in the results yet.

    `upheld` counts the appeals that were upheld since this version began.
    """

    state: str
    quarter_ends_at: int
    members: int
    has_scheme: bool = True
    missing: tuple[Missing, ...] = ()
    ties_open: int = 0
    is_stale: bool = False
    publicity_until: int | None = None
    appeals_open: int = 0
    vetoes_open: int = 0
    replaced: bool = False
    upheld: int = 0


class Block(Struct, frozen=True):
    """What stands in the way of a move, in words; `members` names those it is about where they are known."""

    code: str
    text: str
    members: tuple[Missing, ...] = ()


def blocks(move: Move, standing: Standing, now_ms: int) -> list[Block]:
    """Everything that stands in the way of a move now."""
    found = (_BLOCKS[name](standing, now_ms) for name in move.blocked_by)
    return [block for block in found if block]


def next_moves(standing: Standing, roles: Iterable[str]) -> list[Move]:
    """The moves that lead on from here for someone with these roles, blocked or not."""
    held = set(roles)
    return [] if standing.replaced else [move for move in MOVES.values() if standing.state in move.states and held & set(move.by)]


def fault(move: Move, standing: Standing, roles: Iterable[str], now_ms: int, reason: str = "") -> Refusal | None:
    """Why a move is not made, in words, or None if it may be made now."""
    if standing.replaced:
        return Refusal("cycles.replaced", "已有新版本", "这个季度已重新开启，这一版只供查看", "请打开新的一版")
    if standing.state not in move.states:
        return Refusal("cycles.state", "现在不能办这一步", f"“{move.title}”不是当前阶段的步骤", "请刷新后再看")
    if not set(roles) & set(move.by):
        return Refusal("cycles.rights", "没有权限", f"您目前的职务不能办理“{move.title}”", "请由有权限的同志办理")
    if move.needs_reason and not reason.strip():
        return Refusal("cycles.reason", "缺少理由", f"“{move.title}”要写明理由", "请写明理由后再办", "reason")
    if found := blocks(move, standing, now_ms):
        return Refusal(f"cycles.{found[0].code}", f"还不能{move.title}", "；".join(block.text for block in found), "请先处理这些事项")
    return None


def state_after(move: Move, state: str) -> str:
    """The state to which a move leads from a state."""
    return move.to or state


def _quarter(standing: Standing, now_ms: int) -> Block | None:
    return Block("quarter", "季度还没有结束") if now_ms <= standing.quarter_ends_at else None


def _scheme(standing: Standing, _: int) -> Block | None:
    return None if standing.has_scheme else Block("scheme", "没有适用的评星办法")


def _members(standing: Standing, _: int) -> Block | None:
    return None if standing.members else Block("members", "支部没有参评党员")


def _missing(standing: Standing, _: int) -> Block | None:
    if not standing.missing:
        return None
    told = "，".join(map(_lacking, standing.missing[:3]))
    more = f"等 {len(standing.missing)} 人" if len(standing.missing) > 3 else ""
    return Block("missing", f"待录入：{told}{more}", standing.missing)


def _lacking(one: Missing) -> str:
    named = "、".join(one.dimensions[:2]) + (f"等 {len(one.dimensions)} 项" if len(one.dimensions) > 2 else "")
    return f"{one.name}（{named}）" if named else one.name


def _ties(standing: Standing, _: int) -> Block | None:
    return Block("ties", f"有 {standing.ties_open} 处名额并列，要由支委会决定") if standing.ties_open else None


def _stale(standing: Standing, _: int) -> Block | None:
    return Block("stale", "有申诉或一票否决的结论还没有计入结果") if standing.is_stale else None


def _publicity(standing: Standing, now_ms: int) -> Block | None:
    until = standing.publicity_until
    return Block("publicity", "公示还没有期满") if until is None or now_ms <= until else None


def _appeals(standing: Standing, _: int) -> Block | None:
    return Block("appeals", f"有 {standing.appeals_open} 件申诉没有办结") if standing.appeals_open else None


def _upheld(standing: Standing, _: int) -> Block | None:
    return None if standing.upheld else Block("upheld", "没有得到支持的申诉；已公示的结果如有别的差错，请重新开启这个季度")


def _vetoes(standing: Standing, _: int) -> Block | None:
    return Block("vetoes", f"有 {standing.vetoes_open} 件一票否决等待确认") if standing.vetoes_open else None


_BLOCKS: Mapping[str, Callable[[Standing, int], Block | None]] = {
    "quarter": _quarter,
    "scheme": _scheme,
    "members": _members,
    "missing": _missing,
    "ties": _ties,
    "stale": _stale,
    "publicity": _publicity,
    "appeals": _appeals,
    "vetoes": _vetoes,
    "upheld": _upheld,
}
