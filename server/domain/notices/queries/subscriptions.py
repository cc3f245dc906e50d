"""Browsers that people let us push to: kept for the account that asked last, found, removed; and the installation's own key."""

import base64

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, derive_private_key, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.domain.notices import rules
from server.domain.notices.schemas import SubscribeIn
from server.kit.database import Database
from server.kit.identity import Actor
from server.replication import Replication

_MAKE = 'insert into "push_key" ("id", "private") values (1, {}) on conflict ("id") do nothing'
_FIND = 'select "private" from "push_key" where "id" = 1'
_COUNT = 'select count(*) as "n" from "push_subscription" where "account" = {} and "id" <> {}'
_KEEP = """insert into "push_subscription" ("id", "account", "member", "store", "endpoint", "p256dh", "auth", "language", "made_at")
    values ({}, {}, {}, {}, {}, {}, {}, {}, {}) on conflict ("id") do update set "account" = excluded."account", "member" = excluded."member",
    "store" = excluded."store", "p256dh" = excluded."p256dh", "auth" = excluded."auth", "language" = excluded."language" """
_REMOVE = 'delete from "push_subscription" where "id" = {} and "account" = {}'


async def own_key(database: Database) -> EllipticCurvePrivateKey:
    """The key by which push services know this installation: made on first use and kept in the database: a restored server keeps its browsers."""
    records = await database.fetch(_FIND)
    if not records:
        made = generate_private_key(SECP256R1()).private_numbers().private_value
        await database.fetch(_MAKE, base64.urlsafe_b64encode(made.to_bytes(32)).decode())
        records = await database.fetch(_FIND)
    return derive_private_key(int.from_bytes(base64.urlsafe_b64decode(records[0]["private"])), SECP256R1())


async def public_key(database: Database) -> str:
    """Its public half as browsers take it: an uncompressed point in base64url."""
    point = (await own_key(database)).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")


async def subscribe(replication: Replication, actor: Actor, asked: SubscribeIn) -> str:
    """Keeps a browser for this account; who asked for it there before is told there no more. Gives its id. Problem `notices.…`."""
    test_host = replication.settings.push_test_host
    if fault := rules.endpoint_fault(asked.endpoint, test_host) or rules.keys_fault(asked.p256dh, asked.auth):
        raise rules.refused(fault)
    browser = rules.subscription_id(asked.endpoint)
    async with replication.database.write():
        if (await replication.database.fetch(_COUNT, actor.account, browser))[0]["n"] >= rules.SUBSCRIPTIONS_AT_MOST:
            raise rules.too_many()
        whose = (browser, actor.account, actor.person, asked.store, asked.endpoint)
        await replication.database.fetch(_KEEP, *whose, asked.p256dh, asked.auth, asked.language, replication.clock())
    return browser


async def unsubscribe(replication: Replication, actor: Actor, browser: str) -> None:
    """Forgets a browser of this account; another's stays, and one that is not there is gone already."""
    await replication.database.fetch(_REMOVE, browser, actor.account)
