"""A member finds a wrong mark and asks for its correction without a network; the secretary corrects it, and the member sees what became of it."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.people import PhoneUser, told
from tests.browser.recording import MEMBER, ask, mark, save, write
from tests.services import LinghangProcess


def absent_in_the_record(server: LinghangProcess, secretary: PhoneUser) -> str:
    """The secretary marks the member as absent by mistake; gives the member's name."""
    ((name,),) = ask(server, "select name from member where employee_no = ?", MEMBER)
    write(secretary, "区队会议室", "学习安全规程")
    secretary.page.get_by_role("button", name=re.compile("全部到会")).click()
    mark(secretary, str(name), "缺席", "事假")
    save(secretary)
    secretary.delivered()
    return str(name)


def ask_underground(member: PhoneUser, tmp_path: Path) -> None:
    """From the own attendance, in the very place where the mark stands."""
    page = member.page
    member.ready_for_underground()
    page.goto(f"{member.url}/#/attendance")
    told(page, "可以补课：补完请支部在记录里改为“已补课”，就不再扣分。")
    member.go_down()
    page.locator(".card", has_text="缺席").get_by_role("link", name="申请更正").first.click()
    page.get_by_role("button", name="到会", exact=True).or_(page.get_by_role("radio", name="到会", exact=True)).first.click()
    page.get_by_role("button", name="我到会了").click()
    page.get_by_label("凭据").fill("签到表照片第二张")
    member.is_accessible()
    page.get_by_role("button", name="提出申请").click()
    told(page, "已存在本机，待送达")
    member.come_up()
    told(page, "等支部答复")


def test_a_member_asks_underground_and_the_secretary_corrects_the_roll(
    server: LinghangProcess, secretary: PhoneUser, phone: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    name = absent_in_the_record(server, secretary)
    member = PhoneUser(phone("member"), server.url)
    member.sign_in(MEMBER)
    ask_underground(member, tmp_path)

    secretary.home()
    secretary.poke()
    secretary.page.get_by_role("link", name=re.compile("更正申请.*1 件等您答复")).click()
    told(secretary.page, re.compile(f"^{name} · "))
    secretary.look("correction-answer", tmp_path)
    secretary.page.get_by_label("答复的话").fill("签到表上有，是我点错了")
    secretary.page.get_by_role("button", name="属实，更正").click()
    expect(secretary.page.get_by_role("button", name="属实，更正")).to_have_count(0)
    secretary.delivered()

    member.poke()
    told(member.page, "签到表上有，是我点错了")
    told(member.page, "已更正")
    member.page.goto(f"{member.url}/#/attendance")
    expect(member.page.get_by_text("可以补课")).to_have_count(0)
    member.page.goto(f"{member.url}/#/profile")
    told(member.page, re.compile("党龄 [0-9]+ 年"))
    for person in (member, secretary):
        person.is_well()
