"""Facts: what is known of members and is not a meeting, and what is stated to be complete."""

from server.domain.facts import mutations, policy, routes, tables
from server.domain.facts.policy import KINDS
from server.domain.facts.queries.demo import load_demo
from server.domain.facts.queries.deriving import Derived, derive
from server.domain.facts.queries.entering import withdraw_within
from server.domain.facts.queries.finding import facts_sought
from server.domain.facts.queries.loading import KnownFact, Stated, load_coverage, load_facts
from server.domain.facts.rules import Kind, branch_on, coverage_id, quarter_days, quarter_of, record_of
from server.domain.facts.tables import Coverage, Fact
from server.replication import Findable, Module, SyncedTable, Watched

module = Module(
    name="facts",
    tables=(tables.Fact, tables.Coverage, tables.FactImport),
    synced=(
        SyncedTable(tables.Fact, policy.FACT, policy.fact_scopes),
        SyncedTable(tables.Coverage, policy.COVERAGE, policy.coverage_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    findable=(
        Findable(
            "facts",
            'select "id" from "member" where not "deleted"',
            facts_sought,
            (Watched("fact", frozenset({"text", "grade", "withdrawn_at"}), row="member"), Watched("member", frozenset({"name", "branch"}))),
        ),
    ),
)

__all__ = [
    "KINDS",
    "Coverage",
    "Derived",
    "Fact",
    "Kind",
    "KnownFact",
    "Stated",
    "branch_on",
    "coverage_id",
    "derive",
    "load_coverage",
    "load_demo",
    "load_facts",
    "module",
    "quarter_days",
    "quarter_of",
    "record_of",
    "withdraw_within",
]
