"""When a digest may come, where a push may go, and what follows from a push service's answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.notices import rules

MINUTES = st.integers(0, rules.DAY_MINUTES - 1)
SPANS = st.lists(st.tuples(MINUTES, MINUTES), max_size=3)
NIGHT = rules.span("22:00", "07:00")


@given(MINUTES, MINUTES, SPANS)
def test_no_digest_ever_comes_in_a_quiet_minute(minute: int, digest_at: int, spans: list[tuple[int, int]]) -> None:
    assert not (rules.is_due(minute, digest_at, spans) and rules.is_quiet(minute, spans))


@given(MINUTES, SPANS)
def test_whoever_is_not_quiet_all_day_is_due_once_the_day_ends_or_sooner(digest_at: int, spans: list[tuple[int, int]]) -> None:
    loud = [minute for minute in range(rules.DAY_MINUTES) if not rules.is_quiet(minute, spans)]
    assert any(rules.is_due(minute, digest_at, spans) for minute in loud) == bool(loud)


@pytest.mark.parametrize(
    ("digest_at", "spans", "comes"),
    [
        ("08:00", [NIGHT], "08:00"),
        ("06:00", [NIGHT], "07:00"),
        ("08:00", [NIGHT, rules.span("06:00", "14:00")], "14:00"),
        ("23:00", [NIGHT], "07:00"),
        ("08:00", [], "08:00"),
    ],
)
def test_the_digest_waits_for_the_end_of_quiet_hours_and_of_the_shift(digest_at: str, spans: list[tuple[int, int]], comes: str) -> None:
    assert rules.moment(rules.minutes(digest_at), spans) == rules.minutes(comes)


def test_who_is_quiet_all_day_gets_no_digest() -> None:
    assert rules.moment(480, [(0, 720), (720, 0)]) is None


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.com/a",
        "https://127.0.0.1/a",
        "https://[::ffff:10.0.0.1]/a",
        "https://169.254.169.254/latest",
        "https://server/a",
        "https://db.internal/a",
        "https://user@push.example.com/a",
        "https://push.example.com:22/a",
        "https://[/a",
        "ftp://push.example.com/a",
        "https://push.example.com/" + "a" * 1000,
    ],
)
def test_an_address_inside_or_without_tls_is_refused(endpoint: str) -> None:
    assert rules.endpoint_fault(endpoint, "127.0.0.1:9")


def test_a_browsers_own_push_service_is_taken_and_a_test_host_by_name_and_port_alone() -> None:
    assert rules.endpoint_fault("https://fcm.googleapis.com/fcm/send/abc", "") is None
    assert rules.endpoint_fault("http://127.0.0.1:9/a", "127.0.0.1:9") is None
    assert rules.endpoint_fault("http://127.0.0.1:8/a", "127.0.0.1:9")


def test_waits_grow_end_and_are_never_shorter_than_the_service_asks() -> None:
    waits = [rules.fate(503, tries).wait_ms for tries in range(1, rules.TRIES_AT_MOST)]
    assert waits == sorted(waits) and waits[0] == rules.MINUTE_MS and waits[-1] <= rules.LONGEST_WAIT_MS
    assert rules.fate(None, rules.TRIES_AT_MOST).state == "given_up"
    assert rules.fate(429, 1, 600).wait_ms == 600_000
    assert [rules.fate(status, 1).state for status in (201, 404, 410, 400, 403, 413)] == ["sent", "gone", "gone", "given_up", "given_up", "given_up"]
