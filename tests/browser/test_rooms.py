"""Two branches want one room without a network: the second is refused, and takes the nearest free time with one tap; the office sees both."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext

from server.kit.clock import local_day, system_clock
from tests.browser.people import Person, PhoneUser, told
from tests.services import LinghangProcess

DAY = (date.fromisoformat(local_day(system_clock())) + timedelta(days=20)).isoformat()


def ask_underground(secretary: PhoneUser) -> None:
    """The form is on the phone; what it asks for waits until there is a network."""
    page = secretary.page
    secretary.home()
    page.goto(f"{secretary.url}/#/rooms/{DAY}")
    page.get_by_role("link", name="预约 党性修养室").wait_for()
    secretary.ready_for_underground()
    secretary.go_down()
    page.get_by_role("link", name="预约 党性修养室").click()
    page.get_by_role("button", name="提交预约").click()
    told(page, "请写明用途")
    page.get_by_role("button", name="主题党日", exact=True).click()
    told(page, "这个时间空着")
    secretary.is_accessible()
    page.get_by_role("button", name="提交预约").click()
    told(page, "送达后按先来后到决定")


def book_meanwhile(office: Person, tmp_path: Path) -> None:
    """The office books the same hour for another branch, which arrives first."""
    page = office.page
    page.goto(f"{office.url}/#/office/rooms/day/{DAY}")
    page.get_by_role("button", name="代支部预约").click()
    page.get_by_label("以哪个组织预约").select_option(label="综采二区党支部")
    page.get_by_label("用途").fill("党课")
    page.get_by_role("button", name="预约", exact=True).click()
    page.get_by_role("button", name=re.compile("综采二区党支部.*党课")).wait_for()
    office.look("office-rooms", tmp_path)


def test_a_request_made_underground_is_refused_and_takes_the_nearest_free_time(
    server: LinghangProcess, secretary: PhoneUser, desk: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    office = Person(desk(), server.url)
    office.sign_in("office")
    ask_underground(secretary)
    book_meanwhile(office, tmp_path)
    page = secretary.page
    secretary.come_up()
    told(page, "别的支部先约了这个时间。")
    offer = page.get_by_role("button", name=re.compile("^改约 党性修养室")).first
    secretary.is_accessible()
    offer.click()
    told(page, "已约上")
    secretary.delivered()
    page.goto(f"{secretary.url}/#/rooms/{DAY}")
    told(page, "综采二区党支部 · 党课")
    told(page, "综采一区党支部 · 主题党日")
    office.page.reload()
    office.page.locator(".rooms-table").get_by_role("button", name=re.compile("综采一区党支部.*主题党日")).click()
    office.page.get_by_label("理由（支部会看到）").fill("会场检修")
    office.page.get_by_role("button", name="取消预约").click()
    secretary.asks_until_gone("综采一区党支部 · 主题党日")
    office.page.goto(f"{office.url}/#/office/rooms/use")
    told(office.page, "党性修养室")
    office.is_accessible()
    office.page.goto(f"{office.url}/#/office/rooms/settings")
    told(office.page, "待确认")
    office.is_accessible()
    for person in (office, secretary):
        person.is_well()
