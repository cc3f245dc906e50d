"""A secretary holds a session underground and marks it; the office writes down a rank, a course and a pair; star lines lead to the records."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.guiding import PLACE, assign
from tests.browser.people import Person, PhoneUser, told
from tests.browser.recording import MEMBER
from tests.services import LinghangProcess

TITLE = "岗位安全规程"


def mark_underground(secretary: PhoneUser, member: str, tmp_path: Path) -> None:
    """Everyone by one tap, then the one who was on shift; nothing waits for a network."""
    page = secretary.page
    secretary.home()
    page.goto(f"{secretary.url}/#/training")
    page.get_by_role("link", name="记一次本支部培训").wait_for()
    secretary.ready_for_underground()
    secretary.go_down()
    page.get_by_role("link", name="记一次本支部培训").click()
    page.get_by_role("button", name="保存", exact=True).click()
    told(page, "请写明课程")
    page.get_by_role("button", name=TITLE, exact=True).click()
    page.get_by_label("地点").fill("班前会议室")
    secretary.is_accessible()
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("button", name=re.compile("全部到会")).click()
    page.get_by_role("button", name=re.compile(f"^{member}")).click()
    page.get_by_role("radio", name="请假").click()
    expect(page.get_by_role("button", name="保存", exact=True)).to_be_disabled()
    page.get_by_role("button", name="当班", exact=True).click()
    page.get_by_role("button", name="保存", exact=True).click()
    told(page, re.compile("请假 1"))
    secretary.look_in_all_light("training-session", tmp_path)
    secretary.come_up()
    expect(page.get_by_text("已存在本机，待送达")).to_have_count(0)


def make_up(secretary: PhoneUser, member: str) -> None:
    """The next day the same person heard it after all."""
    page = secretary.page
    page.get_by_role("button", name=re.compile(f"^{member}")).click()
    page.get_by_role("radio", name="已补课").click()
    page.get_by_role("button", name="保存", exact=True).click()
    secretary.delivered()


def rank(office: Person, member: str, tmp_path: Path) -> None:
    """A contest, and who came second."""
    page = office.page
    page.goto(f"{office.url}/#/office/training/contests/new")
    page.get_by_label("比武", exact=True).fill("矿职工技能比武")
    page.get_by_label("工种", exact=True).fill("维修电工、综采维修钳工")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_label("选手：姓名、拼音或工号").fill(member)
    page.get_by_role("button", name=re.compile(member)).first.click()
    page.get_by_label("名次", exact=True).select_option(label="第二名")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_role("button", name=f"删去{member}的名次").wait_for()
    office.look("office-contest", tmp_path)


def teach(office: Person, tmp_path: Path) -> None:
    """A course of the mine with a session; what the branch held of its own stands below."""
    page = office.page
    page.goto(f"{office.url}/#/office/training/courses/new")
    page.get_by_label("课程", exact=True).fill("应急救援培训")
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("button", name="安排", exact=True).click()
    told(page, re.compile("个支部已点名"))
    page.goto(f"{office.url}/#/office/training/courses")
    told(page, "支部自己办的")
    office.look("office-courses", tmp_path)
    page.get_by_role("link", name=re.compile(TITLE)).click()
    told(page, "班前会议室")
    office.is_accessible()


def pair(office: Person, member: str, tmp_path: Path) -> None:
    """The member teaches a worker who is no member."""
    page = office.page
    page.goto(f"{office.url}/#/office/training/pairs/new")
    page.get_by_label("师傅").fill(member)
    page.get_by_role("button", name=re.compile(member)).first.click()
    page.get_by_label("徒弟不是党员，写姓名").fill("李小强")
    page.get_by_label("目标").fill("一年内独立顶岗")
    office.look("office-pair", tmp_path)
    page.get_by_role("button", name="保存", exact=True).click()
    told(page, f"{member} 带 李小强")
    office.is_accessible()


def find_in_the_stars(member: PhoneUser, name: str) -> None:
    """Each line of 技能素质 leads to what it rests on."""
    page = member.page
    for line, page_says in ((TITLE, "补课与到会同样计入评星"), ("矿职工技能比武", "维修电工"), ("李小强", f"{name} 带 李小强")):
        page.goto(f"{member.url}/#/stars")
        dimension = page.locator("details.dimension").filter(has=page.locator(".dimension-name", has_text="技能素质"))
        dimension.locator("summary").click()
        link = dimension.get_by_role("link", name=re.compile(line))
        expect(link).to_be_visible(timeout=30_000)
        link.click()
        told(page, re.compile(page_says))
        member.is_accessible()


def take_back(secretary: PhoneUser, tmp_path: Path) -> None:
    """It was written down twice: underground too it is taken back with a reason, and stays to be read."""
    page = secretary.page
    secretary.go_down()
    page.get_by_role("button", name="取消这次培训").click()
    confirm = page.get_by_role("dialog").get_by_role("button", name="取消这次培训")
    expect(confirm).to_be_disabled()
    page.get_by_role("button", name="记重复了").click()
    secretary.look("training-cancel", tmp_path)
    confirm.click()
    told(page, "已取消")
    expect(page.get_by_role("button", name=re.compile("全部到会|其余"))).to_have_count(0)
    secretary.look("training-cancelled", tmp_path)
    secretary.come_up()
    expect(page.get_by_text("已存在本机，待送达")).to_have_count(0)


def test_what_was_taught_underground_and_won_above_comes_into_the_stars(
    server: LinghangProcess, secretary: PhoneUser, desk: Callable[..., BrowserContext], phone: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    office, member = Person(desk(), server.url), PhoneUser(phone("member"), server.url)
    office.sign_in("office")
    assign(server, MEMBER)
    member.sign_in(MEMBER)
    member.page.get_by_role("link", name=re.compile(f"^{PLACE}.*走访")).wait_for()
    member.look_in_all_light("home-guide", tmp_path)
    name = member.page.evaluate("fetch('/api/me').then(answer => answer.json()).then(me => me.name)")
    mark_underground(secretary, name, tmp_path)
    make_up(secretary, name)
    rank(office, name, tmp_path)
    teach(office, tmp_path)
    pair(office, name, tmp_path)
    find_in_the_stars(member, name)
    take_back(secretary, tmp_path)
    for person in (office, secretary, member):
        person.is_well()
