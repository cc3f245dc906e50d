"""Tables and indexes of replication as of 2026-11-22."""

from piccolo.columns import BigInt, Boolean, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-22T10:06:14"

TABLES: Tables = {
    ("SiteState", "site_state"): {
        "key": Varchar(length=40, primary_key=True),
        "value": Text(),
    },
    ("ScopeHead", "scope_head"): {
        "scope": Varchar(length=80, primary_key=True),
        "head": BigInt(),
        "gc_floor": BigInt(),
    },
    ("RowScope", "row_scope"): {
        "scope": Varchar(length=80),
        "tbl": Varchar(length=40),
        "row": Varchar(length=64),
        "seq": BigInt(),
        "gone": Boolean(),
    },
    ("ScopeAge", "scope_age"): {
        "scope": Varchar(length=80, index=True),
        "at": BigInt(index=True),
        "head": BigInt(),
    },
    ("SyncLog", "sync_log"): {
        "log": Varchar(length=64, primary_key=True),
        "account": Varchar(length=64, index=True),
        "name": Varchar(length=100),
        "acked": BigInt(),
        "digest": Varchar(length=64),
        "app": Varchar(length=40),
        "seen_at": BigInt(),
        "beacon_at": BigInt(null=True),
    },
    ("SyncInbox", "sync_inbox"): {
        "log": Varchar(length=64),
        "mid": BigInt(),
        "name": Varchar(length=80),
        "row": Varchar(length=64),
        "body": Text(),
        "received_at": BigInt(),
        "not_before": BigInt(null=True),
        "result": Varchar(length=20),
        "outcome": Text(),
    },
    ("History", "history"): {
        "tbl": Varchar(length=40),
        "row": Varchar(length=64),
        "rev": BigInt(),
        "at": BigInt(),
        "actor": Varchar(length=64, null=True),
        "cause": Varchar(length=80),
        "log": Varchar(length=64),
        "mid": BigInt(),
        "changes": Text(),
    },
    ("RecomputeRequest", "recompute_request"): {
        "kind": Varchar(length=40),
        "key": Varchar(length=120),
        "at": BigInt(),
    },
    ("RecomputeTray", "recompute_tray"): {
        "asked": Text(),
        "at": BigInt(),
    },
    ("Conflict", "conflict"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "tbl": Varchar(length=40),
        "row": Varchar(length=64),
        "field": Varchar(length=60),
        "branch": Varchar(length=64, null=True),
        "person": Varchar(length=64, null=True),
        "base": Text(),
        "kept": Text(),
        "other": Text(),
        "kept_by": Varchar(length=64, null=True),
        "kept_by_name": Varchar(length=100),
        "kept_at": BigInt(),
        "other_by": Varchar(length=64, null=True),
        "other_by_name": Varchar(length=100),
        "other_at": BigInt(),
        "state": Varchar(length=20, default="open"),
        "resolved_by": Varchar(length=64, null=True),
        "resolved_at": BigInt(null=True),
    },
    ("HeldMutation", "held"): {
        "rev": BigInt(),
        "marks": Text(default="{}"),
        "deleted": Boolean(),
        "id": Varchar(length=64, primary_key=True),
        "log": Varchar(length=64),
        "mid": BigInt(),
        "name": Varchar(length=80),
        "row": Varchar(length=64),
        "scope": Varchar(length=80, null=True),
        "person": Varchar(length=64, null=True),
        "mutation": Text(),
        "asked_by": Varchar(length=64),
        "asked_at": BigInt(),
        "state": Varchar(length=20, default="open"),
        "outcome": Text(null=True),
        "decided_by": Varchar(length=64, null=True),
        "decided_at": BigInt(null=True),
        "reason": Varchar(length=500),
    },
}
INDEXES = (
    'create unique index "row_scope_place" on "row_scope" ("scope", "tbl", "row")',
    'create unique index "row_scope_order" on "row_scope" ("scope", "seq")',
    'create unique index "sync_inbox_order" on "sync_inbox" ("log", "mid")',
    """create index "sync_inbox_quarantined" on "sync_inbox" ("received_at") where "result" = 'quarantined' """,
    'create index "recompute_request_order" on "recompute_request" ("kind", "id")',
    'create index "recompute_request_key" on "recompute_request" ("kind", "key")',
    'create index "conflict_row" on "conflict" ("row")',
    'create index "held_queue" on "held" ("state", "asked_at", "log", "mid")',
)


async def forwards() -> CreatesTables:
    return create_tables(ID, "replication", TABLES, INDEXES)
