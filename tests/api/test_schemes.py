"""The scheme at the office: draft, mend, try, publish; who may, and that trying writes nothing."""

from typing import Any

import httpx
import pytest

from server.domain.ballots.queries.points import USUAL_TENTHS, load_points
from server.domain.ratings.policy.shipped import SHIPPED_SCHEME_ID
from server.domain.ratings.queries import dry_run, everyone
from server.domain.ratings.rules import rating_id
from tests.api.test_board import sign_in_with
from tests.mine import Mine
from tests.small_mine import MEMBERS, NORTH, NORTH_1, cover, mark, record, review, revisions, rows, settle, submit

FIRST = next(iter(MEMBERS))


@pytest.fixture
async def office(mine: Mine) -> httpx.AsyncClient:
    """The office of the small mine, in a quarter in which one member was absent once."""
    await settle(mine)
    meeting = await record(mine, "十一月党小组会", "group_meeting", NORTH_1, "2026-11-15 08:00")
    await mark(mine, meeting, {FIRST: "absent"})
    await submit(mine, meeting)
    await cover(mine, "violation", "2026-Q4", NORTH)
    await mine.drain()
    return await sign_in_with(mine, "office")


async def ask(client: httpx.AsyncClient, method: str, path: str, status: int = 200, **body: Any) -> Any:
    answer = await client.request(method, f"/api/schemes{path}", **({"json": body} if body else {}))
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


async def draft(client: httpx.AsyncClient) -> dict[str, Any]:
    return await ask(client, "POST", "")


async def save(client: httpx.AsyncClient, scheme: dict[str, Any], status: int = 200) -> dict[str, Any]:
    return await ask(client, "PUT", f"/{scheme['id']}", status, rev=scheme["rev"], content=scheme["content"])


async def test_a_draft_says_what_the_latest_version_says_and_there_is_one_at_a_time(mine: Mine, office: httpx.AsyncClient) -> None:
    first, again = await draft(office), await draft(office)
    assert first == again
    assert (first["state"], first["version"], first["mending"]) == ("draft", 2, [])
    assert first["content"] == (await ask(office, "GET", f"/{SHIPPED_SCHEME_ID}"))["content"]
    listed = await ask(office, "GET", "")
    assert [(one["version"], one["state"]) for one in listed["schemes"]] == [(2, "draft"), (1, "published")]
    assert listed["quarters"] == ["2026-Q4", "2027-Q1", "2027-Q2"]


async def test_a_draft_is_kept_with_its_faults_and_is_not_published_with_them(office: httpx.AsyncClient) -> None:
    scheme = await draft(office)
    scheme["content"]["dimensions"][0]["maximum_tenths"]["frontline"] = 160
    saved = await save(office, scheme)
    assert [one["field"] for one in saved["mending"]] == ["dimensions.sum.frontline"]
    refused = await ask(office, "POST", f"/{scheme['id']}/publish", 400, rev=saved["rev"], from_on="2026-10-01", reason="党委会定的")
    assert refused["errors"] == [{"field": "dimensions.sum.frontline", "reason": "一线岗位合计101分，多1分；应为100分"}]


async def test_the_history_names_the_account_that_changed_a_scheme(mine: Mine, office: httpx.AsyncClient) -> None:
    scheme = await draft(office)
    scheme["content"]["note"] = "改了说明"
    saved = await save(office, scheme)
    await ask(office, "POST", f"/{scheme['id']}/publish", rev=saved["rev"], from_on="2026-10-01", reason="党委会定的")
    await ask(office, "DELETE", f"/{(await draft(office))['id']}", 204)
    noted = await mine.database.fetch('select "actor", "cause" from "history" where "tbl" = {} and "actor" is not null', "scheme")
    accounts = {row["id"] for row in await mine.database.fetch('select "id" from "account"')}
    assert {one["cause"] for one in noted} == {"draft scheme", "edit scheme", "publish scheme", "drop scheme"}
    assert {one["actor"] for one in noted} <= accounts
    assert saved["changed_by"] == "张三"


async def test_who_did_not_see_the_last_change_does_not_undo_it(office: httpx.AsyncClient) -> None:
    scheme = await draft(office)
    scheme["content"]["note"] = "第一个人"
    await save(office, scheme)
    scheme["content"]["note"] = "第二个人"
    assert (await save(office, scheme, 409))["code"] == "ratings.changed"


