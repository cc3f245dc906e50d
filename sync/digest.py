"""The log's digest chain: proves in which order mutations were made and that none was rewritten."""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

START = bytes(32)


def canonical(mutation: Any) -> bytes:
    """A mutation as both sides hash it: JSON in UTF-8, keys sorted, no spaces."""
    return msgspec.json.encode(mutation, order="sorted")


def extend(head: bytes, mutations: Iterable[Any]) -> bytes:
    """The chain's next head: SHA-256 of the last head and the canonical mutation, for each in turn."""
    for mutation in mutations:
        head = hashlib.sha256(head + canonical(mutation)).digest()
    return head
