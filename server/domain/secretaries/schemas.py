"""What the office sends and receives about secretaries."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Id = Annotated[str, Meta(max_length=64)]
Key = Annotated[str, Meta(max_length=20)]


class SecretaryOut(Struct, frozen=True, kw_only=True):
    """A secretary now, since a day; how many of the eleven items each side has written about in the year, and needs that wait."""

    member: str
    name: str
    branch: str
    branch_name: str
    since: str
    own: int
    office: int
    needs: int


class SecretariesOut(Struct, frozen=True):
    """All who are secretaries now, in a year."""

    year: int
    as_of: int
    items: list[SecretaryOut]


class SecretaryNoteOut(Struct, frozen=True):
    """What one side says of an item in a year; `at` in epoch ms."""

    year: int
    item: str
    side: str
    level: str
    example: str
    by_name: str
    at: int


class SecretaryStepOut(Struct, frozen=True):
    """A step of a need's history."""

    step: str
    act: str
    on: str
    at: int
    by_name: str
    text: str


class SecretaryNeedOut(Struct, frozen=True, kw_only=True):
    """A need, what was arranged, the course ('' for none) and the day on which it was attended ('' before), and its history."""

    need: str
    year: int
    item: str
    text: str
    state: str
    training: str
    course: str
    attended_on: str
    asked_at: int
    steps: list[SecretaryStepOut]


class SecretaryNeedOfCourseOut(Struct, frozen=True):
    """A need that a course answers, and when the secretary was there ('' before)."""

    need: str
    member: str
    member_name: str
    branch_name: str
    item: str
    text: str
    state: str
    attended_on: str


class SecretaryProfileOut(Struct, frozen=True, kw_only=True):
    """A secretary whole, over the years."""

    member: str
    name: str
    branch_name: str
    as_of: int
    notes: list[SecretaryNoteOut]
    needs: list[SecretaryNeedOut]


class SecretaryNoteIn(Struct, forbid_unknown_fields=True):
    """What the office says of an item in a year: a level, and an example that shows it."""

    year: Annotated[int, Meta(ge=2000, le=2999)]
    item: Key
    level: Key
    example: Annotated[str, Meta(min_length=1, max_length=1000)]


class SecretaryNeedMoveIn(Struct, forbid_unknown_fields=True):
    """What the office does about a need whose last step it saw (`seen`): planned with what is arranged, in words or as a course."""

    move: Annotated[str, Meta(max_length=40)]
    seen: Id
    text: Annotated[str, Meta(max_length=500)] = ""
    course: Id = ""


class SecretaryNeedMovedOut(Struct, frozen=True):
    """The need and its state."""

    need: str
    state: str