async def test_a_published_version_never_changes(office: httpx.AsyncClient) -> None:
    shipped = await ask(office, "GET", f"/{SHIPPED_SCHEME_ID}")
    assert (await save(office, shipped, 409))["code"] == "ratings.published"
    assert (await ask(office, "DELETE", f"/{SHIPPED_SCHEME_ID}", 409))["code"] == "ratings.published"


async def test_a_dropped_draft_is_gone(office: httpx.AsyncClient) -> None:
    scheme = await draft(office)
    await ask(office, "DELETE", f"/{scheme['id']}", 204)
    await ask(office, "GET", f"/{scheme['id']}", 404)
    assert (await draft(office))["id"] != scheme["id"]


async def test_trying_tells_who_would_move_and_why_and_writes_nothing(mine: Mine, office: httpx.AsyncClient) -> None:
    scheme = await draft(office)
    scheme["content"]["dimensions"][0]["rules"][0]["points_tenths"] = -50
    await save(office, scheme)
    before = await revisions(mine)
    told = await ask(office, "GET", f"/{scheme['id']}/dry-run")
    assert await revisions(mine) == before
    assert not await mine.database.fetch('select * from "recompute_request"')
    (quarter,) = told["quarters"]
    assert (quarter["quarter"], quarter["members"], quarter["moving"], quarter["changing"]) == ("2026-Q4", 6, 0, 1)
    (mover,) = quarter["movers"]
    assert (mover["member"], mover["name"], mover["branch_name"]) == (FIRST, "党员0", "综采一区党支部")
    assert [(one["rule"], one["before_tenths"], one["after_tenths"]) for one in mover["differences"]] == [("political_life.absent", -20, -50)]


