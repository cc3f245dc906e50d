"""Signing in and out, and who is behind a session."""

import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from server.domain.accounts import rules
from server.domain.accounts.queries.passwords import hash_password, new_token, session_id, verify_code, verify_password
from server.domain.accounts.schemas import Me, Role, SessionItem
from server.domain.organisation import posts_in_force, today_of
from server.kit.database import Contention, Database
from server.kit.identity import Actor, SignedIn
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

log = logging.getLogger(__name__)

UNKNOWN_LOGINS_KEPT = 10_000
AGENT_CHARACTERS = 200

_ACCOUNT = """select a."id", a."member", a."login", coalesce(m."name", a."name") as "name", a."password_hash", a."activation_hash",
    a."activation_until_at", a."failures", a."locked_until_at", a."disabled", m."status", m."branch"
    from "account" a left join "member" m on m."id" = a."member" """
_BY_ID = f'{_ACCOUNT} where a."id" = {{}}'
_BY_LOGIN = {"sqlite": f'{_ACCOUNT} where a."login" = {{}}', "postgres": f'{_ACCOUNT} where a."login" = {{}} for update of a'}
_COUNT = 'update "account" set "failures" = {}, "locked_until_at" = {} where "id" = {}'
_SUCCEEDED = 'update "account" set "failures" = 0, "locked_until_at" = null where "id" = {}'
_ACTIVATE = """update "account" set "password_hash" = {}, "activation_hash" = null, "activation_until_at" = null, "failures" = 0,
    "locked_until_at" = null where "id" = {} and "activation_hash" = {} returning "id" """
# A role granted before there was a roster names no organisation: it holds at the committee.
_GRANTS = """select g."role", coalesce(o."id", g."org") as "org", o."branch", o."name" as "org_name",
    g."org" = '' or coalesce(o."kind", '') = 'committee' as "of_mine"
    from "role_grant" g left join "organisation" o on o."id" = case when g."org" <> '' then g."org"
        else (select min("id") from "organisation" where "kind" = 'committee' and not "deleted") end
    where g."account" = {} and g."from_on" <= {} and (g."to_on" is null or g."to_on" > {}) order by g."role", g."org" """
_BRANCHES_BELOW = joined(
    """with "branch" as (select * from "organisation" where "kind" = 'branch' and not "deleted" and "closed_on" is null),
    "below" as (select "id", "id" as "org" from "branch" union select "id", "parent" from "branch"
    union select b."id", p."parent" from "branch" b join "organisation" p on p."id" = b."parent")
    select distinct "id" from "below" where""",
    in_list("org"),
)

_OPEN = 'insert into "session" ("id", "account", "created_at", "seen_at", "expires_at", "agent") values ({}, {}, {}, {}, {}, {})'
_SESSION = 'select "id", "account", "seen_at", "expires_at" from "session" where "id" = {}'
_SESSIONS = 'select "id", "created_at", "seen_at", "expires_at", "agent" from "session" where "account" = {} order by "seen_at" desc, "id"'
_TOUCH = 'update "session" set "seen_at" = {} where "id" = {} and "seen_at" < {}'
_END = 'delete from "session" where "id" = {} returning "account"'
_END_OWN = 'delete from "session" where "id" = {} and "account" = {} returning "id"'
_END_ALL = 'delete from "session" where "account" = {} returning "id"'
_PURGE = 'delete from "session" where "expires_at" <= {} or "seen_at" <= {} returning "id"'


class _UnknownLogins:
    """Failures at logins that do not exist, so that the throttle does not tell which ones do. In memory, and only the latest."""

    def __init__(self) -> None:
        self._attempts: OrderedDict[str, rules.Attempts] = OrderedDict()

    def count(self, login: str, now_ms: int) -> int:
        """Counts an attempt; gives how long to wait instead, if it is too early."""
        attempts = self._attempts.get(login, rules.Attempts())
        if wait := rules.wait_ms(attempts, now_ms):
            return wait
        self._attempts[login] = rules.count_attempt(attempts, now_ms)
        self._attempts.move_to_end(login)
        if len(self._attempts) > UNKNOWN_LOGINS_KEPT:
            self._attempts.popitem(last=False)
        return 0


