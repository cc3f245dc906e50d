"""Random histories of the small mine: incremental equals full, and both equal the pure rules."""

import random
from collections import Counter, defaultdict
from typing import Any

import msgspec
import pytest

from server.domain import facts
from server.domain.assessments.jobs import sweep
from server.domain.assessments.policy import SHIPPED_SCHEME as SHIPPED_ASSESSMENT
from server.domain.assessments.rules import AssessmentContent, Facts, Kept, Standing, assess, charges, deduction_id, periods_within
from server.domain.meetings import load_resolutions
from server.domain.meetings.rules import STATUSES, resolution_id
from server.domain.obligations.rules import Calendar, Held, Obligation, conclude, obligation_id
from server.domain.ratings.policy.shipped import CONTENT, KIND
from server.domain.ratings.queries import dry_run, everyone, loading
from server.domain.ratings.rules import (
    PROFILES,
    Attended,
    Compared,
    Content,
    Covered,
    Fact,
    Inputs,
    MassReview,
    Quota,
    Rated,
    compare,
    count_stars,
    places_of,
    quarter_bounds,
    quarter_days,
    rate,
    scheme_for,
)
from server.domain.ratings.schemas import PlacesOut
from server.domain.review import load_returns
from server.kit.clock import local_day
from tests.mine import ZONE, Mine
from tests.small_mine import (
    MEMBERS,
    NORTH,
    NORTH_1,
    NORTH_2,
    SOUTH,
    SOUTH_1,
    change,
    cover,
    draw_all_again,
    instant,
    know,
    mark,
    named,
    record,
    remove,
    review,
    revisions,
    rows,
    submit,
    withdraw,
)

pytestmark = pytest.mark.usefixtures("settled")
BRANCH = msgspec.convert(SHIPPED_ASSESSMENT["content"], AssessmentContent)
KINDS = {NORTH: ("theme_day", "general_meeting", "party_lecture", "committee_meeting"), SOUTH: ("theme_day", "general_meeting", "heart_talk")}
GROUPS = (NORTH_1, NORTH_2, SOUTH_1)
DAY_MS = 86_400_000
CONCLUSION = ("total_tenths", "bonus_tenths", "missing", "earned_star")


