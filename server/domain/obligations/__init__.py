"""Obligations: what each branch and group owes in a month, quarter or year, and in which of the three colours it stands."""

from server.domain.obligations import jobs, policy, routes, tables
from server.domain.obligations.jobs import generate, rebuild, seed
from server.domain.obligations.queries import examine_workdays, load_calendar, unknown_years
from server.domain.obligations.rules import Calendar, period_at, period_days, quarter_of
from server.domain.obligations.tables import Obligation, Template, Transition, Workday
from server.replication import Module, SyncedTable

module = Module(
    name="obligations",
    tables=(tables.Template, tables.Obligation, tables.Transition, tables.Workday),
    synced=(
        SyncedTable(tables.Template, policy.TEMPLATE, policy.template_scopes),
        SyncedTable(tables.Obligation, policy.OBLIGATION, policy.obligation_scopes),
    ),
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    touches=policy.TOUCHES,
    news=policy.NEWS,
    recompute=jobs.RECOMPUTE,
)

__all__ = [
    "Calendar",
    "Obligation",
    "Template",
    "Transition",
    "Workday",
    "examine_workdays",
    "generate",
    "load_calendar",
    "module",
    "period_at",
    "period_days",
    "quarter_of",
    "rebuild",
    "seed",
    "unknown_years",
]
