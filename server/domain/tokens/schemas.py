"""What the published interface and the command line tell of tokens and of records."""

import msgspec

from server.domain.papers import ExchangeMeeting


class TokenMade(msgspec.Struct, frozen=True):
    """A new token, shown this once; `expires_at` in epoch ms."""

    id: str
    token: str
    expires_at: int


class TokenItem(msgspec.Struct, frozen=True):
    """A token as its keeper sees it. Instants in epoch ms; `state` is live, expired or revoked."""

    id: str
    name: str
    scopes: list[str]
    state: str
    created_at: int
    expires_at: int
    used_at: int | None


class OpenMeetingsOut(msgspec.Struct, frozen=True):
    """A page of approved records by time, in the shape of the exchange package; `cursor` asks for the next one, null at the end."""

    version: int
    meetings: list[ExchangeMeeting]
    cursor: str | None
