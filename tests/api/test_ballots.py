"""A mass review from the opening to the results: one code one ballot, nothing told before the close, what may be published, four eyes on paper."""

import asyncio
import logging

import pytest

from server.domain import ballots
from server.domain.ballots.jobs import JOBS
from tests.api.amid import amid
from tests.api.voting import LAST_DAY, QUARTER, Review, free_branches, open_review, sealed_for, second_office, spelled
from tests.mine import Mine
from tests.small_mine import rows


async def result_rows(review: Review) -> list[dict]:
    """The rows of mass_review of this poll's quarter."""
    return list((await rows(review.mine, "mass_review")).values())


async def test_a_branch_is_reviewed_by_drawn_codes_and_each_member_gets_the_own_result(demo_mine: Mine) -> None:
    review = await open_review(demo_mine, voters=12)
    paper = await review.paper(spelled(review.codes[3]))
    people = len(paper["people"])
    assert (paper["voters"], paper["open"], paper["used"]) == (12, True, False)
    await review.fill([[1 if voter < 6 else 2] * people for voter in range(11)])
    told = await review.count()
    assert (told["poll"]["state"], told["poll"]["used"], told["poll"]["spoiled"]) == ("counted", 11, 0)
    first = told["results"][0]
    assert (first["state"], first["ballots"], first["mean_tenths"], first["spread"]) == ("published", 11, 932, [6, 5, 0, 0])
    assert told["poll"]["unit_spread"] == [6 * people, 5 * people, 0, 0]
    read = await demo_mine.database.fetch("""select distinct "about" from "reading" where "matter" = 'poll'""")
    assert read == [{"about": told["poll"]["id"]}], "who looked at results by name is kept"
    stored = (await ballots.load_mass_reviews(demo_mine.database.fetch, [(first["member"], QUARTER)]))[first["member"], QUARTER]
    assert (stored["state"], stored["mean_tenths"], stored["spread"]) == ("published", 932, [6, 5, 0, 0])
    scopes = await demo_mine.database.fetch('select distinct "scope" from "row_scope" where "tbl" = {} and "row" = {}', "mass_review", stored["id"])
    assert scopes == [{"scope": f"person:{first['member']}"}]


async def test_whoever_has_no_vote_draws_no_slip_and_is_rated_all_the_same(demo_mine: Mine) -> None:
    """留党察看 takes the vote and not the review by others; a probationary member is asked like everyone."""
    office = await demo_mine.sign_in_as("office")
    branch = (await free_branches(office))[0]
    assert branch["voters"] == branch["members"]
    people = await demo_mine.database.fetch('select "id" from "member" where "branch" = {} order by "id" limit 2', branch["id"])
    async with demo_mine.replication.write(None, "roster") as unit:
        unit.put("member", people[0]["id"], {"no_vote": "party_probation"})
        unit.put("member", people[1]["id"], {"kind": "probationary"})
    assert (await free_branches(office))[0] == {**branch, "voters": branch["members"] - 1}
    review = await open_review(demo_mine, voters=branch["members"] - 1)
    assert len((await review.paper())["people"]) == branch["members"]


async def test_of_a_thousand_ballots_with_one_code_at_once_exactly_one_counts(demo_mine: Mine) -> None:
    review = await open_review(demo_mine)
    paper = await review.paper()
    people = len(paper["people"])
    client = await demo_mine.client()
    bodies = [{"code": review.codes[0], "sealed": sealed_for(paper, [1 + number % 4] * people)} for number in range(1000)]
    answers = await asyncio.gather(*[client.post("/api/ballots", json=body) for body in bodies])
    while busy := [number for number, answer in enumerate(answers) if answer.status_code == 503]:  # on a loaded machine: come again, as a tablet does
        again = await asyncio.gather(*[client.post("/api/ballots", json=bodies[number]) for number in busy])
        answers = [again[busy.index(number)] if number in busy else answer for number, answer in enumerate(answers)]
    taken = [number for number, answer in enumerate(answers) if answer.status_code == 200]
    refused = {answer.json()["code"] for answer in answers if answer.status_code != 200}
    assert (len(taken), refused) == (1, {"ballots.code_used"})
    in_box = await demo_mine.database.fetch('select "sealed" from "ballot_code" where "sealed" is not null')
    assert [row["sealed"] for row in in_box] == [bodies[taken[0]]["sealed"]]


async def test_the_same_ballot_sent_again_is_answered_alike_and_counts_once(demo_mine: Mine) -> None:
    review = await open_review(demo_mine)
    paper = await review.paper()
    ballot = sealed_for(paper, [1] * len(paper["people"]))
    answers = await asyncio.gather(*[review.vote(review.codes[0], ballot) for _ in range(20)])
    assert [answer.status_code for answer in answers] == [200] * 20
    await review.do("close")
    assert (await review.vote(review.codes[0], ballot)).status_code == 200, "a lost answer is asked for again after the close, too"
    assert (await review.show())["poll"]["used"] == 1


