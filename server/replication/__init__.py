"""The shell around the engine: loads rows, asks sync/, writes in one transaction, and feeds phones by scope."""

from server.replication import horizon, outbox, policy, tables
from server.replication.conflicts import RESOLVE
from server.replication.finding import EVERYONE, KINDS, SEARCH, Document, Findable, Watched, audience
from server.replication.held import DISCARD, keep_for_office
from server.replication.mending import show_conflicts
from server.replication.module import Module, Recompute, SyncedTable, Typed
from server.replication.moving import Moving, Steps, check_owner, is_disputed
from server.replication.news import NEWS, Addressee, News, Told, turned
from server.replication.outbox import recompute, requested
from server.replication.quarantine import Quarantined, examine_quarantine, load_quarantine
from server.replication.replay import Replayed, prove
from server.replication.routes import ROUTES
from server.replication.sections import LedgerCount, LedgerEntry, LedgerLine, LedgerSection, LedgerSpan, LedgerSubject
from server.replication.shipping import ship
from server.replication.site import begin_epoch
from server.replication.store import reach
from server.replication.tables import SyncedColumns
from server.replication.touches import Touch, Touches
from server.replication.turning import Turning
from server.replication.unit import Replication, Unit

module = Module(
    name="replication",
    tables=(
        tables.SiteState,
        tables.ScopeHead,
        tables.RowScope,
        tables.ScopeAge,
        tables.SyncLog,
        tables.SyncInbox,
        tables.History,
        tables.RecomputeRequest,
        tables.RecomputeTray,
        tables.Conflict,
        tables.HeldMutation,
    ),
    synced=(
        SyncedTable(tables.Conflict, policy.CONFLICT, policy.conflict_scopes),
        SyncedTable(tables.HeldMutation, policy.HELD, policy.held_scopes),
    ),
    intents=(RESOLVE, DISCARD),
    routes=ROUTES,
    jobs=(*outbox.JOBS, horizon.JOB),
    keep_held={"rights": keep_for_office},
    news=policy.NEWS,
)

__all__ = [
    "EVERYONE",
    "KINDS",
    "NEWS",
    "SEARCH",
    "Addressee",
    "Document",
    "Findable",
    "LedgerCount",
    "LedgerEntry",
    "LedgerLine",
    "LedgerSection",
    "LedgerSpan",
    "LedgerSubject",
    "Module",
    "Moving",
    "News",
    "Quarantined",
    "Recompute",
    "Replayed",
    "Replication",
    "Steps",
    "SyncedColumns",
    "SyncedTable",
    "Told",
    "Touch",
    "Touches",
    "Turning",
    "Typed",
    "Unit",
    "Watched",
    "audience",
    "begin_epoch",
    "check_owner",
    "examine_quarantine",
    "is_disputed",
    "load_quarantine",
    "module",
    "prove",
    "reach",
    "recompute",
    "requested",
    "ship",
    "show_conflicts",
    "turned",
]