class History:
    """Random things that happen in the small mine, from one seed."""

    def __init__(self, mine: Mine, seed: int) -> None:
        self.mine = mine
        self.random = random.Random(seed)
        self.meetings: list[str] = []
        self.facts: list[str] = []
        self.count = 0

    async def step(self) -> None:
        often = (self.hold, self.file, self.attend, self.know, self.cover, self.review)
        rarely = (self.give_back, self.move, self.drop, self.organise, self.excuse, self.withdraw, self.transfer, self.rule)
        said = (self.resolve, self.carry_out, self.object)
        await self.random.choice([*often, *often, *rarely, *said])()
        self.mine.clock.advance(hours=self.random.choice([0, 1, 9, 30, 100]))

    def held(self) -> str:
        day = self.random.randint(-40, 40)
        return local_day(self.mine.clock.now_ms + day * DAY_MS) + self.random.choice([" 00:00", " 08:30", " 23:59"])

    async def hold(self) -> None:
        org = self.random.choice([*KINDS, *GROUPS])
        self.count += 1
        kind = self.random.choice(KINDS.get(org, ("group_meeting",)))
        self.meetings.append(await record(self.mine, f"会议{self.count}", kind, org, self.held()))

    async def file(self) -> None:
        if self.meetings:
            await submit(self.mine, self.random.choice(self.meetings))

    async def give_back(self) -> None:
        if self.meetings:
            status = self.random.choice(["returned", "approved", "draft"])
            meeting = self.random.choice(self.meetings)
            known = (await rows(self.mine, "meeting"))[meeting]
            if known["filed_at"] is not None:
                await change(self.mine, meeting, status=status, decided_at=None if status == "draft" else self.mine.clock.now_ms)
                await self.note_review(meeting, known["branch"], status)

    async def note_review(self, meeting: str, branch: str, state: str) -> None:
        """What the desk writes beside the record: one more submission, and what became of it."""
        self.count += 1
        at = {"submitted_at": self.mine.clock.now_ms, "submitted_by": "a", "decided_at": self.mine.clock.now_ms}
        async with self.mine.replication.write(None, "review") as unit:
            about = {"meeting": meeting, "branch": branch, "attempt": self.count, "digest": ""}
            unit.put("review", named(f"送审{self.count}"), {**about, "state": state, **at})

    async def resolve(self) -> None:
        """Somebody is to do something until a day, on a record that may or may not be filed."""
        if self.meetings:
            due = local_day(self.mine.clock.now_ms + self.random.randint(-20, 20) * DAY_MS)
            one = {"text": f"决议{self.random.randint(1, 3)}", "owner": self.random.choice(["王强", "党员0", "党员1、党员4"]), "due_on": due}
            await change(self.mine, self.random.choice(self.meetings), resolutions=[one])

    async def carry_out(self) -> None:
        found = [(key, row) for key, row in (await rows(self.mine, "meeting")).items() if row["resolutions"] != "[]"]
        if found:
            meeting, row = self.random.choice(sorted(found, key=lambda one: one[0]))
            [one] = msgspec.json.decode(row["resolutions"])
            now_ms, verdict = self.mine.clock.now_ms, self.random.choice(["", "confirmed", "returned"])
            done = local_day(now_ms - self.random.randint(0, 10) * DAY_MS) if self.random.random() < 0.8 else None
            told = {"meeting": meeting, "branch": row["branch"], "text": one["text"], "due_on": one["due_on"], "done_on": done}
            told |= {"done_by": "a", "done_at": now_ms, "verdict": verdict, "decided_by": "a", "decided_at": now_ms}
            async with self.mine.replication.write(None, "done") as unit:
                unit.put("resolution_done", resolution_id(meeting, one["text"]), told)

    async def object(self) -> None:
        """A branch contests a deduction; the office has answered or not."""
        if found := sorted(await rows(self.mine, "deduction")):
            verdict = self.random.choice(["", "upheld", "reversed"])
            said = {"contested_at": self.mine.clock.now_ms, "contest_reason": "当班抢险", "verdict": verdict}
            async with self.mine.replication.write(None, "contest") as unit:
                unit.put("deduction", self.random.choice(found), said)

    async def move(self) -> None:
        if self.meetings:
            await change(self.mine, self.random.choice(self.meetings), held_start=instant(self.held()))

    async def attend(self) -> None:
        if self.meetings:
            marks = {member: self.random.choice(STATUSES) for member in self.random.sample(list(MEMBERS), 3)}
            await mark(self.mine, self.random.choice(self.meetings), marks)

    async def drop(self) -> None:
        if self.meetings and self.random.random() < 0.3:
            await remove(self.mine, self.meetings.pop(self.random.randrange(len(self.meetings))))

    async def organise(self) -> None:
        confirmed, name = self.random.random() < 0.5, self.random.choice(["综采二组", "综采乙组"])
        async with self.mine.replication.write(None, "organise") as unit:
            unit.put("organisation", NORTH, {"committee_confirmed": confirmed})
            unit.put("organisation", NORTH_2, {"closed_on": self.random.choice([None, "2026-12-10"]), "name": name})

    async def excuse(self) -> None:
        key = self.random.choice(sorted(await rows(self.mine, "obligation")))
        until, reason = self.random.choice([(self.mine.clock.now_ms + 20 * DAY_MS, "抢险"), (None, "停产检修"), (None, None)])
        async with self.mine.replication.write(None, "excuse") as unit:
            unit.put("obligation", key, {"excused_until_at": until, "excused_reason": reason})

    async def know(self) -> None:
        kind = facts.KINDS[self.random.choice(sorted(facts.KINDS))]
        values: dict[str, Any] = {"grade": self.random.choice([*kind.grades, *([] if kind.grades else [""])])}
        if kind.most:
            values["amount"] = self.random.randint(0, kind.most)
        if kind.takes_until:
            values["until"] = self.random.choice(["2026-08", "2026-09", "2026-12", "2027-02"])
        member, on = self.random.choice(list(MEMBERS)), self.held()[:10]
        self.facts.append(await know(self.mine, member, kind.key, on, **values))

    async def review(self) -> None:
        quarter, mean = self.random.choice(["2026-Q4", "2026-Q3"]), self.random.choice([None, self.random.randint(0, 1000)])
        await review(self.mine, self.random.choice(list(MEMBERS)), quarter, mean, self.random.choice([None, [5, 7, 0, 0]]))

    async def withdraw(self) -> None:
        if self.facts:
            await withdraw(self.mine, self.facts.pop(self.random.randrange(len(self.facts))))

    async def cover(self) -> None:
        quarter = self.random.choice(["2026-Q4", "2026-Q4", "2026-Q3", "2027-Q1"])
        for branch in KINDS:
            for kind in self.random.sample(sorted(facts.KINDS), 6):
                await cover(self.mine, kind, quarter, branch, self.random.random() < 0.8)

    async def transfer(self) -> None:
        async with self.mine.replication.write(None, "roster") as unit:
            profile, kind = self.random.choice(["office", "frontline"]), self.random.choice(["full", "probationary"])
            place = {"branch": self.random.choice(list(KINDS)), "post_profile": profile, "kind": kind}
            unit.put("member", self.random.choice(list(MEMBERS)), place)

    def content(self) -> dict[str, Any]:
        """A scheme with other points and maxima, and dimensions that wait for less, so that some quarters get a total."""
        content = msgspec.to_builtins(CONTENT)
        kept = self.random.sample([one["key"] for one in content["dimensions"]], 3)
        content["dimensions"] = [one for one in content["dimensions"] if one["key"] in kept]
        ballot = content["ballot"] | {"good": self.random.choice([850, 850, 800])}
        content |= {"quota": content["quota"] | {"percent": 33, "least_from": 1}, "ballot": ballot}
        for one in content["dimensions"]:
            one["needs"] = one["needs"] if self.random.random() < 0.4 else []
            one["maximum_tenths"] = {profile: self.random.choice([100, 250, 700]) for profile in PROFILES}
            for rule in one["rules"]:
                rule["points_tenths"] += self.random.choice([-7, 0, 15])
                rule["cap_tenths"] = self.random.choice([None, 30])
                rule["most_times"] = self.random.choice([None, 1])
        return content

    async def rule(self) -> None:
        """A new version of the scheme."""
        version = len(await rows(self.mine, "scheme")) + 1
        values = {"kind": KIND, "version": version, "state": "published", "content": self.content(), "changed_at": self.mine.clock.now_ms}
        async with self.mine.replication.write(None, "rule") as unit:
            unit.put("scheme", named(f"办法{version}"), values | {"from_on": self.random.choice(["2026-07-01", "2026-10-01", "2027-01-01"])})


