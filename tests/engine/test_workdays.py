"""The yearly notice of holidays as a pure function: what differs from Monday to Friday, what cannot be, which years nobody has entered."""

from datetime import date

import pytest

from server.domain.obligations import rules


def test_a_notice_becomes_what_differs_from_monday_to_friday() -> None:
    found = rules.exceptions_of(2027, ["2027-01-01", "2027-01-02", "2027-01-03"], ["2027-01-09", "2027-01-11"])
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
    with pytest.raises(ValueError, match=said):
        rules.exceptions_of(2027, holidays, workdays)


def test_a_year_without_any_exception_on_record_is_unknown() -> None:
    known = ["2026-01-01", "2026-10-10"]
    assert rules.unknown_years(known, date(2026, 12, 31), date(2027, 3, 1)) == [2027]
    assert rules.unknown_years(known, date(2026, 1, 1), date(2026, 12, 31)) == []
