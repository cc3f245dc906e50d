"""The installation's key for sealed files: made on first use, kept in the database, so that a restored server still opens them."""

import base64

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, derive_private_key, generate_private_key

from server.kit.database import Database

_MAKE = 'insert into "rescue_key" ("id", "private") values (1, {}) on conflict ("id") do nothing'
_FIND = 'select "private" from "rescue_key" where "id" = 1'


async def own_key(database: Database) -> EllipticCurvePrivateKey:
    """The key that opens what phones seal."""
    records = await database.fetch(_FIND)
    if not records:
        made = generate_private_key(SECP256R1()).private_numbers().private_value
        await database.fetch(_MAKE, base64.urlsafe_b64encode(made.to_bytes(32)).decode())
        records = await database.fetch(_FIND)
    return derive_private_key(int.from_bytes(base64.urlsafe_b64decode(records[0]["private"])), SECP256R1())


def secret_of(key: EllipticCurvePrivateKey) -> bytes:
    """The secret under which proofs are given."""
    return key.private_numbers().private_value.to_bytes(32)