async def check_obligations(mine: Mine) -> None:
    held = [msgspec.convert(row, Held) for row in (await rows(mine, "meeting")).values()]
    for key, row in (await rows(mine, "obligation")).items():
        conclusion, _ = conclude(msgspec.convert(row, Obligation), 3, held, mine.clock.now_ms, Calendar(ZONE))
        stored = {field: row[field] for field in conclusion.__struct_fields__}
        assert (key, stored) == (key, msgspec.structs.asdict(conclusion))


async def check_scores(mine: Mine) -> None:
    """What stands is what an oracle without memory charges; what it no longer charges, or the office took back, is reversed and kept."""
    titles = {row["id"]: row["title"] for row in (await rows(mine, "template")).values()}
    names = {row["id"]: row["name"] for row in (await rows(mine, "organisation")).values()}
    owed = (await rows(mine, "obligation")).values()
    kept = await rows(mine, "deduction")
    returns = await load_returns(mine.database.fetch, [NORTH, SOUTH], 0)
    resolutions = await load_resolutions(mine.database.fetch, [NORTH, SOUTH], 0)
    for row in (await rows(mine, "branch_score")).values():
        counting = [o for o in owed if o["branch"] == row["branch"] and o["period"] in periods_within(row["period"])]
        standings = [
            Standing(o["id"], o["kind"], titles[o["template"]], names[o["org"]], o["period"], o["state"], o["due_at"], o["meeting"]) for o in counting
        ]
        of_branch = [[one for one in found if one.branch == row["branch"]] for found in (resolutions, returns)]
        counted = Facts(standings, *of_branch)
        now_ms = mine.clock.now_ms
        charged = {
            deduction_id(row["branch"], row["period"], c): c for c in charges(BRANCH.deductions, counted, row["period"], Calendar(ZONE), now_ms)
        }
        own = {key: one for key, one in kept.items() if (one["branch"], one["period"]) == (row["branch"], row["period"])}
        assert {key for key, one in own.items() if not one["lapsed"]} == set(charged)
        assert all(own[key]["text"] == charge.text for key, charge in charged.items())
        assert {one["state"] for one in own.values() if one["lapsed"]} <= {"reversed"}
        result = assess(BRANCH, [msgspec.convert(one, Kept) for one in own.values()], [], [])
        assert (row["auto_tenths"], msgspec.json.decode(row["lines"])) == (result.auto_tenths, msgspec.to_builtins(result.lines))


