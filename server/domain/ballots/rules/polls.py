"""What a poll must be to be opened, and why something is refused."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from server.domain.ballots.rules.publication import K
from server.kit.clock import is_day
from server.kit.problems import Problem

NAMESPACE = UUID("5f0b4a51-0b73-4b8f-9d4b-6a1ce2a3f2d7")
PEOPLE_AT_MOST = 400
_QUARTER = re.compile(r"20\d\d-Q[1-4]")


def derived_id(*names: str) -> str:
    """An id that follows from names."""
    return str(uuid5(NAMESPACE, ":".join(names)))


def review_id(member: str, quarter: str) -> str:
    """The id of a member's result in a quarter."""
    return derived_id(member, quarter)


def unit_name(names: Sequence[str]) -> str:
    """What a unit of one or several branches is called."""
    return "、".join(names)


def check_poll(quarter: str, closes_on: str, today: str, voters: int, people: int) -> None:
    """Lets a poll be opened, or raises a Problem: too few voters cannot be anonymous, whatever is done with their ballots."""
    if not _QUARTER.fullmatch(quarter):
        raise Problem("ballots.quarter", "季度不对", f"没有“{quarter[:20]}”这个季度。", "请写成 2026-Q4。", field="quarter")
    if not is_day(closes_on) or closes_on < today:
        raise Problem("ballots.closes_on", "截止日期不对", "截止日期须是今天或以后的日期。", "请改正截止日期。", field="closes_on")
    if not people:
        raise Problem("ballots.nobody", "没有可测评的人", "这些支部里没有在册党员。", "请先导入花名册。", field="branches")
    if people > PEOPLE_AT_MOST:
        raise Problem("ballots.too_many", "人数太多", f"一张测评票最多 {PEOPLE_AT_MOST} 人。", "请少选几个支部，分开测评。", field="branches")
    if voters < K:
        told = f"参加测评的只有 {voters} 人，不足 {K} 人时看得出谁投了什么。"
        raise Problem("ballots.too_few", "参加测评的人太少", told, "请和相邻支部合并测评：再选一个支部，把两边的人加在一起。", field="voters")


def check_entry(printed: int, voided: int, used: int, destroyed: int, explanation: str) -> None:
    """A reconciliation in which slips are missing, or too many, needs words."""
    missing = printed - voided - used - destroyed
    if missing and not explanation.strip():
        told = f"印制 {printed}，作废 {voided}，已用 {used}，销毁 {destroyed}：差 {abs(missing)} 张。"
        raise Problem("ballots.unexplained", "对不上数", told, "请重新清点；确实对不上的，写明原因。", field="explanation")


def check_paper(tallies: Mapping[str, Sequence[int]], members: Sequence[str], ballots: int, printed: int) -> None:
    """Tallies from paper must be of the poll's members, and none may hold more ballots than there were."""
    if set(tallies) != set(members) or any(len(counts) != 4 or min(counts) < 0 for counts in tallies.values()):
        raise Problem("ballots.tallies", "计票不全", "每个人都要有四个数。", "请对照票面逐人填写；没有的填 0。", field="tallies")
    if ballots > printed:
        raise Problem("ballots.more_than_printed", "票数多于印数", f"只印了 {printed} 张，收回 {ballots} 张。", "请重新清点。", field="ballots")
    if any(sum(counts) > ballots for counts in tallies.values()):
        raise Problem("ballots.more_than_ballots", "有人的票数多于总票数", f"一共收回 {ballots} 张票。", "请核对这个人的四个数。", field="tallies")


def check_agreed(mine: Any, others: Sequence[Any]) -> bool:
    """Whether someone else has entered the same."""
    return any(other == mine for other in others)


def entries_differ(mine: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """Where two entries differ, by the names of fields and, in tallies, the ids of members; what the other entered is not told."""
    fields = [name for name in mine if name != "tallies" and mine[name] != other.get(name)]
    return fields + [member for member, counts in mine.get("tallies", {}).items() if other.get("tallies", {}).get(member) != counts]


_NOT_NOW = {
    "open": ("测评正在进行", "截止以后才能办这一步。", "请先截止。"),
    "closed": ("测评已经截止", "截止后不再收票，也不再补印。", "请计票。"),
    "counted": ("测评已经计票", "一次测评只计一次票：再计一次就能看出多出来的那张票。", "请查看结果。"),
}


def not_now(state: str) -> Problem:
    """A step that the poll's state does not allow."""
    title, detail, remedy = _NOT_NOW[state]
    return Problem("ballots.not_now", title, detail, remedy, 409)


def taken_already(name: str) -> Problem:
    """A branch has its poll in this quarter."""
    told = f"{name}里有支部这个季度已经发起过测评。"
    return Problem("ballots.taken", "已经发起过", told, "每个支部每季度测评一次；请查看已有的测评。", 409, "branches")


def keys_wrong() -> Problem:
    """Opening keys that do not belong to this poll."""
    return Problem("ballots.keys", "开票钥匙不对", "这两把钥匙打不开这个票箱。", "请核对两把钥匙卡上的单位和字符。", 400, "keys")


def code_unknown() -> Problem:
    """A code that is not in use: never printed, voided, or of a poll that was counted. Which of these is not told."""
    return Problem(
        "ballots.code_unknown", "测评码不能用", "这个码打错了、已作废，或者测评已经结束。", "请核对测评码；仍不行请向工作人员换一张。", 404
    )


def code_used() -> Problem:
    """A code whose ballot is in the box."""
    return Problem("ballots.code_used", "这个测评码已经投过票", "一个测评码只能投一次。", "如果不是您投的，请马上告诉工作人员。", 409)


def begun() -> Problem:
    """A poll in which someone has voted stands."""
    return Problem("ballots.begun", "已经有人投票", "有票的测评不能撤销。", "请照常截止、计票。", 409)


def malformed() -> Problem:
    """A ballot that no page of ours sealed."""
    return Problem("ballots.malformed", "票没有封好", "送来的票不完整。", "请刷新页面，重新填一次。", 400)