_unknown = _UnknownLogins()


async def sign_in(replication: Replication, login: str, password: str, agent: str, old_token: str | None) -> tuple[str, str]:
    """Gives (account, new session token). Ends the session that the browser held before.

    Raises Problem accounts.login_failed (401) or accounts.throttled (429).
    """
    account = await _count_attempt(replication, rules.normal_login(login))
    fits = await verify_password(rules.normal_password(password), account["password_hash"] if account else None)
    if account is None or not fits or not rules.is_usable(account):
        log.warning("login failed", extra={"login": rules.normal_login(login), "account": account and account["id"]})
        raise rules.login_failed()
    await replication.database.fetch(_SUCCEEDED, account["id"])
    return account["id"], await _open_session(replication, account["id"], agent, old_token)


async def activate(replication: Replication, login: str, code: str, password: str, agent: str, old_token: str | None) -> tuple[str, str]:
    """Sets the person's password with a one-time code, ends all older sessions and gives (account, new session token).

    Raises Problem accounts.code_refused (401), accounts.throttled (429) or accounts.password (400); the code stays good after the last.
    """
    account = await _count_attempt(replication, rules.normal_login(login))
    fits = await verify_code(rules.normal_code(code), account["activation_hash"] if account else None)
    in_time = account is not None and replication.clock() < (account["activation_until_at"] or 0)
    if account is None or not fits or not in_time or not rules.is_usable(account):
        log.warning("activation failed", extra={"login": rules.normal_login(login), "account": account and account["id"]})
        raise rules.code_refused()
    chosen = rules.normal_password(password)
    if fault := rules.password_fault(chosen, account["login"], account["name"]):
        await replication.database.fetch(_SUCCEEDED, account["id"])
        raise rules.password_refused(fault)
    hashed = await hash_password(chosen)
    async with replication.database.write():
        if not await replication.database.fetch(_ACTIVATE, hashed, account["id"], account["activation_hash"]):
            raise rules.code_refused()
        await replication.database.fetch(_END_ALL, account["id"])
    log.info("account activated", extra={"account": account["id"]})
    return account["id"], await _open_session(replication, account["id"], agent, old_token)


async def _count_attempt(replication: Replication, login: str) -> dict[str, Any] | None:
    """The account of a login, its attempt counted before anything is verified; None if there is none. Raises Problem accounts.throttled."""
    now_ms = replication.clock()
    async with replication.database.write():
        found = await replication.database.fetch(_BY_LOGIN, login)
        if found:
            attempts = rules.Attempts(found[0]["failures"], found[0]["locked_until_at"])
            wait = rules.wait_ms(attempts, now_ms)
            if not wait:
                await replication.database.fetch(_COUNT, *rules.count_attempt(attempts, now_ms), found[0]["id"])
        else:
            wait = _unknown.count(login, now_ms)
    if wait:
        log.warning("login throttled", extra={"login": login, "wait_ms": wait})
        raise rules.throttled(wait)
    return found[0] if found else None


async def _open_session(replication: Replication, account: str, agent: str, old_token: str | None) -> str:
    now_ms, token = replication.clock(), new_token()
    async with replication.database.write():
        if old_token:
            await replication.database.fetch(_END, session_id(old_token))
        end_ms = now_ms + rules.SESSION_ENDS_AFTER_MS
        await replication.database.fetch(_OPEN, session_id(token), account, now_ms, now_ms, end_ms, agent[:AGENT_CHARACTERS])
    log.info("signed in", extra={"account": account})
    return token


async def sign_out(replication: Replication, token: str) -> None:
    """Ends the session of a token, if there is one."""
    for record in await replication.database.fetch(_END, session_id(token)):
        log.info("signed out", extra={"account": record["account"]})


