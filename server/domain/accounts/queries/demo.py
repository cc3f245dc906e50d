"""The demo mine's roster and logins. Their passwords are known to everyone, so they are made in demo mode only."""

from server.domain.accounts import rules
from server.domain.accounts.queries.logins import grant_role
from server.domain.accounts.queries.passwords import hash_password
from server.domain.accounts.schemas import DemoLogin
from server.domain.organisation import DEMO_ROSTER, derived_id, import_roster
from server.replication import Replication

PASSWORD = "linghang-demo-2026"  # noqa: S105 - the demo's people are invented, and so is all they know
BRANCH = "综采一区党支部"

_OPEN = """insert into "account" ("id", "member", "login", "name", "password_hash", "failures", "disabled", "created_at")
    values ({}, {}, {}, {}, {}, 0, false, {}) on conflict ("id") do nothing"""
_ASSESSED = """select "id" from "organisation" where "kind" = 'branch' and not "deleted" order by "name" <> {}, "name" limit 6"""
_PEOPLE = """select m."id", m."employee_no", m."name", p."post" from "member" m join "organisation" b on b."id" = m."branch"
    left join "post" p on p."member" = m."id" and p."to_on" is null where b."name" = {} order by m."employee_no" """


async def load_demo(replication: Replication) -> list[DemoLogin]:
    """Imports the shipped roster and opens five logins: secretary and member of one branch, office, committee, assessor. Safe to call twice.

    Raises RuntimeError outside demo mode.
    """
    if not replication.settings.demo:
        raise RuntimeError("the demo's passwords are public: set LINGHANG_DEMO=1 to load it")
    await import_roster(replication, DEMO_ROSTER, dry_run=False)
    people = await replication.database.fetch(_PEOPLE, BRANCH)
    secretary = next(person for person in people if person["post"] == "secretary")
    member = next(person for person in people if person["post"] is None)
    logins = [
        DemoLogin("secretary", secretary["name"], secretary["employee_no"], PASSWORD),
        DemoLogin("member", member["name"], member["employee_no"], PASSWORD),
        DemoLogin("office", "党群工作部", "office", PASSWORD),
        DemoLogin("committee_leader", "党委", "leader", PASSWORD),
        DemoLogin("assessor", "党建考核组", "assessor", PASSWORD),
    ]
    for login, person in zip(logins, (secretary["id"], member["id"], None, None, None), strict=True):
        await _open(replication, login, person)
    return logins


async def _open(replication: Replication, login: DemoLogin, member: str | None) -> None:
    known = rules.normal_login(login.login)
    account = derived_id("account", member) if member else derived_id("account", "login", known)
    if await replication.database.fetch('select 1 from "account" where "id" = {}', account):
        return
    await replication.database.fetch(_OPEN, account, member, known, login.name, await hash_password(login.password), replication.clock())
    if login.role in ("office", "committee_leader"):
        await grant_role(replication, None, account, login.role)
    if login.role == "assessor":
        for branch in await replication.database.fetch(_ASSESSED, BRANCH):
            await grant_role(replication, None, account, "assessor", branch["id"])