async def test_a_ballot_that_meets_the_close_is_either_counted_or_refused(demo_mine: Mine) -> None:
    review = await open_review(demo_mine)
    paper = await review.paper()
    sealed = [sealed_for(paper, [1] * len(paper["people"])) for _ in review.codes]
    votes = [review.vote(code, ballot) for code, ballot in zip(review.codes, sealed, strict=True)]
    *answers, closed = await asyncio.gather(*votes[:20], review.do("close"), *votes[20:])
    taken = sum(answer.status_code == 200 for answer in (*answers, closed) if "taken" in answer.json())
    assert (await review.show())["poll"]["used"] == taken
    told = await review.do("count", keys=review.opened["keys"])
    assert told.json()["poll"]["used"] == taken


async def test_nothing_that_came_in_is_told_before_the_close(demo_mine: Mine) -> None:
    review = await open_review(demo_mine)
    empty = await review.show()
    people = len((await review.paper())["people"])
    await review.fill([[1] * people] * 12)
    assert await review.show() == empty
    assert {result["state"] for result in empty["results"]} == {"open"}
    listed = (await review.office.get("/api/polls", params={"quarter": QUARTER})).json()["items"]
    assert [one["used"] for one in listed] == [None]
    assert not await demo_mine.database.fetch('select * from "reading"'), "there is nothing to look at yet"
    early = await review.do("count", keys=review.opened["keys"])
    assert (early.status_code, early.json()["code"]) == (409, "ballots.not_now")
    assert {(row["state"], row["ballots"], row["mean_tenths"], row["spread"]) for row in await result_rows(review)} == {("open", None, None, None)}


async def test_after_the_count_no_ballot_and_no_code_is_left_and_there_is_no_second_count(demo_mine: Mine) -> None:
    review = await open_review(demo_mine)
    paper = await review.paper()
    await review.fill([[1] * len(paper["people"])] * 12)
    await review.count()
    assert await demo_mine.database.fetch('select 1 from "ballot_code"') == []
    again = await review.do("count", keys=review.opened["keys"])
    assert (again.status_code, again.json()["code"]) == (409, "ballots.not_now")
    late = await review.vote(review.codes[20], sealed_for(paper, [1] * len(paper["people"])))
    assert (late.status_code, late.json()["code"]) == (404, "ballots.code_unknown")


async def test_without_both_opening_keys_nobody_counts(demo_mine: Mine) -> None:
    review = await open_review(demo_mine)
    await review.do("close")
    one, two = review.opened["keys"]
    for keys in ([one, one], [one, two[:-1] + ("2" if two[-1] != "2" else "3")], ["A" * 16, "B" * 16]):
        answer = await review.do("count", keys=keys)
        assert (answer.status_code, answer.json()["code"]) == (400, "ballots.keys")
    assert (await review.do("count", keys=[spelled(two), spelled(one)])).status_code == 200


async def test_a_member_rated_by_too_few_has_no_result_and_the_figures_are_nowhere(demo_mine: Mine) -> None:
    review = await open_review(demo_mine)
    people = len((await review.paper())["people"])
    await review.fill([[4 if voter < 4 else 0] + [1 + voter % 2] * (people - 1) for voter in range(12)])
    told = await review.count()
    hidden, *others = told["results"]
    assert (hidden["state"], hidden["ballots"], hidden["mean_tenths"], hidden["spread"]) == ("withheld", None, None, None)
    assert {other["state"] for other in others} == {"published"}
    assert told["poll"]["unit_spread"] is None, "it would give the one hidden member away"
    stored = next(row for row in await result_rows(review) if row["member"] == hidden["member"])
    assert (stored["state"], stored["ballots"], stored["mean_tenths"], stored["spread"]) == ("withheld", None, None, None)


async def test_a_unit_with_fewer_than_five_voters_is_merged_before_the_vote(demo_mine: Mine) -> None:
    office = await demo_mine.sign_in_as("office")
    first, second = (await free_branches(office))[:2]
    asked = {"quarter": QUARTER, "branches": [first["id"]], "voters": 4, "closes_on": LAST_DAY}
    refused = await office.post("/api/polls", json=asked)
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (400, "ballots.too_few", "voters")
    opened = await office.post("/api/polls", json=asked | {"branches": [first["id"], second["id"]], "voters": 9})
    paper = await Review(demo_mine, office, opened.json()).paper()
    assert (paper["voters"], len(paper["people"])) == (9, first["members"] + second["members"])
    assert first["name"] in paper["name"] and second["name"] in paper["name"]


