"""Obligations: what each branch and group owes in a month, quarter or year, and in which of the three colours it stands."""

from server.domain.obligations import jobs, mutations, policy, routes, tables
from server.domain.obligations.jobs import generate, rebuild, seed
from server.domain.obligations.queries.demo import load_demo, load_demo_months
from server.domain.obligations.queries.standing import examine_workdays, load_calendar, unknown_years
from server.domain.obligations.routes import board_of
from server.domain.obligations.rules import Calendar, period_at, period_days, quarter_of
from server.domain.obligations.schemas import BoardOut
from server.domain.obligations.tables import Excusal, Obligation, Template, Transition, Workday
from server.replication import Module, SyncedTable

module = Module(
    name="obligations",
    tables=(tables.Template, tables.Obligation, tables.Transition, tables.Excusal, tables.Workday),
    synced=(
        SyncedTable(tables.Template, policy.TEMPLATE, policy.template_scopes),
        SyncedTable(tables.Obligation, policy.OBLIGATION, policy.obligation_scopes),
        SyncedTable(tables.Excusal, policy.EXCUSED, policy.obligation_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    touches=policy.TOUCHES,
    news=policy.NEWS,
    recompute=jobs.RECOMPUTE,
)

__all__ = [
    "BoardOut",
    "Calendar",
    "Excusal",
    "Obligation",
    "Template",
    "Transition",
    "Workday",
    "board_of",
    "examine_workdays",
    "generate",
    "load_calendar",
    "load_demo",
    "load_demo_months",
    "module",
    "period_at",
    "period_days",
    "quarter_of",
    "rebuild",
    "seed",
    "unknown_years",
]
