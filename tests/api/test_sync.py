"""POST /api/sync over HTTP, on both databases: answered once, merged, dropped, refused in words."""

import asyncio
import gzip
import uuid
from typing import Any

import msgspec

from server.domain import accounts
from tests.api.phone import HttpPhone
from tests.mine import Mine


async def phone_of(mine: Mine, role: str = "secretary") -> HttpPhone:
    login = mine.logins[role]
    phone = HttpPhone(await mine.sign_in(login.login, login.password))
    await phone.sync()
    return phone


async def deputy_of(mine: Mine, branch: str) -> HttpPhone:
    """The phone of the same branch's deputy, who signs in for the first time with an activation code."""
    found = await mine.database.fetch(
        """select m."employee_no", m."id" from "post" p join "member" m on m."id" = p."member"
        where p."branch" = {} and p."post" = 'deputy_secretary' """,
        branch,
    )
    office = await mine.sign_in(mine.logins["office"].login, mine.logins["office"].password)
    made = (await office.post("/api/accounts/activation", json={"members": [found[0]["id"]]})).json()["codes"][0]
    client = await mine.client()
    secret = {"login": made["login"], "code": made["code"], "password": "a-long-word-2026"}
    answer = await client.post("/api/activation", json=secret)
    assert answer.status_code == 200, answer.text
    phone = HttpPhone(client)
    await phone.sync()
    return phone


async def heads_are_dense(mine: Mine) -> None:
    rows = await mine.database.fetch(
        """select h."scope", h."head", max(r."seq") as "last", count(distinct r."seq") as "seqs", count(*) as "rows"
        from "scope_head" h join "row_scope" r on r."scope" = h."scope" group by h."scope", h."head" """
    )
    assert rows
    for row in rows:
        assert row["head"] == row["last"] and row["seqs"] == row["rows"], row


