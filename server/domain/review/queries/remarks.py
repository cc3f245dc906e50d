"""Reads what is remarkable of submissions, a page at a time: counted by the database, so that no mark of a roll is fetched."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.meetings import rules as meeting_rules
from server.domain.review import rules
from server.replication import Replication
from server.replication.store import few, joined, to_json

_OF_ROLL = 'from "attendance" t where t."meeting" = m."id" and not t."deleted"'
_COUNTS = {
    "marks": f"select count(*) {_OF_ROLL}",
    "expected": f"""select count(*) {_OF_ROLL} and t."may_vote" and t."status" <> 'excluded'""",
    "present": f"""select count(*) {_OF_ROLL} and t."may_vote" and t."status" = 'present'""",
    "files_missing": """select count(*) from "file_asset" f where f."meeting" = m."id" and f."state" <> 'stored' and not f."deleted" """,
    "duplicates": """select count(*) from "issue" i where i."branch" = m."branch" and i."state" = 'open' and not i."deleted"
        and m."id" in (i."meeting", i."other")""",
    "clashes": """select count(*) from "conflict" c where c."row" = m."id" and c."state" = 'open' and not c."deleted" """,
    "clashing_marks": """select count(*) from "attendance" t join "conflict" c on c."row" = t."id" and c."state" = 'open' and not c."deleted"
        where t."meeting" = m."id" and not t."deleted" """,
    "attempt": """select coalesce(max(r."attempt"), 1) from "review" r where r."meeting" = m."id" and not r."deleted" """,
}
_SEEN = joined(
    f"""select m."id", m."kind", m."purpose", m."held_start", m."held_end", coalesce(m."submitted_at", 0) as "submitted_at",
        {", ".join(f'({counted}) as "{name}"' for name, counted in _COUNTS.items())} from "meeting" m where not m."deleted" and""",
    few('m."id"'),
)
_HELD = joined('select "row" from "held" where "state" = \'open\' and not "deleted" and', few('"row"'))


def _author(table: str, field: str, at: int) -> dict[str, str]:
    """Part of the last write of a field, or, where it was not written since, of the row: its log (1), its number in it (2)."""
    whole = {"sqlite": f"""json_extract({table}."marks", '$.""[{at}]')""", "postgres": f"""{table}."marks"::jsonb->''->>{at}"""}
    own = {"sqlite": f"""json_extract({table}."marks", '$."{field}"[{at}]')""", "postgres": f"""{table}."marks"::jsonb->'{field}'->>{at}"""}
    return {kind: f"coalesce({own[kind]}, {text})" if field else text for kind, text in whole.items()}


def _written(kind: str) -> str:
    """Which mutations marked who was there, or made the record where nobody was marked; see rules.written_by."""
    log, mid = (_author("t", "status", at)[kind] for at in (1, 2))
    made_log, made_mid = (_author("m", "", at)[kind] for at in (1, 2))
    return f"""select distinct t."meeting", {log} as "log", cast({mid} as bigint) as "mid" from "attendance" t
        where not t."deleted" and {few('t."meeting"')[kind]}
        union select m."id", {made_log}, cast({made_mid} as bigint) from "meeting" m
        where {few('m."id"')[kind]} and not exists (select 1 {_OF_ROLL})"""


_WRITTEN = {kind: _written(kind) for kind in ("sqlite", "postgres")}


async def load_remarks(replication: Replication, meetings: Sequence[str]) -> dict[str, list[str]]:
    """By meeting, in four statements whatever the number of meetings, of marks, and of phones that recorded them."""
    fetch, asked = replication.database.fetch, to_json(list(meetings))
    records = await fetch(_SEEN, asked)
    held = Counter(record["row"] for record in await fetch(_HELD, asked))
    grades = await _grades(replication, [record for record in records if rules.asks_witness(record["held_end"], record["submitted_at"])])
    return {one["id"]: rules.remarks(_seen(one, held[one["id"]], grades.get(one["id"], ""))) for one in records}


def _seen(record: Mapping[str, Any], held: int, grade: str) -> rules.Seen:
    purpose = meeting_rules.purpose_of(record["kind"], record["purpose"])
    told = {name: record[name] for name in ("submitted_at", "held_start", "held_end", "purpose", "marks", "attempt", "files_missing", "duplicates")}
    is_quorate = meeting_rules.is_quorate(purpose, record["expected"], record["present"])
    return rules.Seen(**told, is_quorate=is_quorate, grade=grade, held=held, conflicts=record["clashes"] + record["clashing_marks"])


async def _grades(replication: Replication, records: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """How well each one's time is witnessed, as the reviewer of one record is told."""
    if not records:
        return {}
    asked = to_json([record["id"] for record in records])
    written: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for one in await replication.database.fetch(_WRITTEN, asked, asked):
        if one["log"]:
            written[one["meeting"]].append((one["log"], one["mid"]))
    evidence = await replication.beacons.evidence(pair for pairs in written.values() for pair in pairs)
    return {
        record["id"]: rules.grade(record["held_start"], record["held_end"], [evidence[one] for one in written[record["id"]] if one in evidence])
        for record in records
    }
