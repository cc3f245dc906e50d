"""The evidence grade: the window between two contacts with the server, and clocks that go alike."""

import pytest

from server.domain.review.rules import GRADES, grade
from sync.mutation import Evidence, Stamp

M = 60_000
START, END = 600 * M, 660 * M


def made(after: int | None, before: int, wall: int = 620, mono: int = 620) -> Evidence:
    return Evidence(None if after is None else after * M, before * M, Stamp(wall * M, mono * M, "b"))


@pytest.mark.parametrize(
    ("found", "letter"),
    [
        ([made(610, 625)], "A"),
        ([made(610, 626)], "B"),
        ([made(590, 1300)], "B"),
        ([made(590, 1311)], "C"),
        ([made(590, 700, wall=300)], "C"),
        ([made(590, 700), made(590, 700, wall=640)], "C"),
        ([made(None, 700)], "C"),
        ([made(None, 599)], "D"),
        ([made(661, 662)], "D"),
        ([made(661, 662), made(590, 1311)], "C"),
        ([], "D"),
    ],
)
def test_the_best_grade_over_what_was_made(found: list[Evidence], letter: str) -> None:
    assert grade(START, END, found) == letter
    assert GRADES[letter]


def test_a_meeting_without_a_time_has_no_witness() -> None:
    assert grade(None, END, [made(610, 620)]) == "D"
