"""What of a submission is remarkable, in which order a reviewer looks, and what records cost by what is stored anyway."""

from typing import Any

import pytest

from server.domain.review.rules import REMARKS, Seen, burden, remarks, risk

HOUR_MS = 3_600_000
PLAIN = Seen(
    submitted_at=100 * HOUR_MS, held_start=90 * HOUR_MS, held_end=91 * HOUR_MS, is_quorate=True, marks=12, attempt=1, purpose="ordinary", grade="C"
)


def seen(**values: Any) -> Seen:
    return Seen(**({name: getattr(PLAIN, name) for name in Seen.__struct_fields__} | values))


def test_what_has_nothing_to_look_at_twice_is_unremarkable():
    assert remarks(PLAIN) == []
    assert remarks(seen(grade="D")) == [], "written down within a day: the usual case"
    assert remarks(seen(grade="A", purpose="ordinary", held_end=PLAIN.submitted_at - 72 * HOUR_MS)) == []


@pytest.mark.parametrize(
    ("values", "remark"),
    [
        ({"is_quorate": False}, "not_quorate"),
        ({"held_start": 101 * HOUR_MS, "held_end": 102 * HOUR_MS}, "future"),
        ({"conflicts": 1}, "conflict"),
        ({"purpose": "admission"}, "weighty"),
        ({"purpose": "election"}, "weighty"),
        ({"held": 1}, "held"),
        ({"duplicates": 1}, "duplicate"),
        ({"marks": 0}, "no_roll"),
        ({"attempt": 2}, "again"),
        ({"held_end": 27 * HOUR_MS}, "late_entry"),
        ({"grade": "D", "held_end": 70 * HOUR_MS}, "unwitnessed"),
        ({"files_missing": 1}, "files_missing"),
    ],
)
def test_each_thing_worth_a_second_look_is_told(values: dict[str, Any], remark: str):
    assert remarks(seen(**values)) == [remark]


def test_the_gravest_is_told_first_and_weighs_most():
    found = remarks(seen(files_missing=2, attempt=2, is_quorate=False))
    assert found == ["not_quorate", "again", "files_missing"]
    assert risk(found) == 7 > risk(["weighty"]) > risk([]) == 0
    assert list(REMARKS.values()) == sorted(REMARKS.values(), reverse=True)


def test_a_record_took_from_opening_its_form_to_saving_it_and_few_tell_nothing():
    opened = burden.opened_at("019a8f2c-5400-7000-8000-000000000001")
    assert opened == 0x019A8F2C5400
    assert burden.opened_at("48f4ba67-2fea-5be1-b475-1bfbb6f3060d") is burden.opened_at("no id") is None
    spans = [(0, minutes * 60_000) for minutes in (1, 2, 3, 4, 5)]
    assert burden.median_minutes(spans) == 3
    assert burden.median_minutes([*spans, (None, 9), (10, 0), (0, 25 * HOUR_MS)]) == 3
    assert burden.median_minutes(spans[1:]) is None
