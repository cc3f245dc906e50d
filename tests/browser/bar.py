"""The office drafts another scheme while a quarter is public, tries it on that quarter, and publishes it for the one that runs."""

import re

from playwright.sync_api import Page, expect

from tests.browser.people import Person, told
from tests.browser.recording import ask
from tests.services import LinghangProcess

QUARTER = "2026-Q3"
BRANCH = "综采一区党支部"


def the_office_raises_the_bar_from_the_running_quarter_on(office: Person, server: LinghangProcess) -> None:
    """Five stars from 96.5 points: drafted, tried on the quarter that is public, and published for the one that runs."""
    page = office.page
    page.goto(f"{server.url}/#/office/schemes")
    page.get_by_role("button", name="起草新版本").click()
    the_quota_decides_otherwise(page)
    page.get_by_label("五星", exact=True).fill("96.5")
    page.get_by_role("button", name="保存草稿").click()
    told(page, "和第 2 版相比改了 1 处")
    page.get_by_role("button", name="试算", exact=True).click()
    tried = page.locator(".dry-quarter", has_text="第三季度")
    ((below,),) = ask(server, "select count(*) from rating where quarter = ? and earned_star = 5 and total_tenths < 965", QUARTER)
    expect(tried).to_contain_text(f"星级有变 {below} 人，星级或分数有变 {below} 人")
    expect(tried).to_contain_text(re.compile("得分达到五星的正式党员：[1-9]\\d* → 0 人"))
    tried.locator(".dry-mover summary").first.click()
    expect(tried.locator(".dry-mover").first).to_contain_text(re.compile("五星 9\\d.* → 四星 9\\d.*分数不变，星级起点变了"))
    expect(tried.locator(".dry-concerned li").first).to_contain_text(re.compile("得分不再达到五星"))
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_label("从哪个季度起施行").select_option(index=0)
    page.get_by_label("原因").fill("党委会定的")
    page.get_by_role("dialog").get_by_role("button", name="发布", exact=True).click()
    told(page, re.compile("已发布的版本不能再改"))


def the_quota_decides_otherwise(page: Page) -> None:
    """With half the places, those whom the committee had chosen among equals are told by name; then all is as it was."""
    quota = page.get_by_label("占支部参评党员的比例（%）")
    usual = quota.input_value()
    quota.fill("10")
    page.get_by_role("button", name="保存草稿").click()
    told(page, "和第 2 版相比改了 1 处")
    page.get_by_role("button", name="试算", exact=True).click()
    concerned = page.locator(".dry-quarter", has_text="第三季度").locator(".dry-concerned li", has_text=BRANCH)
    expect(concerned.first).to_contain_text(re.compile("总分和比较的维度都相同，由支委会决定。.*五星 96 → 待支委会定 96"))
    quota.fill(usual)
