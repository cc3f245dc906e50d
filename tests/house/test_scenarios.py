"""The adversarial scenarios of sync/SPEC.md: all thirty-four are there, and each test that is named for one exists."""

import re

import pytest

from tests.house.project import ROOT

CHAPTER = (ROOT / "sync" / "SPEC.md").read_text().partition("## 10. Adversarial scenarios")[2]
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+) \|$", CHAPTER, re.MULTILINE)


def test_all_thirty_four_are_told() -> None:
    assert [int(number) for number, _, _ in ROWS] == list(range(1, 35))


@pytest.mark.parametrize(("number", "story", "tests"), ROWS, ids=[number for number, _, _ in ROWS])
def test_the_tests_that_play_a_scenario_exist(number: str, story: str, tests: str) -> None:
    """A file holds for the test names that follow it."""
    text, names = "", 0
    for word in re.findall(r"`([^`]+)`", tests):
        if "/" in word:
            text = (ROOT / word).read_text()
        else:
            names += 1
            assert re.search(rf"\bdef {word}\(", text), f"scenario {number} ({story}): there is no {word}"
    assert names, f"scenario {number} names no test"
