"""Secretaries (三基四会四强): what they and the office say of eleven items with examples, year by year, and what they want to learn."""

from server.domain.secretaries import jobs, mutations, policy, routes, rules, tables
from server.domain.secretaries.queries.demo import load_demo
from server.domain.secretaries.queries.reading import growth_told
from server.replication import LedgerSection, LedgerSubject, Module, SyncedTable


def _seen_by(subject: LedgerSubject) -> frozenset[str]:
    """The person and those who must know: not the branch."""
    return frozenset({f"person:{subject.id}", "office", "committee_leader"})


module = Module(
    name="secretaries",
    tables=(tables.SecretaryNote, tables.SecretaryNeed, tables.SecretaryStep),
    synced=(
        SyncedTable(tables.SecretaryNote, policy.NOTE, policy.own_scopes),
        SyncedTable(tables.SecretaryNeed, policy.NEED, policy.own_scopes),
        SyncedTable(tables.SecretaryStep, policy.STEP, policy.own_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    touches=policy.TOUCHES,
    recompute_later=jobs.RECOMPUTE,
    news=policy.NEWS,
    ledger=(LedgerSection("growth", "member", _seen_by, growth_told),),
    lifecycles={"secretary_need": rules.NEED},
)

__all__ = ["load_demo", "module"]
