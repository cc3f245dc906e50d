"""Facts in a real browser: the office imports and enters, sees what is missing and states it; a secretary enters underground; a member reads."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.people import NARROW, PASSWORD, Person, PhoneUser, told
from tests.engine.fact_sheets import book
from tests.services import LinghangProcess

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BRANCH = "综采一区党支部"


def enter_and_withdraw(office: Person, person: dict[str, str], tmp_path: Path) -> None:
    """Enters one fact by hand, and withdraws one with a reason."""
    page = office.page
    page.get_by_role("button", name="录入一条").click()
    page.get_by_label("党员（姓名、拼音首字母或工号）").fill(person["employee_no"])
    option = f"{person['name']} {person['employee_no']} {person['branch_name']}"
    page.get_by_label("党员", exact=True).select_option(label=option)
    page.get_by_label("事项").last.select_option(label="纪律情况")
    page.get_by_label("等级").select_option(label="提醒谈话")
    expect(page.get_by_role("button", name="录入", exact=True)).to_be_disabled()
    page.get_by_label("情况").fill("迟到早退，提醒谈话")
    office.look("facts-entry", tmp_path)
    page.get_by_role("button", name="录入", exact=True).click()
    expect(page.locator(".list-table tbody tr")).to_have_count(3)
    office.look_wide_and_narrow("facts-ledger", tmp_path)

    page.get_by_role("button", name=re.compile("^撤销")).first.click()
    page.get_by_label("原因").fill("录错了人")
    page.get_by_role("dialog").get_by_role("button", name="撤销").click()
    told(page, re.compile("撤销：录错了人"))


def state_one(office: Person, tmp_path: Path) -> None:
    """Sees what is missing, and states one cell by keyboard."""
    page = office.page
    page.get_by_role("link", name="报齐情况").click()
    cell = page.get_by_role("button", name=re.compile(f"^{BRANCH} 三违 .*待录入"))
    cell.focus()
    page.keyboard.press("Enter")
    stated = page.get_by_role("button", name=re.compile(f"^{BRANCH} 三违 .*已报齐"))
    expect(stated).to_be_visible()
    office.look_wide_and_narrow("facts-coverage", tmp_path)
    page.set_viewport_size(NARROW)
    page.get_by_label("事项").select_option(label="排查隐患")
    page.get_by_role("button", name=re.compile(f"^{BRANCH} 排查隐患 .*待录入")).press("Enter")
    told(page, re.compile("^[0-9]+ 个支部中 [0-9]+ 个待录入"))
    expect(page.get_by_role("button", name=re.compile(f"^{BRANCH} 排查隐患 .*已报齐"))).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth"), "nothing to scroll sideways"


def test_the_office_imports_a_sheet_enters_one_and_sees_what_is_missing(
    server: LinghangProcess, desk: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    office = Person(desk(), server.url)
    office.sign_in("office", PASSWORD)
    page = office.page
    people = page.request.get(f"{server.url}/api/people?limit=3").json()
    rows = [
        {"工号": one["employee_no"], "姓名": one["name"], "日期": day, "等级": "一般", "说明": "未系安全带登高"}
        for one, day in zip(people, ("2026-10-08", "2026-10-09", "2026-02-30"), strict=True)
    ]
    rows.append({"工号": "H123456", "姓名": "外来工", "日期": "2026-10-09", "等级": "轻微", "说明": "未戴安全帽"})

    page.goto(f"{server.url}/#/office/facts/import")
    told(page, "最近的导入")
    page.get_by_label("季度").get_by_role("button", name="上一季度").wait_for()
    page.locator("input[type=file]").set_input_files({"name": "三违台账.xlsx", "mimeType": EXCEL, "buffer": book(rows)})
    told(page, "试读结果：三违台账.xlsx")
    told(page, "有 1 行不能导入")
    expect(page.locator("table.problems tbody tr")).to_contain_text("2026-02-30")
    told(page, "1 行是花名册里没有的人，不导入")
    office.look_wide_and_narrow("facts-import", tmp_path)
    page.get_by_role("button", name="导入 2 条").click()
    told(page, "导入完成")
    told(page, "新增 2 条")

    page.get_by_role("link", name="看台账").click()
    expect(page.locator(".list-table tbody tr")).to_have_count(2)
    enter_and_withdraw(office, people[2], tmp_path)
    state_one(office, tmp_path)
    office.is_well()


def test_a_secretary_enters_underground_states_that_all_is_entered_and_the_member_reads(secretary: PhoneUser, tmp_path: Path) -> None:
    page = secretary.page
    page.goto(f"{secretary.url}/#/today")
    page.get_by_role("link", name=re.compile("事实台账")).click()
    told(page, "待录入")
    secretary.look("facts-branch", tmp_path)
    secretary.go_down()
    page.get_by_role("link", name=re.compile("^服务群众")).click()
    page.get_by_label("党员", exact=True).select_option(index=2)
    page.get_by_label("情况").fill("帮老工友修好水管")
    page.get_by_role("button", name="保存", exact=True).click()
    told(page, "帮老工友修好水管")
    told(page, "还在本机，未送达")
    page.get_by_role("button", name="报齐：都录完了").click()
    told(page, re.compile("已报齐"))
    secretary.look("facts-service", tmp_path)

    page.goto(f"{secretary.url}/#/facts/pledge")
    page.get_by_role("radiogroup").first.get_by_role("radio", name="差").click()
    told(page, "请写明情况")
    page.get_by_role("button", name="其余都选“好”").click()
    page.get_by_label("情况").first.fill("承诺的两件事都没有做")
    page.get_by_role("button", name="保存 46 人").click()
    expect(page.get_by_role("button", name=re.compile("^保存"))).to_have_count(0)
    secretary.look("facts-pledge", tmp_path)
    page.goto(f"{secretary.url}/#/facts/performance")
    page.locator(".fact-roll input").first.fill("98")
    told(page, "低于 60 分或高于 95 分，请写明情况")
    expect(page.get_by_role("button", name="没有改动")).to_be_disabled()
    secretary.look("facts-performance", tmp_path)
    page.get_by_label("情况").fill("带队攻关，全月无影响")
    page.get_by_role("button", name="保存 1 人").click()
    told(page, "带队攻关，全月无影响")
    secretary.come_up()
    secretary.is_well()
