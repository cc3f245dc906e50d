"""Opinions (意见箱): what burdens people, what is broken and what could be better, said by anyone who signs in, and what the office answers.

Whoever wants to is not named: what the office reads then holds no person, and the answer still comes to the own phone (`policy.opinion_scopes`).
"""

from server.domain.opinions import mutations, policy, routes, tables
from server.domain.opinions.tables import Opinion
from server.replication import Module, SyncedTable

module = Module(
    name="opinions",
    tables=(tables.Opinion,),
    synced=(SyncedTable(tables.Opinion, policy.OPINION, policy.opinion_scopes),),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    news=policy.NEWS,
)

__all__ = ["Opinion", "module"]
