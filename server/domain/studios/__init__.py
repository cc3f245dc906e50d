"""Studios (党员创新工作室): their people and yearly targets, and achievements from draft to recognition, which count for members and studios."""

from server.domain.organisation import results_seen_by
from server.domain.studios import jobs, mutations, policy, routes, rules, tables
from server.domain.studios.jobs import rebuild, seed
from server.domain.studios.queries import finding
from server.domain.studios.queries.demo import load_demo
from server.replication import Findable, LedgerSection, LedgerSubject, Module, SyncedTable, Watched


def _own_seen_by(subject: LedgerSubject) -> frozenset[str]:
    """The member, the branch's committee, office and committee leaders."""
    return results_seen_by(subject.branch) | {f"person:{subject.id}"}


module = Module(
    name="studios",
    tables=(tables.Studio, tables.StudioYear, tables.Achievement, tables.AchievementStep, tables.StudioChoice),
    synced=(
        SyncedTable(tables.Studio, policy.STUDIO, policy.studio_scopes),
        SyncedTable(tables.StudioYear, policy.STUDIO_YEAR, policy.studio_scopes),
        SyncedTable(tables.Achievement, policy.ACHIEVEMENT, policy.achievement_scopes, policy.is_closed, typed=policy.TYPED),
        SyncedTable(tables.AchievementStep, policy.STEP, policy.step_scopes),
        SyncedTable(tables.StudioChoice, policy.CHOICE, policy.choice_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    touches=policy.TOUCHES,
    news=policy.NEWS,
    findable=(
        Findable(
            "studio",
            'select "id" from "studio" where not "deleted"',
            finding.studios_sought,
            (Watched("studio", frozenset({"name", "field", "motto", "place", "people", "branches"})),),
        ),
        Findable(
            "achievement",
            """select "id" from "achievement" where not "deleted" and "state" <> 'draft'""",
            finding.achievements_sought,
            (Watched("achievement", frozenset({"state", "title", "story", "people", "level"})),),
        ),
    ),
    ledger=(
        LedgerSection("achievements", "place", lambda subject: results_seen_by(subject.branch), finding.told_of_place),
        LedgerSection("own_achievements", "member", _own_seen_by, finding.told_of_member),
    ),
    recompute=jobs.RECOMPUTE,
    lifecycles={"achievement": rules.LIFECYCLE},
)

__all__ = ["load_demo", "module", "rebuild", "seed"]
