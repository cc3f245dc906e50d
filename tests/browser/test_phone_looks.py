"""The phone's screens in dim light and with type twice as large: nothing is cut off, nothing breaks the accessibility rules."""

import re
from pathlib import Path

from tests.browser.people import PhoneUser, told
from tests.browser.recording import DUTY, write


def fits(person: PhoneUser) -> None:
    """Nothing stands beyond the edge of the screen."""
    assert person.page.evaluate("document.documentElement.scrollWidth") <= person.page.evaluate("innerWidth")


def test_home_and_recorder_in_the_dark_and_with_type_twice_as_large(secretary: PhoneUser, tmp_path: Path) -> None:
    secretary.page.goto(secretary.url + "/#/me")
    secretary.page.get_by_text("井下", exact=True).click()
    secretary.home()
    secretary.look("home-underground", tmp_path)
    write(secretary, "井口会议室", "学习")
    secretary.look("recorder-underground", tmp_path)

    secretary.page.goto(secretary.url + "/#/me")
    secretary.page.get_by_text("日间", exact=True).click()
    twice = "document.documentElement.style.fontSize = '200%'"
    secretary.home()
    secretary.page.evaluate(twice)
    told(secretary.page, re.compile(DUTY))
    fits(secretary)
    secretary.look("home-200-percent", tmp_path)
    secretary.open_duty(DUTY)
    secretary.page.evaluate(twice)
    told(secretary.page, "必填的六项")
    fits(secretary)
    secretary.look("recorder-200-percent", tmp_path)
    secretary.is_well()
