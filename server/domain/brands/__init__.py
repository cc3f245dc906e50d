"""Brands of branches (支部品牌): declared, cultivated, reviewed, named, promoted, looked at again each year, renewed or withdrawn."""

from server.domain.brands import jobs, mutations, policy, routes, rules, tables
from server.domain.brands.queries.demo import load_demo
from server.domain.brands.queries.finding import brands_sought, brands_told
from server.domain.organisation import results_seen_by
from server.replication import Findable, LedgerSection, Module, SyncedTable, Watched

module = Module(
    name="brands",
    tables=(tables.Brand, tables.BrandStep),
    synced=(
        SyncedTable(tables.Brand, policy.BRAND, policy.brand_scopes, policy.is_filed, typed=policy.TYPED),
        SyncedTable(tables.BrandStep, policy.STEP, policy.step_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    touches=policy.TOUCHES,
    news=policy.NEWS,
    findable=(
        Findable(
            "brand",
            'select "id" from "brand" where not "deleted"',
            brands_sought,
            (Watched("brand", frozenset({"state", "name", "meaning", "carrier", "measures", "results", "owner", "branches"})),),
        ),
    ),
    ledger=(LedgerSection("brands", "place", lambda subject: results_seen_by(subject.branch), brands_told),),
    lifecycles={"brand": rules.LIFECYCLE},
    recompute=jobs.RECOMPUTE,
)

rebuild = policy.TURNING.rebuild

__all__ = ["load_demo", "module", "rebuild"]
