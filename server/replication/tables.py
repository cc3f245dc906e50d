"""What replication itself keeps: scope counters and entries, logs, the inbox, history, recompute requests, conflicts."""

from piccolo.columns import BigInt, Boolean, Text, Varchar
from piccolo.table import Table

__all__ = [
    "Conflict",
    "HeldMutation",
    "History",
    "RecomputeRequest",
    "RecomputeTray",
    "RowScope",
    "ScopeAge",
    "ScopeHead",
    "SiteState",
    "SyncInbox",
    "SyncLog",
]


class SyncedColumns:
    """The columns every synced table has beside its own: revision, marks of the last writes, and whether it is deleted."""

    rev = BigInt(default=0)
    marks = Text(default="{}")
    deleted = Boolean(default=False)


class SiteState(Table, tablename="site_state"):
    """Facts of this installation as a whole: `epoch` changes when it was restored from a backup."""

    key = Varchar(length=40, primary_key=True)
    value = Text()


class ScopeHead(Table, tablename="scope_head"):
    """One counter a scope: the only place sequence numbers are born. `gc_floor` is the tombstone horizon."""

    scope = Varchar(length=80, primary_key=True)
    head = BigInt(default=0)
    gc_floor = BigInt(default=0)


class RowScope(Table, tablename="row_scope"):
    """A row's one place in a scope. Unique by (scope, tbl, row) and by (scope, seq); the id is unused by queries."""

    scope = Varchar(length=80)
    tbl = Varchar(length=40)
    row = Varchar(length=64)
    seq = BigInt()
    gone = Boolean(default=False)


class ScopeAge(Table, tablename="scope_age"):
    """How far a scope had come at an instant; noted once a night where it moved, and kept as long as tombstones are."""

    scope = Varchar(length=80, index=True)
    at = BigInt(index=True)
    head = BigInt()


class SyncLog(Table, tablename="sync_log"):
    """One local database of one person: how far it is acknowledged, and its chain's digest there."""

    log = Varchar(length=64, primary_key=True)
    account = Varchar(length=64, index=True)
    name = Varchar(length=100, default="")
    acked = BigInt(default=0)
    digest = Varchar(length=64, default="")
    app = Varchar(length=40, default="")
    seen_at = BigInt(default=0)
    beacon_at = BigInt(null=True)


class SyncInbox(Table, tablename="sync_inbox"):
    """Every mutation ever received, as it came, with its one outcome. Append only; unique by (log, mid)."""

    log = Varchar(length=64)
    mid = BigInt()
    name = Varchar(length=80)
    row = Varchar(length=64)
    body = Text()
    received_at = BigInt()
    not_before = BigInt(null=True)
    result = Varchar(length=20)
    outcome = Text()


class History(Table, tablename="history"):
    """What changed in a row of facts, by whom and when: {field: [before, after]}. Append only."""

    tbl = Varchar(length=40)
    row = Varchar(length=64)
    rev = BigInt()
    at = BigInt()
    actor = Varchar(length=64, null=True)
    cause = Varchar(length=80)
    log = Varchar(length=64)
    mid = BigInt()
    changes = Text()


class RecomputeRequest(Table, tablename="recompute_request"):
    """A conclusion to draw again, noted in the transaction that changed its facts. Append only, so that no one waits here."""

    kind = Varchar(length=40)
    key = Varchar(length=120)
    at = BigInt()


class RecomputeTray(Table, tablename="recompute_tray"):
    """What one transaction requested that may wait for its schedule: a list of [kind, key]. Append only; sorted out before it is drawn."""

    asked = Text()
    at = BigInt()


class Conflict(SyncedColumns, Table, tablename="conflict"):
    """Two values for one unit of merge: one stands for now, the other is kept until a person decides.

    `branches` are those of a row that several branches own, as a general branch's is; [] where `branch` says all.
    """

    id = Varchar(length=64, primary_key=True)
    tbl = Varchar(length=40)
    row = Varchar(length=64)
    field = Varchar(length=60)
    branch = Varchar(length=64, null=True)
    branches = Text(default="[]")
    person = Varchar(length=64, null=True)
    base = Text()
    kept = Text()
    other = Text()
    kept_by = Varchar(length=64, null=True)
    kept_by_name = Varchar(length=100, default="")
    kept_at = BigInt()
    other_by = Varchar(length=64, null=True)
    other_by_name = Varchar(length=100, default="")
    other_at = BigInt()
    state = Varchar(length=20, default="open")
    resolved_by = Varchar(length=64, null=True)
    resolved_at = BigInt(null=True)


class HeldMutation(SyncedColumns, Table, tablename="held"):
    """A mutation whose author had no right to it when it arrived. `state` is open, applied or discarded (with a reason)."""

    id = Varchar(length=64, primary_key=True)
    log = Varchar(length=64)
    mid = BigInt()
    name = Varchar(length=80)
    row = Varchar(length=64)
    scope = Varchar(length=80, null=True)
    person = Varchar(length=64, null=True)
    mutation = Text()
    asked_by = Varchar(length=64)
    asked_at = BigInt()
    state = Varchar(length=20, default="open")
    outcome = Text(null=True)
    decided_by = Varchar(length=64, null=True)
    decided_at = BigInt(null=True)
    reason = Varchar(length=500, default="")


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