async def check_ratings(mine: Mine) -> None:
    schemes = await loading.load_schemes(mine.database.fetch)
    lines = (await rows(mine, "rating_line")).values()
    reasons = defaultdict[str, list[tuple[Any, ...]]](list)
    for x in lines:
        reasons[x["rating"]].append((x["dimension"], x["rule"], x["points_tenths"], x["text"], x["evidence"]))
    for rating, inputs in await all_inputs(mine):
        scheme = scheme_for(rating["quarter"], schemes)
        assert scheme
        rated = rate(scheme.content, inputs, rating["profile"])
        wanted = [(x.dimension, x.rule, x.points_tenths, x.text, msgspec.json.encode(x.evidence).decode()) for x in rated.lines]
        assert sorted(reasons[rating["id"]], key=str) == sorted(wanted, key=str)
        assert [rating[column] for column in CONCLUSION] == [getattr(rated, column) for column in CONCLUSION]


async def check_statement(mine: Mine) -> None:
    """The database, given the scheme's tables, says what the pure rules say: of the whole, and of every dimension."""
    schemes = await loading.load_schemes(mine.database.fetch)
    ratings, said = await rows(mine, "rating"), dict[str, dict[str, Any]]()
    for quarter in {row["quarter"] for row in ratings.values()}:
        scheme = scheme_for(quarter, schemes)
        assert scheme
        tables = everyone.tables_of(quarter, scheme, ZONE)
        async for place in everyone.stretches(mine.database, quarter):
            async with mine.database.read():
                said |= {row["id"]: row for row in await everyone.ask(mine.database, everyone.RATED, tables, place)}
                assert await everyone.ask(mine.database, everyone.DIFFERING, tables, place) == []
    assert {key: [row[column] for column in CONCLUSION] for key, row in said.items()} == {
        key: [row[column] for column in CONCLUSION] for key, row in ratings.items()
    }


async def check_dry_run(mine: Mine, draft: Content) -> None:
    """What a draft would do, counted by the database, is what the pure rules make of everyone; the scheme that rules moves nobody."""
    schemes, compared = await loading.load_schemes(mine.database.fetch), defaultdict[str, list[tuple[str, Compared]]](list)
    inside = await inside_the_quota(mine)

    def ruling_of(quarter: str) -> Content:
        ruling = scheme_for(quarter, schemes)
        assert ruling
        return ruling.content

    for rating, inputs in await all_inputs(mine):
        compared[rating["quarter"]].append((rating["member"], compare(ruling_of(rating["quarter"]), draft, inputs, rating["profile"])))
    for told in [one.told for one in await dry_run.try_content(mine.replication, draft)]:
        everybody = dict(compared[told.quarter])
        assert told.before == count_stars(Counter(one.before.earned_star for one in everybody.values()))
        assert told.after == count_stars(Counter(one.after.earned_star for one in everybody.values()))
        differing = {member: one for member, one in everybody.items() if one.moves or one.changes}
        assert (told.members, told.moving, told.changing) == (len(everybody), sum(one.moves for one in differing.values()), len(differing))
        before = places_told(ruling_of(told.quarter).quota, inside[told.quarter], {member: one.before for member, one in everybody.items()})
        after = places_told(draft.quota, inside[told.quarter], {member: one.after for member, one in everybody.items()})
        assert (told.places_before, told.places_after) == (before, after)
        assert {one.member: one.differences for one in told.movers} == {member: one.differences() for member, one in differing.items()}
        (same,) = [one.told for one in await dry_run.try_content(mine.replication, ruling_of(told.quarter)) if one.told.quarter == told.quarter]
        assert (same.members, same.before, same.moving, same.changing, same.movers) == (told.members, same.after, 0, 0, [])


async def inside_the_quota(mine: Mine) -> dict[str, dict[str, str]]:
    """By quarter, of each member whom the quota counts the branch: who is neither probationary nor excused."""
    known = [row for row in (await rows(mine, "fact")).values() if row["kind"] == "excused_period" and row["withdrawn_at"] is None]
    excused = {(row["member"], facts.quarter_of(row["on"])) for row in known}
    found = defaultdict[str, dict[str, str]](dict)
    for row in (await rows(mine, "rating")).values():
        if not row["probationary"] and (row["member"], row["quarter"]) not in excused:
            found[row["quarter"]][row["member"]] = row["branch"]
    return found


