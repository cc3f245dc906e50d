"""Branch assessment: the automatic score of a branch in a quarter, with the obligation behind each deduction."""

from server.domain.assessments import jobs, policy, tables
from server.domain.assessments.jobs import rebuild
from server.domain.assessments.tables import BranchScore
from server.replication import Module, SyncedTable

module = Module(
    name="assessments",
    tables=(tables.BranchScore,),
    synced=(SyncedTable(tables.BranchScore, policy.BRANCH_SCORE, policy.branch_score_scopes, derived=True),),
    touches=policy.TOUCHES,
    recompute=jobs.RECOMPUTE,
)

__all__ = ["BranchScore", "module", "rebuild"]
