"""Notices: who is told what of the news of all parts, what the person has read and wants, and one digest a day by Web Push or a group's bot."""

from server.domain.notices import jobs, mutations, policy, routes, tables
from server.replication import Module, SyncedTable

module = Module(
    name="notices",
    tables=(
        tables.Notice,
        tables.NoticeRead,
        tables.NoticeChoice,
        tables.NoticeDigest,
        tables.NoticeTold,
        tables.PushKey,
        tables.PushSubscription,
        tables.PushDelivery,
        tables.NoticeBot,
        tables.BotDigest,
    ),
    synced=(
        SyncedTable(tables.Notice, policy.NOTICE, policy.own_scopes, derived=True),
        SyncedTable(tables.NoticeRead, policy.NOTICE_READ, policy.own_scopes),
        SyncedTable(tables.NoticeChoice, policy.NOTICE_CHOICE, policy.own_scopes),
    ),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
    recompute=jobs.RECOMPUTE,
)

__all__ = ["module"]
