"""Nobody decides in their own case: whoever is a party is refused by every route and mutation that decides, and someone else may do it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from server.domain import accounts
from server.domain.assessments.rules import form_id
from server.domain.cycles import rules
from server.domain.meetings.rules import attendance_id
from server.domain.obligations.rules import obligation_id
from server.domain.ratings.policy.shipped import SHIPPED_SCHEME_ID
from tests.api.own_achievements import about_achievements
from tests.api.own_guides import about_guides, about_secretaries
from tests.api.own_honours import CONSENT, about_honours
from tests.api.own_opinions import about_opinions
from tests.api.own_projects import about_projects_and_brands
from tests.api.own_training import about_training
from tests.api.phone import HttpPhone
from tests.api.small_quarter import QUARTER, SmallQuarter
from tests.api.test_every_route import routes
from tests.api.test_fact_import import book, hand_in, row_of
from tests.mine import Mine
from tests.small_mine import MEMBERS, NORTH, know, mark, named, record, settle, submit
from tests.upgrade.stage import POLL, activated, gather

PARTY, OTHER, DEPUTY = list(MEMBERS)[:3]
"""A secretary who works in the office as well; an equal of theirs; the deputy."""
OWN_CASE = "rights.own_case"
CYCLE = rules.cycle_id(NORTH, QUARTER, 1)
TIE = rules.tie_id(CYCLE, [PARTY, OTHER])
MATRIX = Path(__file__).parents[2] / "docs" / "security.md"

NO_DECISION: Mapping[str, str] = {
    "sessions, keys and accounts": """post /api/session, delete /api/session, post /api/activation, delete /api/sessions/{session},
        put /api/stores/{store}/share, post /api/stores/{store}/lost, post /api/accounts/activation, post /api/accounts/{account}/sign-out,
        post /api/accounts/{account}/enable, post /api/assessors/grants/{grant}/end, post /api/tokens,
        post /api/devices/{device}/revoke, post /api/devices/{device}/restore, post /api/tokens/{token}/revoke""",
    "a record is made, and judged by others": """post /api/sync, meeting.create.v1, meeting.set.v1, meeting.delete.v1, meeting.submit.v1,
        meeting.withdraw.v1, attendance.mark.v1, attendance.mark_all.v1, issue.link.v1, issue.dismiss.v1, conflict.resolve.v1,
        mutation.discard.v1, resolution.done.v1, file.attach.v1, file.detach.v1, post /api/files/{file}, patch /api/files/{file},
        visit.set.v1, visit.delete.v1, visit.found.v1, visit.drop.v1, visit.follow.v1, post /api/guides/import/problems,
        secretary.note.v1, secretary.ask.v1, secretary.move.v1, post /api/secretaries/import/problems,
        brand.set.v1, brand.delete.v1, brand.move.v1, post /api/brands/import/problems, put /api/brands/{brand}/picture,
        project.set.v1, project.delete.v1, project.move.v1, project.answer.v1, post /api/projects/import/problems,
        post /api/rescue, post /api/quarantined/run, post /api/facts/import/problems, post /api/roster, post /api/roster/problems""",
    "a branch tells what its people achieved, and the office decides": """achievement.set.v1, achievement.move.v1, achievement.prove.v1,
        post /api/achievements/import/problems""",
    "a studio is described, counted": """put /api/studios/{studio}, put /api/studios/{studio}/years/{year}, put /api/studio-choices/{field}/{key}""",
    "a course is arranged and a session held; others mark who was there": """training_session.set.v1, put /api/courses/{course},
        post /api/courses/{course}/remove, post /api/training-sessions/{session}/remove, post /api/contests/{contest}/remove,
        post /api/contests/import/problems, put /api/training-layers/{key}""",
    "a party asks, and others decide": """deduction.contest.v1, appeal.file.v1, appeal.withdraw.v1, appeal.escalate.v1, correction.ask.v1,
        correction.prove.v1, correction.withdraw.v1, excusal.ask.v1, excusal.withdraw.v1, opinion.send.v1, post /api/reminders""",
    "never of the own branch: there is no right to it": "assessment.mark.v1, assessment.submit.v1, assessment.reopen.v1",
    "a step about all of a branch or mine alike, each by another body": """post /api/cycles/open, post /api/cycles/moves,
        post /api/cycles/{cycle}/moves, coverage.state.v1, coverage.withdraw.v1, post /api/coverage, post /api/coverage/withdraw,
        post /api/assessments/{period}/publish""",
    "work is given, and told of; others decide whether it is done": """post /api/orders, post /api/orders/import,
        post /api/orders/import/problems, order.receive.v1, order.progress.v1, order.report.v1, put /api/work-meetings/{month}""",
    "a story is written and put up; others judge it, and who is told of agrees": """post /api/stories, put /api/stories/{story},
        post /api/stories/{story}/pictures, post /api/stories/{story}/printed, story.consent.v1, post /api/honours/import/problems""",
    "a room goes to whoever came first, by rule": """booking.ask.v1, booking.cancel.v1, post /api/bookings, post /api/bookings/{booking}/cancel,
        post /api/rooms/{room}/closures, delete /api/room-closures/{closure}, post /api/bookings/import, post /api/bookings/import/problems,
        post /api/room-feed, delete /api/room-feed""",
    "rules for everyone": """put /api/guide-choices/{field}/{key}, put /api/visit-rule, put /api/rooms/{room}, put /api/room-rule,
        put /api/order-choices/{field}/{key}, put /api/order-templates, put /api/honour-choices/{field}/{key},
        post /api/order-templates/{template}/drop, put /api/project-choices/{field}/{key}, post /api/schemes,
        put /api/schemes/{scheme}, delete /api/schemes/{scheme}, post /api/schemes/{scheme}/publish,
        put /api/assessment-schemes/draft, post /api/assessment-schemes/draft/publish,
        put /api/workdays/{year}, post /api/workdays/{year}/read, put /api/obligation-templates/{kind},
        post /api/obligation-templates/{kind}/end, put /api/review/phrases/{field}""",
    "what one is told of oneself, and how": """notice.read.v1, notice.choose.v1, post /api/push/subscriptions,
        delete /api/push/subscriptions/{subscription}, post /api/bots, put /api/bots/{bot}, post /api/bots/{bot}/remove,
        post /api/bots/{bot}/try""",
    "papers of what is on record already": """post /api/papers/templates, put /api/papers/templates/{template}/chosen,
        post /api/papers/templates/{template}/remove""",
    "a box that two keys open, and ballots without a name": """post /api/polls, delete /api/polls/{poll}, post /api/polls/{poll}/slips,
        post /api/polls/{poll}/close, post /api/polls/{poll}/count, post /api/ballots/paper, post /api/ballots""",
}
"""What changes something and judges nobody, with the reason."""


def named_in(text: str) -> set[str]:
    return {" ".join(one.split()) for one in text.split(",")}


def documented() -> set[str]:
    """What the matrix of rights calls a decision that a party does not make."""
    table = MATRIX.read_text().partition("### Nobody decides in their own case")[2].partition("\n## ")[0]
    return {one for line in table.splitlines() if line.startswith("|") for one in re.findall(r"`((?:(?:post|put) /api/|\w+\.\w+\.v)[^`]*)`", line)}


async def test_each_change_is_a_decision_of_the_matrix_or_judges_nobody(sqlite_mine: Mine) -> None:
    """A new route or mutation must be looked at: is it a decision, and who is a party?"""
    changes = {f"{method} {path}" for method, path in routes(sqlite_mine) if method != "get"} | set(sqlite_mine.replication.intents)
    judging_nobody = [one for text in NO_DECISION.values() for one in named_in(text)]
    assert len(judging_nobody) == len(set(judging_nobody))
    assert changes - set(judging_nobody) == documented()
    assert set(judging_nobody) <= changes


class Case:
    """The small mine with a party to everything, and the others."""

    def __init__(self, mine: Mine) -> None:
        self.mine = mine

    async def set(self) -> "Case":
        mine = self.mine
        await settle(mine)
        people = await gather(mine)
        self.party, self.office = people.secretary, people.office
        me = (await self.party.get("/api/me")).json()
        self.account: str = me["account"]
        assert me["member"] == PARTY
        for role in ("office", "committee_leader"):
            await accounts.grant_role(mine.replication, None, self.account, role)
        async with mine.replication.write(None, "found") as unit:
            post = {"member": DEPUTY, "org": NORTH, "branch": NORTH, "post": "deputy_secretary", "from_on": "2026-01-01", "to_on": None}
            unit.put("post", "deputy", post)
        (code,) = (await self.office.post("/api/accounts/activation", json={"members": [DEPUTY]})).json()["codes"]
        self.deputy = await activated(mine, code["login"], code["code"])
        self.asked: dict[str, str] = {}
        return self

    async def refused(self, route: str, row: str, body: Any, other: httpx.AsyncClient | None = None) -> None:
        """The party is refused in words; `other` is not."""
        method, path = route.split(" ")
        at = re.sub(r"\{\w+\}", lambda _: row, path, count=1).replace("{tie}", TIE).replace("{period}", QUARTER).replace("{consent}", CONSENT)
        answer = await self.party.request(method, at, json=body)
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (403, OWN_CASE), (route, answer.text)
        assert problem["detail"] and problem["remedy"]
        self.asked[route] = problem["remedy"]
        if other is not None:
            answer = await other.request(method, at, json=body)
            assert answer.status_code == 200, (route, answer.text)


async def test_whoever_is_a_party_decides_nothing_and_others_do(mine: Mine) -> None:
    case = await Case(mine).set()
    await about_facts(case)
    await about_ties(case)
    await about_vetoes_and_appeals(case)
    await about_records(case)
    await about_corrections(case)
    await about_excusals(case)
    await about_the_branch(case)
    await about_orders(case)
    for about in (about_projects_and_brands, about_guides, about_secretaries, about_honours, about_achievements, about_training, about_opinions):
        await about(case)
    await about_ballots(case)
    asked = {"account": case.account, "org": named("选煤一党支部"), "reason": "x"}
    await case.refused("post /api/assessors/grants", "", asked, case.office)
    await case.refused("post /api/accounts/{account}/disable", case.account, {"reason": "x"})
    await about_roles(case)
    assert set(case.asked) == documented()


async def about_roles(case: Case) -> None:
    """Nobody grants a role to themselves, or ends their own."""
    asked = {"account": case.account, "role": "assessor", "org": named("矿党委"), "from_on": "2026-11-30", "reason": "分工"}
    await case.refused("post /api/roles", "", asked, case.office)
    own = [one for one in (await case.party.get("/api/roles")).json()["items"] if one["own"] and one["standing"] == "planned"]
    await case.refused("post /api/roles/{grant}/end", own[0]["grant"], {"reason": "不用了"}, case.office)


async def about_facts(case: Case) -> None:
    """Nobody enters or withdraws what counts for themselves: not from a phone, not at the office, not by a sheet, not through what was held."""
    mine = case.mine
    told = {"member": PARTY, "kind": "service", "on": "2026-11-10", "grade": "usual", "text": "帮邻居换水管"}
    await case.refused("post /api/facts", "", told, case.office)
    fact = await know(mine, PARTY, "pledge", "2026-11-10", grade="poor", text="没有兑现")
    await case.refused("post /api/facts/{fact}/withdraw", fact, {"reason": "不属实"})
    phone, deputy = HttpPhone(case.party), HttpPhone(case.deputy)
    for one in (phone, deputy):
        await one.sync()
    entered = phone.record("fact.enter.v1", named("own"), **{**told, "branch": NORTH, "on": "2026-11-11"})
    withdrawn = phone.record("fact.withdraw.v1", fact, reason="不属实")
    await phone.sync()
    for name, mid in (("fact.enter.v1", entered), ("fact.withdraw.v1", withdrawn)):
        assert (phone.result(mid), phone.outcomes[mid]["reason"]) == ("rejected", OWN_CASE)
        case.asked[name] = phone.outcomes[mid]["problem"]["remedy"]
    mids = [deputy.record("fact.enter.v1", named("own"), **{**told, "branch": NORTH, "on": "2026-11-11"})]
    mids.append(deputy.record("fact.withdraw.v1", fact, reason="核对后撤销"))
    await deputy.sync()
    assert [deputy.result(mid) for mid in mids] == ["applied", "applied"]
    sheet = book([row_of({"employee_no": f"E{at}", "name": f"党员{at}"}) for at in (0, 1)])
    own = await hand_in(case.party, sheet, branch=[NORTH])
    mine.clock.advance(minutes=1)
    others = await hand_in(case.office, sheet, branch=[NORTH])
    assert (own["added"], own["covered"], [one["reason"] for one in own["problems"]]) == (1, 0, ["这一行说的是您本人，不能由您自己录入"])
    assert (others["added"], others["known"], others["covered"]) == (1, 1, 1)
    case.asked["post /api/facts/import"] = own["problems"][0]["remedy"]


async def about_ties(case: Case) -> None:
    """The secretary is among the equals: the deputy records what the committee decided; where the deputy is too, the office."""
    async with case.mine.replication.write(None, "drawn") as unit:
        about = {"branch": NORTH, "quarter": QUARTER, "version": 1, "state": "computed", "scheme": SHIPPED_SCHEME_ID}
        unit.put("cycle", CYCLE, {**about, "opened_at": unit.now_ms, "computed_at": unit.now_ms})
        for member in MEMBERS:
            equal = member in (PARTY, OTHER)
            drawn = {
                "cycle": CYCLE,
                "member": member,
                "profile": "frontline",
                "total_tenths": 960 if equal else 800,
                "earned_star": 5 if equal else 3,
            }
            unit.put("award", rules.award_id(CYCLE, member), {**about, **drawn, "lines": [], "inputs_hash": "", "computed_at": unit.now_ms})
    body = {"chosen": [OTHER], "reason": "支委会表决，4票赞成"}
    assert (await case.office.post(f"/api/cycles/{CYCLE}/ties/{TIE}", json=body)).json()["code"] == "rights.missing"
    await case.refused("post /api/cycles/{cycle}/ties/{tie}", CYCLE, body, case.deputy)
    async with case.mine.replication.write(None, "nobody else is left") as unit:
        unit.put("post", "deputy", {"to_on": "2026-11-01"})
    assert (await case.party.post(f"/api/cycles/{CYCLE}/ties/{TIE}", json=body)).json()["code"] == OWN_CASE
    assert (await case.office.post(f"/api/cycles/{CYCLE}/ties/{TIE}", json=body)).status_code == 200
    async with case.mine.replication.write(None, "back") as unit:
        unit.put("post", "deputy", {"to_on": None})


async def about_vetoes_and_appeals(case: Case) -> None:
    told = {"member": PARTY, "quarter": QUARTER, "kind": "accident", "text": "事故责任", "evidence": "通报"}
    await case.refused("post /api/vetoes", "", told)
    cases = {name: {"member": PARTY, "branch": NORTH, "quarter": QUARTER, "kind": "accident", "title": "安全事故责任"} for name in ("one", "two")}
    async with case.mine.replication.write(None, "proposed") as unit:
        for name, values in cases.items():
            proposed = {"text": "事故责任", "evidence": "通报", "state": "proposed", "proposed_by": "someone", "proposed_at": unit.now_ms}
            unit.put("veto_case", named(name), {**values, **proposed})
        about = {"award": rules.award_id(CYCLE, PARTY), "cycle": CYCLE, "member": PARTY, "branch": NORTH, "quarter": QUARTER}
        unit.put("appeal", named("appeal"), {**about, "text": "请核对", "state": "at_office", "filed_at": unit.now_ms})
    await case.refused("post /api/vetoes/{veto}/confirm", named("one"), None, case.office)
    await case.refused("post /api/vetoes/{veto}/lift", named("one"), {"reason": "不属实"}, case.office)
    await case.refused("post /api/vetoes/{veto}/dismiss", named("two"), {"reason": "不属实"}, case.office)
    await case.refused("post /api/appeals/{appeal}/decide", named("appeal"), {"upholds": True, "reason": "属实"}, case.office)


async def about_corrections(case: Case) -> None:
    """Nobody answers an own request: not on the phone, not at the office."""
    meeting = await record(case.mine, "corrected", "theme_day", NORTH, "2026-11-13 09:00", place="会议室", chair=OTHER, recorder=OTHER)
    await mark(case.mine, meeting, {PARTY: "absent"})
    about = {"member": PARTY, "branch": NORTH, "reason": "在场", "asked_by": case.account, "asked_at": case.mine.clock.now_ms}
    roll = {"about": "attendance", "source": attendance_id(meeting, PARTY), "seen": "absent", "wanted": "present", "state": "at_branch"}
    roster = {"about": "roster", "source": PARTY, "field": "name", "seen": "党员0", "wanted": "党员零", "state": "at_office"}
    async with case.mine.replication.write(None, "asked") as unit:
        unit.put("correction_request", named("roll"), about | roll)
        unit.put("correction_request", named("roster"), about | roster)
    phones = [HttpPhone(case.party), HttpPhone(case.deputy)]
    mids = [phone.record("correction.decide.v1", named("roll"), accepts=True, reason="") for phone in phones]
    for phone in phones:
        await phone.sync()
    assert [phone.result(mid) for phone, mid in zip(phones, mids, strict=True)] == ["rejected", "applied"]
    refused = phones[0].outcomes[mids[0]]
    assert refused["reason"] == OWN_CASE
    case.asked["correction.decide.v1"] = refused["problem"]["remedy"]
    await case.refused("post /api/corrections/{correction}/decide", named("roster"), {"accepts": True, "stands": "党员0"}, case.office)


async def about_records(case: Case) -> None:
    """Who submitted, chaired or recorded a record does not review it; who asked for a change does not decide on it."""
    mine, by = case.mine, {"submitted_by": case.account, "submitted_at": case.mine.clock.now_ms}
    told = {"place": "会议室", "chair": OTHER, "recorder": OTHER, "agenda": "学习"}
    for name in ("approved", "returned", "chaired"):
        meeting = await record(mine, name, "theme_day", NORTH, "2026-11-12 09:00", **(told | ({"chair": PARTY} if name == "chaired" else by)))
        await mark(mine, meeting, {PARTY: "present"})
        await submit(mine, meeting)
        async with mine.replication.write(None, "submitted") as unit:
            unit.put(
                "review", named(f"review {name}"), {"meeting": meeting, "branch": NORTH, "state": "pending", "submitted_by": "", "submitted_at": 1}
            )
    seen = {name: (await case.party.get(f"/api/review/{named(name)}")).json() for name in ("approved", "returned", "chaired")}
    assert [one["own"] for one in seen.values()] == [True, True, True]
    assert (await case.office.get(f"/api/review/{named('approved')}")).json()["own"] is False
    mend = {"digest": seen["returned"]["digest"], "reasons": [{"field": "agenda", "reason": "写明议题"}]}
    await case.refused("post /api/review/{meeting}/approve", named("chaired"), {"digest": seen["chaired"]["digest"]})
    shown = [{"meeting": named("chaired"), "digest": seen["chaired"]["digest"]}]
    (own,) = (await case.party.post("/api/review/approve", json={"records": shown})).json()["results"]
    assert (own["state"], own["code"]) == ("refused", OWN_CASE)
    case.asked["post /api/review/approve"] = own["remedy"]
    await case.refused("post /api/review/{meeting}/approve", named("approved"), {"digest": seen["approved"]["digest"]}, case.office)
    await case.refused("post /api/review/{meeting}/return", named("returned"), mend, case.office)
    await about_changes(case, named("approved"))


async def about_changes(case: Case, meeting: str) -> None:
    edits = {"asked": {"set": {"place": ["会议室", "区队"]}}, "marked": {"marks": {PARTY: ["present", "leave", "值班"]}}}
    async with case.mine.replication.write(None, "asked") as unit:
        for name, wanted in edits.items():
            asked = {"asked_by": case.account if name == "asked" else "someone", "asked_at": unit.now_ms, "log": name, "mid": 1}
            unit.put("amendment", named(name), {"meeting": meeting, "branch": NORTH, "edits": wanted, "state": "open", **asked})
        for name in ("carried out", "put aside"):
            mutation = {"mid": 1, "name": "meeting.withdraw.v1", "row": named("nothing"), "base": 0, "set": {}, "args": {}}
            held = {"log": name, "mid": 1, "name": mutation["name"], "row": mutation["row"], "scope": f"branch:{NORTH}", "person": PARTY}
            unit.put("held", named(name), {**held, "mutation": mutation, "asked_by": case.account, "asked_at": unit.now_ms, "state": "open"})
        unit.put(
            "resolution_done", named("done"), {"meeting": meeting, "branch": NORTH, "text": "整改", "due_on": "2026-11-20", "done_on": "2026-11-15"}
        )
        unit.put("resolution_done", named("done"), {"done_by": case.account, "done_at": unit.now_ms})
    shown = (await case.party.get(f"/api/amendments/{named('marked')}")).json()
    assert shown["own"] is True
    await case.refused("post /api/amendments/{amendment}/accept", named("marked"), {"digest": shown["digest"]}, case.office)
    await case.refused("post /api/amendments/{amendment}/reject", named("asked"), {"reason": "不必"}, case.office)
    assert {one["own"] for one in (await case.party.get("/api/held")).json()["items"]} == {True}
    await case.refused("post /api/held/{mutation}/apply", named("carried out"), None)
    await case.refused("post /api/held/{mutation}/discard", named("put aside"), {"reason": "不必"}, case.office)
    row = (await case.office.get("/api/resolutions")).json()["items"][0]
    await case.refused(
        "post /api/resolutions/{resolution}/decide", named("done"), {"verdict": "confirmed", "reason": "", "rev": row["rev"]}, case.office
    )


async def about_the_branch(case: Case) -> None:
    """Who speaks for a branch decides nothing in its assessment."""
    form = form_id(NORTH, QUARTER, "assessor")
    async with case.mine.replication.write(None, "assessed") as unit:
        cost = {"rule": "overdue", "points_tenths": -20, "at": 1, "text": "逾期", "source_table": "obligation", "source": "x", "computed_at": 1}
        unit.put(
            "deduction",
            named("cost"),
            {"branch": NORTH, "period": QUARTER, **cost, "state": "contested", "contested_at": 1, "contest_reason": "不对"},
        )
        unit.put("assessment_form", form, {"branch": NORTH, "period": QUARTER, "assessor": "assessor", "state": "submitted", "submitted_at": 1})
        added = {"kind": "bonus", "points_tenths": 20, "reason": "先进", "evidence": "文件", "entered_by": "x", "entered_at": 1}
        unit.put("assessment_entry", named("entry"), {"branch": NORTH, "period": QUARTER, **added})
    entry = {"kind": "bonus", "points_tenths": 20, "reason": "先进党支部", "evidence": "表彰文件"}
    await case.refused("post /api/assessments/{branch}/{period}/entries", NORTH, entry, case.office)
    await case.refused("post /api/assessment-entries/{entry}/withdraw", named("entry"), {"reason": "录错"}, case.office)
    await case.refused("post /api/deductions/{deduction}/decide", named("cost"), {"verdict": "reversed", "reason": "属实"})
    await case.refused("post /api/assessment-forms/{form}/reopen", form, {"reason": "请核实"}, case.office)


async def about_orders(case: Case) -> None:
    """Who speaks for a branch decides about none of its orders, though it was the office that issued them."""
    for verb, reason in (("close", "已电话核实"), ("return", "请补充"), ("withdraw", "不再需要")):
        asked = {"batch": verb, "kind": "routine", "cadence": "once", "content": "整理材料", "due_on": "2026-12-20", "orgs": [NORTH]}
        (order,) = (await case.party.post("/api/orders", json=asked)).json()["orders"]
        phone = HttpPhone(case.party)
        phone.record("order.report.v1", named(f"report {verb}"), order=order, on="2026-11-16", text="已整理")
        await phone.sync()
        assert (await case.party.get(f"/api/orders/{order}")).json()["own"] is True
        story = (await case.office.get(f"/api/orders/{order}")).json()
        assert (story["own"], story["order"]["state"]) == (False, "reported")
        body = {"seen": story["steps"][-1]["step"], "reason": reason}
        await case.refused(f"post /api/orders/{{order}}/{verb}", order, body, case.office)


async def about_excusals(case: Case) -> None:
    """Who asked, or speaks for the branch, neither grants nor declines, takes back or excuses unasked."""
    asked = {"obligation": obligation_id("heart_talk", NORTH, "2026"), "branch": NORTH, "org": NORTH, "kind": "heart_talk", "period": "2026"}
    async with case.mine.replication.write(None, "asked") as unit:
        for name, state, by in (("asked", "open", case.account), ("the branchs", "granted", "someone")):
            told = {"code": "emergency", "words": "抢险", "state": state, "asked_by": by, "asked_at": unit.now_ms}
            unit.put("excusal", named(name), asked | told)
    other = {**asked, "obligation": obligation_id("party_lecture", NORTH, "2026-Q4"), "kind": "party_lecture", "period": "2026-Q4"}
    wanted = {"obligations": [other["obligation"]], "wanted": {"code": "stoppage"}}
    await case.refused("post /api/excusals", "", wanted, case.office)
    await case.refused("post /api/excusals/{excusal}/decide", named("asked"), {"grants": True}, case.office)
    await case.refused("post /api/excusals/{excusal}/lift", named("the branchs"), {"reason": "误操作"})


async def about_ballots(case: Case) -> None:
    """Who is on a ballot neither counts nor reconciles."""
    members = list(MEMBERS)[:4]
    for poll, state in ((POLL, "closed"), (named("counted poll"), "counted")):
        columns = "id quarter name branches members by_paper public_key state printed voided used closes_on opened_by opened_at closed_by counted_by"
        names, places = (", ".join(one) for one in zip(*((f'"{name}"', "{}") for name in columns.split()), strict=True))
        told = "[" + ",".join(f'"{member}"' for member in members) + "]"
        async with case.mine.database.write():
            values = (poll, QUARTER, "综采一区党支部", f'["{NORTH}"]', told, True, "", state, 6, 0, 5, "2026-12-20", "", 0, "", "")
            await case.mine.database.fetch(f'insert into "poll" ({names}) values ({places})', *values)
    assert [(await who.get(f"/api/polls/{POLL}")).json()["own"] for who in (case.party, case.office)] == [True, False]
    tallies = {"ballots": 5, "tallies": {member: [5, 0, 0, 0] for member in members}}
    await case.refused("put /api/polls/{poll}/tallies", POLL, tallies, case.office)
    await case.refused("put /api/polls/{poll}/reconciliation", named("counted poll"), {"destroyed": 1}, case.office)


async def test_the_secretarys_own_appeal_goes_to_the_office_at_once(mine: Mine) -> None:
    quarter = await SmallQuarter(mine).set()
    await quarter.goes(("office", "compute"), ("E0", "review"), ("office", "publish"))
    office, secretary, phone = await quarter.who("office"), await quarter.who("E0"), await quarter.phone("E0")
    (award,) = phone.rows["award"]
    phone.record("appeal.file.v1", "secretarys", award=award, text="请核对")
    await phone.sync()
    await mine.drain()
    asked = {"params": {"quarter": QUARTER}}
    (shown,) = (await office.get("/api/appeals", **asked)).json()
    assert (shown["state"], shown["mine"], shown["due_at"] > mine.clock.now_ms) == ("at_office", True, True)
    assert (await secretary.post("/api/appeals/secretarys/decide", json={"upholds": True, "reason": "属实"})).status_code == 403
    told = {"member": PARTY, "quarter": QUARTER, "kind": "accident", "text": "事故", "evidence": "通报"}
    assert (await office.post("/api/vetoes", json=told)).status_code == 200
    await accounts.grant_role(mine.replication, None, (await secretary.get("/api/me")).json()["account"], "office")
    assert (await secretary.get("/api/vetoes", **asked)).json()["vetoes"] == [], "a member is told of a veto once it is confirmed"
    assert [one["mine"] for one in (await secretary.get("/api/appeals", **asked)).json()] == [False]
    answer = await office.post("/api/appeals/secretarys/decide", json={"upholds": False, "reason": "已核对"})
    assert answer.json() == {"state": "dismissed"}
