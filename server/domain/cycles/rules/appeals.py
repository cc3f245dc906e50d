"""Appeals and vetoes: their states, who decides, and until when."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from sync.mutation import Refusal

OPEN = frozenset({"at_branch", "answered", "at_office"})
"""While one of these stands, a quarter is neither approved nor frozen. `answered`: the branch said no, and the member may still go on."""

CLOSED = frozenset({"upheld", "dismissed", "withdrawn"})
TEXT_AT_MOST = 1000


class Decision(Struct, frozen=True):
    """What deciding an appeal leads to: by state and verdict, the next state."""

    states: Mapping[str, tuple[str, str]]

    def next(self, state: str, upholds: bool) -> str | None:
        """The state after a verdict, None if it is not for this body to decide."""
        found = self.states.get(state)
        return found[0 if upholds else 1] if found else None


BRANCH = Decision({"at_branch": ("at_office", "answered")})
"""The branch agrees, and the office carries it out; or says no, and the member may go on to the office."""

OFFICE = Decision({"at_office": ("upheld", "dismissed"), "late": ("upheld", "dismissed")})


def state_when_filed(cycle_state: str, replaced: bool, answers_for_branch: bool = False) -> str | None:
    """The state in which an appeal begins; None while there is no published result.

    Who answers for the branch appeals to the office at once: nobody decides in their own case.
    What arrives after the freeze, or on a version that was replaced, is kept as `late`: the office decides whether to reopen.
    """
    if replaced or cycle_state == "frozen":
        return "late"
    if cycle_state not in ("published", "appeal", "approved"):
        return None
    return "at_office" if answers_for_branch else "at_branch"


def is_open(state: str, due_at: int | None, now_ms: int) -> bool:
    """Whether an appeal still waits. Once the member's days for going on have passed, the branch's answer stands."""
    return state in OPEN and not (state == "answered" and due_at is not None and now_ms > due_at)


def is_overdue(state: str, due_at: int | None, now_ms: int) -> bool:
    """Whether whoever must decide has let the days pass (domain.md 2.2: five working days)."""
    return state in ("at_branch", "at_office") and due_at is not None and now_ms > due_at


def text_fault(text: str) -> Refusal | None:
    """Why an appeal's text cannot be taken. One sentence is enough."""
    if not text.strip():
        return Refusal("cycles.appeal_text", "还没写理由", "申诉要写明理由", "写一句话即可", "text")
    if len(text) > TEXT_AT_MOST:
        return Refusal("cycles.appeal_text", "写得太长", f"理由最多 {TEXT_AT_MOST} 字", "请写短一些", "text")
    return None


def confirm_fault(proposed_by: str, account: str, state: str) -> Refusal | None:
    """A veto takes two people: whoever proposed it does not confirm it."""
    if state != "proposed":
        return Refusal("cycles.veto_decided", "已有人处理过", "这件一票否决已经有了结论", "请刷新后再看")
    if proposed_by == account:
        return Refusal("cycles.veto_second", "要由第二个人确认", "提出的人不能自己确认", "请另一位同志核对依据后确认")
    return None