async def test_a_branch_has_one_poll_a_quarter_even_when_two_open_it_at_once(demo_mine: Mine) -> None:
    office = await demo_mine.sign_in_as("office")
    first, second = (await free_branches(office))[:2]
    alone = {"quarter": QUARTER, "branches": [first["id"]], "voters": 9, "closes_on": LAST_DAY}
    both = alone | {"branches": [second["id"], first["id"]]}
    answers = await asyncio.gather(office.post("/api/polls", json=alone), office.post("/api/polls", json=both))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert {answer.json().get("code") for answer in answers} == {None, "ballots.taken"}


async def test_a_poll_that_nobody_voted_in_can_be_withdrawn_and_opened_anew(demo_mine: Mine) -> None:
    review = await open_review(demo_mine)
    assert (await review.office.delete(f"/api/polls/{review.id}")).status_code == 204
    assert (await review.vote(review.codes[0], "A" * 200)).status_code == 404
    assert {row["state"] for row in await result_rows(review)} == {"withdrawn"}
    assert await demo_mine.database.fetch("""select 1 from "row_scope" where "tbl" = 'mass_review' and not "gone" """) == []
    again = await open_review(demo_mine)
    await again.fill([[1] * len((await again.paper())["people"])])
    refused = await again.office.delete(f"/api/polls/{again.id}")
    assert (refused.status_code, refused.json()["code"]) == (409, "ballots.begun")
    assert {row["state"] for row in await result_rows(again)} == {"open"}
    assert (await again.vote(again.codes[5], "A" * 200)).json()["code"] == "ballots.malformed", "a refused withdrawal voids no slip"


async def test_a_reprint_voids_every_code_that_was_not_used(demo_mine: Mine) -> None:
    review = await open_review(demo_mine, voters=10)
    paper = await review.paper()
    await review.fill([[1] * len(paper["people"])] * 3)
    printed = (await review.do("slips", slips=8)).json()
    assert (len(printed["slips"]), printed["keys"]) == (8, [])
    assert (await review.vote(review.codes[5], sealed_for(paper, [1] * len(paper["people"])))).status_code == 404
    assert (await review.vote(printed["slips"][0]["typed"], sealed_for(paper, [1] * len(paper["people"])))).status_code == 200
    told = await review.count()
    assert (told["poll"]["printed"], told["poll"]["voided"], told["poll"]["used"]) == (18, 7, 4)


async def test_what_became_of_the_slips_stands_when_two_people_say_the_same(demo_mine: Mine) -> None:
    review = await open_review(demo_mine, voters=10)
    other = await second_office(demo_mine)
    await review.fill([[1] * len((await review.paper())["people"])] * 6)
    await review.count()
    missing = await review.do("reconciliation", destroyed=3)
    assert (missing.status_code, missing.json()["code"]) == (400, "ballots.unexplained")
    entered = {"explanation": "一张被带走", "keys_destroyed": True}
    mine = (await review.do("reconciliation", destroyed=3, **entered)).json()
    assert (mine["poll"]["reconciled"], mine["reconciliation"]) == (False, None)
    assert (await review.do("reconciliation", destroyed=3, **entered)).json()["poll"]["reconciled"] is False, "the same person twice is one person"
    differing = (await review.do("reconciliation", other, destroyed=4, explanation="")).json()
    assert [one["differs"] for one in differing["entries"]] == [["destroyed", "explanation", "keys_destroyed"]] * 2
    agreed = (await review.do("reconciliation", other, destroyed=3, **entered)).json()
    assert (agreed["poll"]["reconciled"], agreed["reconciliation"]["destroyed"]) == (True, 3)


async def test_the_reconciliation_told_is_the_one_that_two_people_share_and_no_third_ones(demo_mine: Mine) -> None:
    review = await open_review(demo_mine, voters=10)
    second, third = await second_office(demo_mine), await second_office(demo_mine, "third")
    await review.count()
    await review.do("reconciliation", third, destroyed=9, explanation="少一张")
    demo_mine.clock.advance(hours=1)
    await review.do("reconciliation", destroyed=10)
    agreed = (await review.do("reconciliation", second, destroyed=10)).json()
    assert (agreed["poll"]["reconciled"], agreed["reconciliation"]["destroyed"]) == (True, 10)


