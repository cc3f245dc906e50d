"""Rooms: what may be asked, whose a room is and what is free instead, how much is used, and what leaves on paper and as a feed."""

from server.domain.rooms.rules.asking import (
    RULE_ID,
    Asked,
    Given,
    Rule,
    ask_fault,
    cancel_fault,
    clock_text,
    occurrence_id,
    office_cancel_fault,
    room_id,
    slot_id,
    step_id,
)
from server.domain.rooms.rules.feed import ICS, calendar, hash_of, secret_of
from server.domain.rooms.rules.free import Cause, Centre, Decision, Offer
from server.domain.rooms.rules.outgoing import CAUSES, STATES, bookings_book, door_sheet
from server.domain.rooms.rules.sheet import Draft, Found, minute_of, read_page, read_rows, template
from server.domain.rooms.rules.taking import By, Put, bookings, days_of, step
from server.domain.rooms.rules.times import OCCURRENCES_AT_MOST, SLOT_MINUTES, ZONE, Span, instant, occurrences, slot_at, span_of
from server.domain.rooms.rules.using import Use, Used, count_use

__all__ = [
    "CAUSES",
    "ICS",
    "OCCURRENCES_AT_MOST",
    "RULE_ID",
    "SLOT_MINUTES",
    "STATES",
    "ZONE",
    "Asked",
    "By",
    "Cause",
    "Centre",
    "Decision",
    "Draft",
    "Found",
    "Given",
    "Offer",
    "Put",
    "Rule",
    "Span",
    "Use",
    "Used",
    "ask_fault",
    "bookings",
    "bookings_book",
    "calendar",
    "cancel_fault",
    "clock_text",
    "count_use",
    "days_of",
    "door_sheet",
    "hash_of",
    "instant",
    "minute_of",
    "occurrence_id",
    "occurrences",
    "office_cancel_fault",
    "read_page",
    "read_rows",
    "room_id",
    "secret_of",
    "slot_at",
    "slot_id",
    "span_of",
    "step",
    "step_id",
    "template",
]