async def find_actor(replication: Replication, token: str) -> Actor | None:
    """Who holds a session token now, with the rights of today; None if the session ended or the account may do nothing."""
    async with replication.database.read(brief=True):
        session = await _live_session(replication, token)
        actor = await load_actor(replication.database, session["account"], today_of(replication)) if session else None
    if session and actor:
        await _touch(replication, session)
    return actor


async def find_session(replication: Replication, token: str) -> SignedIn | None:
    """Whose session a token is now; None if it ended. What the account may do is for whoever asks to find out."""
    if session := await _live_session(replication, token):
        await _touch(replication, session)
        return SignedIn(session["account"])
    return None


async def _live_session(replication: Replication, token: str) -> dict[str, Any] | None:
    found = await replication.database.look(_SESSION, session_id(token))
    return found[0] if found and rules.is_live(found[0], replication.clock()) else None


async def _touch(replication: Replication, session: dict[str, Any]) -> None:
    now_ms = replication.clock()
    if now_ms - session["seen_at"] >= rules.SESSION_TOUCH_MS:
        with suppress(Contention):  # a long import holds the writer: no reason to turn anyone away
            await replication.database.fetch(_TOUCH, now_ms, session["id"], now_ms)


async def load_actor(database: Database, account: str, today: str) -> Actor | None:
    """An account's actor with the posts and grants in force on a day; None for an account that may do nothing."""
    found = await database.fetch(_BY_ID, account)
    if not found or not rules.is_usable(found[0]):
        return None
    grants = await database.fetch(_GRANTS, account, today, today)
    return rules.actor_of(found[0], await _posts(database, found[0], today), grants, await _assessed(database, found[0], grants))


async def _assessed(database: Database, account: Mapping[str, Any], grants: Sequence[Mapping[str, Any]]) -> list[str]:
    """The open branches at or below the organisations where the person is assessor, but for the own branch: nobody assesses that."""
    orgs = [grant["org"] for grant in grants if grant["role"] == "assessor"]
    below = await database.fetch(_BRANCHES_BELOW, to_json(orgs)) if orgs else []
    return [record["id"] for record in below if record["id"] != account["branch"]]


async def _posts(database: Database, account: dict[str, Any], today: str) -> list[dict[str, Any]]:
    return await posts_in_force(database.fetch, [account["member"]], today) if account["member"] else []


async def load_me(replication: Replication, account: str) -> Me | None:
    """What a person is told about themselves; None for an account that may do nothing."""
    today, database = today_of(replication), replication.database
    async with database.read():
        found = await database.fetch(_BY_ID, account)
        if not found or not rules.is_usable(found[0]):
            return None
        posts, grants = await _posts(database, found[0], today), await database.fetch(_GRANTS, account, today, today)
        assessed = await _assessed(database, found[0], grants)
    actor = rules.actor_of(found[0], posts, grants, assessed)
    names = {row["org"]: row["org_name"] or "" for row in (*posts, *grants)}
    roles = [Role(grant.role, grant.org, grant.branch, names[grant.org]) for grant in actor.grants]
    return Me(account, actor.name, actor.member, found[0]["login"], roles, sorted(actor.scopes), replication.settings.demo)


async def list_sessions(replication: Replication, account: str, token: str | None) -> list[SessionItem]:
    """The live sessions of an account, the one of `token` marked."""
    now_ms, current = replication.clock(), session_id(token) if token else ""
    records = [record for record in await replication.database.fetch(_SESSIONS, account) if rules.is_live(record, now_ms)]
    return [SessionItem(r["id"], r["created_at"], r["seen_at"], r["agent"], r["id"] == current) for r in records]


async def end_session(replication: Replication, account: str, session: str) -> bool:
    """Ends one session of an account; False if it has none by this id."""
    return bool(await replication.database.fetch(_END_OWN, session, account))


async def purge_sessions(replication: Replication) -> int:
    """Forgets sessions that have ended by time; gives how many."""
    now_ms = replication.clock()
    return len(await replication.database.fetch(_PURGE, now_ms, now_ms - rules.SESSION_IDLE_MS))