async def test_paper_ballots_count_when_two_people_have_counted_the_same(demo_mine: Mine) -> None:
    review = await open_review(demo_mine, voters=20, by_paper=True)
    other = await second_office(demo_mine)
    assert (review.opened["slips"], review.opened["keys"]) == ([], [])
    await review.do("close")
    members = [result["member"] for result in (await review.show())["results"]]
    tallies = {member: [8, 6, 0, 0] for member in members}
    partial = await review.do("tallies", ballots=15, tallies={members[0]: [8, 6, 0, 0]})
    assert (partial.status_code, partial.json()["code"]) == (400, "ballots.tallies")
    more = await review.do("tallies", ballots=10, tallies=tallies)
    assert (more.status_code, more.json()["code"]) == (400, "ballots.more_than_ballots")
    first = (await review.do("tallies", ballots=15, tallies=tallies)).json()
    assert (first["poll"]["state"], {result["state"] for result in first["results"]}) == ("closed", {"open"})
    second = (await review.do("tallies", other, ballots=15, tallies=tallies | {members[1]: [7, 7, 0, 0]})).json()
    assert [one["differs"] for one in second["entries"]] == [[members[1]]] * 2
    counted = (await review.do("tallies", other, ballots=15, tallies=tallies)).json()
    assert (counted["poll"]["state"], counted["poll"]["used"]) == ("counted", 15)
    assert {result["mean_tenths"] for result in counted["results"]} == {936}
    assert counted["entries"] == [], "single counts are destroyed with the rest"


async def test_no_count_of_paper_takes_the_place_of_a_sealed_box(demo_mine: Mine) -> None:
    review = await open_review(demo_mine, voters=12)
    other = await second_office(demo_mine)
    people = len((await review.paper())["people"])
    await review.fill([[1 + voter % 2] * people for voter in range(11)])
    await review.do("close")
    nothing = {"ballots": 0, "tallies": {result["member"]: [0, 0, 0, 0] for result in (await review.show())["results"]}}
    for client in (review.office, other):
        refused = await review.do("tallies", client, **nothing)
        assert (refused.status_code, refused.json()["code"], refused.json()["remedy"]) == (409, "ballots.not_now", "请计票。")
    told = (await review.do("count", keys=review.opened["keys"])).json()
    assert (told["poll"]["used"], {result["state"] for result in told["results"]}) == (11, {"published"})


async def test_a_ballot_that_meets_the_withdrawal_of_its_poll_finds_no_code(demo_mine: Mine) -> None:
    review = await open_review(demo_mine)
    paper = await review.paper()
    voting = review.vote(review.codes[0], sealed_for(paper, [1] * len(paper["people"])))
    async with amid(demo_mine.database.write(), voting) as (_, vote):
        await demo_mine.database.fetch('delete from "poll" where "id" = {}', review.id)
    late = await vote
    assert (late.status_code, late.json()["code"]) == (404, "ballots.code_unknown")


async def test_a_poll_that_is_withdrawn_while_others_close_by_themselves_keeps_none_of_them_open(demo_mine: Mine) -> None:
    review, other = await open_review(demo_mine), await open_review(demo_mine)
    demo_mine.clock.set("2026-12-21 01:00")
    (job,) = JOBS
    async with amid(demo_mine.database.write(), job.run(demo_mine.replication)) as (_, closing):
        await demo_mine.database.fetch('delete from "poll" where "id" = {}', review.id)
    assert await closing == 1
    assert await demo_mine.database.fetch('select "id", "state" from "poll"') == [{"id": other.id, "state": "closed"}]


async def test_a_poll_closes_by_itself_after_its_last_day(demo_mine: Mine) -> None:
    review = await open_review(demo_mine)
    demo_mine.clock.set(f"{LAST_DAY} 23:00")
    (job,) = JOBS
    assert await job.run(demo_mine.replication) == 0
    demo_mine.clock.advance(hours=2)
    assert await job.run(demo_mine.replication) == 1
    assert await job.run(demo_mine.replication) == 0
    (stored,) = await demo_mine.database.fetch('select "state", "closed_by" from "poll" where "id" = {}', review.id)
    assert stored == {"state": "closed", "closed_by": ""}


async def test_a_ballot_of_another_length_is_refused(demo_mine: Mine) -> None:
    review = await open_review(demo_mine)
    paper = await review.paper()
    answer = await review.vote(review.codes[0], sealed_for(paper, [1] * (len(paper["people"]) + 1)))
    assert (answer.status_code, answer.json()["code"]) == (400, "ballots.malformed")


async def test_the_log_says_nothing_of_the_ballot_box(demo_mine: Mine, caplog: pytest.LogCaptureFixture) -> None:
    review = await open_review(demo_mine)
    paper = await review.paper()
    caplog.clear()
    with caplog.at_level(logging.DEBUG):
        await review.vote(review.codes[0], sealed_for(paper, [1] * len(paper["people"])))
        await review.vote(review.codes[0], sealed_for(paper, [2] * len(paper["people"])))
        await review.vote("WRONG", "AAAA")
        await review.show()
    told = [record.__dict__ for record in caplog.records if record.name.startswith("server")]
    assert [line["path"] for line in told if "path" in line] == [f"/api/polls/{review.id}"]
    assert not [line for line in told if "ballot" in str(line.get("path", "")) + line["msg"]]
