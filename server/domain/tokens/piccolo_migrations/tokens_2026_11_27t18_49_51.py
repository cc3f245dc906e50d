"""Tables and indexes of tokens as of 2026-11-27."""

from piccolo.columns import BigInt, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T18:49:51"

TABLES: Tables = {
    ("ApiToken", "api_token"): {
        "id": Varchar(length=64, primary_key=True),
        "name": Varchar(length=100),
        "hash": Varchar(length=64, unique=True),
        "scopes": Text(),
        "created_at": BigInt(),
        "expires_at": BigInt(),
        "revoked_at": BigInt(default=None, null=True),
        "used_at": BigInt(default=None, null=True),
        "minute_at": BigInt(),
        "asked": Integer(),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "tokens", TABLES, INDEXES)
