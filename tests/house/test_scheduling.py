"""The files whose tests stay in one process are there: one that moved would only make the run longer, and nobody would know why."""

from tests.house.project import ROOT
from tests.scheduling import TOGETHER


def test_files_that_stay_together_are_there() -> None:
    assert [file for file in TOGETHER if not (ROOT / file).exists()] == []
