"""Dispatch: orders to branches from issue to close (电子督办), the month's task table (一表) and its work meeting (一会)."""

from server.domain.dispatch import jobs, mutations, policy, routes, tables
from server.domain.dispatch.jobs import rebuild, seed
from server.domain.dispatch.queries.demo import load_demo
from server.domain.dispatch.queries.drawing import Counted, load_counted
from server.domain.dispatch.queries.finding import orders_sought
from server.domain.dispatch.queries.issuing import issue_within
from server.domain.dispatch.queries.telling import open_orders
from server.domain.dispatch.rules import spoken_number
from server.domain.dispatch.schemas import IssueIn
from server.domain.dispatch.tables import DispatchOrder
from server.domain.organisation import results_seen_by
from server.replication import Findable, LedgerSection, Module, SyncedTable, Watched

module = Module(
    name="dispatch",
    tables=(tables.DispatchOrder, tables.DispatchStep, tables.DispatchChoice, tables.DispatchTemplate, tables.WorkMeeting),
    synced=(
        SyncedTable(tables.DispatchOrder, policy.ORDER, policy.order_scopes),
        SyncedTable(tables.DispatchStep, policy.STEP, policy.order_scopes),
        SyncedTable(tables.DispatchChoice, policy.CHOICE, policy.choice_scopes),
        SyncedTable(tables.DispatchTemplate, policy.TEMPLATE, policy.office_scopes),
        SyncedTable(tables.WorkMeeting, policy.WORK_MEETING, policy.office_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    touches=policy.TOUCHES,
    news=policy.NEWS,
    findable=(Findable("order", 'select "id" from "dispatch_order" where not "deleted"', orders_sought, (Watched("dispatch_order"),)),),
    ledger=(LedgerSection("orders", "place", lambda subject: results_seen_by(subject.branch), open_orders),),
    recompute=jobs.RECOMPUTE,
)

__all__ = ["Counted", "DispatchOrder", "IssueIn", "issue_within", "load_counted", "load_demo", "module", "rebuild", "seed", "spoken_number"]
