"""Underground a secretary records a visit as a liaison and an example of the own work; the office makes an order and a course of them."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.guiding import PLACE, assign
from tests.browser.people import Person, PhoneUser, told
from tests.browser.recording import SECRETARY
from tests.services import LinghangProcess

PROBLEM = "井口牌板的党员责任区没有更新"
EXAMPLE = "搬家期间把三条规程讲成顺口溜，班前会全员背得出"
NEED, COURSE = "想学党课课件怎样做", "职工培训中心，下月第一周"


def record(liaison: PhoneUser) -> None:
    """What is missing is said, what was typed is kept."""
    page = liaison.page
    page.goto(f"{liaison.url}/#/more")
    page.get_by_role("link", name=re.compile("走访联系")).click()
    told(page, "我的联系点")
    page.get_by_role("link", name="记一次走访").click()
    told(page, re.compile("还没有写做了什么"))
    page.get_by_role("button", name="随班下井查看责任区").click()
    page.get_by_role("button", name="加一个问题").click()
    page.get_by_label("发现的问题").fill(PROBLEM)
    expect(page).to_have_url(re.compile("/visiting/[0-9a-f-]{36}$"))
    page.reload()
    expect(page.get_by_label("发现的问题")).to_have_value(PROBLEM)
    expect(page.get_by_role("heading", name="记一次走访")).to_be_visible()
    liaison.is_accessible()
    page.get_by_role("button", name="保存", exact=True).click()
    told(page, "已存在本机，待送达")


def write(secretary: PhoneUser) -> None:
    """A word alone is not enough; what is to be learnt is asked for beside it."""
    page = secretary.page
    page.goto(f"{secretary.url}/#/growth")
    page.get_by_role("link", name=re.compile("站起来会说")).click()
    page.get_by_role("radio", name="能带别人").click()
    page.get_by_label("一件事例").fill("")
    told(page, re.compile("还没有写一件事例"))
    page.get_by_label("一件事例").fill(EXAMPLE)
    page.wait_for_timeout(400)  # the choice has taken its colour
    secretary.is_accessible()
    page.get_by_role("button", name="保存", exact=True).click()
    told(page, re.compile("顺口溜"))
    page.get_by_role("button", name="提一项学习需求").click()
    page.get_by_role("dialog").get_by_label("想学什么").fill(NEED)
    page.get_by_role("dialog").get_by_role("button", name="提一项学习需求").click()
    told(page, "已存在本机，待送达")


def order(office: Person) -> None:
    """Two clicks from the problem to the order."""
    page = office.page
    page.goto(f"{office.url}/#/office/guides/visits?state=filed")
    page.get_by_role("row").filter(has_text="1 个问题待解决").filter(has_text="随班下井查看责任区").get_by_role("link").click()
    page.get_by_role("button", name="转督办", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="转督办", exact=True).click()
    told(page, re.compile("已转督办"))
    page.get_by_role("link", name=re.compile("督办〔")).wait_for()


TAUGHT = "宣讲骨干培训班"
_ARRANGE = """async title => {
  const {layers, orgs} = await (await fetch('/api/courses')).json()
  const org = orgs.find(one => one.kind === 'committee').id
  const body = JSON.stringify({rev: 0, layer: layers.find(one => one.reach === 'mine').key, org, title})
  const headers = {'Content-Type': 'application/json'}
  return (await fetch(`/api/courses/${crypto.randomUUID()}`, {method: 'PUT', body, headers})).status
}"""


def answer(office: Person, tmp_path: Path) -> None:
    """The office writes beside the secretary, and arranges a course; the course's page says whose need it answers."""
    page = office.page
    assert page.evaluate(_ARRANGE, TAUGHT) == 200
    page.goto(f"{office.url}/#/office/secretaries")
    page.get_by_role("row").filter(has_text="综采一区党支部").get_by_role("link").click()
    told(page, re.compile("顺口溜"))
    page.get_by_role("button", name="写意见：站起来会说").click()
    page.get_by_role("dialog").get_by_role("radio", name="能带别人").click()
    page.get_by_role("dialog").get_by_label("一件事例").fill("请到兄弟支部讲了一课，反映好")
    page.get_by_role("dialog").get_by_role("button", name="保存", exact=True).click()
    told(page, re.compile("反映好"))
    card = page.locator("section.card").filter(has_text=NEED)
    card.get_by_label("对应的培训课程").select_option(index=1)
    card.get_by_role("button", name="安排培训").click()
    page.get_by_role("dialog").get_by_label("说明").fill(COURSE)
    page.get_by_role("dialog").get_by_role("button", name="安排培训").click()
    told(page, f"安排：{COURSE}")
    office.look_wide_and_narrow("office-secretary", tmp_path)
    page.get_by_role("link", name="看这门课").click()
    told(page, "书记的学习需求")
    office.look_wide_and_narrow("office-course-of-a-need", tmp_path)
    expect(page.get_by_role("link", name=re.compile(NEED))).to_have_attribute("href", re.compile("office/secretaries/"))


def test_from_the_pit_a_visit_becomes_an_order_and_a_need_a_course(
    server: LinghangProcess, secretary: PhoneUser, desk: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    assign(server, SECRETARY)
    secretary.home()
    secretary.poke()
    secretary.page.get_by_role("link", name=re.compile(f"^{PLACE}.*要?走访")).click()
    told(secretary.page, PLACE)
    secretary.page.goto(f"{secretary.url}/#/visits")
    told(secretary.page, "我的联系点")
    secretary.go_down()
    record(secretary)
    visit = secretary.page.url
    write(secretary)
    secretary.come_up()
    expect(secretary.page.get_by_text("已存在本机，待送达")).to_have_count(0)
    office = Person(desk(), server.url)
    office.sign_in("office")
    order(office)
    office.look_wide_and_narrow("office-visit", tmp_path)
    answer(office, tmp_path)
    office.page.goto(f"{office.url}/#/office/guides")
    told(office.page, re.compile("没有派人的支部"))
    office.look_wide_and_narrow("office-guides", tmp_path)
    secretary.poke()
    page = secretary.page
    told(page, f"安排：{COURSE}")
    secretary.look("growth-arranged", tmp_path)
    page.get_by_role("link", name="看这门课").click()
    told(page, "您提出的学习需求")
    secretary.look("course-of-a-need", tmp_path)
    page.goto(visit)
    told(page, re.compile("督办〔"))
    page.get_by_role("button", name="已解决", exact=True).click()
    page.get_by_role("dialog").get_by_label("说明").fill("牌板已经更新，现场看过")
    page.get_by_role("dialog").get_by_role("button", name="已解决", exact=True).click()
    told(page, re.compile("牌板已经更新"))
    for person in (office, secretary):
        person.is_well()