async def test_a_first_sync_gives_the_branch_its_people_and_what_is_due(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    assert len(phone.rows["member"]) == 47
    assert {"organisation", "member", "post", "obligation", "template"} <= phone.rows.keys()
    assert {scope.partition(":")[0] for scope in phone.cursors} == {"site", "branch", "person"}


async def test_a_second_sync_without_news_carries_no_rows(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    answer = await phone.sync()
    assert answer["scopes"] == {}


async def test_a_recorded_meeting_is_applied_and_comes_back_as_rows(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting()
    phone.mark_all(meeting)
    await phone.sync()
    assert [phone.result(mid) for mid in (1, 2)] == ["applied", "applied"]
    assert phone.rows["meeting"][meeting]["place"] == "320水平会议室"
    assert len(phone.rows["attendance"]) == 47
    await heads_are_dense(demo_mine)


async def test_the_same_request_twice_has_one_effect_and_one_answer(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    phone.mark_all(phone.start_meeting())
    request = phone.request()
    first, second = (await phone.post(request)).json(), (await phone.post(request)).json()
    assert first["outcomes"] == second["outcomes"]
    assert second["acked"] == 2
    inbox = await demo_mine.database.fetch('select count(*) as "n" from "sync_inbox"')
    history = await demo_mine.database.fetch("""select count(*) as "n" from "history" where "cause" = 'sync'""")
    assert (inbox[0]["n"], history[0]["n"]) == (2, 48)


async def test_the_same_request_twice_at_once_has_one_effect(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    phone.start_meeting()
    request = phone.request()
    answers = await asyncio.gather(*(phone.post(request) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({msgspec.json.encode(answer.json()["outcomes"]) for answer in answers}) == 1
    meetings = await demo_mine.database.fetch('select count(*) as "n" from "meeting"')
    assert meetings[0]["n"] == 1


async def test_disjoint_edits_of_two_phones_merge(demo_mine: Mine) -> None:
    one = await phone_of(demo_mine)
    two = await deputy_of(demo_mine, one.branch())
    meeting = one.start_meeting()
    await one.sync()
    await two.sync()
    first, second = one.set(meeting, place="井口会议室"), two.set(meeting, agenda="安全生产")
    await one.sync()
    await two.sync()
    await one.sync()
    assert (one.result(first), two.result(second)) == ("applied", "merged")
    for phone in (one, two):
        row = phone.rows["meeting"][meeting]
        assert (row["place"], row["agenda"]) == ("井口会议室", "安全生产")
        assert not phone.rows.get("conflict")


async def test_clashing_edits_leave_both_values_and_a_card_on_both_phones_until_one_decides(demo_mine: Mine) -> None:
    one = await phone_of(demo_mine)
    two = await deputy_of(demo_mine, one.branch())
    meeting = one.start_meeting()
    await one.sync()
    await two.sync()
    one.set(meeting, place="井口会议室")
    clashing = two.set(meeting, place="区队会议室")
    await one.sync()
    await two.sync()
    await one.sync()
    assert two.result(clashing) == "conflict"
    cards = [list(phone.rows["conflict"].values()) for phone in (one, two)]
    assert cards[0] == cards[1]
    (card,) = cards[0]
    assert (card["kept"], card["other"], card["state"]) == ({"place": "区队会议室"}, {"place": "井口会议室"}, "open")

    assert (card["kept_by_name"], card["other_by_name"]) == ("曹勇", "曹明")
    decided = one.record("conflict.resolve.v1", card["id"], card["rev"], choose="other")
    late = two.record("conflict.resolve.v1", card["id"], card["rev"], choose="kept")
    await one.sync()
    await two.sync()
    assert (one.result(decided), two.result(late)) == ("applied", "rejected")
    assert two.rows["meeting"][meeting]["place"] == "井口会议室"
    assert two.rows["conflict"][card["id"]]["state"] == "resolved"


async def test_a_clash_is_decided_by_words_of_ones_own_too_and_by_nothing_that_is_no_words(demo_mine: Mine) -> None:
    one = await phone_of(demo_mine)
    two = await deputy_of(demo_mine, one.branch())
    meeting = one.start_meeting()
    await one.sync()
    await two.sync()
    one.set(meeting, agenda="学习规程")
    two.set(meeting, agenda="排查隐患")
    await one.sync()
    await two.sync()
    await one.sync()
    (card,) = one.rows["conflict"].values()
    wrong = [one.record("conflict.resolve.v1", card["id"], card["rev"], choose="value", value=value) for value in ({"agenda": 5}, {"place": "井口"})]
    decided = one.record("conflict.resolve.v1", card["id"], card["rev"], choose="value", value={"agenda": "学习规程\n排查隐患"})
    await one.sync()
    await two.sync()
    assert [one.result(mid) for mid in (*wrong, decided)] == ["rejected", "rejected", "applied"]
    assert two.rows["meeting"][meeting]["agenda"] == "学习规程\n排查隐患"
    assert two.rows["conflict"][card["id"]]["state"] == "resolved"


async def test_two_phones_that_mark_a_member_differently_keep_both_marks_and_cannot_submit(demo_mine: Mine) -> None:
    one = await phone_of(demo_mine)
    two = await deputy_of(demo_mine, one.branch())
    meeting = one.start_meeting()
    await one.sync()
    await two.sync()
    member = sorted(one.rows["member"])[0]
    one.mark_all(meeting)
    clashing = two.record("attendance.mark.v1", meeting, marks={member: [None, "leave", "陪护"]})
    await one.sync()
    await two.sync()
    assert two.result(clashing) == "conflict"
    submitted = two.record("meeting.submit.v1", meeting)
    await two.sync()
    assert two.outcomes[submitted]["problem"]["code"] == "review.conflicts"


async def test_what_breaks_a_rule_is_rejected_with_the_field_and_a_remedy(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting(place="")
    incomplete = phone.record("meeting.submit.v1", meeting)
    invalid = phone.record("meeting.set.v1", meeting, 1, {"kind": ["theme_day", "party"]})
    protected = phone.record("meeting.set.v1", meeting, 1, {"status": ["draft", "approved"]})
    await phone.sync()
    problems = [phone.outcomes[mid]["problem"] for mid in (incomplete, invalid, protected)]
    assert [problem["field"] for problem in problems] == ["place", "kind", "status"]
    assert all(problem["remedy"] for problem in problems)


async def test_a_draft_with_nothing_but_its_kind_is_taken(demo_mine: Mine, caplog: Any) -> None:
    phone = await phone_of(demo_mine)
    row, made = str(uuid.uuid4()), {"branch": phone.branch(), "org": phone.branch()}
    phone.record("meeting.create.v1", row, 0, {"kind": [None, "theme_day"]}, **made)
    phone.record("attendance.mark.v1", row, marks={member: [None, "present", ""] for member in phone.rows["member"]})
    await phone.sync()
    assert [phone.result(mid) for mid in (1, 2)] == ["applied", "applied"]
    assert phone.rows["meeting"][row]["held_start"] is None
    assert "not found out" not in caplog.text


async def test_an_unreadable_and_an_unknown_mutation_stop_nobody(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    phone.mutations.append({"mid": 1, "name": 7, "row": []})
    phone.record("meeting.from_the_future.v9", str(uuid.uuid4()))
    meeting = phone.start_meeting()
    await phone.sync()
    assert [phone.result(mid) for mid in (1, 2, 3)] == ["quarantined", "quarantined", "applied"]
    assert meeting in phone.rows["meeting"]
    kept = await demo_mine.database.fetch("""select "body" from "sync_inbox" where "result" = 'quarantined' order by "mid" """)
    assert msgspec.json.decode(kept[0]["body"]) == {"mid": 1, "name": 7, "row": []}


async def test_a_character_that_no_postgresql_takes_stops_nobody(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    broken = phone.start_meeting(place="井下\x00")
    meeting = phone.start_meeting(place="反斜杠\\u0000")
    await phone.sync()
    assert [phone.result(mid) for mid in (1, 2)] == ["quarantined", "applied"]
    assert set(phone.rows["meeting"]) == {meeting} and phone.rows["meeting"][meeting]["place"] == "反斜杠\\u0000"
    kept = await demo_mine.database.fetch("""select "body" from "sync_inbox" where "result" = 'quarantined' """)
    assert msgspec.json.decode(kept[0]["body"])["row"] == broken


async def test_another_branch_cannot_be_written_or_read(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    other = await demo_mine.database.fetch(
        """select "id" from "organisation" where "kind" = 'branch' and "id" <> {} order by "id" limit 1""", phone.branch()
    )
    stolen = phone.record("meeting.create.v1", str(uuid.uuid4()), 0, {"kind": [None, "theme_day"]}, branch=other[0]["id"], org=other[0]["id"])
    phone.cursors[f"branch:{other[0]['id']}"] = 0
    answer = await phone.sync()
    assert (phone.outcomes[stolen]["result"], phone.outcomes[stolen]["reason"]) == ("held", "rights")
    assert answer["drop"] == [f"branch:{other[0]['id']}"]
    assert all(row["branch"] == phone.branch() for row in phone.rows["member"].values() if row["branch"])


async def test_a_secretary_whose_post_ended_loses_the_rows_and_what_was_typed_is_held(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting()
    await phone.sync()
    branch = phone.branch()
    ended = [post for post in phone.rows["post"].values() if post["post"] == "secretary"]
    async with demo_mine.replication.write(None, "test") as unit:
        unit.put("post", ended[0]["id"], {"to_on": "2026-11-01"})
    late = phone.set(meeting, place="换了地方")
    answer = await phone.sync()
    assert (phone.outcomes[late]["result"], phone.outcomes[late]["reason"]) == ("held", "rights")
    assert answer["drop"] == [f"branch:{branch}"]
    assert not phone.rows["meeting"]
    assert len(phone.rows["member"]) == 1


async def test_a_member_sees_only_the_own_person_and_own_marks(demo_mine: Mine) -> None:
    secretary, member = await phone_of(demo_mine), await phone_of(demo_mine, "member")
    secretary.mark_all(secretary.start_meeting())
    await secretary.sync()
    await member.sync()
    assert len(member.rows["member"]) == len(member.rows["attendance"]) == 1
    assert "meeting" not in member.rows and "post" not in member.rows


async def test_a_gap_is_refused_with_the_number_expected(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    phone.start_meeting()
    phone.start_meeting()
    answer = await phone.post({**phone.request(), "mutations": phone.mutations[1:], "head": None})
    assert answer.status_code == 409
    assert (answer.json()["code"], answer.json()["expected"]) == ("sync.gap", 1)


async def test_a_copied_log_is_told_apart_by_its_digest(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    phone.start_meeting()
    await phone.sync()
    phone.mutations[0]["set"]["place"] = [None, "另一个地方"]
    phone.start_meeting()
    answer = await phone.post(phone.request())
    assert (answer.status_code, answer.json()["code"]) == (409, "sync.fork")


async def test_a_log_belongs_to_one_account(demo_mine: Mine) -> None:
    phone, other = await phone_of(demo_mine), await phone_of(demo_mine, "member")
    phone.start_meeting()
    await phone.sync()
    other.log = phone.log
    other.record("meeting.delete.v1", "x")
    answer = await other.post(other.request())
    assert (answer.status_code, answer.json()["code"]) == (403, "sync.foreign_log")


async def test_requests_travel_packed_and_a_bomb_is_refused_unpacked(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    phone.start_meeting()
    headers = {"content-type": "application/json", "content-encoding": "gzip"}
    packed = gzip.compress(msgspec.json.encode(phone.request()))
    assert (await phone.client.post("/api/sync", content=packed, headers=headers)).status_code == 200
    bomb = gzip.compress(b" " * 50_000_000)
    refused = await phone.client.post("/api/sync", content=bomb, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (413, "sync.too_large")
    torn = await phone.client.post("/api/sync", content=packed[:-20], headers=headers)
    assert torn.status_code in (400, 413)


async def test_a_request_that_cannot_be_read_is_refused_in_words_with_the_field(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    headers = {"content-type": "application/json"}
    for content, field, detail in [
        (msgspec.json.encode(phone.request() | {"cursors": {"site": "x"}}), "cursors[...]", "应为整数。"),
        (msgspec.json.encode({"protocol": 1}), "log", "log：必须填写。"),
        (b'{"protocol": 1', None, "发送的内容不完整或格式不对。"),
    ]:
        answer = await phone.client.post("/api/sync", content=content, headers=headers)
        problem = answer.json()
        assert (answer.status_code, problem["code"], problem.get("field"), problem["detail"]) == (400, "sync.malformed", field, detail)
        assert "本机记录不会丢失" in problem["remedy"]


async def test_without_a_session_nothing_is_taken(demo_mine: Mine) -> None:
    client = await demo_mine.client()
    answer = await client.post("/api/sync", json={"protocol": 1, "log": "x"})
    assert answer.status_code == 401
    assert answer.json()["remedy"]


async def test_an_account_disabled_meanwhile_gets_nothing(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    await demo_mine.database.fetch('update "account" set "disabled" = true')
    phone.start_meeting()
    assert (await phone.post(phone.request())).status_code == 401


async def test_paging_in_small_steps_gives_the_same_rows(demo_mine: Mine) -> None:
    whole = await phone_of(demo_mine)
    paged = HttpPhone(whole.client)
    while True:
        answer = (await paged.post({**paged.request(), "limit": 7})).json()
        paged.receive(answer)
        if not any(page["more"] for page in answer["scopes"].values()):
            break
    assert paged.rows == whole.rows


async def rows_visible(mine: Mine, scopes: list[str]) -> dict[str, set[str]]:
    """A fresh query: which rows a phone with these scopes must hold."""
    found: dict[str, set[str]] = {}
    for scope in scopes:
        entries: Any = await mine.database.fetch('select "tbl", "row" from "row_scope" where "scope" = {} and not "gone"', scope)
        for entry in entries:
            found.setdefault(entry["tbl"], set()).add(entry["row"])
    return found


async def test_after_quiet_a_phone_holds_exactly_the_rows_of_its_scopes(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting()
    phone.mark_all(meeting)
    await phone.sync()
    phone.record("meeting.delete.v1", meeting)
    await phone.sync()
    await demo_mine.drain()
    await phone.sync()
    held = {table: set(rows) for table, rows in phone.rows.items() if rows}
    assert held == await rows_visible(demo_mine, list(phone.cursors))
    assert meeting not in phone.rows["meeting"]


async def test_accounts_module_is_what_replication_asks_for_rights(demo_mine: Mine) -> None:
    account = await demo_mine.database.fetch('select "id" from "account" where "login" = {}', mine_login(demo_mine))
    actor = await accounts.load_actor(demo_mine.database, account[0]["id"], "2026-11-16")
    assert actor is not None and actor.branches
    assert await accounts.load_actor(demo_mine.database, str(uuid.uuid4()), "2026-11-16") is None


def mine_login(mine: Mine) -> str:
    return mine.logins["secretary"].login
