"""The quarter's procedure: no way to a frozen result past what must be settled first; quota, ties, appeals, spread."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from server.domain.cycles import rules
from server.domain.cycles.rules import Candidate, Choice, Missing, Result, Standing, Tie
from server.domain.cycles.rules.outgoing import star_words
from server.domain.obligations.rules import Calendar
from server.domain.ratings.rules import Quota, places_of

ZONE = ZoneInfo("Asia/Shanghai")
ROLES = ("office", "committee_leader", "secretary", rules.SYSTEM)
DAY_MS = 24 * 3600 * 1000


# --- Moves


class Quarter(RuleBasedStateMachine):
    """A quarter with anyone doing anything at any time; what the rules permit happens."""

    @initialize()
    def begin(self) -> None:
        self.now, self.state, self.version = 0, "collecting", 1
        self.missing, self.ties = True, 0
        self.appeals: dict[int, tuple[str, int]] = {}
        self.vetoes = 0
        self.is_stale = False
        self.publicity_until: int | None = None
        self.path: list[str] = []

    def standing(self) -> Standing:
        missing = (Missing("m", "张三", ("岗位业绩",)),) if self.missing else ()
        open_appeals = sum(rules.is_open(state, due, self.now) for state, due in self.appeals.values())
        upheld = sum(state == "upheld" for state, _ in self.appeals.values())
        until = self.publicity_until
        return Standing(self.state, 10, 30, True, missing, self.ties, self.is_stale, until, open_appeals, self.vetoes, False, upheld)

    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        self.now += days

    @rule()
    def data_arrives(self) -> None:
        self.missing = False

    @precondition(lambda self: self.state in ("collecting", "computed"))
    @rule()
    def data_is_withdrawn(self) -> None:
        self.missing = True

    @precondition(lambda self: self.ties)
    @rule()
    def people_decide_a_tie(self) -> None:
        self.ties -= 1

    @rule(upholds=st.booleans())
    def someone_appeals(self, upholds: bool) -> None:
        if state := rules.state_when_filed(self.state, False):
            self.appeals[len(self.appeals)] = (state, self.now + 5)

    @rule(upholds=st.booleans(), by_branch=st.booleans())
    def an_appeal_is_decided(self, upholds: bool, by_branch: bool) -> None:
        for key, (state, _) in self.appeals.items():
            if after := (rules.BRANCH if by_branch else rules.OFFICE).next(state, upholds):
                self.appeals[key] = (after, self.now + 5)
                self.is_stale = self.is_stale or after == "upheld"
                return

    @precondition(lambda self: self.state != "frozen")
    @rule()
    def a_veto_is_proposed(self) -> None:
        self.vetoes += 1

    @precondition(lambda self: self.vetoes)
    @rule(confirmed=st.booleans())
    def a_veto_is_decided(self, confirmed: bool) -> None:
        self.vetoes -= 1
        self.is_stale = self.is_stale or confirmed

    @rule(
        key=st.sampled_from(sorted(rules.MOVES)),
        roles=st.sets(st.sampled_from(ROLES), min_size=1),
        reason=st.sampled_from(["", "核对后"]),
        ties=st.integers(0, 2),
    )
    def someone_tries_a_move(self, key: str, roles: set[str], reason: str, ties: int) -> None:
        move = rules.MOVES[key]
        if rules.fault(move, self.standing(), roles, self.now, reason):
            return
        before = self.standing()
        self.path.append(key)
        self.state = rules.state_after(move, self.state)
        if key in ("compute", "recompute", "correct"):
            self.is_stale, self.ties = False, ties
        if key == "publish":
            self.publicity_until = self.now + 5
        if key == "reopen":
            assert reason
            self.version, self.publicity_until, self.is_stale = self.version + 1, None, False
            self.ties, self.appeals, self.missing, self.path = 0, {}, True, []
        if self.state in ("approved", "frozen"):
            self.nothing_is_open(before)

    def nothing_is_open(self, before: Standing) -> None:
        """What the state before the move was like; `approve` and `freeze` let nothing unsettled pass."""
        assert before.appeals_open == 0
        assert before.vetoes_open == 0
        assert before.ties_open == 0
        assert before.missing == ()
        assert not before.is_stale

    @invariant()
    def a_frozen_quarter_went_the_whole_way(self) -> None:
        if self.state == "frozen":
            order = [key for key in self.path if key in ("compute", "review", "publish", "close_publicity", "approve", "freeze")]
            assert order[-5:] == ["review", "publish", "close_publicity", "approve", "freeze"]
            assert order[0] == "compute"

    @invariant()
    def what_is_published_has_been_public_for_its_days(self) -> None:
        if self.state in ("appeal", "approved", "frozen"):
            assert self.publicity_until is not None
            assert self.publicity_until < self.now


Quarter.TestCase.settings = settings(max_examples=300, stateful_step_count=60, deadline=None)
TestAnyQuarter = Quarter.TestCase


def straight_on(**changes: object) -> Standing:
    """A cycle in which nothing stands in the way."""
    return Standing(**{"state": "appeal", "quarter_ends_at": 0, "members": 30, "publicity_until": 10, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"missing": (Missing("m", "张三", ("群众测评",)),)}, "cycles.missing"),
        ({"ties_open": 1}, "cycles.ties"),
        ({"is_stale": True}, "cycles.stale"),
        ({"appeals_open": 1}, "cycles.appeals"),
        ({"vetoes_open": 1}, "cycles.vetoes"),
        ({"replaced": True}, "cycles.replaced"),
        ({"state": "published"}, "cycles.state"),
    ],
)
def test_each_thing_unsettled_blocks_the_approval_by_its_own_name(change: dict[str, object], code: str):
    assert rules.fault(rules.MOVES["approve"], straight_on(), ["committee_leader"], 11) is None
    refused = rules.fault(rules.MOVES["approve"], straight_on(**change), ["committee_leader"], 11)
    assert refused is not None
    assert refused.code == code


def test_missing_data_names_members_and_dimensions():
    """Mass review with 4 ballots: withheld, 待录入, the rating cannot be finalised (domain.md 7.2)."""
    standing = Standing("collecting", 0, 30, missing=(Missing("m", "张三", ("群众测评", "岗位业绩")),))
    refused = rules.fault(rules.MOVES["compute"], standing, ["office"], 1)
    assert refused is not None
    assert refused.detail == "待录入：张三（群众测评、岗位业绩）"


def test_each_move_is_for_its_own_roles_alone():
    for move in rules.MOVES.values():
        for role in ROLES:
            refused = rules.fault(move, straight_on(state=move.states[0]), [role], 11, "理由")
            assert (refused is not None and refused.code == "cycles.rights") == (role not in move.by)


def test_the_office_does_not_approve_and_the_committee_does_not_review():
    assert rules.MOVES["approve"].by == ("committee_leader",)
    assert not {"office", "committee_leader"} & set(rules.MOVES["review"].by)


def test_publicity_counts_working_days_of_the_mines_calendar():
    """Published on 30 September 2026, a Wednesday: the holidays until 8 October do not count, the Saturday worked for them does."""
    exceptions = {f"2026-10-0{day}": False for day in (1, 2, 5, 6, 7)} | {"2026-10-10": True}
    calendar = Calendar(ZONE, exceptions)
    ends = calendar.grace_end(calendar.start_of(date(2026, 9, 30)), 5)
    assert calendar.day_of(ends) == date(2026, 10, 13)
    assert calendar.day_of(Calendar(ZONE).grace_end(calendar.start_of(date(2026, 9, 30)), 5)) == date(2026, 10, 7)


# --- Quota and ties


def people(*totals: int, **more: object) -> list[Candidate]:
    """Members with these totals (points), five stars from 95."""
    return [Candidate(f"m{at}", total * 10, 5 if total >= 95 else 4, **more) for at, total in enumerate(totals)]  # type: ignore[arg-type]


@pytest.mark.parametrize(("members", "places"), [(0, 0), (2, 0), (4, 0), (5, 1), (9, 1), (10, 2), (14, 2), (44, 8), (50, 10)])
def test_the_places_for_five_stars(members: int, places: int):
    assert places_of(members, Quota()) == places


def test_the_hard_ceiling_holds_whatever_the_scheme_says():
    assert places_of(30, Quota(percent=90)) == 10
    assert places_of(2, Quota(percent=100, least_from=1)) == 0


def test_over_the_quota_the_score_stays_and_the_star_is_four_with_its_code():
    """Score 95.0 with the cap reached: 4 stars, QUOTA (domain.md 7.2)."""
    settled = rules.settle(people(98, 95, 80, 80, 80), Quota())
    assert settled.results["m0"] == Result(5)
    assert settled.results["m1"] == Result(4, "QUOTA")
    assert settled.ties == ()


def test_a_veto_takes_the_star_and_frees_the_place():
    """Veto and score 97: 不定星, and back again if the appeal wins (domain.md 7.2)."""
    others = people(98, 95, 80, 80, 80)
    vetoed = [Candidate("v", 970, 5, vetoed=True), *others[1:]]
    assert rules.settle(vetoed, Quota()).results["v"] == Result(0, "VETO")
    assert rules.settle(vetoed, Quota()).results["m1"] == Result(5)
    assert rules.settle([Candidate("v", 970, 5), *others[1:]], Quota()).results["v"] == Result(5)


def test_probationary_and_excused_members_are_outside_the_quota():
    outside = [Candidate("p", 990, 5, probationary=True), Candidate("e", None, None, excused=True)]
    settled = rules.settle([*people(96, 80, 80, 80), *outside], Quota())
    assert settled.places == 0, "four full members are too few for a place"
    assert settled.results["p"] == Result(5, "PROBATIONARY")
    assert settled.results["e"] == Result(None, "EXCUSED")


def tied(safety: tuple[int, int], review: tuple[int, int]) -> list[Candidate]:
    two = [Candidate(f"t{at}", 960, 5, points={"safety": safety[at], "mass_review": review[at]}) for at in (0, 1)]
    return [*two, *people(80, 80, 80)]


def test_a_tie_is_cut_by_safety_and_then_by_the_mass_review():
    assert rules.settle(tied((150, 140), (80, 100)), Quota()).results["t0"] == Result(5)
    assert rules.settle(tied((150, 150), (80, 100)), Quota()).results["t1"] == Result(5)


def test_a_tie_that_remains_waits_for_people():
    equal = tied((150, 150), (90, 90))
    settled = rules.settle(equal, Quota())
    assert settled.open_ties == (Tie(frozenset({"t0", "t1"}), 1),)
    assert settled.results["t0"] == settled.results["t1"] == Result(None)
    decided = rules.settle(equal, Quota(), [Choice(frozenset({"t0", "t1"}), frozenset({"t1"}))])
    assert decided.open_ties == ()
    assert (decided.results["t1"], decided.results["t0"]) == (Result(5), Result(4, "QUOTA"))


@pytest.mark.parametrize(
    ("seats", "deciders"),
    [
        ([("secretary", "a"), ("deputy_secretary", "b"), ("org_commissioner", "c")], {"secretary", "deputy_secretary"}),
        ([("secretary", "t0"), ("deputy_secretary", "b"), ("org_commissioner", "c")], {"deputy_secretary"}),
        ([("secretary", "t0"), ("deputy_secretary", "t1"), ("org_commissioner", "c"), ("publicity_commissioner", "t1")], {"org_commissioner"}),
        ([("secretary", "t0"), ("org_commissioner", "t1"), ("group_leader", "d")], {"office"}),
        ([], {"office"}),
    ],
)
def test_who_is_among_the_equals_does_not_record_the_decision(seats: list[tuple[str, str]], deciders: set[str]):
    assert rules.tie_deciders({"t0", "t1"}, seats) == deciders


def test_what_was_published_is_corrected_only_by_an_appeal_that_was_upheld():
    correct = rules.MOVES["correct"]
    refused = rules.fault(correct, straight_on(), ["office"], 11)
    assert refused is not None
    assert refused.code == "cycles.upheld"
    assert rules.fault(correct, straight_on(upheld=1), ["office"], 11) is None


def test_a_decision_on_another_tie_decides_nothing():
    equal = tied((150, 150), (90, 90))
    for choice in (Choice(frozenset({"t0", "m0"}), frozenset({"t0"})), Choice(frozenset({"t0", "t1"}), frozenset({"t0", "t1"}))):
        assert rules.settle(equal, Quota(), [choice]).open_ties


def test_a_decision_on_a_tie_needs_the_right_people_their_number_and_a_reason():
    tie = Tie(frozenset({"a", "b", "c"}), 2)
    assert rules.choice_fault(tie, ["a", "b"], "支委会表决") is None
    assert all(rules.choice_fault(tie, *given) for given in ((["a"], "理由"), (["a", "x"], "理由"), (["a", "b"], " ")))
    assert rules.choice_fault(None, ["a"], "理由")


candidates = st.lists(
    st.builds(
        Candidate,
        member=st.uuids().map(str),
        total_tenths=st.integers(930, 960),
        earned_star=st.sampled_from([4, 5]),
        probationary=st.booleans(),
        excused=st.booleans(),
        vetoed=st.booleans(),
        points=st.fixed_dictionaries({"safety": st.integers(148, 150), "mass_review": st.integers(98, 100)}),
    ),
    max_size=30,
    unique_by=lambda one: one.member,
)


@given(candidates, st.integers(0, 100), st.randoms())
@settings(deadline=None)
def test_whatever_the_branch_the_quota_holds_and_order_says_nothing(found: list[Candidate], percent: int, chance):
    quota = Quota(percent=percent)
    settled = rules.settle(found, quota)
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert rules.settle(shuffled, quota) == settled
    inside = [one for one in found if not one.probationary and not one.excused]
    fives = [one for one in inside if settled.results[one.member].star == 5]
    assert len(fives) + sum(tie.places for tie in settled.open_ties) <= settled.places <= len(inside) / 3
    assert all(settled.results[one.member] == Result(0, "VETO") for one in found if one.vetoed)


@given(candidates)
@settings(deadline=None)
def test_renaming_everyone_changes_no_place(found: list[Candidate]):
    """Neither a name nor an id decides: with other ids the same people have the same stars."""
    other = {one.member: f"{hash(one.member) & 0xFFFFFFFF:08x}" for one in found}
    renamed = [
        Candidate(other[one.member], one.total_tenths, one.earned_star, one.probationary, one.excused, one.vetoed, one.points) for one in found
    ]
    first, second = rules.settle(found, Quota()), rules.settle(renamed, Quota())
    assert {other[member]: result for member, result in first.results.items()} == dict(second.results)


def test_nobody_but_those_concerned_loses_a_published_star_without_notice():
    before = {"a": 5, "b": 4, "c": None}
    assert rules.lowered(before, {"a": Result(4, "QUOTA"), "b": Result(5), "c": Result(3)}) == {"a"}
    assert rules.lowered(before, {"a": Result(4, "QUOTA"), "b": Result(5), "c": Result(3)}, but=["a"]) == frozenset()


# --- Appeals, vetoes, spread


def test_an_appeal_goes_from_the_branch_to_the_office():
    assert rules.state_when_filed("published", False) == rules.state_when_filed("appeal", False) == "at_branch"
    assert rules.BRANCH.next("at_branch", True) == "at_office"
    assert rules.BRANCH.next("at_branch", False) == "answered"
    assert rules.OFFICE.next("at_office", True) == "upheld"
    assert rules.BRANCH.next("at_office", True) is None
    assert rules.OFFICE.next("at_branch", True) is None


def test_an_appeal_before_the_publication_is_for_nothing_yet_and_after_the_freeze_it_is_kept_as_late():
    assert rules.state_when_filed("computed", False) is None
    assert rules.state_when_filed("frozen", False) == rules.state_when_filed("published", True) == "late"


def test_an_answer_of_the_branch_stands_once_the_days_for_going_on_have_passed():
    assert rules.is_open("answered", 10, 10)
    assert not rules.is_open("answered", 10, 11)
    assert rules.is_open("at_branch", 10, 11)
    assert rules.is_overdue("at_branch", 10, 11)
    assert not rules.is_overdue("answered", 10, 11)


def test_whoever_proposed_a_veto_does_not_confirm_it():
    assert rules.confirm_fault("a", "b", "proposed") is None
    assert [fault.code for fault in (rules.confirm_fault("a", "a", "proposed"), rules.confirm_fault("a", "b", "lifted")) if fault] == [
        "cycles.veto_second",
        "cycles.veto_decided",
    ]


def test_who_is_excused_is_not_posted_as_undecided():
    assert [star_words(*one) for one in ((None, rules.EXCUSED), (None, ""), (0, rules.VETO), (4, rules.QUOTA))] == ["免评", "待定", "不定星", "四星"]


@given(st.lists(st.integers(0, 5), max_size=60))
def test_the_spread_never_tells_of_fewer_than_five_and_counts_everyone(stars: list[int]):
    told = rules.spread(stars)
    if len(stars) < rules.K:
        assert told == []
        return
    assert sum(people for _, _, people in told) == len(stars)
    assert all(people >= rules.K or people == 0 for _, _, people in told)
    assert [low for low, _, _ in told] == sorted((low for low, _, _ in told), reverse=True)
    assert (told[0][1], told[-1][0]) == (5, 0)


def test_the_same_lines_in_another_order_have_the_same_hash_and_another_point_another():
    lines = [{"dimension": "safety", "points_tenths": 150}, {"dimension": "duty", "points_tenths": 70}]
    assert rules.inputs_hash("s", "frontline", lines) == rules.inputs_hash("s", "frontline", lines[::-1])
    assert rules.inputs_hash("s", "frontline", lines) != rules.inputs_hash("s", "office", lines)


def test_a_hash_written_down_years_ago_still_fits():
    lines = [{"dimension": "safety", "points_tenths": 150, "text": "全季无三违", "evidence": []}, {"dimension": "duty", "points_tenths": None}]
    known = "35cd235bf8e25c2a703c471de70f0957bedef53727a9fdf32d8cf5d4ee40d39c"
    assert rules.inputs_hash("scheme-1", "frontline", lines) == known
