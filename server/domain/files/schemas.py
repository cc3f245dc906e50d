"""What the HTTP surface says about a meeting's files."""

import msgspec


class FileOut(msgspec.Struct):
    """One file as its row says it; `size` in bytes, `state` pending, stored or refused (then with a reason)."""

    id: str
    kind: str
    name: str
    mime: str
    size: int
    state: str
    refused_reason: str
    created_at: int | None
