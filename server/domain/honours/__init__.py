"""Honours of members and organisations, and stories of typical persons and cases: nothing about anyone without their consent."""

from server.domain.honours import jobs, mutations, policy, routes, rules, tables
from server.domain.honours.jobs import rebuild, seed
from server.domain.honours.queries.demo import load_demo
from server.domain.honours.queries.finding import honours_sought, stories_sought
from server.domain.honours.queries.telling import honours_of_member, honours_of_place
from server.domain.organisation import person_seen_by, place_seen_by
from server.replication import Findable, LedgerSection, Module, SyncedTable, Watched

module = Module(
    name="honours",
    tables=(
        tables.Honour,
        tables.HonourChoice,
        tables.Story,
        tables.StoryStep,
        tables.StoryConsent,
        tables.StoryPage,
        tables.StoryPicture,
    ),
    synced=(
        SyncedTable(tables.Honour, policy.HONOUR, policy.honour_scopes),
        SyncedTable(tables.HonourChoice, policy.CHOICE, policy.choice_scopes),
        SyncedTable(tables.Story, policy.STORY, policy.office_scopes),
        SyncedTable(tables.StoryStep, policy.STEP, policy.office_scopes),
        SyncedTable(tables.StoryConsent, policy.CONSENT, policy.consent_scopes),
        SyncedTable(tables.StoryPage, policy.PAGE, policy.page_scopes, derived=True),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    touches=policy.TOUCHES,
    news=policy.NEWS,
    findable=(
        Findable(
            "honour",
            'select "id" from "honour" where not "deleted"',
            honours_sought,
            (Watched("honour", frozenset({"year", "level", "title", "giver", "text", "name", "branch"})),),
        ),
        Findable(
            "story",
            """select distinct "story" as "id" from "story_page" where "member" = '' and not "deleted" """,
            stories_sought,
            (Watched("story_page", frozenset({"size"}), row="story"),),
        ),
    ),
    ledger=(
        LedgerSection("honours", "place", lambda of: place_seen_by(of.id, of.kind, of.branch), honours_of_place),
        LedgerSection("honours", "member", lambda of: person_seen_by(of.id, of.branch or ""), honours_of_member),
    ),
    recompute=jobs.RECOMPUTE,
    lifecycles={"story": rules.LIFECYCLE},
)

__all__ = ["load_demo", "module", "rebuild", "seed"]
