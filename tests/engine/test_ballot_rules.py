"""Codes, the seal, the count, and what may be published of it."""

from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey, generate_private_key
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given
from hypothesis import strategies as st

from server.domain.ballots import rules
from server.domain.ballots.queries.points import USUAL_TENTHS
from server.domain.ballots.rules.codes import ALPHABET, is_whole
from server.domain.ballots.rules.count import Tally, count_sheets
from server.domain.ballots.rules.publication import ALIKE_BELOW, K, publish
from server.kit.problems import Problem

POLL = "7d0e7c1a-0000-4000-8000-000000000001"
KEYS = (rules.complete("23456789ABCDEFG"), rules.complete("HJKMNPQRSTVWXYZ"))
counts = st.integers(0, 14)
tallies = st.builds(Tally, counts, counts, counts, counts)
units = st.lists(tallies, min_size=1, max_size=8)


def seal(key: EllipticCurvePublicKey, sheet: bytes, poll: str = POLL) -> str:
    """A ballot as a voter's browser seals it."""
    suite = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    return rules.base64url(suite.encrypt(sheet, key, info=f"linghang ballot 1 {poll}".encode()))


@given(st.text(ALPHABET, min_size=15, max_size=15), st.integers(0, 15), st.sampled_from(ALPHABET))
def test_a_typed_code_with_one_wrong_character_is_found_out(drawn: str, place: int, other: str):
    code = rules.complete(drawn)
    mistyped = code[:place] + other + code[place + 1 :]
    assert is_whole(code)
    assert is_whole(mistyped) == (mistyped == code)


def test_a_code_is_the_same_however_it_is_typed():
    assert rules.normal_code(" abcd-2345 ｅｆｇｈ ") == "ABCD2345EFGH"


def test_a_qr_code_is_drawn_by_its_dark_runs():
    assert rules.qr_path([[1, 1, 0, 1], [0, 0, 0, 0], [0, 1, 1, 1]]) == "M0 0.5h2M3 0.5h1M1 2.5h3"


def test_both_opening_keys_open_the_box_in_either_order_and_one_alone_does_not():
    key = rules.key_from(KEYS, POLL)
    sealed = seal(key.public_key(), bytes([1, 2, 3]))
    assert rules.opened(rules.key_from(KEYS[::-1], POLL), POLL, sealed) == bytes([1, 2, 3])
    assert rules.opened(rules.key_from((KEYS[0], KEYS[0]), POLL), POLL, sealed) is None
    assert rules.opened(rules.key_from(KEYS, "another poll"), POLL, sealed) is None


def test_a_ballot_sealed_for_another_poll_or_altered_is_not_opened():
    key = rules.key_from(KEYS, POLL)
    sealed = seal(key.public_key(), bytes([1, 2, 3]), poll="another poll")
    assert rules.opened(key, POLL, sealed) is None
    assert rules.opened(key, POLL, "A" * len(sealed)) is None
    assert rules.opened(key, POLL, seal(generate_private_key(SECP256R1()).public_key(), b"\1")) is None


@given(st.binary(min_size=7, max_size=7), st.binary(min_size=7, max_size=7))
def test_no_ballot_is_told_from_another_by_its_length(one: bytes, other: bytes):
    key = rules.key_from(KEYS, POLL).public_key()
    assert len(seal(key, one)) == len(seal(key, other)) == rules.sealed_length(7)


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3).map(bytes), max_size=30))
def test_every_choice_is_counted_once_and_no_answer_counts_for_nothing(sheets: list[bytes]):
    told, spoiled = count_sheets(sheets, 3)
    assert spoiled == 0
    for person, tally in enumerate(told):
        assert list(tally) == [sum(sheet[person] == choice for sheet in sheets) for choice in (1, 2, 3, 4)]


def test_a_sheet_of_another_form_is_spoiled_and_counts_nowhere():
    told, spoiled = count_sheets([bytes([1, 1]), None, bytes([5, 1]), bytes([1]), bytes([1, 1, 1])], 2)
    assert (told, spoiled) == ([Tally(1), Tally(1)], 4)


@pytest.mark.parametrize(("tally", "mean"), [(Tally(5), 1000), (Tally(1, 1, 1, 1), 763), (Tally(0, 0, 0, 7), 500), (Tally(2, 1), 950)])
def test_the_mean_is_that_of_what_the_choices_are_worth(tally: Tally, mean: int):
    assert tally.mean_tenths(USUAL_TENTHS) == mean
    assert tally.mean_tenths((1000, 1000, 1000, 1000)) == 1000