async def test_of_all_who_change_those_with_most_to_lose_or_gain_are_told(
    mine: Mine, office: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = await record(mine, "十一月党员大会", "general_meeting", NORTH, "2026-11-14 08:00")
    await mark(mine, meeting, dict.fromkeys(list(MEMBERS)[:4], "absent"))
    await submit(mine, meeting)
    await mine.drain()
    scheme = await draft(office)
    scheme["content"]["dimensions"][0]["rules"][0]["points_tenths"] = -50
    await save(office, scheme)
    (whole,) = (await ask(office, "GET", f"/{scheme['id']}/dry-run"))["quarters"]
    monkeypatch.setattr(everyone, "RATED_AT_ONCE", 1)
    monkeypatch.setattr(dry_run, "MOVERS", 3)
    (told,) = (await ask(office, "GET", f"/{scheme['id']}/dry-run"))["quarters"]
    assert (len(whole["movers"]), whole["changing"]) == (4, 4)
    assert told == {**whole, "movers": whole["movers"][:3]}


async def test_what_was_tried_is_what_publishing_brings(mine: Mine, office: httpx.AsyncClient) -> None:
    """A quarter that is rated at once: the two dimensions of which everything is known, made to be all there is."""
    scheme = await draft(office)
    kept = [one for one in scheme["content"]["dimensions"] if one["key"] in ("political_life", "safety")]
    for one in kept:
        one["maximum_tenths"] = {"frontline": 500, "office": 500}
    scheme["content"]["dimensions"] = kept
    scheme["content"]["quota"]["tie_by"] = ["safety"]
    saved = await save(office, scheme)
    (tried,) = (await ask(office, "GET", f"/{scheme['id']}/dry-run"))["quarters"]
    assert (tried["before"]["waiting"], tried["after"]["waiting"], tried["after"]["five"]) == (6, 5, 1)
    assert (tried["places_before"], tried["places_after"]) == ({"reaching": 0, "places": 0, "over": 0}, {"reaching": 1, "places": 0, "over": 1})
    (one,) = tried["quota_and_vetoes"]
    assert (one["name"], one["before_star"], one["after_star"], one["after_code"], one["places_after"]) == ("党员0", None, 4, "QUOTA", 0)
    published = await ask(office, "POST", f"/{scheme['id']}/publish", rev=saved["rev"], from_on="2026-10-01", reason="党委会定的")
    assert (published["state"], published["from_on"], published["changed_by"]) == ("published", "2026-10-01", "张三")
    await mine.drain()
    ratings = await rows(mine, "rating")
    assert {row["scheme"] for row in ratings.values()} == {scheme["id"]}
    own = ratings[rating_id(FIRST, "2026-Q4")]
    assert (own["total_tenths"], own["earned_star"]) == (980, 5)
    (after,) = (await ask(office, "GET", f"/{scheme['id']}/dry-run"))["quarters"]
    assert (after["after"], after["changing"]) == (tried["after"], 0)


async def three_dimensions(office: httpx.AsyncClient, mine: Mine) -> None:
    """A scheme by which the four of a branch reach five stars, of which there is one place: 98, 100, 97 and 97 points."""
    scheme = await draft(office)
    worth = {"political_life": 400, "safety": 400, "mass_review": 200}
    scheme["content"]["dimensions"] = [one for one in scheme["content"]["dimensions"] if one["key"] in worth]
    for one in scheme["content"]["dimensions"]:
        one["maximum_tenths"] = dict.fromkeys(("frontline", "office"), worth[one["key"]])
    scheme["content"]["quota"] |= {"percent": 33, "least_from": 1, "tie_by": ["safety"]}
    saved = await save(office, scheme)
    await ask(office, "POST", f"/{scheme['id']}/publish", rev=saved["rev"], from_on="2026-10-01", reason="党委会定的")
    meeting = await record(mine, "十一月党员大会", "general_meeting", NORTH, "2026-11-14 08:00")
    await mark(mine, meeting, dict.fromkeys(list(MEMBERS)[:4], "present"))
    await submit(mine, meeting)
    for member, mean, spread in zip(MEMBERS, (1000, 1000, 850, 850), ([12, 0, 0, 0], [12, 0, 0, 0], [0, 12, 0, 0], None), strict=False):
        await review(mine, member, "2026-Q4", mean, spread)
    await mine.drain()


def concerned(quarter: dict[str, Any]) -> list[tuple[str, int | None, str, int | None, str]]:
    columns = ("name", "before_star", "before_code", "after_star", "after_code")
    return [tuple(one[name] for name in columns) for one in quarter["quota_and_vetoes"]]


async def test_whom_quota_ties_vetoes_and_ballots_would_move_is_told_by_name(mine: Mine, office: httpx.AsyncClient) -> None:
    await three_dimensions(office, mine)
    veto = {"member": list(MEMBERS)[1], "branch": NORTH, "quarter": "2026-Q4", "kind": "accident", "title": "安全事故责任", "state": "confirmed"}
    async with mine.replication.write(None, "veto") as unit:
        unit.put("veto_case", "case", {**veto, "text": "负直接责任", "evidence": "通报", "proposed_by": "a", "proposed_at": unit.now_ms})
    scheme = await draft(office)
    (same,) = (await ask(office, "GET", f"/{scheme['id']}/dry-run"))["quarters"]
    assert (same["moving"], same["changing"], same["concerned"], same["means_alone"]) == (0, 0, 0, 0)

    content = scheme["content"]
    content["vetoes"] = [one for one in content["vetoes"] if one["key"] != "accident"]
    content["ballot"] |= {"good": 700, "basic": 600}
    scheme = await save(office, scheme)
    assert scheme["mending"] == []
    (tried,) = (await ask(office, "GET", f"/{scheme['id']}/dry-run"))["quarters"]
    assert concerned(tried) == [("党员0", 5, "", 4, "QUOTA"), ("党员1", 0, "VETO", 5, ""), ("党员2", 4, "QUOTA", 4, "")]
    assert {one["veto"] for one in tried["quota_and_vetoes"]} == {"", "安全事故责任"}
    assert tried["means_alone"] == 1, "of the fourth the mean alone is left"
    (mover,) = tried["movers"]
    assert (mover["name"], mover["before_star"], mover["after_star"], mover["before_tenths"], mover["after_tenths"]) == ("党员2", 5, 4, 970, 940)
    assert [(one["rule"], one["before_tenths"], one["after_tenths"]) for one in mover["differences"]] == [("mass_review.mean", 170, 140)]

    next(one for one in scheme["content"]["dimensions"][0]["rules"] if one["id"] == "political_life.absent")["points_tenths"] = 0
    scheme = await save(office, scheme)
    (equal,) = (await ask(office, "GET", f"/{scheme['id']}/dry-run"))["quarters"]
    assert concerned(equal)[:2] == [("党员0", 5, "", None, "TIE"), ("党员1", 0, "VETO", None, "TIE")]
    looked = await mine.database.fetch("""select "about" from "reading" where "matter" = 'dry_run'""")
    assert looked == [{"about": scheme["id"]}], "who looked at the points of others is kept, once a day"


async def test_a_quarter_that_is_over_keeps_its_rules(mine: Mine, office: httpx.AsyncClient) -> None:
    scheme = await draft(office)
    refused = await ask(office, "POST", f"/{scheme['id']}/publish", 400, rev=scheme["rev"], from_on="2026-07-01", reason="党委会定的")
    assert [one["field"] for one in refused["errors"]] == ["from_on"]


@pytest.mark.parametrize("role", ["assessor", "committee_leader", "administrator"])
async def test_only_the_office_edits_the_scheme(mine: Mine, office: httpx.AsyncClient, role: str) -> None:
    other = await sign_in_with(mine, role)
    await ask(other, "GET", "", 403)
    await ask(other, "POST", "", 403)


async def test_a_draft_says_what_its_rules_may_count(office: httpx.AsyncClient) -> None:
    told = {(one["source"], one["kind"]): [grade["key"] for grade in one["grades"]] for one in (await draft(office))["countable"]}
    assert told["attendance", "party_lecture"] == ["present", "leave", "absent", "made_up"]
    assert told["fact", "violation"] == ["minor", "general", "serious"]
    assert {("fact_until", "dues"), ("fact_amount", "performance"), ("mass_review", "")} <= told.keys()


async def test_a_rule_and_a_veto_are_added_and_taken_away(office: httpx.AsyncClient) -> None:
    scheme = await draft(office)
    content = scheme["content"]
    added = {"id": "service.new", "text": "义务劳动，加1分", "source": "fact", "kinds": ["task_done"], "grades": [], "points_tenths": 10}
    content["dimensions"][8]["rules"].append(added | {"kinds": []})
    content["vetoes"] = [{"key": "late", "title": "", "text": "瞒报"}]
    saved = await save(office, scheme)
    assert [one["field"] for one in saved["mending"]] == ["dimensions.8.rules.3.kinds", "vetoes.0.title"]
    content["dimensions"][8]["rules"] = [added]
    content["vetoes"][0]["title"] = "瞒报"
    saved = await save(office, scheme | {"rev": saved["rev"]})
    assert saved["mending"] == []
    published = await ask(office, "POST", f"/{scheme['id']}/publish", rev=saved["rev"], from_on="2026-10-01", reason="党委会定的")
    assert [rule["id"] for rule in published["content"]["dimensions"][8]["rules"]] == ["service.new"]


async def test_a_dimension_comes_and_one_goes_from_the_quarter_in_which_nothing_counts_in_it_yet(mine: Mine, office: httpx.AsyncClient) -> None:
    scheme = await draft(office)
    dimensions = scheme["content"]["dimensions"]
    gone = dimensions.pop(0)
    rule = {"id": "home.good", "text": "家风优良，加1分", "source": "fact", "kinds": ["service"], "points_tenths": 10}
    maxima, rests = gone["maximum_tenths"], {"needs": [{"source": "coverage", "kind": "service"}], "pending": "还没有报齐"}
    dimensions.append({"key": "home", "title": "家风家教", "maximum_tenths": maxima, "start": "zero", "rules": [rule], **rests})
    saved = await save(office, scheme)
    assert (saved["mending"], saved["removed"]) == ([], [{"key": "political_life", "title": "政治生活", "records": 1}])
    tried = (await ask(office, "GET", f"/{scheme['id']}/dry-run"))["quarters"][0]
    assert {one["dimension"] for one in tried["movers"][0]["differences"]} == {"political_life", "home"}
    refused = await ask(office, "POST", f"/{scheme['id']}/publish", 400, rev=saved["rev"], from_on="2026-10-01", reason="党委会定的")
    assert [one["field"] for one in refused["errors"]] == ["from_on"]
    published = await ask(office, "POST", f"/{scheme['id']}/publish", rev=saved["rev"], from_on="2027-01-01", reason="党委会定的")
    assert [one["key"] for one in published["content"]["dimensions"]][-1] == "home"


async def test_what_a_ballot_is_worth_follows_the_scheme_that_rules_the_quarter(mine: Mine, office: httpx.AsyncClient) -> None:
    scheme = await draft(office)
    scheme["content"]["ballot"] = {"excellent": 950, "good": 800, "basic": 600, "poor": 0}
    saved = await save(office, scheme)
    await ask(office, "POST", f"/{scheme['id']}/publish", rev=saved["rev"], from_on="2026-10-01", reason="党委会定的")
    found = [await load_points(mine.database.fetch, quarter) for quarter in ("2010-Q1", "2026-Q3", "2026-Q4", "2027-Q1")]
    assert found == [USUAL_TENTHS, USUAL_TENTHS, (950, 800, 600, 0), (950, 800, 600, 0)]
