"""Shows branches side by side, one branch whole, contested deductions, and schemes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from server.domain.assessments import rules
from server.domain.assessments.queries.facts import Fetch, load_schemes
from server.domain.assessments.rules import AssessmentContent, Scheme
from server.domain.assessments.schemas import (
    AssessedBranchOut,
    AssessmentEntryOut,
    AssessmentFormOut,
    AssessmentMarkOut,
    AssessmentOut,
    AssessmentSchemeOut,
    AssessmentSchemesOut,
    AssessmentsOut,
    DeductionOut,
    DeductionsOut,
)
from server.domain.obligations import quarter_of
from server.kit.problems import row_not_found
from server.replication import Replication
from server.replication.store import in_list, joined, to_json

_PLACES = """select b."id", b."name", b."parent", p."kind" as "parent_kind", p."name" as "parent_name" from "organisation" b
    left join "organisation" p on p."id" = b."parent" where b."kind" = 'branch' and not b."deleted" order by b."name", b."id" """
_SCORES = joined('select * from "branch_score" where not "deleted" and "period" = {} and', in_list("branch"))
_BANDS = 'select "branch", "band", "published_at" from "branch_band" where not "deleted" and "period" = {}'
_BAND = 'select "band" from "branch_band" where not "deleted" and "id" = {}'
_FORMS = joined('select * from "assessment_form" where not "deleted" and "period" = {} and', in_list("branch"), 'order by "assessor_name", "id"')
_CONTESTED = """select "branch", count(*) as "count" from "deduction" where not "deleted" and "period" = {} and "state" = 'contested'
    group by "branch" """
_DEDUCTIONS = """select d.*, d."id" as "deduction", b."name" as "branch_name", coalesce(m."name", a."name", '') as "contested_by_name",
    case when d."source_table" = 'dispatch_order' then d."source" end as "order"
    from "deduction" d join "organisation" b on b."id" = d."branch" left join "account" a on a."id" = d."contested_by"
    left join "member" m on m."id" = a."member" where not d."deleted" and """
_OF_BRANCH = f'{_DEDUCTIONS} d."branch" = {{}} and d."period" = {{}} order by d."at", d."id"'
_IN_STATE = f'{_DEDUCTIONS} d."state" = {{}} and d."contested_at" is not null order by d."contested_at", d."id" limit 200'
_MARKS = joined('select * from "assessment_mark" where not "deleted" and', in_list("form"))
_ENTRIES = """select e.*, e."id" as "entry", coalesce(m."name", a."name", '') as "entered_by_name" from "assessment_entry" e
    left join "account" a on a."id" = e."entered_by" left join "member" m on m."id" = a."member"
    where not e."deleted" and e."branch" = {} and e."period" = {} order by e."entered_at", e."id" """
_SCHEMES = """select * from "assessment_scheme" where not "deleted" order by "version" desc"""
_ONE = 'select "id", "name" from "organisation" where "id" = {} and "kind" = \'branch\' and not "deleted"'


async def load_overview(replication: Replication, period: str, branches: Iterable[str] | None, ranked: bool) -> AssessmentsOut:
    """A period of these branches (None: all). Positions are told only where `ranked`; the order is that of the tree either way."""
    fetch = replication.database.fetch
    async with replication.database.read():
        seen = None if branches is None else set(branches)
        places = [place for place in await fetch(_PLACES) if seen is None or place["id"] in seen]
        among = to_json([place["id"] for place in places])
        scores = {row["branch"]: row for row in await fetch(_SCORES, period, among)}
        bands = {row["branch"]: row for row in await fetch(_BANDS, period)}
        forms = _states_by_branch(await fetch(_FORMS, period, among))
        contested = {row["branch"]: row["count"] for row in await fetch(_CONTESTED, period)}
        scheme = _scheme_of(period, await load_schemes(fetch))
    ranks = _ranks(scores.values()) if ranked else {}
    rows = [_row(place, scores.get(place["id"]), bands.get(place["id"]), forms, contested, ranks) for place in _by_tree(places)]
    published = max((row["published_at"] for row in bands.values()), default=None)
    data_up_to = max((row["data_up_to"] for row in scores.values()), default=None)
    names = [one.band for one in scheme.content.bands] if scheme else []
    return AssessmentsOut(replication.clock(), data_up_to, period, ranked, names, scheme and scheme.version, published, rows)


def _scheme_of(period: str, schemes: Iterable[Scheme]) -> Scheme | None:
    return rules.scheme_for(quarter_of(period), schemes)


def _states_by_branch(forms: Iterable[Mapping[str, Any]]) -> Mapping[str, list[str]]:
    states: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        states[form["branch"]].append(form["state"])
    return states


def _by_tree(places: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Branches of a general branch stand together, where its name would stand."""
    return sorted(places, key=lambda place: (_general(place) or place["name"], place["name"], place["id"]))


def _general(place: Mapping[str, Any]) -> str | None:
    return place["parent_name"] if place["parent_kind"] == "general_branch" else None


