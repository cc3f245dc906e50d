"""Tables and indexes of files as of 2026-11-22."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T10:06:14"

TABLES: Tables = {
    ("FileAsset", "file_asset"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "meeting": Varchar(length=64, index=True),
        "correction": Varchar(length=64, index=True),
        "proves": Varchar(length=64, index=True),
        "member": Varchar(length=64),
        "branch": Varchar(length=64),
        "kind": Varchar(length=20),
        "name": Varchar(length=200),
        "sha256": Varchar(length=64, index=True),
        "mime": Varchar(length=60),
        "size": BigInt(),
        "state": Varchar(length=20, default="pending"),
        "refused_reason": Varchar(length=200),
        "content": Varchar(length=64, index=True),
        "created_at": BigInt(null=True),
        "created_by": Varchar(length=64, null=True),
    },
    ("FileUpload", "file_upload"): {
        "id": Varchar(length=64, primary_key=True),
        "account": Varchar(length=64, index=True),
        "received": BigInt(),
        "transferred": BigInt(),
        "failures": Integer(),
        "started_at": BigInt(),
        "touched_at": BigInt(),
    },
    ("FileContent", "file_content"): {
        "sha256": Varchar(length=64, primary_key=True),
        "stored_at": BigInt(),
        "unused_since_at": BigInt(null=True),
    },
}
INDEXES = ("""create index "file_asset_pending" on "file_asset" ("branch") where "state" = 'pending' """,)


async def forwards() -> CreatesTables:
    return create_tables(ID, "files", TABLES, INDEXES)
