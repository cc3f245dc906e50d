"""Honours and stories by their rules: what is refused and why, whose consent is missing, what phones carry, what a sheet adds."""

from typing import Any

import pytest

from server.domain.honours import rules
from server.domain.honours.rules import Block, Given, Known, Someone
from server.domain.honours.rules.sheet import HonourPlan
from server.kit.identity import Actor, Grant
from tests.honours import HEAD, honour_sheet

OFFICE = Actor("office", None, "干事", (Grant("office", "c", None, True),))
SECRETARY = Actor("s", "m0", "书记", (Grant("office", "c", None, True), Grant("secretary", "b", "b")))
LEVELS = {"国家级": "national", "矿级": "mine"}
STORY: dict[str, Any] = {
    "id": "s", "kind": "person", "title": "标题", "lead": "", "org": "b", "state": "draft", "edited_by": "writer",
    "people": [{"name": "徐建新", "member": "m1"}, {"name": "老矿工", "member": ""}],
    "blocks": [{"kind": "paragraph", "text": "正文", "picture": ""}],
}  # fmt: skip
ASKED = [{"member": "m1", "name": "徐建新", "state": "given"}, {"member": "", "name": "老矿工", "state": "given"}]


def code(fault: Any) -> str | None:
    return fault.code if fault else None


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, None),
        ({"year": 1900}, "honours.year"),
        ({"year": 2027}, "honours.year"),
        ({"level": "galactic"}, "honours.level"),
        ({"title": "  "}, "honours.title"),
        ({"member": ""}, "honours.whose"),
        ({"org": "b"}, "honours.whose"),
    ],
)
def test_an_honour_has_a_year_a_level_a_title_and_one_whose_it_is(change: dict[str, Any], wrong: str | None) -> None:
    given = Given(**{"year": 2014, "level": "national", "title": "全国技术能手", "member": "m1", **change})
    assert code(rules.given_fault(given, 2026, {"national"})) == wrong


def test_nobody_enters_the_own_honour_or_that_of_the_branch_they_speak_for() -> None:
    assert code(rules.own_fault("m0", "b", SECRETARY)) == code(rules.own_fault("", "b", SECRETARY)) == "rights.own_case"
    assert rules.own_fault("m1", "b", SECRETARY) is rules.own_fault("", "other", SECRETARY) is rules.own_fault("m0", "b", OFFICE) is None


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, None),
        ({"title": " "}, "honours.story_title"),
        ({"blocks": [{"kind": "heading", "text": "题", "picture": ""}]}, "honours.story_text"),
        ({"blocks": [*STORY["blocks"], {"kind": "picture", "text": "", "picture": "p"}]}, "honours.story_blank"),
        ({"people": []}, "honours.story_person"),
        ({"people": [], "kind": "case"}, None),
    ],
)
def test_a_story_is_whole_before_it_is_reviewed(change: dict[str, Any], wrong: str | None) -> None:
    assert code(rules.ready_fault(STORY | change)) == wrong


def test_a_text_holds_only_pictures_that_were_handed_in_and_names_nobody_twice() -> None:
    picture = Block("picture", "井架", "p1")
    assert rules.text_fault([picture], [], {"p1"}) is None
    assert code(rules.text_fault([picture], [], set())) == code(rules.text_fault([Block("quote", "", "p1")], [], {"p1"})) == "honours.story_picture"
    assert code(rules.text_fault([], [Someone("甲"), Someone("甲")], set())) == "honours.story_people"
    assert rules.text_fault([], [Someone("甲", "m1"), Someone("甲", "m2")], set()) is None
    assert code(rules.text_fault([Block("paragraph", "x")] * 81, [], set())) == "honours.story_long"


def test_who_wrote_a_text_or_is_in_it_does_not_decide_about_it() -> None:
    who = {"office"}
    assert rules.move_fault(STORY, "review", OFFICE, who, "", []) is None
    writer = Actor("writer", None, "编写人", OFFICE.grants)
    assert code(rules.move_fault(STORY, "review", writer, who, "", [])) == "rights.own_case"
    told_of = Actor("x", "m1", "徐建新", OFFICE.grants)
    assert code(rules.move_fault(STORY | {"state": "published"}, "withdraw", told_of, who, "理由", [])) == "rights.own_case"
    assert code(rules.move_fault(STORY, "review", SECRETARY, {"office", "owner"}, "", [])) == "rights.own_case"
    assert code(rules.move_fault(STORY | {"state": "reviewed"}, "back", OFFICE, who, " ", [])) == "lifecycle.missing"
    assert code(rules.move_fault(STORY, "publish", OFFICE, who, "", ASKED)) == "lifecycle.state"


@pytest.mark.parametrize("state", ["asked", "declined", "withdrawn"])
def test_nothing_is_published_unless_everybody_in_it_agrees(state: str) -> None:
    reviewed = STORY | {"state": "reviewed"}
    assert rules.move_fault(reviewed, "publish", OFFICE, {"office"}, "", ASKED) is None
    for at in (0, 1):
        consents = [one | ({"state": state} if place == at else {}) for place, one in enumerate(ASKED)]
        fault = rules.move_fault(reviewed, "publish", OFFICE, {"office"}, "", consents)
        assert fault is not None
        assert (fault.code, ASKED[at]["name"] in fault.detail) == ("honours.story_consent", True)
    assert code(rules.publish_fault(reviewed, [])) == "honours.story_consent"


