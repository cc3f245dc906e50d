"""What may be said in the box, when it may be answered and closed, and how long that took."""

from typing import Any

import pytest

from server.domain.opinions import rules
from server.domain.opinions.rules import DAY_MS, Sent


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, None),
        ({"text": "慢"}, None),
        ({"text": "长" * 1000, "route": "record/0193a1b2-0000-7000-8000-000000000001"}, None),
        ({"route": "score/2026-Q4"}, None),
        ({"text": ""}, "text"),
        ({"text": " \n "}, "text"),
        ({"text": "长" * 1001}, "text"),
        ({"route": "https://elsewhere"}, "route"),
        ({"route": "//elsewhere"}, "route"),
        ({"route": "record/a?b=c"}, "route"),
    ],
)
def test_one_character_is_enough_and_a_page_is_one_of_the_app(change: dict[str, Any], field: str | None) -> None:
    fault = rules.sent_fault(Sent(**{"kind": "burden", "text": "填了两遍", "named": False, **change}))
    assert (fault and fault.field) == field
    assert fault is None or (fault.detail and fault.remedy)


@pytest.mark.parametrize(
    ("state", "move", "person", "words", "code"),
    [
        ("waiting", "answer", "office", "改了", None),
        ("answered", "close", "office", "", None),
        ("waiting", "answer", "writer", "改了", "rights.own_case"),
        ("answered", "close", "writer", "", "rights.own_case"),
        ("waiting", "answer", "office", " ", "opinions.answer"),
        ("waiting", "close", "office", "", "opinions.state"),
        ("answered", "answer", "office", "改了", "opinions.state"),
        ("closed", "answer", "office", "改了", "opinions.state"),
        ("closed", "close", "office", "", "opinions.state"),
    ],
)
def test_what_waits_is_answered_in_words_before_it_is_closed_and_by_another(state: str, move: str, person: str, words: str, code: str | None) -> None:
    fault = rules.move_fault({"person": "writer", "state": state}, move, person, words)
    assert (fault and fault.code) == code


def test_how_long_an_answer_took_is_the_middle_one() -> None:
    assert rules.median_days([]) is None
    assert rules.median_days([(0, DAY_MS), (0, 9 * DAY_MS), (5, 5 + DAY_MS // 2)]) == 1.0
    assert rules.median_days([(0, DAY_MS), (0, 2 * DAY_MS)]) == 1.5
