"""Bookings as an iCalendar feed (RFC 5545): room, branch and purpose, and no person. Pure."""

from __future__ import annotations

import hashlib
import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

ICS = "text/calendar; charset=utf-8"
LINE_BYTES = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_OTHER_ENDS = "\u2028\u2029"
Row = Mapping[str, Any]


def secret_of(random_bytes: bytes) -> str:
    """What an address of the feed holds, from 32 random bytes."""
    return urlsafe_b64encode(random_bytes).decode().rstrip("=")


def hash_of(secret: str) -> str:
    """The form in which a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def calendar(name: str, bookings: Iterable[Row], now_ms: int) -> bytes:
    """A calendar of accepted bookings: id, room_name, branch_name, purpose, starts_at, ends_at, asked_at (epoch ms)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Linghang//rooms//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    lines += [line for booking in bookings for line in _event(booking, now_ms)]
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line)).encode()


def _event(booking: Row, now_ms: int) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{booking['id']}@linghang",
        f"DTSTAMP:{_utc(now_ms)}",
        f"CREATED:{_utc(booking['asked_at'])}",
        f"DTSTART:{_utc(booking['starts_at'])}",
        f"DTEND:{_utc(booking['ends_at'])}",
        f"SUMMARY:{_text(booking['room_name'])}　{_text(booking['branch_name'])}：{_text(booking['purpose'])}",
        f"LOCATION:{_text(booking['room_name'])}",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
    ]


def _utc(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    """Text as a property's value: what would end it is escaped; what no reader shows, or some take for an end of line, is left out."""
    return "".join(one for one in words.translate(_ESCAPES) if unicodedata.category(one)[0] != "C" and one not in _OTHER_ENDS)


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of 75 bytes at most, never cut inside a character; the following ones begin with a space."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > LINE_BYTES:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + width
    yield piece
