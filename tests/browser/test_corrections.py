"""A member finds a wrong mark and asks for its correction without a network, with a photo; office and branch see it, the secretary corrects it."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.api.photos import picture
from tests.browser.people import Person, PhoneUser, holds, told
from tests.browser.recording import MEMBER, ask, colleague, mark, save, write
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
    page.get_by_label("凭据", exact=True).fill("签到表照片第二张")
    page.locator("input[type=file]").nth(1).set_input_files([{"name": "签到表.jpg", "mimeType": "image/jpeg", "buffer": picture()}])
    told(page, "签到表.")
    page.get_by_role("button", name="移除 签到表").scroll_into_view_if_needed()
    member.look("correction-photo", tmp_path)
    page.get_by_role("button", name="提出申请").click()
    told(page, "已存在本机，待送达")
    told(page, "只在本机")
    member.come_up()
    told(page, "等支部答复")
    expect(page.locator(".file-stand", has_text="已送达")).to_be_visible()


def seen_by_the_office(server: LinghangProcess, desk: Callable[..., BrowserContext], name: str, tmp_path: Path) -> None:
    """The request stands in the office's list with its photo, while the branch may still answer."""
    office = Person(desk(), server.url)
    office.sign_in("office")
    office.page.get_by_role("link", name="更正申请").click()
    told(office.page, re.compile(name))
    told(office.page, "也在等支部答复")
    office.look_wide_and_narrow("office-corrections", tmp_path)
    office.page.get_by_role("button", name=re.compile("看大图：签到表")).click()
    holds(office.page, lambda: bool(office.page.evaluate("document.querySelector('.file-large')?.naturalWidth")))
    office.is_well()


def led_by_a_group_leader(server: LinghangProcess, phone: Callable[..., BrowserContext], tmp_path: Path) -> None:
    """A group leader's home: the own group alone, and nothing of the branch's to answer."""
    leader = colleague(server, phone, "group_leader", duty="月党小组会")
    leader.look_in_all_light("home-group-leader", tmp_path)
    expect(leader.page.get_by_role("heading", level=1)).to_contain_text("党小组")
    for foreign in ("月主题党日", "支部委员会"):
        expect(leader.page.get_by_role("link", name=re.compile(foreign))).to_have_count(0)
    expect(leader.page.get_by_role("link", name=re.compile("等您答复"))).to_have_count(0)
    leader.is_well()


def test_a_member_asks_underground_and_the_secretary_corrects_the_roll(
    server: LinghangProcess, secretary: PhoneUser, phone: Callable[..., BrowserContext], desk: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    name = absent_in_the_record(server, secretary)
    member = PhoneUser(phone("member"), server.url)
    member.sign_in(MEMBER)
    ask_underground(member, tmp_path)
    seen_by_the_office(server, desk, name, tmp_path)
    led_by_a_group_leader(server, phone, tmp_path)

    secretary.home()
    secretary.poke()
    secretary.page.get_by_role("link", name=re.compile("更正申请.*1 件等您答复")).click()
    told(secretary.page, re.compile(f"^{name} · "))
    expect(secretary.page.locator(".file-stand", has_text="已送达")).to_be_visible()
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
