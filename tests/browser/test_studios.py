"""A secretary writes an achievement without a network; the office recognises it; the member's star line leads to it."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.api.photos import picture
from tests.browser.people import Person, PhoneUser, told
from tests.browser.recording import MEMBER
from tests.services import LinghangProcess

TITLE = "风流干燥法处理截割电机进水"


def write_underground(secretary: PhoneUser, member: str, tmp_path: Path) -> None:
    """The case of the source as it is told: from more than ten hours to one, four million yuan indirectly."""
    page = secretary.page
    secretary.home()
    page.goto(f"{secretary.url}/#/studios")
    page.get_by_role("link", name="填一项成果").wait_for()
    secretary.look("studios", tmp_path)
    secretary.go_down()
    page.get_by_role("link", name="填一项成果").click()
    shot = {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    page.locator("input[type=file]").nth(1).set_input_files([shot])  # type: ignore[list-item]
    told(page, "在本机，和填写的内容一起送出")
    page.reload()
    told(page, "在本机，和填写的内容一起送出")
    page.get_by_label("名称").fill(TITLE)
    page.get_by_label("做法和成效").fill("打开接线腔引入压风，边吹边测绝缘，合格即可送电。")
    page.get_by_label("衡量什么").fill("截割电机进水的影响时间")
    page.get_by_label("改进前", exact=True).fill("10多")
    page.get_by_label("改进后").fill("1")
    page.get_by_label("单位").fill("小时")
    page.get_by_label("年创效（万元）").fill("400")
    page.get_by_role("radio", name="间接创效").click()
    page.get_by_label("测算依据").fill("减少影响时间 × 小时产量 × 吨煤效益")
    expect(page.get_by_role("button", name="申报", exact=True)).to_be_disabled()
    told(page, "还差：完成人比例合计 100%")
    page.get_by_role("button", name="加一名完成人").click()
    page.get_by_label("完成人 1", exact=True).select_option(label=member)
    secretary.look("achieve", tmp_path)
    page.get_by_role("button", name="申报", exact=True).click()
    told(page, "已存在本机，待送达")
    told(page, re.compile("由10多小时变为1小时"))
    secretary.come_up()
    expect(page.get_by_text("已存在本机，待送达")).to_have_count(0)
    told(page, "待审")
    expect(page.locator(".file-stand", has_text="已送达")).to_have_count(1)


def recognise(office: Person, tmp_path: Path) -> None:
    """Two clicks from the list: the achievement, and 通过."""
    page = office.page
    page.goto(f"{office.url}/#/office/studios/achievements?state=submitted")
    page.get_by_role("link", name=re.compile(TITLE)).wait_for()
    office.look("office-achievements", tmp_path)
    page.get_by_role("link", name=re.compile(TITLE)).click()
    told(page, re.compile("间接创效400万元/年"))
    office.look("office-achievement", tmp_path)
    page.get_by_role("button", name="通过", exact=True).click()
    expect(page.get_by_role("button", name="通过", exact=True)).to_have_count(0)


def find_in_the_stars(member: PhoneUser, tmp_path: Path) -> None:
    """The line of 创新创效 leads to the achievement, with everything it says."""
    page = member.page
    page.goto(f"{member.url}/#/stars")
    dimension = page.locator("details.dimension").filter(has=page.locator(".dimension-name", has_text="创新创效"))
    dimension.locator("summary").click()
    line = dimension.get_by_role("link", name=re.compile(TITLE))
    expect(line).to_be_visible(timeout=30_000)
    line.click()
    told(page, re.compile("认定，从这一天起计入评星"))
    member.look("achievement", tmp_path)


def set_up_a_studio(office: Person, member: str, tmp_path: Path) -> None:
    """The office founds a studio with its lead; its targets count from then on, and its quarter prints."""
    page = office.page
    page.goto(f"{office.url}/#/office/studios/new")
    page.get_by_label("名称").fill("综采一区党员创新工作室")
    page.get_by_label("所属组织").select_option(label="综采一区党支部")
    page.get_by_label("加成员").fill(member)
    page.get_by_role("button", name=re.compile(member)).first.click()
    page.get_by_role("button", name="保存", exact=True).click()
    told(page, re.compile("0 / 4"))
    office.look("office-studio", tmp_path)
    page.get_by_role("link", name="季度报告").click()
    told(page, re.compile("年目标完成情况"))
    office.is_accessible()


def test_an_achievement_comes_up_from_underground_and_into_the_stars(
    server: LinghangProcess, secretary: PhoneUser, desk: Callable[..., BrowserContext], phone: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    office, member = Person(desk(), server.url), PhoneUser(phone("member"), server.url)
    office.sign_in("office")
    member.sign_in(MEMBER)
    name = member.page.evaluate("fetch('/api/me').then(answer => answer.json()).then(me => me.name)")
    set_up_a_studio(office, name, tmp_path)
    write_underground(secretary, name, tmp_path)
    recognise(office, tmp_path)
    find_in_the_stars(member, tmp_path)
    for person in (office, secretary, member):
        person.is_well()
