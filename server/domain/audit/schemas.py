"""What the list of changes tells, and how the office defines an entry of a dictionary."""

from typing import Annotated

import msgspec
from msgspec import Meta

Why = Annotated[str, Meta(min_length=1, max_length=500, pattern=r"\S")]
"""Why a setting or a right is changed, in words."""


class ChangeOut(msgspec.Struct, frozen=True):
    """One field before and after; null where there was, or is, no value. Of a secret it only says that there is one."""

    field: str
    before: str | None
    after: str | None


class AuditOut(msgspec.Struct, frozen=True):
    """One change of a setting or a right; `at` in epoch ms. Without a `name` it was made at the server's command line.

    `hidden`: whom it is about, and why, this person does not see.
    """

    entry: str
    at: int
    name: str
    matter: str
    title: str
    changes: list[ChangeOut]
    reason: str
    hidden: bool = False


class ActorOut(msgspec.Struct, frozen=True):
    """Someone who has changed something."""

    account: str
    name: str


class AuditPage(msgspec.Struct, frozen=True):
    """Changes, newest first; `cursor` asks for the next ones, null at the end. `people` are all who ever changed something."""

    entries: list[AuditOut]
    cursor: str | None
    people: list[ActorOut]


class ChoiceIn(msgspec.Struct, forbid_unknown_fields=True):
    """An entry of a part's dictionary as the office defines it, and why."""

    title: Annotated[str, Meta(min_length=1, max_length=40)]
    reason: Why
    is_confirmed: bool = True
    is_off: bool = False
