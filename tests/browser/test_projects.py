"""A secretary proposes a project and declares a brand without a network; the office approves, grades and buys back the one, and names the other."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.people import Person, PhoneUser, told
from tests.services import LinghangProcess

TITLE, BRAND = "智能综采提档升级", "煤海尖兵"


def propose(secretary: PhoneUser) -> None:
    """Written and sent where there is no network; what is missing is said, and nothing typed is lost."""
    page = secretary.page
    secretary.go_down()
    page.goto(f"{secretary.url}/#/more")
    page.get_by_role("link", name=re.compile("突破项目")).click()
    page.get_by_role("link", name="写立项报告").click()
    page.get_by_label("项目名称").fill(TITLE)
    page.get_by_label("存在问题").fill("地质条件复杂，设备磨合期故障多")
    page.get_by_label("主要措施").fill("党员先锋岗；导师带徒")
    told(page, re.compile("还没有写工作目标、节点"))
    page.get_by_label("工作目标").fill("开机率达到92%")
    page.get_by_role("button", name="加一个节点").click()
    page.get_by_label("做什么").fill("方案会审")
    page.get_by_label("哪天前").fill(page.get_by_label("完成期限").input_value())
    secretary.is_accessible()
    page.get_by_role("button", name="报送", exact=True).click()
    told(page, "已存在本机，待送达")
    secretary.come_up()
    expect(page.get_by_text("已存在本机，待送达")).to_have_count(0)


def decide(office: Person, move: str, **fields: str) -> None:
    """One move of the office, with what it asks for."""
    page = office.page
    page.get_by_role("button", name=move, exact=True).click()
    sheet = page.get_by_role("dialog")
    for label, value in fields.items():
        field = sheet.get_by_label(label)
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    sheet.get_by_role("button", name=move, exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def tell_underground(secretary: PhoneUser) -> None:
    page = secretary.page
    secretary.poke()
    page.get_by_role("button", name="申请验收").wait_for()
    secretary.go_down()
    page.get_by_role("button", name="完成节点").click()
    page.get_by_role("dialog").get_by_role("button", name="完成节点").click()
    page.get_by_role("button", name="申请验收").click()
    page.get_by_role("dialog").get_by_label("说明").fill("开机率92.3%，目标完成")
    secretary.is_accessible()
    page.get_by_role("dialog").get_by_role("button", name="申请验收").click()
    told(page, "待验收")
    secretary.come_up()
    expect(page.get_by_text("已存在本机，待送达")).to_have_count(0)


def declare(secretary: PhoneUser) -> None:
    """A brand is declared underground, and delivered above."""
    page = secretary.page
    secretary.go_down()
    page.goto(f"{secretary.url}/#/more")
    page.get_by_role("link", name=re.compile("支部品牌")).click()
    page.get_by_role("link", name="申报品牌").click()
    for label, text in (("品牌名称", BRAND), ("品牌内涵", "最难的面党员先上"), ("品牌载体", "党员先锋岗"), ("创建措施", "每季研究一次")):
        page.get_by_label(label).fill(text)
    secretary.is_accessible()
    page.get_by_role("button", name="申报", exact=True).click()
    told(page, "已存在本机，待送达")
    secretary.come_up()
    expect(page.get_by_text("已存在本机，待送达")).to_have_count(0)


def give_a_name(office: Person, tmp_path: Path) -> None:
    page = office.page
    page.goto(f"{office.url}/#/office/brands?list=waiting")
    page.get_by_role("link", name=re.compile(BRAND)).click()
    for move in ("同意培育", "评审通过", "命名"):
        decide(office, move)
    told(page, "已命名")
    office.look_wide_and_narrow("office-brand", tmp_path)


def test_a_project_and_a_brand_from_the_pit_to_the_wall(
    server: LinghangProcess, secretary: PhoneUser, desk: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    propose(secretary)
    office = Person(desk(), server.url)
    office.sign_in("office")
    page = office.page
    page.goto(f"{office.url}/#/office/projects?list=waiting")
    page.get_by_role("link", name=re.compile(TITLE)).click()
    decide(office, "立项", 说明="同意立项")
    tell_underground(secretary)
    page.get_by_role("button", name="评定", exact=True).wait_for()
    decide(office, "评定", 等级="优秀（待确认）")
    decide(office, "回购", 回购级别="一等（待确认）", 回购文件="济二党字〔2026〕18号", 回购金额="20000")
    told(page, re.compile("20,000 元"))
    office.look_wide_and_narrow("office-project", tmp_path)
    page.goto(f"{office.url}/#/office/projects?view=wall")
    told(page, re.compile(TITLE))
    office.look_wide_and_narrow("office-projects-wall", tmp_path)
    declare(secretary)
    give_a_name(office, tmp_path)
    secretary.poke()
    told(secretary.page, "有效")
    for person in (office, secretary):
        person.is_well()
