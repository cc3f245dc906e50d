"""Breakthrough projects (党建突破项目): proposed, approved, worked on, accepted, graded, bought back, promoted to others, closed."""

from server.domain.organisation import results_seen_by
from server.domain.projects import jobs, mutations, policy, routes, rules, tables
from server.domain.projects.jobs import seed
from server.domain.projects.queries.demo import load_demo
from server.domain.projects.queries.finding import projects_sought, projects_told
from server.replication import Findable, LedgerSection, Module, SyncedTable, Watched

module = Module(
    name="projects",
    tables=(tables.Project, tables.ProjectStep, tables.ProjectPromotion, tables.ProjectBuyback, tables.ProjectChoice),
    synced=(
        SyncedTable(tables.Project, policy.PROJECT, policy.project_scopes, policy.is_filed, typed=policy.TYPED),
        SyncedTable(tables.ProjectStep, policy.STEP, policy.part_scopes),
        SyncedTable(tables.ProjectPromotion, policy.PROMOTION, policy.part_scopes),
        SyncedTable(tables.ProjectBuyback, policy.BUYBACK, policy.office_scopes),
        SyncedTable(tables.ProjectChoice, policy.CHOICE, policy.choice_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    touches=policy.TOUCHES,
    news=policy.NEWS,
    findable=(
        Findable(
            "project",
            'select "id" from "project" where not "deleted"',
            projects_sought,
            (Watched("project", frozenset({"state", "number", "title", "problems", "goal", "measures", "leader", "owner", "branches", "shown_to"})),),
        ),
    ),
    ledger=(LedgerSection("projects", "place", lambda subject: results_seen_by(subject.branch), projects_told),),
    lifecycles={"project": rules.LIFECYCLE, "promotion": rules.PROMOTION},
    recompute=jobs.RECOMPUTE,
)

rebuild = policy.TURNING.rebuild

__all__ = ["load_demo", "module", "rebuild", "seed"]
