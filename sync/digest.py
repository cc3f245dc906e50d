"""The log's digest chain: proves in which order mutations were made and that none was rewritten."""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

START = bytes(32)
_encode = msgspec.json.Encoder(order="sorted").encode


def canonical(mutation: Any) -> bytes:
    """A mutation as both sides hash it: JSON in UTF-8, keys sorted, no spaces."""
    return _encode(mutation)


def extend(head: bytes, mutations: Iterable[Any]) -> bytes:
    """The chain's next head: SHA-256 of the last head and the canonical mutation, for each in turn."""
    for mutation in mutations:
        head = hashlib.sha256(head + canonical(mutation)).digest()
    return head
