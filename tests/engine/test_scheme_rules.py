"""What keeps a scheme from being published, and what another scheme would make of the same quarter."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given

from server.domain.facts import KINDS
from server.domain.ratings.policy.shipped import CONTENT
from server.domain.ratings.rules import (
    Content,
    Inputs,
    Recorded,
    Scheme,
    compare,
    content_mending,
    count_stars,
    identity_mending,
    publishing_mending,
    rate,
    removed,
    removing_mending,
)
from tests.engine.test_rating_rules import profiles, quarters

Change = Callable[[dict[str, Any]], Any]


def changed(change: Change) -> Content:
    """The shipped content after a change of its plain values."""
    content = msgspec.json.decode(msgspec.json.encode(CONTENT))
    change(content)
    return msgspec.convert(content, Content)


def fields(content: Content) -> list[str]:
    return [one.field for one in content_mending(content, KINDS)]


def test_the_shipped_scheme_needs_no_mending() -> None:
    assert content_mending(CONTENT, KINDS) == []


def first_rule(content: dict[str, Any]) -> dict[str, Any]:
    return content["dimensions"][0]["rules"][0]


def dimension(key: str, rule: str = "") -> dict[str, Any]:
    """One that is worth nothing yet, and otherwise as it should be."""
    counted = {"id": rule or f"{key}.rule", "text": "为群众办实事，加1分", "source": "fact", "kinds": ["service"], "points_tenths": 10}
    maxima = {"frontline": 0, "office": 0}
    rests = {"needs": [{"source": "coverage", "kind": "service"}], "pending": "还没有报齐"}
    return {"key": key, "title": f"维度{key}", "maximum_tenths": maxima, "start": "zero", "rules": [counted], **rests}


WRONG: list[tuple[str, Change]] = [
    ("dimensions.sum.frontline", lambda c: c["dimensions"][0]["maximum_tenths"].update(frontline=140)),
    ("dimensions.sum.office", lambda c: c["dimensions"][4]["maximum_tenths"].update(office=61)),
    ("dimensions.1.title", lambda c: c["dimensions"][1].update(title=" ")),
    ("dimensions.0.needs", lambda c: c["dimensions"][0].update(needs=[])),
    ("dimensions.6.needs", lambda c: c["dimensions"][6].update(needs=[])),
    ("dimensions.6.pending", lambda c: c["dimensions"][6].update(pending=" ")),
    ("dimensions.8.rules", lambda c: c["dimensions"][8].update(rules=[])),
    ("dimensions.8.title", lambda c: c["dimensions"][8].update(title="安全生产")),
    ("dimensions", lambda c: c["dimensions"].extend(dimension(f"more.{n}") for n in range(6))),
    ("dimensions.0.rules.0.text", lambda c: first_rule(c).update(text="")),
    ("dimensions.0.rules.0.points_tenths", lambda c: first_rule(c).update(points_tenths=-1001)),
    ("dimensions.0.rules.0.most_times", lambda c: first_rule(c).update(most_times=0)),
    ("dimensions.0.rules.0.cap_tenths", lambda c: first_rule(c).update(cap_tenths=0)),
    ("dimensions.9.rules.0.cap_tenths", lambda c: c["dimensions"][9]["rules"][0].update(cap_tenths=10)),
    ("dimensions.3.rules.0.kinds", lambda c: c["dimensions"][3]["rules"][0].update(kinds=["likes"])),
    ("dimensions.0.rules.0.kinds", lambda c: first_rule(c).update(kinds=[])),
    ("dimensions.3.rules.0.kinds", lambda c: c["dimensions"][3]["rules"][0].update(kinds=[])),
    ("dimensions.9.rules.0.offer", lambda c: c["dimensions"][9]["rules"][0].update(offer="请大家多评")),
    ("dimensions.3.needs", lambda c: c["dimensions"][3].update(needs=[{"source": "coverage", "kind": "likes"}])),
    ("dimensions.3.needs", lambda c: c["dimensions"][3].update(needs=[{"source": "fact"}])),
    ("bonus.rules.0.kinds", lambda c: c["bonus"]["rules"][0].update(kinds=[])),
    ("dimensions", lambda c: c["dimensions"][1]["rules"][0].update(id="political_life.absent")),
    ("bonus.cap_tenths", lambda c: c["bonus"].update(cap_tenths=201)),
    ("bonus.rules.0.points_tenths", lambda c: c["bonus"]["rules"][0].update(points_tenths=-1)),
    ("bonus.rules.0.cap_tenths", lambda c: c["bonus"]["rules"][0].update(cap_tenths=None)),
    ("stars", lambda c: c["stars"].pop()),
    ("stars.0.at_least_tenths", lambda c: c["stars"][0].update(at_least_tenths=900)),
    ("stars.4.at_least_tenths", lambda c: c["stars"][4].update(at_least_tenths=0)),
    ("quota.percent", lambda c: c["quota"].update(percent=34)),
    ("quota.star", lambda c: c["quota"].update(star=4)),
    ("quota.hard_most", lambda c: c["quota"].update(hard_most="1/2")),
    ("quota.least_from", lambda c: c["quota"].update(least_from=0)),
    ("quota.tie_by", lambda c: c["quota"].update(tie_by=["name"])),
    ("dimensions.0.rules.0.kinds", lambda c: first_rule(c).update(kinds=["likes"])),
    ("dimensions.0.rules.0.grades", lambda c: first_rule(c).update(grades=["late"])),
    ("dimensions.3.rules.0.grades", lambda c: c["dimensions"][3]["rules"][0].update(grades=["first"])),
    ("dimensions.5.rules.0.kinds", lambda c: c["dimensions"][5]["rules"][0].update(kinds=["violation"])),
    ("dimensions.2.rules.0.kinds", lambda c: c["dimensions"][2]["rules"][0].update(kinds=["pledge"])),
    ("vetoes.0.title", lambda c: c["vetoes"][0].update(title=" ")),
    ("vetoes.1.text", lambda c: c["vetoes"][1].update(text="")),
    ("vetoes", lambda c: c["vetoes"][1].update(key="accident")),
    ("ballot.excellent", lambda c: c["ballot"].update(excellent=1050)),
    ("ballot.good", lambda c: c["ballot"].update(good=801)),
    ("ballot.poor", lambda c: c["ballot"].update(poor=700)),
    ("calendar.draft_day", lambda c: c["calendar"].update(draft_day=0)),
    ("calendar.review_day", lambda c: c["calendar"].update(review_day=5)),
    ("calendar.publicity_workdays", lambda c: c["calendar"].update(publicity_workdays=4)),
    ("calendar.appeal_workdays", lambda c: c["calendar"].update(appeal_workdays=0)),
]


@pytest.mark.parametrize(("field", "change"), WRONG, ids=[field for field, _ in WRONG])
def test_what_is_wrong_is_told_at_its_field(field: str, change: Change) -> None:
    assert fields(changed(change)) == [field]
    assert all(one.reason for one in content_mending(changed(change), KINDS))


@pytest.mark.parametrize("text", ["1/0", "0/3", "三分之一", "-1/3"])
def test_a_ceiling_that_is_no_fraction_is_not_even_kept(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        changed(lambda c: c["quota"].update(hard_most=text))


def test_maxima_that_do_not_sum_say_by_how_much() -> None:
    told = content_mending(changed(WRONG[0][1]), KINDS)
    assert [one.reason for one in told] == ["一线岗位合计99分，少1分；应为100分"]


def test_a_content_stored_without_a_setting_or_with_one_that_is_none_any_more_still_reads() -> None:
    assert changed(lambda c: c.update(ballot={"excellent": 1000, "good": 850}, likes=1)) == CONTENT
    assert changed(lambda c: c.pop("ballot")) == CONTENT


PUBLISHED = [Scheme("one", 1, "2019-07-01", CONTENT), Scheme("two", 2, "2027-01-01", CONTENT)]


@pytest.mark.parametrize(
    ("from_on", "published", "may"),
    [
        ("2026-10-01", PUBLISHED[:1], True),
        ("2027-01-01", PUBLISHED, True),
        ("2026-07-01", PUBLISHED[:1], False),
        ("2026-10-02", PUBLISHED[:1], False),
        ("2026-10-01", PUBLISHED, False),
    ],
)
def test_a_scheme_rules_from_the_first_day_of_a_quarter_that_is_not_over(from_on: str, published: list[Scheme], may: bool) -> None:
    assert (publishing_mending(from_on, "2026-11-27", published) == []) is may


# --- Dimensions come and go, and stay what they are


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda c: c["dimensions"].append(dimension("home")), []),
        (lambda c: c["dimensions"].pop(8), []),
        (lambda c: c["dimensions"].append(dimension("bonus")), ["dimensions.10.title"]),
        (lambda c: c["dimensions"].append(dimension("家风")), ["dimensions.10.title"]),
        (lambda c: c["dimensions"].append(dimension("home", "service.small")), ["dimensions.10.rules.0.text"]),
        (lambda c: c["dimensions"][8].update(key="helping"), [f"dimensions.8.rules.{at}.text" for at in range(3)]),
        (lambda c: c["dimensions"][0]["rules"].append({**c["bonus"]["rules"][0]}), ["dimensions.0.rules.3.text"]),
    ],
)
def test_what_has_the_id_of_a_published_rule_stays_in_its_dimension(change: Change, told: list[str]) -> None:
    assert [one.field for one in identity_mending(changed(change), [CONTENT])] == told


def test_a_dimension_that_counts_in_the_running_quarter_falls_away_from_the_next_one_on() -> None:
    draft = changed(lambda c: [c["dimensions"].pop(at) for at in (9, 8, 0)])
    there = [
        Recorded("fact", "service", 7),
        Recorded("fact", "violation", 9),
        Recorded("attendance", "theme_day", 33),
        Recorded("mass_review", "", 0),
    ]
    gone = removed(draft, CONTENT, there)
    assert [(one.key, one.records) for one in gone] == [("political_life", 33), ("service", 7), ("mass_review", 0)]
    told = [one.reason for one in removing_mending(gone)]
    assert told[1] == "“服务群众”本季度已有7条记录在计分，不能从本季度起去掉，请从下一季度起施行"
    assert len(told) == 2
    assert removed(CONTENT, CONTENT, there) == []


# --- What another scheme would do

STRICTER = changed(lambda c: (first_rule(c).update(points_tenths=-50), c["stars"][2].update(at_least_tenths=850)))


@given(quarters, profiles)
def test_what_differs_accounts_for_the_whole_difference(inputs: Inputs, profile: str) -> None:
    compared = compare(CONTENT, STRICTER, inputs, profile)
    assert (compared.before, compared.after) == (rate(CONTENT, inputs, profile), rate(STRICTER, inputs, profile))
    differences = compared.differences()
    moved = sum((one.after_tenths or 0) - (one.before_tenths or 0) for one in differences)
    if compared.before.total_tenths is not None and compared.after.total_tenths is not None:
        assert moved == compared.after.total_tenths - compared.before.total_tenths
    assert bool(differences) or not compared.changes


@given(quarters, profiles)
def test_the_same_scheme_moves_nobody(inputs: Inputs, profile: str) -> None:
    compared = compare(CONTENT, CONTENT, inputs, profile)
    assert (compared.moves, compared.changes, compared.differences()) == (False, False, [])


def test_stars_are_counted_with_those_who_wait() -> None:
    counted = count_stars({5: 2, 0: 1, None: 2, 3: 1})
    assert (counted.five, counted.four, counted.three, counted.none, counted.waiting) == (2, 0, 1, 1, 2)
