"""Cycles: the quarter's procedure of member stars, from the draft through publicity and appeals to the frozen award."""

from server.domain.cycles import jobs, mutations, policy, routes, tables
from server.domain.cycles.jobs import advance, open_running
from server.domain.cycles.queries.demo import closing_day as demo_closing_day
from server.domain.cycles.queries.demo import load_demo
from server.domain.cycles.rules import SHOWN, points_by_dimension, spread
from server.domain.cycles.tables import Appeal, Award, Cycle, VetoCase
from server.replication import Module, SyncedTable

module = Module(
    name="cycles",
    tables=(
        tables.Cycle,
        tables.Award,
        tables.VetoCase,
        tables.Appeal,
        tables.CycleStep,
        tables.CycleTie,
        tables.AwardInputs,
    ),
    synced=(
        SyncedTable(tables.Cycle, policy.CYCLE, policy.cycle_scopes),
        SyncedTable(tables.Award, policy.AWARD, policy.award_scopes),
        SyncedTable(tables.VetoCase, policy.VETO_CASE, policy.veto_scopes),
        SyncedTable(tables.Appeal, policy.APPEAL, policy.appeal_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    touches=policy.TOUCHES,
    news=policy.NEWS,
    recompute=jobs.RECOMPUTE,
)

__all__ = [
    "SHOWN",
    "Appeal",
    "Award",
    "Cycle",
    "VetoCase",
    "advance",
    "demo_closing_day",
    "load_demo",
    "module",
    "open_running",
    "points_by_dimension",
    "spread",
]
