"""Takes deliveries that wait, one worker each, encrypts and signs them, and notes what the push service answered."""

import asyncio
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import http_ece  # pyright: ignore[reportMissingTypeStubs]
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from py_vapid import Vapid02  # pyright: ignore[reportMissingTypeStubs]

from server.domain.notices import rules
from server.domain.notices.queries.digests import payload_of
from server.domain.notices.queries.subscriptions import own_key
from server.kit.outward import Outward, Silence
from server.replication import Replication

AT_ONCE = 10
CLAIM_MS = 2 * rules.MINUTE_MS
TTL_S = 24 * 3600
"""How long a push service keeps a digest for a phone that is off: until the next one."""
TOKEN_S = 12 * 3600
CONTACT = "mailto:webmaster@localhost"
TOPIC = "linghang"
"""Of several that wait for a phone, the service keeps the last; sent twice, it is one."""

_CLAIMED = (
    '"claimed_until" = {} where "id" in (select "id" from "push_delivery" where "state" = \'waiting\' and "next_at" <= {} and "claimed_until" <= {}'
)
_CLAIM = {
    "sqlite": f'update "push_delivery" set {_CLAIMED} order by "next_at", "id" limit {{}}) returning *',
    "postgres": f'update "push_delivery" set {_CLAIMED} order by "next_at", "id" limit {{}} for update skip locked) returning *',
}
_BROWSER = 'select * from "push_subscription" where "id" = {}'
_NOTE = 'update "push_delivery" set "state" = {}, "tries" = {}, "next_at" = {}, "claimed_until" = 0 where "id" = {} and "claimed_until" = {}'
_GONE = 'delete from "push_subscription" where "id" = {}'


class Sender(NamedTuple):
    """What every push of a run needs."""

    replication: Replication
    outward: Outward
    key: EllipticCurvePrivateKey


async def send_waiting(replication: Replication) -> int:
    """Sends what waits, some at a time, until nothing does; gives how many were tried.

    Each is claimed by one worker. If that one dies, another takes it over after two minutes: should the push have gone out already, the
    service and the browser put the second in the place of the first.
    """
    tried = 0
    async with Outward(rules.is_public, replication.settings.push_test_host) as outward:
        sender = Sender(replication, outward, await own_key(replication.database))
        while claimed := await _claim(replication):
            await asyncio.gather(*(_deliver(sender, delivery) for delivery in claimed))
            tried += len(claimed)
    return tried


async def _claim(replication: Replication) -> list[dict[str, Any]]:
    now_ms = replication.clock()
    async with replication.database.write():
        return await replication.database.fetch(_CLAIM, now_ms + CLAIM_MS, now_ms, now_ms, AT_ONCE)


async def _deliver(sender: Sender, delivery: Mapping[str, Any]) -> None:
    found = await sender.replication.database.fetch(_BROWSER, delivery["subscription"])
    tries = delivery["tries"] + 1
    fate = await _send(sender, found[0], delivery, tries) if found else rules.Fate("gone")
    async with sender.replication.database.write():
        noted = (fate.state, tries, sender.replication.clock() + fate.wait_ms)
        await sender.replication.database.fetch(_NOTE, *noted, delivery["id"], delivery["claimed_until"])
        if fate.state == "gone":
            await sender.replication.database.fetch(_GONE, delivery["subscription"])


async def _send(sender: Sender, browser: Mapping[str, Any], delivery: Mapping[str, Any], tries: int) -> rules.Fate:
    payload = payload_of(delivery["fresh"], delivery["route"], browser["language"])
    headers = _signed(sender, browser["endpoint"]) | {"TTL": str(TTL_S), "Content-Encoding": "aes128gcm", "Urgency": "normal", "Topic": TOPIC}
    answer = await sender.outward.post(browser["endpoint"], headers, _encrypted(payload, browser))
    if isinstance(answer, Silence):  # a second push takes the place of the first, so it does not matter whether that arrived
        return rules.fate(None, tries)
    return rules.fate(answer.status, tries, answer.retry_after_s)


def _encrypted(payload: bytes, browser: Mapping[str, Any]) -> bytes:
    """For that browser alone, under a key of this message (RFC 8291)."""
    point, secret = rules.from_base64url(browser["p256dh"]), rules.from_base64url(browser["auth"])
    return http_ece.encrypt(payload, private_key=generate_private_key(SECP256R1()), dh=point, auth_secret=secret, version="aes128gcm")


def _signed(sender: Sender, endpoint: str) -> dict[str, str]:
    """Who asks, for this push service alone (RFC 8292)."""
    parts = urlsplit(endpoint)
    public_url = sender.replication.settings.public_url
    contact = public_url if public_url.startswith("https://") else CONTACT
    until_s = sender.replication.clock() // 1000 + TOKEN_S
    return Vapid02(sender.key).sign({"sub": contact, "aud": f"{parts.scheme}://{parts.netloc}", "exp": until_s})
