"""Tables and indexes of accounts as of 2026-11-22."""

from piccolo.columns import BigInt, Boolean, Integer, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T08:20:02"

TABLES: Tables = {
    ("Account", "account"): {
        "id": Varchar(length=64, primary_key=True),
        "member": Varchar(length=64, default=None, null=True, index=True),
        "login": Varchar(length=64, unique=True),
        "name": Varchar(length=100),
        "password_hash": Varchar(length=200, default=None, null=True),
        "activation_hash": Varchar(length=200, default=None, null=True),
        "activation_until_at": BigInt(default=None, null=True),
        "failures": Integer(),
        "locked_until_at": BigInt(default=None, null=True),
        "disabled": Boolean(),
        "created_at": BigInt(),
    },
    ("Session", "session"): {
        "id": Varchar(length=64, primary_key=True),
        "account": Varchar(length=64, index=True),
        "created_at": BigInt(),
        "seen_at": BigInt(),
        "expires_at": BigInt(),
        "agent": Varchar(length=200),
    },
    ("RoleGrant", "role_grant"): {
        "id": Varchar(length=64, primary_key=True),
        "account": Varchar(length=64, index=True),
        "role": Varchar(length=20),
        "org": Varchar(length=64),
        "from_on": Varchar(length=10),
        "to_on": Varchar(length=10, default=None, null=True),
    },
    ("PhoneStore", "phone_store"): {
        "id": Varchar(length=64, primary_key=True),
        "account": Varchar(length=64, index=True),
        "share": Varchar(length=64),
        "asks_login": Boolean(),
        "session": Varchar(length=64, default=None, null=True),
        "created_at": BigInt(),
        "seen_at": BigInt(),
        "lost_at": BigInt(default=None, null=True),
        "lost_waiting": Integer(default=None, null=True),
        "revoked_at": BigInt(default=None, null=True),
    },
}
INDEXES = ()


async def forwards() -> CreatesTables:
    return create_tables(ID, "accounts", TABLES, INDEXES)