@given(units)
def test_nobody_has_a_result_from_fewer_than_five_ballots(unit: list[Tally]):
    for tally, told in zip(unit, publish(unit).tallies, strict=True):
        assert told in (None, tally)
        if tally.ballots < K:
            assert told is None


@given(units)
def test_a_few_who_all_said_the_same_are_not_given_away(unit: list[Tally]):
    for told in publish(unit).tallies:
        assert told is None or told.ballots >= ALIKE_BELOW or max(told) < told.ballots


@given(units)
def test_no_choice_made_by_fewer_than_five_is_told(unit: list[Tally]):
    for spread in publish(unit).spreads:
        assert spread is None or all(count == 0 or count >= K for count in spread)


@given(units)
def test_no_difference_of_published_figures_is_that_of_one_member_or_of_fewer_than_five_ballots(unit: list[Tally]):
    """Whatever set of published results is taken from the unit's: what is left holds a published one whole, or enough of the others."""
    told = publish(unit)
    if told.unit is None:
        return
    hidden = [tally for tally, shown in zip(unit, told.tallies, strict=True) if shown is None and tally.ballots]
    shown = [tally for tally in told.tallies if tally]
    for taken in range(len(shown) + 1):
        for some in combinations(shown, taken):
            left = told.unit.ballots - sum(tally.ballots for tally in some)
            assert left == 0 or left >= K
            assert len(hidden) != 1


@given(units)
def test_the_complement_rule_is_needed(unit: list[Tally]):
    """Without it the unit's spread would give the one hidden member away: such units are met, and their spread is withheld."""
    told = publish(unit)
    hidden = [tally for tally, shown in zip(unit, told.tallies, strict=True) if shown is None and tally.ballots]
    if len(hidden) == 1:
        assert told.unit is None


def test_one_hidden_member_hides_the_units_spread_and_two_with_five_ballots_do_not():
    whole = Tally(10, 5)
    assert publish([whole, whole, Tally(2, 1)]).unit is None
    assert publish([whole, whole, Tally(2, 1), Tally(1, 0)]).unit is None
    assert publish([whole, whole, Tally(2, 1), Tally(1, 1)]).unit == Tally(23, 12)
    assert publish([whole, whole]).unit == Tally(20, 10)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("2026-Q5", "2026-11-30", "2026-11-16", 10, 8), "ballots.quarter"),
        (("2026-Q4", "2026-11-15", "2026-11-16", 10, 8), "ballots.closes_on"),
        (("2026-Q4", "2026-19-39", "2026-11-16", 10, 8), "ballots.closes_on"),
        (("2026-Q4", "2027-02-29", "2026-11-16", 10, 8), "ballots.closes_on"),
        (("2026-Q4", "20261130", "2026-11-16", 10, 8), "ballots.closes_on"),
        (("2026-Q4", "2026-11-30", "2026-11-16", 10, 0), "ballots.nobody"),
        (("2026-Q4", "2026-11-30", "2026-11-16", 10, 401), "ballots.too_many"),
        (("2026-Q4", "2026-11-30", "2026-11-16", 4, 8), "ballots.too_few"),
    ],
)
def test_a_poll_that_cannot_be_anonymous_or_ended_is_not_opened(asked: tuple[str, str, str, int, int], code: str):
    with pytest.raises(Problem) as refused:
        rules.check_poll(*asked)
    assert refused.value.code == code
    rules.check_poll("2026-Q4", "2026-11-16", "2026-11-16", 5, 1)


def test_slips_that_are_missing_need_words():
    rules.check_entry(30, 5, 20, 5, "")
    rules.check_entry(30, 5, 20, 4, "一张撕坏了")
    with pytest.raises(Problem) as refused:
        rules.check_entry(30, 5, 20, 4, " ")
    assert refused.value.code == "ballots.unexplained"
    assert "差 1 张" in refused.value.detail


def test_where_two_entries_differ_is_told_without_what_the_other_said():
    mine = {"ballots": 9, "tallies": {"a": [9, 0, 0, 0], "b": [8, 1, 0, 0]}}
    other = {"ballots": 9, "tallies": {"a": [9, 0, 0, 0], "b": [7, 2, 0, 0]}}
    assert rules.entries_differ(mine, other) == ["b"]
