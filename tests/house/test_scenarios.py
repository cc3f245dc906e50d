"""The adversarial scenarios of sync/SPEC.md and the worked cases of docs/rules.md: all are there, and each test that is named for one exists."""

import re

import pytest

from tests.house.project import ROOT

CHAPTER = (ROOT / "sync" / "SPEC.md").read_text().partition("## 10. Adversarial scenarios")[2]
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+) \|$", CHAPTER, re.MULTILINE)
CASES = (ROOT / "docs" / "rules.md").read_text().partition("## Worked cases")[2]
WORKED = re.findall(r"^\| (\d+) \| (.+?) \| .+? \| (.+) \|$", CASES, re.MULTILINE)


def test_all_sixteen_worked_cases_are_told() -> None:
    assert [int(number) for number, _, _ in WORKED] == list(range(1, 17))


def test_all_thirty_four_are_told() -> None:
    assert [int(number) for number, _, _ in ROWS] == list(range(1, 35))


@pytest.mark.parametrize(
    ("number", "story", "tests"), [*ROWS, *WORKED], ids=[*(f"scenario {one[0]}" for one in ROWS), *(f"case {one[0]}" for one in WORKED)]
)
def test_the_tests_that_play_it_exist(number: str, story: str, tests: str) -> None:
    """A file holds for the test names that follow it."""
    text, names = "", 0
    for word in re.findall(r"`([^`]+)`", tests):
        if "/" in word:
            text = (ROOT / word).read_text()
        else:
            names += 1
            assert re.search(rf"\bdef {word}\(", text), f"{number} ({story}): there is no {word}"
    assert names, f"{number} ({story}) names no test"
