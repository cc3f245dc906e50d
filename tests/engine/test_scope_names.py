"""Scopes as requests name them: short where that says which of a person's scopes is meant."""

from sync.wire import by_scope, short_name

NORTH = "branch:018f7a00-0000-7000-8000-00000000aaaa"
SOUTH = "branch:018f7a00-0000-7000-8000-00000000bbbb"
TWIN = "branch:018f7a11-1111-7111-8111-11110000aaaa"
SCOPES = {NORTH, "person:018f7a00-0000-7000-8000-00000000aaaa", "site"}


def test_a_short_name_is_the_kind_and_the_end_of_the_id() -> None:
    assert short_name(NORTH) == "branch:0000aaaa"
    assert short_name("site") == "site"


def test_cursors_are_found_by_either_name() -> None:
    assert by_scope({"branch:0000aaaa": 7, "site": 3}, SCOPES) == ({NORTH: 7, "site": 3}, [])
    assert by_scope({NORTH: 7}, SCOPES) == ({NORTH: 7}, [])


def test_what_names_none_of_the_scopes_is_told_by_the_name_it_was_given() -> None:
    assert by_scope({"branch:0000bbbb": 7, SOUTH: 8, "site": 3}, SCOPES) == ({"site": 3}, ["branch:0000bbbb", SOUTH])


def test_a_short_name_of_two_scopes_counts_for_neither() -> None:
    """Else the news of the one that came later would be thought to be read already."""
    assert by_scope({"branch:0000aaaa": 7}, {NORTH, TWIN}) == ({}, ["branch:0000aaaa"])
    assert by_scope({NORTH: 7, TWIN: 2}, {NORTH, TWIN}) == ({NORTH: 7, TWIN: 2}, [])


def test_a_scope_named_both_ways_is_read_from_where_its_full_name_says_or_before() -> None:
    assert by_scope({NORTH: 7, "branch:0000aaaa": 9}, SCOPES)[0][NORTH] == 7
