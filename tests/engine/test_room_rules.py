"""Which times are free, whose a room is, what is free instead, when a booking is given back, and what the feed says: without a database."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.rooms import rules
from server.domain.rooms.rules import Asked, By, Centre, Rule, Span

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "rooms.json").read_text())
RULE = Rule(opens=7 * 60, closes=22 * 60, ahead_days=90, cancel_hours=2)
ROOMS = {
    name: {"id": name, "name": name, "capacity": seats, "place": place}
    for place, (name, seats) in enumerate((("big", 100), ("small", 10), ("any", 0)))
}
DAY = "2026-11-18"
NOW = rules.instant("2026-11-16", 8 * 60)
BY = By("account", "张三", NOW)
ASKED = Asked("branch", "big", DAY, 540, 600, "主题党日", 20)
AROUND = [date.fromisoformat(DAY).toordinal() + number for number in range(-2, 8)]


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["name"])
def test_a_booking_comes_back_on_these_days(case: dict[str, Any]):
    assert rules.occurrences(case["on"], case["repeat"], case["until"]) == case["days"]


def test_a_series_has_sixty_days_at_most():
    assert len(rules.occurrences("2026-11-16", "weekly", "2030-01-01")) == rules.OCCURRENCES_AT_MOST
    assert len(rules.occurrences("2026-11-30", "monthly", "2050-01-01")) <= rules.OCCURRENCES_AT_MOST


@given(st.dates(date(2026, 1, 1), date(2035, 12, 31)), st.sampled_from(["weekly", "monthly"]))
def test_all_days_of_a_series_are_the_same_weekday_and_number(first: date, repeat: Any):
    days = [date.fromisoformat(day) for day in rules.occurrences(first.isoformat(), repeat, "2036-12-31")]
    assert {day.weekday() for day in days} == {first.weekday()}
    assert days == sorted(set(days))
    if repeat == "monthly":
        assert {(day.day - 1) // 7 for day in days} == {(first.day - 1) // 7}


def test_half_hours_and_instants_fit_each_other():
    span = Span(DAY, 23 * 60, 24 * 60)
    assert (len(span.slots), span.ends_at - span.starts_at) == (2, 3_600_000)
    assert [rules.slot_at(span.starts_at), rules.slot_at(span.ends_at - 1)] == list(span.slots)
    assert rules.span_of(span.slots[0], 2) == span
    assert set(span.slots).isdisjoint(Span("2026-11-19", 0, 60).slots)


def decide(centre: Centre, room: str, start: int, end: int, on: str = DAY, people: int = 20) -> rules.Decision:
    return centre.decide(room, Span(on, start, end), people, AROUND)


def test_who_comes_first_has_the_room_and_the_next_is_offered_what_is_nearest():
    centre = Centre(ROOMS, RULE, [], [], NOW)
    assert decide(centre, "big", 540, 660).cause == ""
    second = decide(centre, "big", 570, 630)
    assert second.cause == "taken"
    same = [(one.on, one.start, one.end) for one in second.offers if one.room == "big"]
    assert same == [(DAY, 480, 540), (DAY, 660, 720)], "an hour before and an hour after, which do not overlap"
    others = [one.room for one in second.offers if one.room != "big"]
    assert others == ["any", "small"], "a room that is too small for twenty comes last; one of unknown size does not"
    for offer in second.offers:
        assert decide(centre, offer.room, offer.start, offer.end, offer.on).cause == "", "what was offered can be had"
    assert decide(centre, "big", 660, 690).cause == "taken", "and is then taken"


def test_what_is_closed_or_past_is_refused_and_never_offered():
    closed = [{"room": "big", "starts_at": rules.instant(DAY, 0), "ends_at": rules.instant("2026-11-19", 12 * 60)}]
    centre = Centre(ROOMS, RULE, closed, [], NOW)
    refused = decide(centre, "big", 540, 600)
    assert refused.cause == "closed"
    assert all(not (one.room == "big" and "2026-11-18" <= one.on <= "2026-11-19" and one.start < 720) for one in refused.offers)
    assert decide(centre, "big", 720, 780, "2026-11-19").cause == "", "it is open again from noon"
    past = decide(centre, "small", 450, 480, "2026-11-16")
    assert past.cause == "past"
    assert all(rules.instant(one.on, one.start) >= NOW for one in past.offers)
    assert decide(centre, "small", 480, 510, "2026-11-16").cause == "", "the half hour that has just begun can still be had"


@given(st.lists(st.tuples(st.sampled_from(sorted(ROOMS)), st.integers(14, 42), st.integers(1, 6)), max_size=40))
def test_no_half_hour_of_a_room_is_ever_given_twice(asked: list[tuple[str, int, int]]):
    centre = Centre(ROOMS, RULE, [], [], NOW)
    given_out: list[tuple[str, int]] = []
    for room, start, length in asked:
        span = Span(DAY, start * 30, min(start + length, 44) * 30)
        if not centre.decide(room, span, 1, AROUND).cause:
            given_out += [(room, slot) for slot in span.slots]
    assert len(given_out) == len(set(given_out))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"purpose": "  "}, "purpose"), ({"room": "gone"}, "room"), ({"on": "2026-02-30"}, "on"), ({"on": "2027-06-01"}, "on"),
        ({"start": 545}, "time"),
        ({"end": 540}, "time"), ({"start": 400 // 30 * 30}, "time"), ({"end": 23 * 60}, "time"), ({"repeat": "weekly"}, "until"),
        ({"repeat": "weekly", "until": "2026-11-01"}, "until"), ({"repeat": "monthly", "until": "2029-01-01"}, "until"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_at_its_field(change: dict[str, Any], field: str):
    asked = Asked(**{name: change.get(name, getattr(ASKED, name)) for name in Asked.__struct_fields__})
    room = {**ROOMS["big"], "state": "open"} if asked.room == "big" else None
    fault = rules.ask_fault(asked, room, RULE, "2026-11-16")
    assert fault and fault.field == field and fault.detail and fault.remedy


def test_what_can_be_asked_is_not_told_anything():
    assert rules.ask_fault(ASKED, {**ROOMS["big"], "state": "open"}, RULE, "2026-11-16") is None
    assert rules.ask_fault(ASKED, {**ROOMS["big"], "state": "off"}, RULE, "2026-11-16") is not None


def test_each_day_of_a_series_is_decided_on_its_own():
    asked = Asked("branch", "big", DAY, 540, 600, "主题党日", 20, "weekly", "2026-12-02")
    taken = [("big", slot) for slot in Span("2026-11-25", 570, 600).slots]
    puts = list(rules.bookings(asked, "first", {"name": "大室"}, Centre(ROOMS, RULE, [], taken, NOW), BY))
    made = {values["on"]: values for table, _, values in puts if table == "booking"}
    assert {on: one["state"] for on, one in made.items()} == {DAY: "accepted", "2026-11-25": "refused", "2026-12-02": "accepted"}
    assert made["2026-11-25"]["offers"] and all(one["on"] == "2026-11-25" for one in made["2026-11-25"]["offers"])
    assert {one["series"] for one in made.values()} == {"first"}
    assert next(row for table, row, _ in puts if table == "booking") == "first"
    slots = [values for table, _, values in puts if table == "room_slot"]
    assert len(slots) == 4 and {one["booking"] for one in slots} == {
        row for table, row, values in puts if table == "booking" and values["state"] == "accepted"
    }


def test_a_branch_gives_back_until_two_hours_before_and_the_office_until_it_is_over():
    booking = {"state": "accepted", "starts_at": NOW + 2 * 3_600_000, "ends_at": NOW + 3 * 3_600_000}
    assert rules.cancel_fault(booking, RULE, NOW) is None
    codes = [fault.code for at in (NOW + 1, booking["starts_at"]) if (fault := rules.cancel_fault(booking, RULE, at))]
    assert codes == ["rooms.late", "rooms.begun"]
    assert rules.office_cancel_fault(booking, "会议改期", booking["starts_at"]) is None
    told = [(booking, " ", NOW), (booking, "晚了", booking["ends_at"]), ({**booking, "state": "cancelled"}, "再取消", NOW)]
    codes = [fault.code for one in told if (fault := rules.office_cancel_fault(*one))]
    assert codes == ["rooms.reason", "rooms.begun", "rooms.state"]
    assert rules.cancel_fault({**booking, "state": "refused"}, RULE, NOW) is not None


def test_use_is_counted_by_room_hour_and_branch():
    bookings = [
        {"room": "big", "branch": "a", "branch_name": "甲", "start": 540, "end": 660},
        {"room": "big", "branch": "b", "branch_name": "乙", "start": 690, "end": 720},
        {"room": "small", "branch": "a", "branch_name": "甲", "start": 570, "end": 600},
    ]
    used = rules.count_use(bookings, list(ROOMS.values()), RULE, "2026-11-16", "2026-11-17")
    assert [(one.key, one.bookings, one.minutes, one.share) for one in used.rooms] == [
        ("big", 2, 150, 150 / 1800),
        ("small", 1, 30, 30 / 1800),
        ("any", 0, 0, 0.0),
    ]
    hours = {one.name: (one.bookings, one.minutes) for one in used.hours}
    assert (hours["09:00"], hours["10:00"], hours["11:00"], hours["12:00"]) == ((2, 90), (1, 60), (1, 30), (0, 0))
    assert sum(one.minutes for one in used.hours) == 180
    assert [(one.name, one.bookings, one.minutes) for one in used.branches] == [("甲", 2, 150), ("乙", 1, 30)]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@given(TEXTS, TEXTS)
def test_another_programs_parser_reads_the_feed_as_it_was_meant(purpose: str, branch: str):
    booking = {"id": "b1", "room_name": "党性修养室", "branch_name": branch, "purpose": purpose, "asked_at": NOW, **_times()}
    feed = rules.calendar("党群服务中心", [booking], NOW)
    assert all(len(line) <= 75 for line in feed.split(b"\r\n"))
    event = _event_of(feed)
    assert (event["UID"], str(event["LOCATION"]), event["STATUS"]) == ("b1@linghang", "党性修养室", "CONFIRMED")
    assert [round(event[name].dt.timestamp() * 1000) for name in ("DTSTART", "DTEND")] == [booking["starts_at"], booking["ends_at"]]


def test_the_feed_says_what_was_booked_word_for_word():
    booking = {"id": "b1", "room_name": "图书室", "branch_name": "综采一区党支部", "purpose": "读书会; 第一讲, 反斜杠\\", "asked_at": NOW, **_times()}
    event = _event_of(rules.calendar("党群服务中心", [booking], NOW))
    assert str(event["SUMMARY"]) == "图书室　综采一区党支部：读书会; 第一讲, 反斜杠\\"


def _event_of(feed: bytes) -> Any:
    """The one event of a feed, as another program's parser reads it."""
    (event,) = icalendar.Calendar.from_ical(feed).walk("VEVENT")
    return event


def _times() -> dict[str, int]:
    span = Span(DAY, 540, 600)
    return {"starts_at": span.starts_at, "ends_at": span.ends_at}


@pytest.mark.parametrize(
    ("cell", "minute"), [("14:30", 870), ("9：00", 540), (0.5, 720), ("8点半", 510), ("14:30:00", 870), ("25:00", None), ("上午", None), (None, None)]
)
def test_a_time_of_a_sheet_is_read_however_it_is_written(cell: Any, minute: int | None):
    assert rules.minute_of(cell) == minute
