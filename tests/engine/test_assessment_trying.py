"""What another scheme of branch assessment would make of a quarter: whose band and points differ, and by which lines."""

from msgspec.structs import replace

from server.domain.assessments.rules import AssessmentContent, Case, Compared, Facts, Marked, charges, compare, count_bands, settle
from tests.engine.test_assessment_rules import BRANCH, CALENDAR, CONTENT, NOW, changed, entry, form, standing


def tried(draft: AssessmentContent, missed: int = 1, share: float = 0.9, **more) -> Compared:
    """A quarter with so many duties missed and a form by which every item has a share, judged by the scheme that ships and by a draft."""
    case = Case(BRANCH, "2026-Q4", Facts([standing("overdue", n) for n in range(missed)]), {}, [form(share)], [])
    return compare(CONTENT, draft, replace(case, **more), CALENDAR, NOW)


def told(compared: Compared) -> list[tuple[str, int | None, int | None]]:
    return [(one.part, one.before_tenths, one.after_tenths) for one in compared.differences()]


def dearer(points_tenths: int) -> AssessmentContent:
    return changed(deductions=(replace(CONTENT.deductions[0], points_tenths=points_tenths), *CONTENT.deductions[1:]))


def test_the_same_scheme_changes_nothing() -> None:
    same = tried(CONTENT)
    assert (same.moves, same.changes, same.differences(), same.unscored) == (False, False, [], [])


def test_a_dearer_miss_is_told_as_its_line_and_as_its_share_of_the_total() -> None:
    compared = tried(dearer(-50), share=0.85)
    assert told(compared) == [("auto", -20, -50), ("total", 588, 570)]
    assert compared.differences()[0].text.endswith("扣5分")
    assert (compared.moves, compared.changes, compared.step_tenths) == (False, True, -18)


def test_a_rule_that_is_gone_gives_its_points_back_and_is_told_last() -> None:
    compared = tried(changed(deductions=CONTENT.deductions[1:]))
    assert told(compared) == [("total", 588, 600), ("auto", -20, None)]


def test_a_deduction_under_a_rule_of_another_name_is_the_same_deduction() -> None:
    renamed = changed(deductions=(replace(CONTENT.deductions[0], id="missed"), *CONTENT.deductions[1:]))
    assert not tried(renamed).changes


def test_what_was_reversed_stays_reversed_under_a_draft() -> None:
    ((row_id, row),) = settled().items()
    assert not tried(dearer(-50), known={row_id: {**row, "id": row_id, "verdict": "reversed"}}).changes
    assert tried(dearer(-50), known={row_id: {**row, "id": row_id, "verdict": "upheld"}}).changes


def settled() -> dict:
    return settle(BRANCH, "2026-Q4", charges(CONTENT.deductions, Facts([standing("overdue", 0)]), "2026-Q4", CALENDAR, NOW), {})


def test_other_limits_move_a_branch_whose_points_stay() -> None:
    compared = tried(changed(bands=(replace(CONTENT.bands[0], at_least_tenths=950), *CONTENT.bands[1:])))
    assert (compared.before.band, compared.after.band, compared.moves, compared.changes, told(compared)) == ("A", "B", True, True, [])


def test_a_veto_that_caps_at_another_band_is_told_in_words() -> None:
    compared = tried(changed(veto_band="B"), entries=[entry(0, kind="veto")])
    assert (compared.before.band, compared.after.band) == ("C", "B")
    assert [one.text for one in compared.differences()] == ["记录弄虚作假：被集团公司表彰，等次最高为B"]


def test_an_item_that_nobody_scored_takes_the_total_away_and_is_named_once() -> None:
    added = changed(items=(*CONTENT.items[:-1], replace(CONTENT.items[-1], key="study", title="理论学习")))
    compared = tried(added)
    assert (compared.unscored, compared.after.total_tenths, compared.moves, told(compared)) == (["理论学习"], None, True, [])
    assert compared.step_tenths == 0
    before = tried(added, forms=[])
    assert (before.unscored, before.changes) == ([], False), "it had none before either"


def test_without_a_form_the_automatic_score_alone_is_compared() -> None:
    compared = tried(dearer(-50), forms=[])
    assert (told(compared), compared.step_tenths, compared.moves) == ([("auto", -20, -50)], -30, False)
    half = {key: Marked(marked.points_tenths, "") for key, marked in list(form(0.9).marks.items())[:5]}
    assert told(tried(dearer(-50), forms=[replace(form(0.9), marks=half)])) == [("auto", -20, -50)]


def test_bands_are_counted_in_the_order_of_the_draft_with_those_it_gives_up_behind() -> None:
    draft = changed(bands=(replace(CONTENT.bands[0], band="优"), *CONTENT.bands[1:]))
    compared = [tried(draft), tried(draft, share=0.6), tried(draft, forms=[])]
    counted = [(one.band, one.before, one.after) for one in count_bands((CONTENT, draft), compared)]
    assert counted == [("优", 0, 1), ("B", 1, 1), ("C", 0, 0), ("A", 1, 0), ("", 1, 1)]
