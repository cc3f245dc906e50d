"""The yearly notice of holidays as a pure function: what differs from Monday to Friday, what cannot be, which years nobody has entered."""

from datetime import date

import pytest

from server.domain.obligations import rules


def test_a_notice_becomes_what_differs_from_monday_to_friday() -> None:
    found = rules.exceptions_of(["2027-01-01", "2027-01-02", "2027-01-03"], ["2027-01-09", "2027-01-11"])
    assert found == {"2027-01-01": False, "2027-01-09": True}, "a free weekend and a usual Monday are no exceptions"


@pytest.mark.parametrize(
    ("holidays", "workdays", "said"),
    [
        (["2026-12-31"], [], "不是 2027 年"),
        (["2027-02-30"], [], "不是 2027 年"),
        (["2027-01-01"], ["2027-01-01"], "既写了放假"),
        ([], [], "没有写哪天放假"),
    ],
)
def test_a_notice_that_cannot_be_is_refused_in_words(holidays: list[str], workdays: list[str], said: str) -> None:
    fault = rules.notice_fault(2027, holidays, workdays)
    assert fault and said in fault


def test_a_notice_that_can_be_has_no_fault() -> None:
    assert rules.notice_fault(2027, ["2027-01-01"], ["2027-01-09"]) is None


def test_a_year_without_any_exception_on_record_is_unknown() -> None:
    known = ["2026-01-01", "2026-10-10"]
    assert rules.unknown_years(known, date(2026, 12, 31), date(2027, 3, 1)) == [2027]
    assert rules.unknown_years(known, date(2026, 1, 1), date(2026, 12, 31)) == []


PUBLISHED = """一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周一）上班。
二、春节：2月5日（农历腊月二十九、周五）至11日放假，共7天。1月31日（周日）、2月13日（周六）上班。"""


def days(first: int, last: int, month: int) -> list[str]:
    return [f"2027-{month:02}-{day:02}" for day in range(first, last + 1)]


@pytest.mark.parametrize(
    ("text", "holidays", "workdays", "unclear"),
    [
        (PUBLISHED, [*days(1, 3, 1), *days(5, 11, 2)], ["2027-01-04", "2027-01-31", "2027-02-13"], []),
        ("2027-01-01 休\n2027/1/9 班", ["2027-01-01"], ["2027-01-09"], []),
        ("放假：\n2027年1月1日\n1月4日\n上班：\n1月9日", ["2027-01-01", "2027-01-04"], ["2027-01-09"], []),
        ("1月1日，1月4日放假，1月9日上班", ["2027-01-01", "2027-01-04"], ["2027-01-09"], []),
        ("1月30日至2月1日放假", ["2027-01-30", "2027-01-31", "2027-02-01"], [], []),
        ("2026-05-01 休", [], [], []),
        ("2月30日放假", [], [], []),
        ("元旦 2027-01-01", [], [], ["元旦 2027-01-01"]),
    ],
)
def test_a_notice_is_read_as_it_is_published_or_as_a_list(text: str, holidays: list[str], workdays: list[str], unclear: list[str]) -> None:
    assert rules.read_notice(2027, rules.lines_of(text.encode())) == (holidays, workdays, unclear)
