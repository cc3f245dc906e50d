"""The queue of appeals and the list of vetoes, as those see them who decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.domain.audit import note_reading
from server.domain.cycles import rules
from server.domain.cycles.queries import reading, views
from server.domain.cycles.schemas import AppealOut, VetoesOut, VetoKindOut, VetoOut
from server.kit.identity import Actor
from server.replication import Replication

Row = Mapping[str, Any]

_APPEALS = """select p.*, b."name" as "branch_name", m."name", a."star", a."code", a."total_tenths", a."computed_at", a."data_up_to" from "appeal" p
    join "organisation" b on b."id" = p."branch" join "member" m on m."id" = p."member" left join "award" a on a."id" = p."award"
    where not p."deleted" and p."quarter" = {} order by coalesce(p."due_at", p."filed_at"), p."id" """
_VETOES = f"""select v.*, b."id" as "rated_at", b."name" as "branch_name", m."name", m."employee_no" from {reading.VETOES}
    join "organisation" b on b."id" = {reading.RATED_BRANCH} join "member" m on m."id" = v."member"
    where not v."deleted" and v."quarter" = {{}} order by v."proposed_at" desc, v."id" """
_SEEING_VETOES = frozenset({"office", "committee_leader"})
_FOR_BRANCH, _FOR_OFFICE = frozenset({"at_branch"}), frozenset({"at_office", "late"})


async def load_appeals(replication: Replication, actor: Actor, quarter: str) -> list[AppealOut]:
    """Appeals of a quarter in the branches that the person may see, the most urgent first; `mine` are those to answer now.

    That the person looked is kept.
    """
    fetch, now_ms = replication.database.fetch, replication.clock()
    async with replication.database.read():
        records = await fetch(_APPEALS, quarter)
        roles = await reading.roles_at(fetch, actor, {record["branch"] for record in records})
    seen = [record for record in records if views.may_see(roles[record["branch"]])]
    await note_reading(replication, actor.account, "appeals", [record["cycle"] for record in seen])
    return [_appeal(record, roles[record["branch"]], actor, now_ms) for record in seen]


def _appeal(record: Row, roles: frozenset[str], actor: Actor, now_ms: int) -> AppealOut:
    for_branch = record["state"] in _FOR_BRANCH and bool(roles & set(rules.BRANCH_ROLES))
    for_office = record["state"] in _FOR_OFFICE and "office" in roles
    upholds = record["branch_upholds"]
    mine = (for_branch or for_office) and record["member"] != actor.member
    told = {**record, "appeal": record["id"], "mine": mine, "branch_upholds": None if upholds is None else bool(upholds)}
    told["is_overdue"] = rules.is_overdue(record["state"], record["due_at"], now_ms)
    return AppealOut(**{name: told[name] for name in AppealOut.__struct_fields__})


async def load_vetoes(replication: Replication, actor: Actor, quarter: str) -> VetoesOut:
    """Vetoes of a quarter in the branches of this office or committee, the newest first, and the grounds of the quarter's scheme.

    One about the person who asks is left out: a member is told of it once it is confirmed, and decides nothing in it. That the person looked is kept.
    """
    fetch = replication.database.fetch
    async with replication.database.read():
        found = await fetch(_VETOES, quarter)
        roles = await reading.roles_at(fetch, actor, {record["rated_at"] for record in found})
        records = [record for record in found if roles[record["rated_at"]] & _SEEING_VETOES and record["member"] != actor.member]
        scheme = await reading.load_scheme(fetch, quarter)
        people = {record[by] for record in records for by in ("proposed_by", "decided_by", "lifted_by") if record[by]}
        names = await reading.names_of_accounts(fetch, people)
    await note_reading(replication, actor.account, "vetoes", [quarter] if records else [])
    kinds = [VetoKindOut(veto.key, veto.title, veto.text) for veto in scheme.content.vetoes] if scheme else []
    return VetoesOut(kinds, [_veto(record, names, actor.account) for record in records])


def _veto(record: Row, names: Mapping[str, str], account: str) -> VetoOut:
    by = {f"{name}_name": names.get(record[name] or "", "") for name in ("proposed_by", "decided_by", "lifted_by")}
    told = {**record, **by, "veto": record["id"], "mine": record["proposed_by"] == account}
    return VetoOut(**{name: told[name] for name in VetoOut.__struct_fields__})
