"""Beacons: the server's signed time, which a phone puts into its log; whatever the log holds after one was made after it.

A beacon names the log and the end of its chain, so that it proves nothing in another. Evidence for a reviewer, never a ground to refuse.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from server.kit.database import Database
from server.replication.store import to_json
from sync.mutation import Evidence, Mutation, Stamp

_FIND = """select "value" from "site_state" where "key" = 'beacon_key' """
_MAKE = """insert into "site_state" ("key", "value") values ('beacon_key', {}) on conflict ("key") do nothing"""
_TOLD = 'select i."log", i."mid", i."body", i."received_at", i."not_before" from'
_RECEIVED = {
    "sqlite": f'{_TOLD} json_each({{}}) w cross join "sync_inbox" i where i."log" = w.value->>0 and i."mid" = w.value->>1',
    "postgres": f"""{_TOLD} jsonb_array_elements({{}}::jsonb) w join "sync_inbox" i on i."log" = w.value->>0 and i."mid" = (w.value->>1)::bigint""",
}


_TIME_BYTES, _HEAD_BYTES = 6, 16


class _Stamped(msgspec.Struct):
    at: Stamp | None = None


_read_stamp = msgspec.json.Decoder(_Stamped).decode


class Beacons:
    """Signs and checks beacons with this installation's key, which is made on first use and lies in `site_state`."""

    def __init__(self, database: Database):
        self._database = database
        self._key: Ed25519PrivateKey | None = None
        self._key_id = ""

    async def issue(self, at_ms: int, log: str, head: bytes) -> str:
        """A beacon for a log whose chain ends in `head`: time and last 16 bytes of the chain, signed together with the log they are for."""
        key = await self._own_key()
        told = at_ms.to_bytes(_TIME_BYTES, "big") + head[-_HEAD_BYTES:]
        return _text(told + key.sign(self._signed(told, log)))

    async def bounds(self, mutations: Iterable[Mutation | None], log: str, since: int | None) -> list[int | None]:
        """For each mutation in order, the time of the log's last beacon at or before it; `since` is the one before the first."""
        bounds: list[int | None] = []
        for mutation in mutations:
            token = mutation.at.beacon if mutation and mutation.at else ""
            if token and (at_ms := await self._time_of(token, log)) is not None:
                since = max(since or 0, at_ms)
            bounds.append(since)
        return bounds

    async def _time_of(self, token: str, log: str) -> int | None:
        """The time a beacon proves for this log, or None for one that is another log's, another server's or nobody's."""
        key = await self._own_key()
        try:
            beacon = _bytes(token)
            told = beacon[: _TIME_BYTES + _HEAD_BYTES]
            key.public_key().verify(beacon[len(told) :], self._signed(told, log))
        except (InvalidSignature, binascii.Error, ValueError):
            return None
        return int.from_bytes(told[:_TIME_BYTES], "big")

    def _signed(self, told: bytes, log: str) -> bytes:
        """What a signature covers: the log is not in the beacon, since whoever sends one names it."""
        return f"{self._key_id} {log} ".encode() + told

    async def _own_key(self) -> Ed25519PrivateKey:
        if self._key is None:
            await self._database.fetch(_MAKE, _text(Ed25519PrivateKey.generate().private_bytes_raw()))
            records = await self._database.fetch(_FIND)
            self._key = Ed25519PrivateKey.from_private_bytes(_bytes(records[0]["value"]))
            self._key_id = _key_id(self._key)
        return self._key

    async def evidence(self, written: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Evidence]:
        """What is known of when mutations were made, by their log and number in it; in one statement however many logs there are."""
        records = await self._database.fetch(_RECEIVED, to_json(sorted(set(written))))
        return {(one["log"], one["mid"]): Evidence(one["not_before"], one["received_at"], _stamp(one)) for one in records}


def _stamp(record: dict[str, Any]) -> Stamp:
    try:
        return _read_stamp(record["body"]).at or Stamp()
    except msgspec.DecodeError:
        return Stamp()


def _key_id(key: Ed25519PrivateKey) -> str:
    return hashlib.sha256(key.public_key().public_bytes_raw()).hexdigest()[:8]


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
