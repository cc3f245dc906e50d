"""Branch assessment: deductions that can be contested, the assessors' forms, and what a branch's quarter and year come to."""

from server.domain.assessments import jobs, mutations, policy, routes, tables
from server.domain.assessments.jobs import rebuild, seed
from server.domain.assessments.queries.demo import load_demo
from server.domain.assessments.tables import BranchScore
from server.replication import Module, SyncedTable

module = Module(
    name="assessments",
    tables=(
        tables.AssessmentScheme,
        tables.Deduction,
        tables.AssessmentForm,
        tables.AssessmentMark,
        tables.AssessmentEntry,
        tables.BranchScore,
        tables.BranchBand,
    ),
    synced=(
        SyncedTable(tables.AssessmentScheme, policy.SCHEME, policy.scheme_scopes),
        SyncedTable(tables.Deduction, policy.DEDUCTION, policy.score_scopes),
        SyncedTable(tables.AssessmentForm, policy.FORM, policy.form_scopes),
        SyncedTable(tables.AssessmentMark, policy.MARK, policy.form_scopes),
        SyncedTable(tables.AssessmentEntry, policy.ENTRY, policy.score_scopes),
        SyncedTable(tables.BranchScore, policy.BRANCH_SCORE, policy.score_scopes, derived=True),
        SyncedTable(tables.BranchBand, policy.BRANCH_BAND, policy.band_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    touches=policy.TOUCHES,
    news=policy.NEWS,
    recompute=jobs.RECOMPUTE,
)

__all__ = ["BranchScore", "load_demo", "module", "rebuild", "seed"]