def test_an_answer_fits_the_question_and_a_text_that_changed_is_asked_about_anew() -> None:
    assert code(rules.answer_fault(None, "given")) == "honours.story_asked_anew"
    assert rules.answer_fault({"state": "asked"}, "given") is rules.answer_fault({"state": "given"}, "withdrawn") is None
    assert code(rules.answer_fault({"state": "asked"}, "withdrawn")) == "honours.story_not_given"
    assert code(rules.answer_fault({"state": "withdrawn"}, "given")) == "honours.story_was_withdrawn"
    assert rules.consent_id("s", "m1", 1) != rules.consent_id("s", "m1", 2)


def test_phones_carry_the_newest_pages_as_far_as_there_is_room() -> None:
    pages = [{"id": str(at), "published_at": at, "size": 5_000} for at in range(30)]
    assert rules.carried(pages) == {str(at) for at in range(30 - rules.CARRIED, 30)}
    heavy = [{"id": str(at), "published_at": at, "size": rules.CARRIED_BYTES // 3 + 1} for at in range(5)]
    assert rules.carried(heavy) == {"4", "3"}
    assert rules.carried([]) == set()


def test_a_page_brings_small_copies_of_its_first_pictures_and_says_how_much_it_weighs() -> None:
    blocks = [{"kind": "picture", "text": f"图{at}", "picture": f"p{at}"} for at in range(5)]
    pictures = {f"p{at}": {"width": 360, "height": 240, "small": "x" * 1000, "secret": 1} for at in range(5)}
    page = rules.page_of(STORY | {"blocks": blocks}, "", 7, "运转工区党支部", pictures, [])
    assert list(page["pictures"]) == ["p0", "p1", "p2"]
    assert page["pictures"]["p0"].keys() == {"width", "height", "small"}
    assert (page["names"], page["published_at"], 3000 < page["size"] < 5000) == ("徐建新、老矿工", 7, True)
    assert rules.BLANK.keys() <= page.keys()


# --- Sheets

MEMBERS = [
    {"id": "m0", "employee_no": "E0", "name": "曹明", "branch": "b", "branch_name": "综采一区党支部"},
    {"id": "m1", "employee_no": "E1", "name": "徐建新", "branch": "b", "branch_name": "综采一区党支部"},
    {"id": "m2", "employee_no": "E2", "name": "徐建新", "branch": "b2", "branch_name": "运转工区党支部"},
]
ORGS = [{"id": "b", "name": "综采一区党支部", "branch": "b"}, {"id": "b2", "name": "运转工区党支部", "branch": "b2"}]


def planned(*rows: tuple[Any, ...], known: frozenset[str] = frozenset(), actor: Actor = OFFICE, head: tuple[str, ...] = HEAD) -> HonourPlan:
    page = rules.read_page(honour_sheet(rows, head))
    return rules.plan_honours(page, rules.read_rows(page), Known(MEMBERS, ORGS, LEVELS, known, 2026), actor)


def test_a_sheet_adds_honours_of_members_and_organisations() -> None:
    plan = planned(
        (2014, "国家级", "全国技术能手", "e2", "", "", "人社部"),
        ("2019年度", "矿级", "先进基层党组织", "", "", "运转工区党支部", ""),
        (2020, "矿级", "标兵", "", "徐建新", "综采一区党支部", ""),
        (),
        ("合计", "", "3", "", "", "", ""),
    )
    assert plan.problems == []
    told = sorted((one["year"], one["member"], one["org"], one["branch"], one["name"]) for one in plan.honours.values())
    assert told == [(2014, "m2", "", "b2", "徐建新"), (2019, "", "b2", "b2", "运转工区党支部"), (2020, "m1", "", "b", "徐建新")]
    again = planned((2014, "国家级", "全国技术能手", "E2", "徐建新", "", ""), known=frozenset(plan.honours))
    assert (again.honours, again.known) == ({}, 1)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ((2014, "宇宙级", "能手", "E1"), "级别"),
        (("去年", "矿级", "能手", "E1"), "年度"),
        ((2030, "矿级", "能手", "E1"), "年度"),
        ((2014, "矿级", "能手", "E9"), "工号"),
        ((2014, "矿级", "能手", "E1", "曹明"), "姓名"),
        ((2014, "矿级", "能手", "", "徐建新"), "姓名"),
        ((2014, "矿级", "能手", "", "张三"), "姓名"),
        ((2014, "矿级", "能手", "", "", "不认识的支部"), "党组织"),
        ((2014, "矿级", "能" * 101, "E1"), "荣誉名称"),
    ],
)
def test_a_row_that_cannot_be_taken_is_refused_at_its_column_and_the_others_are_taken(row: tuple[Any, ...], column: str) -> None:
    plan = planned(row, (2015, "矿级", "标兵", "E0"))
    assert ([one.column for one in plan.problems], len(plan.honours)) == ([column], 1)
    (problem,) = plan.problems
    assert (problem.row, bool(problem.reason and problem.remedy)) == (3, True)


def test_a_row_about_oneself_and_a_row_told_twice_are_refused() -> None:
    plan = planned((2015, "矿级", "标兵", "E0"), (2015, "矿级", "标兵", "E1"), (2015, "矿级", "标兵", "E1"), actor=SECRETARY)
    assert [(one.row, one.column) for one in plan.problems] == [(3, "姓名"), (5, "荣誉名称")]


def test_a_workbook_without_honours_says_what_is_missing_and_a_template_can_be_read_back() -> None:
    with pytest.raises(Exception) as wrong:
        rules.read_page(honour_sheet([], ("日期", "事项")))
    assert getattr(wrong.value, "code", "") == "honours.no_sheet"
    assert rules.read_page(rules.template(["国家级"])).sheet.columns.keys() >= {"year", "level", "title", "name", "org"}
