"""The office's settings: each change asks why, says what it does, and stands in the list of changes."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import NARROW, Person, told
from tests.services import LinghangProcess

NOTICE = "元旦：1月1日（周五）至3日（周日）放假调休，共3天。1月4日（周一）上班。春节：2月5日至11日放假。1月31日（周日）上班。"


def tab(office: Person, name: str) -> Page:
    """One of the tabs of the page of settings."""
    office.page.get_by_role("navigation", name="设置各页").get_by_role("link", name=name, exact=True).click()
    return office.page


def why(page: Page, reason: str, button: str) -> None:
    """Nothing is sent without a reason."""
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("button", name=button, exact=True)).to_be_disabled()
    sheet.get_by_label("原因").fill(reason)
    sheet.get_by_role("button", name=button, exact=True).click()
    expect(sheet).to_have_count(0)


def plan_a_version(office: Person, tmp_path: Path) -> None:
    """A duty turns yellow earlier from the next month on; this month keeps what ruled when it began."""
    page = tab(office, "任务模板")
    office.look("settings-templates", tmp_path)
    page.get_by_role("button", name="改 主题党日").click()
    page.get_by_label("提前几天变黄").fill("10")
    why(page, "党委会议定", "定下这一版")
    told(page, "将施行")
    told(page, "提前 10 天变黄")
    told(page, "提前 7 天变黄")


def confirm_a_word(office: Person, tmp_path: Path) -> None:
    """Dictionaries of all parts stand on one page; what ships is unconfirmed until the office says so."""
    page = tab(office, "字典")
    page.get_by_role("heading", name="突破项目", exact=True).wait_for()
    page.get_by_role("region", name="电子督办").get_by_role("button", name="确认", exact=True).first.click()
    why(page, "例会定的", "确认")
    told(page, "已确认")
    office.look("settings-choices", tmp_path)


def enter_a_year(office: Person, tmp_path: Path) -> None:
    """A year without a notice counts weekends only, and says so; the notice is pasted, looked at, corrected by a click and kept."""
    page = tab(office, "工作日历")
    page.goto(f"{office.url}/#/office/settings/calendar?year=2100")
    told(page, "2100 年只按周末")
    page.get_by_text("整年导入").click()
    page.get_by_label("粘贴通知或名单").fill(NOTICE)
    page.get_by_role("button", name="读进来看看").click()
    told(page, "已画在日历上，核对后保存")
    page.get_by_role("button", name="2100-02-12，上班").click()
    expect(page.get_by_role("button", name="2100-02-12，放假")).to_be_visible()
    page.get_by_text("整年导入").click()
    office.look_wide_and_narrow("settings-calendar", tmp_path)
    page.get_by_role("button", name="保存", exact=True).click()
    why(page, "国务院办公厅通知", "保存")
    told(page, "放假 7 天（不算周末），周末上班 1 天")


def look_at_the_rest(office: Person, tmp_path: Path) -> None:
    """Roles, devices, bots and tokens are readable, and nobody is offered to end the own role."""
    page = tab(office, "角色")
    told(page, "本人")
    office.look("settings-roles", tmp_path)
    tab(office, "设备")
    page.get_by_role("button", name="挂失 党群工作部 的这台设备").first.click()
    told(page, "没送达的内容")
    office.look("settings-device", tmp_path)
    page.get_by_role("button", name="取消").click()
    tab(office, "群机器人")
    page.get_by_role("button", name="登记群机器人").click()
    page.get_by_label("叫什么").fill("机关群")
    page.get_by_label("机器人的地址").fill("https://example.com/cgi-bin/webhook/send?key=a")
    page.get_by_label("原因").fill("部里议定")
    page.get_by_role("button", name="保存", exact=True).click()
    told(page, "不往 example.com 发")
    office.is_accessible()
    page.get_by_label("机器人的地址").fill("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a")
    page.get_by_role("button", name="保存", exact=True).click()
    told(page, "发往 qyapi.weixin.qq.com")
    office.look("settings-bots", tmp_path)
    tab(office, "数据归档")
    told(page, "linghang export --all 数据归档.zip")
    office.look("settings-archive", tmp_path)
    tab(office, "接口令牌")
    told(page, "还没有发过令牌")
    page.get_by_role("button", name="发放令牌").click()
    page.get_by_label("给哪个系统").fill("集团平台")
    page.get_by_role("dialog").get_by_role("checkbox", name="三色看板").click()
    page.get_by_label("期限").select_option(label="90 天")
    why(page, "集团通知接入", "发放令牌")
    made = page.get_by_test_id("token").inner_text()
    office.look("settings-tokens", tmp_path)
    page.get_by_role("button", name="已交出，收起").click()
    told(page, "可用")
    expect(page.get_by_text(made)).to_have_count(0)


def keep_an_own_group(office: Person, tmp_path: Path) -> None:
    """Everyone may have a group of their own told, and owes nobody a reason; without a branch the page stands in the office's frame."""
    page = office.page
    wide = page.viewport_size
    page.set_viewport_size(NARROW)
    page.goto(f"{office.url}/#/notice-choices")
    expect(page.locator(".office-frame").get_by_role("link", name="怎么通知我")).to_be_visible()
    page.get_by_role("button", name="登记群机器人").click()
    page.get_by_label("说谁的通知").select_option(label="我自己的通知")
    page.get_by_label("叫什么").fill("我的群")
    page.get_by_label("哪一家的群").select_option(label="钉钉")
    page.get_by_label("机器人的地址").fill("https://oapi.dingtalk.com/robot/send?access_token=a")
    page.get_by_label("加签密钥").fill("SEC0")
    expect(page.get_by_label("原因")).to_have_count(0)
    page.get_by_role("dialog").get_by_role("button", name="保存", exact=True).click()
    told(page, "发往 oapi.dingtalk.com")
    page.get_by_role("button", name="往 我的群 发一条试试").scroll_into_view_if_needed()
    office.look("own-bot", tmp_path)
    page.set_viewport_size(wide or NARROW)
    page.goto(f"{office.url}/#/office/settings")


def find_it_all_again(office: Person, tmp_path: Path) -> None:
    """Who, when, from what to what, and why; the bot's address is not among it."""
    page = tab(office, "变更记录")
    for words in ("党委会议定", "提前几天变黄：7 → 10", "国务院办公厅通知", "地址：无 → 已设置"):
        told(page, words)
    expect(page.get_by_text("key=a")).to_have_count(0)
    page.get_by_label("事项").select_option(label="工作日历")
    expect(page.get_by_text("党委会议定")).to_have_count(0)
    page.get_by_label("事项").select_option(label="全部事项")
    told(page, "党委会议定")
    office.look_wide_and_narrow("settings-audit", tmp_path)


def test_settings_are_changed_in_one_place_with_a_reason(server: LinghangProcess, desk: Callable[..., BrowserContext], tmp_path: Path) -> None:
    office = Person(desk(), server.url)
    office.sign_in("office")
    office.page.goto(f"{server.url}/#/office/settings")
    told(office.page, "设置")
    plan_a_version(office, tmp_path)
    confirm_a_word(office, tmp_path)
    enter_a_year(office, tmp_path)
    look_at_the_rest(office, tmp_path)
    keep_an_own_group(office, tmp_path)
    find_it_all_again(office, tmp_path)
    office.is_well()
