"""Guides (256 work mode): who is there for which organisation, visits, what they found and what became of it, each month's coverage."""

from server.domain.guides import jobs, mutations, policy, routes, rules, tables
from server.domain.guides.jobs import seed
from server.domain.guides.queries.demo import load_demo
from server.domain.guides.queries.finding import visits_sought, visits_told
from server.domain.organisation import results_seen_by
from server.replication import Findable, LedgerSection, Module, SyncedTable, Watched

module = Module(
    name="guides",
    tables=(tables.GuideAssignment, tables.Visit, tables.VisitProblem, tables.VisitStep, tables.GuideChoice, tables.VisitRule),
    synced=(
        SyncedTable(tables.GuideAssignment, policy.ASSIGNMENT, policy.assignment_scopes),
        SyncedTable(tables.Visit, policy.VISIT, policy.visit_scopes),
        SyncedTable(tables.VisitProblem, policy.PROBLEM, policy.visit_scopes),
        SyncedTable(tables.VisitStep, policy.STEP, policy.visit_scopes),
        SyncedTable(tables.GuideChoice, policy.CHOICE, policy.site_scopes),
        SyncedTable(tables.VisitRule, policy.RULE, policy.site_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    touches=policy.TOUCHES,
    news=policy.NEWS,
    findable=(
        Findable(
            "visit",
            'select "id" from "visit" where not "deleted"',
            visits_sought,
            (Watched("visit", frozenset({"text", "on"})), Watched("visit_problem", frozenset({"text"}), "visit")),
        ),
    ),
    ledger=(LedgerSection("visits", "place", lambda subject: results_seen_by(subject.branch), visits_told),),
    recompute=jobs.RECOMPUTE,
    lifecycles={"visit": rules.VISIT, "visit_problem": rules.PROBLEM},
)

__all__ = ["load_demo", "module", "seed"]
