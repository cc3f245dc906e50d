"""Accounts: who signs in, with which session, and what the person may do today."""

from collections.abc import Awaitable, Callable

from server.domain.accounts import jobs, routes
from server.domain.accounts.queries import CARRIED, copy_accounts, grant_role, load_actor, load_demo, open_account
from server.domain.accounts.routes import authenticate, recognise
from server.domain.accounts.rules import require, require_somewhere
from server.domain.accounts.schemas import ActivationCode, DemoLogin
from server.domain.accounts.tables import Account, PhoneStore, RoleGrant, Session
from server.kit.clock import local_day
from server.kit.database import Database
from server.kit.identity import Actor
from server.replication import Module

module = Module(
    name="accounts",
    tables=(Account, Session, RoleGrant, PhoneStore),
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
)


def actor_of(timezone: str) -> Callable[[Database, str, int], Awaitable[Actor | None]]:
    """How replication asks for an account's actor at an instant (epoch ms), with the rights of that day in the mine's time zone."""

    async def load(database: Database, account: str, at_ms: int) -> Actor | None:
        return await load_actor(database, account, local_day(at_ms, timezone))

    return load


__all__ = [
    "CARRIED",
    "Account",
    "ActivationCode",
    "DemoLogin",
    "PhoneStore",
    "RoleGrant",
    "Session",
    "actor_of",
    "authenticate",
    "copy_accounts",
    "grant_role",
    "load_actor",
    "load_demo",
    "module",
    "open_account",
    "recognise",
    "require",
    "require_somewhere",
]