def _ranks(scores: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Places by points; equal points share a place."""
    totals = {row["branch"]: row["total_tenths"] for row in scores if row["total_tenths"] is not None}
    places: dict[int, int] = {}
    for place, total in enumerate(sorted(totals.values(), reverse=True), 1):
        places.setdefault(total, place)
    return {branch: places[total] for branch, total in totals.items()}


def _row(
    place: Mapping[str, Any],
    score: Mapping[str, Any] | None,
    band: Mapping[str, Any] | None,
    forms: Mapping[str, list[str]],
    contested: Mapping[str, int],
    ranks: Mapping[str, int],
) -> AssessedBranchOut:
    own = forms.get(place["id"], [])
    counted = score or {}
    return AssessedBranchOut(
        place["id"],
        place["name"],
        _general(place),
        counted.get("auto_tenths"),
        counted.get("assessor_tenths"),
        counted.get("bonus_tenths", 0),
        counted.get("total_tenths"),
        counted.get("band", ""),
        bool(counted.get("vetoed")),
        band["band"] if band else None,
        own.count("submitted"),
        own.count("draft"),
        contested.get(place["id"], 0),
        ranks.get(place["id"]),
        counted.get("computed_at"),
        counted.get("data_up_to"),
    )


async def load_assessment(replication: Replication, branch: str, period: str) -> AssessmentOut:
    """One branch's period with everything behind it. Problem 404 if there is no such branch, or no scheme for the period."""
    fetch = replication.database.fetch
    async with replication.database.read():
        places = await fetch(_ONE, branch)
        scheme = _scheme_of(period, await load_schemes(fetch))
        if not places or scheme is None:
            raise row_not_found()
        scores = await fetch(_SCORES, period, to_json([branch]))
        bands = await fetch(_BAND, rules.score_id(branch, period))
        deductions = await fetch(_OF_BRANCH, branch, period)
        forms = await _load_forms(fetch, branch, period)
        entries = msgspec.convert(_plain(await fetch(_ENTRIES, branch, period), AssessmentEntryOut), list[AssessmentEntryOut])
    told = _told(scores[0] if scores else None)
    about = {"branch": branch, "name": places[0]["name"], "period": period, "published_band": bands[0]["band"] if bands else None}
    return AssessmentOut(**about, **told, scheme=scheme.content, deductions=_deductions(deductions), forms=forms, entries=entries)


def _told(score: Mapping[str, Any] | None) -> dict[str, Any]:
    if score is None:
        nothing = dict.fromkeys(("auto_tenths", "assessor_tenths", "total_tenths", "computed_at", "data_up_to"))
        return {**nothing, "bonus_tenths": 0, "band": "", "vetoed": False, "lines": [], "evidence": []}
    told = {name: score[name] for name in ("auto_tenths", "assessor_tenths", "bonus_tenths", "total_tenths", "band", "computed_at", "data_up_to")}
    read = {name: msgspec.json.decode(score[name]) for name in ("lines", "evidence")}
    return {**told, **read, "vetoed": bool(score["vetoed"])}


async def _load_forms(fetch: Fetch, branch: str, period: str) -> list[AssessmentFormOut]:
    forms = await fetch(_FORMS, period, to_json([branch]))
    marks = await fetch(_MARKS, to_json([form["id"] for form in forms]))
    return [_form(form, [mark for mark in marks if mark["form"] == form["id"]]) for form in forms]


def _form(form: Mapping[str, Any], marks: Iterable[Mapping[str, Any]]) -> AssessmentFormOut:
    read = [AssessmentMarkOut(mark["item"], mark["points_tenths"], mark["comment"]) for mark in marks]
    names = ("assessor_name", "state", "submitted_at", "reopened_at", "reopened_reason")
    return AssessmentFormOut(form["id"], *(form[name] for name in names), marks=read)


def _deductions(records: Iterable[Mapping[str, Any]]) -> list[DeductionOut]:
    return msgspec.convert([{**row, "lapsed": bool(row["lapsed"])} for row in _plain(records, DeductionOut)], list[DeductionOut])


def _plain(records: Iterable[Mapping[str, Any]], shape: type[msgspec.Struct]) -> list[dict[str, Any]]:
    return [{name: record[name] for name in shape.__struct_fields__} for record in records]


async def load_deductions(replication: Replication, state: str) -> DeductionsOut:
    """Deductions that were contested and are now in `state`, those contested first before others."""
    return DeductionsOut(_deductions(await replication.database.fetch(_IN_STATE, state)))


async def load_all_schemes(replication: Replication, earliest_on: str) -> AssessmentSchemesOut:
    """Every version with the draft, each with what is wrong with it."""
    return AssessmentSchemesOut(earliest_on, [_shown(row) for row in await replication.database.fetch(_SCHEMES)])


def _shown(row: Mapping[str, Any]) -> AssessmentSchemeOut:
    content = msgspec.json.decode(row["content"], type=AssessmentContent)
    faults = rules.faults_of(content) if row["state"] == "draft" else []
    return AssessmentSchemeOut(row["id"], row["version"], row["state"], row["from_on"], content, row["edited_at"], row["published_at"], faults)
