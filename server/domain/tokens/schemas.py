"""What the published interface and the command line tell of tokens and of records."""

from typing import Annotated

import msgspec

from server.domain.audit import Why
from server.domain.papers import ExchangeMeeting


class TokenMade(msgspec.Struct, frozen=True):
    """A new token, shown this once; `expires_at` in epoch ms."""

    id: str
    token: str
    expires_at: int


class TokenMakeIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which system, what it may read, for how many days, and why."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=r"\S")]
    scopes: Annotated[list[Annotated[str, msgspec.Meta(max_length=40)]], msgspec.Meta(min_length=1, max_length=10)]
    days: Annotated[int, msgspec.Meta(ge=1, le=730)]
    reason: Why


class TokenItem(msgspec.Struct, frozen=True):
    """A token as its keeper sees it. Instants in epoch ms; `state` is live, expired or revoked.

    `asked` is how often it has read in the running minute.
    """

    id: str
    name: str
    scopes: list[str]
    state: str
    created_at: int
    expires_at: int
    used_at: int | None
    asked: int


class TokensOut(msgspec.Struct, frozen=True):
    """All tokens, the oldest first, with the words of what they may open and how often one may read in a minute."""

    items: list[TokenItem]
    scopes: dict[str, str]
    per_minute: int


class TokenRevokeIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a token ends."""

    reason: Why


class OpenMeetingsOut(msgspec.Struct, frozen=True):
    """A page of approved records by time, in the shape of the exchange package; `cursor` asks for the next one, null at the end."""

    version: int
    meetings: list[ExchangeMeeting]
    cursor: str | None
