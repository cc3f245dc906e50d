"""Who of a branch gets which star: quota, veto, probation and excusal over what each member earned. Ties go to people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from server.domain import ratings
from server.domain.organisation import COMMITTEE_POSTS

SECRETARIES = frozenset({"secretary", "deputy_secretary"})
QUOTA, VETO, PROBATIONARY, EXCUSED = "QUOTA", "VETO", "PROBATIONARY", "EXCUSED"


class Candidate(Struct, frozen=True):
    """A member as the quota looks at one; totals and points in tenths, `points` by dimension. Neither name nor rank is known here."""

    member: str
    total_tenths: int | None
    earned_star: int | None
    probationary: bool = False
    excused: bool = False
    vetoed: bool = False
    points: Mapping[str, int] = {}


class Tie(Struct, frozen=True):
    """Members who are equal in everything that the scheme cuts by, and how many of them a place is left for."""

    members: frozenset[str]
    places: int


class Choice(Struct, frozen=True):
    """What the branch committee decided on a tie."""

    members: frozenset[str]
    chosen: frozenset[str]


class Result(Struct, frozen=True):
    """A member's star, None while a tie waits or where the member is not rated, and the code that says why it is not the earned one."""

    star: int | None
    code: str = ""


class Settled(Struct, frozen=True):
    """Results by member, the ties that people have to decide (decided ones too), and how many places there are."""

    results: Mapping[str, Result]
    ties: tuple[Tie, ...]
    open_ties: tuple[Tie, ...]
    places: int


def settle(candidates: Iterable[Candidate], quota: ratings.rules.Quota, choices: Iterable[Choice] = ()) -> Settled:
    """Everyone's star. Who is over the quota keeps the score and gets one star less; probationary and excused members are outside.

    Cut by total, then by the scheme's dimensions; what is still equal is a tie: its members have no star until people have chosen.
    """
    people = list(candidates)
    inside = sum(not one.probationary and not one.excused for one in people)
    return share_out(people, ratings.rules.places_of(inside, quota), quota, choices)


def share_out(people: Sequence[Candidate], places: int, quota: ratings.rules.Quota, choices: Iterable[Choice] = ()) -> Settled:
    """The same of some of a branch, of whom all are who contend, for so many places."""
    inside = [one for one in people if not one.probationary and not one.excused]
    contenders = [one for one in inside if not one.vetoed and (one.earned_star or 0) >= quota.star]
    admitted, tie = _cut(contenders, places, quota.tie_by)
    chosen = _chosen(tie, choices)
    waiting = tie.members if tie and chosen is None else frozenset[str]()
    granted = admitted | (chosen or frozenset())
    over = {one.member for one in contenders} - granted - waiting
    results = {one.member: _result(one, quota.star, one.member in over, one.member in waiting) for one in people}
    ties = (tie,) if tie else ()
    return Settled(results, ties, ties if waiting else (), places)


def _cut(contenders: Sequence[Candidate], places: int, tie_by: Sequence[str]) -> tuple[frozenset[str], Tie | None]:
    """Those who clearly have a place, and the tie at the border if there is one."""

    def strength(one: Candidate) -> tuple[int, ...]:
        return (one.total_tenths or 0, *(one.points.get(key, 0) for key in tie_by))

    if len(contenders) <= places:
        return frozenset(one.member for one in contenders), None
    if not places:
        return frozenset(), None
    border = sorted((strength(one) for one in contenders), reverse=True)[places - 1]
    above = frozenset(one.member for one in contenders if strength(one) > border)
    level = frozenset(one.member for one in contenders if strength(one) == border)
    left = places - len(above)
    return (above | level, None) if len(level) == left else (above, Tie(level, left))


def _chosen(tie: Tie | None, choices: Iterable[Choice]) -> frozenset[str] | None:
    """What people decided on exactly this tie; a decision on other people or another number of places decides nothing."""
    if tie is None:
        return None
    fitting = (one.chosen for one in choices if one.members == tie.members and len(one.chosen) == tie.places and one.chosen <= tie.members)
    return next(fitting, None)


def _result(one: Candidate, star: int, is_over: bool, waits: bool) -> Result:
    if one.vetoed:
        return Result(0, VETO)
    if one.excused:
        return Result(None, EXCUSED)
    if waits:
        return Result(None)
    if is_over:
        return Result(star - 1, QUOTA)
    return Result(one.earned_star, PROBATIONARY if one.probationary else "")


def tie_deciders(members: Collection[str], seats: Iterable[tuple[str, str]]) -> frozenset[str]:
    """The roles of which one records what was decided on a tie: secretary and deputies who are not in it; if there is none, the
    commissioners who are not in it; if there is none either, the office. Nobody decides in their own case.

    `seats` are (post, member) of the branch's committee.
    """
    free = frozenset(post for post, member in seats if member not in members)
    bodies = (free & SECRETARIES, free & COMMITTEE_POSTS)
    return next((body for body in bodies if body), frozenset({"office"}))


def choice_fault(tie: Tie | None, chosen: Iterable[str], reason: str) -> str | None:
    """Why a decision on a tie cannot be taken, in words."""
    wanted = set(chosen)
    if tie is None:
        return "这处并列已经不存在，结果可能重算过"
    if not wanted <= tie.members:
        return "选了不在并列中的人"
    if len(wanted) != tie.places:
        return f"要从 {len(tie.members)} 人中选定 {tie.places} 人"
    return None if reason.strip() else "要写明支委会决定的理由"


def lowered(before: Mapping[str, int | None], after: Mapping[str, Result], but: Iterable[str] = ()) -> frozenset[str]:
    """Who would have fewer stars than were shown, but for those the change is about: nobody loses a published star without a new 公示."""
    concerned = set(but)
    return frozenset(
        member
        for member, star in before.items()
        if member not in concerned and star is not None and (member not in after or (after[member].star is None or star > (after[member].star or 0)))
    )
