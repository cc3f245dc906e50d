"""Training: layered courses with attendance, skill contests with ranks, mentor pairs; what of it counts for members follows from the records."""

from server.domain.organisation import results_seen_by
from server.domain.training import jobs, mutations, policy, routes, tables
from server.domain.training.jobs import rebuild, seed
from server.domain.training.queries import finding
from server.domain.training.queries.demo import load_demo
from server.replication import Findable, LedgerSection, LedgerSubject, Module, SyncedTable, Watched


def _own_seen_by(subject: LedgerSubject) -> frozenset[str]:
    """The member, the branch's committee, office and committee leaders."""
    return results_seen_by(subject.branch) | {f"person:{subject.id}"}


module = Module(
    name="training",
    tables=(
        tables.Contest,
        tables.ContestResult,
        tables.Course,
        tables.TrainingSession,
        tables.TrainingMark,
        tables.MentorPair,
        tables.TrainingChoice,
    ),
    synced=(
        SyncedTable(tables.Contest, policy.CONTEST, policy.site_scopes),
        SyncedTable(tables.ContestResult, policy.RESULT, policy.own_scopes),
        SyncedTable(tables.Course, policy.COURSE, policy.branches_scopes),
        SyncedTable(tables.TrainingSession, policy.SESSION, policy.branches_scopes),
        SyncedTable(tables.TrainingMark, policy.MARK, policy.own_scopes),
        SyncedTable(tables.MentorPair, policy.PAIR, policy.pair_scopes),
        SyncedTable(tables.TrainingChoice, policy.CHOICE, policy.site_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    touches=policy.TOUCHES,
    findable=(
        Findable(
            "course",
            'select "id" from "course" where not "deleted"',
            finding.courses_sought,
            (Watched("course", frozenset({"title", "subject", "branches", "layer", "reach"})),),
        ),
        Findable(
            "contest",
            'select "id" from "contest" where not "deleted"',
            finding.contests_sought,
            (
                Watched("contest", frozenset({"title", "note", "held_on"})),
                Watched("contest_result", frozenset({"name", "trade"}), row="contest"),
            ),
        ),
    ),
    news=policy.NEWS,
    ledger=(
        LedgerSection("training", "place", lambda subject: results_seen_by(subject.branch), finding.told_of_place),
        LedgerSection("own_training", "member", _own_seen_by, finding.told_of_member),
    ),
    recompute=jobs.RECOMPUTE,
)

__all__ = ["load_demo", "module", "rebuild", "seed"]
