"""A branch contests, assessors fill forms on their tablets, the office decides and publishes; who may see and do what of it."""

from typing import Any
from uuid import uuid4

import httpx
import msgspec
import pytest

from server.domain import accounts
from server.domain.assessments.policy import SHIPPED_SCHEME
from server.domain.assessments.rules import form_id, mark_id
from server.kit.identity import Actor, Grant
from tests.api.phone import HttpPhone
from tests.api.test_review import office_of
from tests.api.test_sync import phone_of
from tests.mine import Mine

PASSWORD = "a-long-word-2026"
QUARTER = "2026-Q4"
LATE = "2026-12-04 00:20"
ITEMS = SHIPPED_SCHEME["content"]["items"]


async def account_with(mine: Mine, login: str, role: str, org: str | None = None) -> tuple[httpx.AsyncClient, str]:
    """A signed-in account of staff with a role at an organisation, and the account's id."""
    code = await accounts.open_account(mine.replication, None, login, login, role, org)
    client = await mine.client()
    answer = await client.post("/api/activation", json={"login": login, "code": code.code, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return client, (await client.get("/api/me")).json()["account"]


class Tablet(HttpPhone):
    """An assessor's tablet."""

    def __init__(self, client: httpx.AsyncClient, account: str, branch: str):
        super().__init__(client)
        self.form = form_id(branch, QUARTER, account)
        self.about = {"branch": branch, "period": QUARTER}

    def score(self, item: str, points_tenths: int | None, comment: str = "") -> int:
        """Points and comment on an item, over what the screen showed."""
        shown = self.rows.get("assessment_mark", {}).get(mark_id(self.form, item), {})
        edits = {"points_tenths": [shown.get("points_tenths"), points_tenths], "comment": [shown.get("comment"), comment]}
        return self.record("assessment.mark.v1", self.form, shown.get("rev", 0), edits, **self.about, item=item)

    def score_all(self, share: float) -> None:
        """The same share of every item."""
        for item in ITEMS:
            self.score(item["key"], round(item["maximum_tenths"] * share))

    def ask(self, verb: str, **more: Any) -> int:
        return self.record(f"assessment.{verb}.v1", self.form, 0, None, **self.about, **more)


async def tablet_of(mine: Mine, login: str, branch: str) -> Tablet:
    client, account = await account_with(mine, login, "assessor", branch)
    return Tablet(client, account, branch)


async def branch_of(mine: Mine, at: str | None = None) -> tuple[HttpPhone, str]:
    """The secretary's phone, now or at another time, with everything drawn by then."""
    if at:
        mine.clock.set(at)
        await mine.drain()
    phone = await phone_of(mine)
    return phone, phone.branch()


async def overview(client: httpx.AsyncClient, **query: str) -> dict[str, Any]:
    answer = await client.get("/api/assessments", params={"period": QUARTER, **query})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def of_branch(client: httpx.AsyncClient, branch: str) -> dict[str, Any]:
    answer = await client.get(f"/api/assessments/{branch}/{QUARTER}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def step(mine: Mine, *phones: HttpPhone) -> None:
    """Everyone exchanges, conclusions are drawn, and everyone sees them."""
    for phone in phones:
        await phone.sync()
    await mine.drain()
    for phone in phones:
        await phone.sync()


# --- Contests


async def contested(mine: Mine) -> tuple[HttpPhone, httpx.AsyncClient, dict[str, Any]]:
    """A branch that has contested its first deduction, and the office."""
    phone, _ = await branch_of(mine, LATE)
    row = min(phone.rows["deduction"].values(), key=lambda one: one["text"])
    mid = phone.record("deduction.contest.v1", row["id"], row["rev"], None, reason="当班抢险，记录次日补报")
    await step(mine, phone)
    assert phone.result(mid) == "applied"
    return phone, await office_of(mine), row


async def test_a_contested_deduction_that_is_reversed_gives_the_points_back_and_stays_on_record(demo_mine: Mine) -> None:
    phone, office, row = await contested(demo_mine)
    [score] = [one for one in phone.rows["branch_score"].values() if one["period"] == QUARTER]
    assert phone.rows["deduction"][row["id"]]["state"] == "contested"
    queue = (await office.get("/api/deductions")).json()["items"]
    assert [(one["deduction"], one["contest_reason"]) for one in queue] == [(row["id"], "当班抢险，记录次日补报")]
    answer = await office.post(f"/api/deductions/{row['id']}/decide", json={"verdict": "reversed", "reason": "情况属实"})
    assert (answer.status_code, answer.json()["state"]) == (200, "reversed")
    await step(demo_mine, phone)
    now = phone.rows["deduction"][row["id"]]
    assert (now["state"], now["decided_reason"], now["points_tenths"]) == ("reversed", "情况属实", row["points_tenths"])
    assert phone.rows["branch_score"][score["id"]]["auto_tenths"] == score["auto_tenths"] - row["points_tenths"]
    again = await office.post(f"/api/deductions/{row['id']}/decide", json={"verdict": "upheld", "reason": "再想想"})
    assert (again.status_code, again.json()["code"]) == (409, "assessments.decided")


async def test_a_deduction_is_contested_once_and_with_a_reason(demo_mine: Mine) -> None:
    phone, office, row = await contested(demo_mine)
    twice = phone.record("deduction.contest.v1", row["id"], row["rev"], None, reason="再说一次")
    other = max(phone.rows["deduction"].values(), key=lambda one: one["text"])
    silent = phone.record("deduction.contest.v1", other["id"], other["rev"], None, reason="  ")
    await phone.sync()
    assert [phone.outcomes[mid]["reason"] for mid in (twice, silent)] == ["assessments.contested", "assessments.reason"]
    await office.post(f"/api/deductions/{row['id']}/decide", json={"verdict": "upheld", "reason": "没有抢险记录"})
    final = phone.record("deduction.contest.v1", row["id"], row["rev"], None, reason="还是不服")
    await step(demo_mine, phone)
    assert phone.outcomes[final]["problem"]["detail"] == "这项扣分党群工作部已经答复"
    assert phone.rows["deduction"][row["id"]]["state"] == "upheld"


async def test_another_branchs_deduction_cannot_be_contested(demo_mine: Mine) -> None:
    phone, branch = await branch_of(demo_mine, LATE)
    [foreign] = await demo_mine.database.fetch('select "id" from "deduction" where "branch" <> {} order by "id" limit 1', branch)
    mid = phone.record("deduction.contest.v1", foreign["id"], 1, None, reason="试试")
    await phone.sync()
    assert (phone.result(mid), phone.outcomes[mid]["reason"]) == ("held", "rights")


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        (("secretary",), True),
        (("group_leader",), False),
        (("group_leader", "assessor"), False),
        (("assessor", "office"), False),
        (("group_leader", "deputy_secretary"), True),
    ],
)
def test_whoever_holds_a_post_of_the_branch_itself_speaks_for_it(roles: tuple[str, ...], may: bool) -> None:
    grants = tuple(Grant(role, "group" if role == "group_leader" else "branch", "branch") for role in roles)
    assert Actor("account", None, "", grants).speaks_for("branch") is may


# --- The assessor's form


@pytest.mark.parametrize("branch", ["x" * 36, "", "00000000-0000-0000-0000-00000000000G"])
async def test_a_mark_about_no_branch_at_all_holds_up_nothing_behind_it(demo_mine: Mine, branch: str) -> None:
    phone, known = await branch_of(demo_mine)
    about = {"branch": branch, "period": QUARTER, "item": "safety"}
    mark = phone.record("assessment.mark.v1", "no-form", 0, {"points_tenths": [None, 1]}, **about)
    tablet = await tablet_of(demo_mine, "assessor-1", known)
    foreign = tablet.record("assessment.mark.v1", "no-form", 0, {"points_tenths": [None, 1]}, **about)
    good = tablet.score("safety", 130)
    meeting = phone.start_meeting()
    await step(demo_mine, phone, tablet)
    assert [(one.result(mid), one.outcomes[mid]["reason"]) for one, mid in ((phone, mark), (tablet, foreign))] == [("held", "rights")] * 2
    assert tablet.result(good) == "applied"
    assert meeting in phone.rows["meeting"]


async def test_a_form_filled_offline_makes_a_result_with_the_assessors_words_as_lines(demo_mine: Mine) -> None:
    phone, branch = await branch_of(demo_mine)
    tablet = await tablet_of(demo_mine, "assessor-1", branch)
    await tablet.sync()
    tablet.score_all(0.8)
    tablet.score("safety", 150, "全季无三违")
    early = tablet.ask("submit")
    await step(demo_mine, tablet, phone)
    assert tablet.result(early) == "applied"
    [score] = [one for one in phone.rows["branch_score"].values() if one["period"] == QUARTER]
    assert (score["assessor_tenths"], score["total_tenths"], score["band"]) == (830, 932, "A")
    assert [line["text"] for line in score["lines"] if line["rule"] == "safety"] == ["安全生产15/15分（assessor-1：全季无三违）"]
    assert "assessment_mark" not in phone.rows, "the branch sees lines of the result, not the form"


async def test_a_form_that_is_not_complete_or_lacks_a_comment_is_refused_in_words(demo_mine: Mine) -> None:
    _, branch = await branch_of(demo_mine)
    tablet = await tablet_of(demo_mine, "assessor-1", branch)
    tablet.score("leadership", 20)
    tablet.score("meetings", 151)
    some = tablet.ask("submit")
    await tablet.sync()
    assert tablet.outcomes[2]["problem"]["detail"] == "“组织生活”应在0到15分之间"
    assert tablet.outcomes[some]["problem"]["detail"] == "“班子建设”低于60%或高于95%，请写明理由"
    tablet.score_all(0.8)
    whole = tablet.ask("submit")
    late = tablet.score("service", 50)
    await tablet.sync()
    assert (tablet.result(whole), tablet.outcomes[late]["reason"]) == ("applied", "assessments.submitted")
    silent, spoken = tablet.ask("reopen", reason=" "), tablet.ask("reopen", reason="漏看了两份记录")
    changed = tablet.score("service", 70)
    await tablet.sync()
    assert [tablet.result(mid) for mid in (silent, spoken, changed)] == ["rejected", "applied", "applied"]
    form = tablet.rows["assessment_form"][tablet.form]
    assert (form["state"], form["reopened_reason"]) == ("draft", "漏看了两份记录")


async def test_two_assessors_of_one_branch_never_write_over_each_other(demo_mine: Mine) -> None:
    phone, branch = await branch_of(demo_mine)
    one, two = [await tablet_of(demo_mine, f"assessor-{n}", branch) for n in (1, 2)]
    for tablet, share in ((one, 0.7), (two, 0.9)):
        tablet.score_all(share)
        tablet.ask("submit")
    foreign = two.record("assessment.mark.v1", one.form, 0, {"points_tenths": [None, 1]}, branch=branch, period=QUARTER, item="safety")
    await step(demo_mine, one, two, phone)
    assert two.outcomes[foreign]["reason"] == "assessments.form"
    [score] = [row for row in phone.rows["branch_score"].values() if row["period"] == QUARTER]
    assert score["assessor_tenths"] == 800
    marks = [row for row in one.rows["assessment_mark"].values() if row["period"] == QUARTER]
    assert {row["points_tenths"] for row in marks if row["item"] == "safety"} == {105, 135}


async def test_an_assessors_tablet_holds_the_branches_to_assess_and_of_them_no_member_and_no_record(demo_mine: Mine) -> None:
    _, branch = await branch_of(demo_mine, LATE)
    tablet = await tablet_of(demo_mine, "assessor-1", branch)
    await tablet.sync()
    account = (await tablet.client.get("/api/me")).json()["account"]
    assert set(tablet.cursors) == {"site", f"person:{account}", f"assess:{branch}"}
    assert {row["branch"] for table in ("deduction", "branch_score") for row in tablet.rows[table].values()} == {branch}
    assert not {"member", "meeting", "attendance", "obligation", "post", "review"} & set(tablet.rows)
    [other] = await demo_mine.database.fetch('select "id" from "organisation" where "kind" = \'branch\' and "id" <> {} order by "id" limit 1', branch)
    foreign = Tablet(tablet.client, (await tablet.client.get("/api/me")).json()["account"], other["id"])
    mid = foreign.score("safety", 100)
    await foreign.sync()
    assert (foreign.result(mid), foreign.outcomes[mid]["reason"]) == ("held", "rights")


async def test_an_assessor_of_the_whole_mine_has_every_branch(demo_mine: Mine) -> None:
    client, _ = await account_with(demo_mine, "assessor-all", "assessor")
    scopes = (await client.get("/api/me")).json()["scopes"]
    assert len([scope for scope in scopes if scope.startswith("assess:")]) == 33
    assert not [scope for scope in scopes if scope.startswith("branch:")]


# --- The office


async def test_places_are_told_to_the_office_and_bands_to_everyone(demo_mine: Mine) -> None:
    phone, branch = await branch_of(demo_mine)
    office = await office_of(demo_mine)
    tablet = await tablet_of(demo_mine, "assessor-1", branch)
    tablet.score_all(0.9)
    tablet.ask("submit")
    await step(demo_mine, tablet, phone)
    for client, ranked, seen in ((office, True, 33), (tablet.client, False, 1)):
        shown = await overview(client)
        own = next(row for row in shown["rows"] if row["branch"] == branch)
        assert (shown["ranked"], len(shown["rows"]), own["rank"], own["band"]) == (ranked, seen, 1 if ranked else None, "A")
    published = (await office.post(f"/api/assessments/{QUARTER}/publish")).json()
    assert (published["published"], len(published["without"])) == (1, 32)
    login = demo_mine.logins["member"]
    member = HttpPhone(await demo_mine.sign_in(login.login, login.password))
    await step(demo_mine, member, tablet)
    [band] = [row for row in member.rows["branch_band"].values() if row["period"] == QUARTER]
    assert (band["branch"], band["band"]) == (branch, "A")
    assert set(band) & {"total_tenths", "points_tenths"} == set()
    assert "branch_score" not in member.rows
    late = tablet.ask("reopen", reason="想改一改")
    await tablet.sync()
    assert tablet.outcomes[late]["reason"] == "assessments.published"
    refused = await office.post(f"/api/assessment-forms/{tablet.form}/reopen", json={"reason": "要改"})
    assert (refused.status_code, refused.json()["code"]) == (409, "assessments.reopen")


async def test_nothing_is_published_while_a_contest_waits_or_nobody_has_a_result(demo_mine: Mine) -> None:
    _, office, row = await contested(demo_mine)
    waiting = await office.post(f"/api/assessments/{QUARTER}/publish")
    assert (waiting.status_code, waiting.json()["code"]) == (409, "assessments.contests_open")
    await office.post(f"/api/deductions/{row['id']}/decide", json={"verdict": "upheld", "reason": "没有依据"})
    empty = await office.post(f"/api/assessments/{QUARTER}/publish")
    assert (empty.status_code, empty.json()["code"]) == (409, "assessments.no_results")


async def test_the_office_opens_a_form_again_and_the_assessor_sees_why(demo_mine: Mine) -> None:
    _, branch = await branch_of(demo_mine)
    office, tablet = await office_of(demo_mine), await tablet_of(demo_mine, "assessor-1", branch)
    tablet.score_all(0.9)
    tablet.ask("submit")
    await step(demo_mine, tablet)
    shown = await of_branch(office, branch)
    assert [(form["state"], len(form["marks"])) for form in shown["forms"]] == [("submitted", len(ITEMS))]
    answer = await office.post(f"/api/assessment-forms/{tablet.form}/reopen", json={"reason": "安全生产一项请再核实"})
    assert answer.status_code == 200
    await step(demo_mine, tablet)
    form = tablet.rows["assessment_form"][tablet.form]
    assert (form["state"], form["reopened_reason"]) == ("draft", "安全生产一项请再核实")
    assert (await of_branch(office, branch))["total_tenths"] is None


async def test_bonus_and_veto_need_a_reason_and_evidence_and_are_withdrawn_not_changed(demo_mine: Mine) -> None:
    _, branch = await branch_of(demo_mine)
    office, tablet = await office_of(demo_mine), await tablet_of(demo_mine, "assessor-1", branch)
    tablet.score_all(0.8)
    tablet.ask("submit")
    await step(demo_mine, tablet)
    address = f"/api/assessments/{branch}/{QUARTER}/entries"
    told = {"reason": "获集团公司先进党支部", "evidence": "集团党〔2026〕18号"}
    for wrong in ({"kind": "bonus", "points_tenths": 60}, {"kind": "bonus"}, {"kind": "veto", "key": "no"}):
        assert (await office.post(address, json={**told, **wrong})).status_code == 400
    assert (await office.post(address, json={"kind": "bonus", "points_tenths": 20, "reason": "", "evidence": ""})).status_code == 400
    bonus = (await office.post(address, json={**told, "kind": "bonus", "points_tenths": 20})).json()
    veto = (await office.post(address, json={**told, "kind": "veto", "key": "false_records"})).json()
    await demo_mine.drain()
    shown = await of_branch(office, branch)
    assert (shown["total_tenths"], shown["band"], shown["vetoed"]) == (940, "C", True)
    for entry in (bonus, veto):
        assert (await office.post(f"/api/assessment-entries/{entry['id']}/withdraw", json={"reason": "录错支部"})).status_code == 200
    await demo_mine.drain()
    shown = await of_branch(office, branch)
    assert (shown["total_tenths"], shown["band"]) == (920, "A")
    assert [one["withdrawn_reason"] for one in shown["entries"]] == ["录错支部", "录错支部"]


async def test_a_scheme_is_drafted_checked_in_words_and_published_from_a_quarter_on(demo_mine: Mine) -> None:
    office = await office_of(demo_mine)
    content = msgspec.json.decode(msgspec.json.encode(SHIPPED_SCHEME["content"]))
    content["weights"]["auto"] = 70
    assert (await office.put("/api/assessment-schemes/draft", json={"content": content})).status_code == 200
    [draft, shipped] = (await office.get("/api/assessment-schemes")).json()["items"]
    assert (draft["state"], draft["version"], shipped["version"]) == ("draft", 2, 1)
    assert draft["faults"] == ["自动评分占70%、考核员评分占40%，两项之和应为100%"]
    publish = "/api/assessment-schemes/draft/publish"
    faulty = await office.post(publish, json={"from_on": "2027-01-01", "reason": "党委会定的"})
    assert (faulty.status_code, "两项之和应为100%" in faulty.json()["detail"]) == (400, True)
    content["weights"]["assessor"] = 30
    await office.put("/api/assessment-schemes/draft", json={"content": content})
    for day, words in (("2026-11-01", "第一天"), ("2026-07-01", "不能早于2026-10-01"), ("soon", "请选择")):
        refused = await office.post(publish, json={"from_on": day, "reason": "党委会定的"})
        assert (refused.status_code, words in refused.json()["detail"]) == (400, True), day
    assert (await office.post(publish, json={"from_on": "2026-10-01", "reason": "党委会定的"})).status_code == 200
    (entry,) = (await office.get("/api/audit", params={"matter": "scheme"})).json()["entries"]
    assert (entry["title"], entry["reason"]) == ("支部考核办法", "党委会定的")
    await demo_mine.drain()
    assert (await overview(office))["scheme_version"] == 2
    assert (await overview(office, period="2026-Q3"))["scheme_version"] == 1
    broken = await office.put("/api/assessment-schemes/draft", json={"content": {"weights": {}}})
    assert broken.status_code == 400


OFFICE_ONLY = [
    ("get", "/api/deductions", None),
    ("get", "/api/assessment-schemes", None),
    ("post", f"/api/assessments/{QUARTER}/publish", None),
    ("post", "/api/deductions/{id}/decide", {"verdict": "reversed", "reason": "x"}),
    ("post", "/api/assessments/{id}/2026-Q4/entries", {"kind": "bonus", "points_tenths": 10, "reason": "x", "evidence": "x"}),
    ("post", "/api/assessment-entries/{id}/withdraw", {"reason": "x"}),
    ("post", "/api/assessment-forms/{id}/reopen", {"reason": "x"}),
    ("put", "/api/assessment-schemes/draft", {"content": SHIPPED_SCHEME["content"]}),
    ("get", "/api/assessment-schemes/draft/dry-run", None),
    ("post", "/api/assessment-schemes/draft/publish", {"from_on": "2027-01-01", "reason": "x"}),
    ("get", "/api/resolutions", None),
    ("post", "/api/resolutions/{id}/decide", {"verdict": "confirmed", "rev": 1}),
    ("get", "/api/assessors", None),
    ("post", "/api/assessors/grants", {"account": "x", "org": "{id}", "reason": "x"}),
    ("post", "/api/assessors/grants/{id}/end", {"reason": "x"}),
]


async def test_only_the_office_decides(demo_mine: Mine) -> None:
    _, branch = await branch_of(demo_mine)
    secretary = await demo_mine.sign_in_as("secretary")
    assessor, _ = await account_with(demo_mine, "assessor-1", "assessor", branch)
    leader, _ = await account_with(demo_mine, "leader", "committee_leader")
    for client in (secretary, assessor, leader):
        for method, path, body in OFFICE_ONLY:
            asked = {"json": body} if body else {}
            answer = await client.request(method, path.replace("{id}", str(uuid4())), **asked)
            assert answer.status_code == 403, (method, path, answer.text)
    [other] = await demo_mine.database.fetch('select "id" from "organisation" where "kind" = \'branch\' and "id" <> {} order by "id" limit 1', branch)
    asked = [await client.get(f"/api/assessments/{one}/{QUARTER}") for client in (secretary, assessor, leader) for one in (branch, other["id"])]
    assert [answer.status_code for answer in asked] == [403, 403, 200, 403, 200, 200]
    assert (await secretary.get("/api/assessments")).status_code == 403
    assert [(await client.get("/api/resolutions/overdue")).status_code for client in (secretary, assessor, leader)] == [403, 403, 200]
    assert (await leader.get("/api/assessments", params={"period": "2026-11"})).json()["code"] == "assessments.period"