def places_told(quota: Quota, inside: dict[str, str], rated: dict[str, Rated]) -> PlacesOut:
    """Branch by branch, as `cycles` gives the places."""
    members = Counter(inside.values())
    reaching = Counter(branch for member, branch in inside.items() if rated[member].earned_star == 5)
    places = {branch: places_of(count, quota) for branch, count in members.items()}
    return PlacesOut(reaching.total(), sum(places.values()), sum(max(reaching[branch] - count, 0) for branch, count in places.items()))


async def all_inputs(mine: Mine) -> list[tuple[dict[str, Any], Inputs]]:
    """Each rating with what it rests on, gathered from whole tables the simple way."""
    meetings, marks = await rows(mine, "meeting"), (await rows(mine, "attendance")).values()
    filed = {key: row for key, row in meetings.items() if row["status"] in ("submitted", "approved") and row["filed_at"] is not None}
    known = [row for row in (await rows(mine, "fact")).values() if row["withdrawn_at"] is None]
    stated = [row for row in (await rows(mine, "coverage")).values() if row["withdrawn_at"] is None]
    results = {(row["member"], row["quarter"]): row for row in (await rows(mine, "mass_review")).values() if row["mean_tenths"] is not None}
    found = list[tuple[dict[str, Any], Inputs]]()
    for rating in (await rows(mine, "rating")).values():
        since, until = quarter_bounds(rating["quarter"], ZONE)
        at = [(filed[one["meeting"]], one) for one in marks if one["member"] == rating["member"] and one["meeting"] in filed]
        attended = [_attended(meeting, one) for meeting, one in at if since <= meeting["held_start"] <= until]
        own = [_fact(one) for one in known if one["member"] == rating["member"] and one["on"] <= quarter_days(rating["quarter"])[1]]
        here = [_covered(one) for one in stated if (one["branch"], one["quarter"]) == (rating["branch"], rating["quarter"])]
        found.append((rating, Inputs(rating["quarter"], tuple(attended), tuple(own), tuple(here), _review(results, rating))))
    return found


def _attended(meeting: dict[str, Any], mark: dict[str, Any]) -> Attended:
    return Attended(meeting["id"], meeting["kind"], meeting["title"], local_day(meeting["held_start"]), mark["status"], "", meeting["filed_at"])


def _fact(row: dict[str, Any]) -> Fact:
    kind = facts.KINDS[row["kind"]]
    title = " ".join(word for word in (kind.title, kind.grades.get(row["grade"], ""), row["until"]) if word)
    told = (row["id"], row["kind"], f"{title}：{row['text']}" if row["text"] else title, row["on"], row["grade"], row["amount"], row["until"])
    return Fact(*told, row["entered_by_name"], row["entered_at"], facts.record_of(row["source"]))


def _review(results: dict[tuple[str, str], dict[str, Any]], rating: dict[str, Any]) -> MassReview | None:
    one = results.get((rating["member"], rating["quarter"]))
    return one and MassReview(one["id"], one["mean_tenths"], one["ballots"], spread=tuple(msgspec.json.decode(one["spread"] or "null") or ()))


def _covered(row: dict[str, Any]) -> Covered:
    title = f"{facts.KINDS[row['kind']].title}已报齐"
    return Covered(row["id"], row["kind"], title, local_day(row["stated_at"]), row["stated_by_name"], row["stated_at"])


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_incremental_equals_full_on_a_random_history(mine: Mine, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(everyone, "RATED_AT_ONCE", 1)
    history = History(mine, seed)
    for _ in range(8):
        for _ in range(history.random.randint(4, 12)):
            await history.step()
        await sweep(mine.replication)
        await mine.drain()
        for check in (check_obligations, check_scores, check_ratings, check_statement):
            await check(mine)
        await check_dry_run(mine, msgspec.convert(history.content(), Content))
    before = await revisions(mine)
    assert await draw_all_again(mine) > 0
    assert await revisions(mine) == before
    assert not await mine.database.fetch('select * from "recompute_request"')


async def test_a_lost_conclusion_is_drawn_again(mine: Mine) -> None:
    """Guards the test above: a full recompute does see what is wrong."""
    await mine.database.fetch('update "obligation" set "state" = {} where "id" = {}', "late", obligation_id("theme_day", SOUTH, "2026-11"))
    await draw_all_again(mine)
    assert (await rows(mine, "obligation"))[obligation_id("theme_day", SOUTH, "2026-11")]["state"] == "upcoming"
