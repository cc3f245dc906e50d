"""The office writes a story, who is in it agrees on the phone, members read it without a network, and it is gone when the consent is."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.people import Person, PhoneUser, told
from tests.browser.recording import MEMBER, SECRETARY, ask
from tests.honours import drawn_picture
from tests.services import LinghangProcess

TITLE = "风流干燥法的来历"
TEXT = "截割电机内部进水，原先要停十多个小时。"


def write(office: Person, name: str, tmp_path: Path) -> None:
    """Piece by piece, with a picture and the person it tells of."""
    page = office.page
    page.goto(f"{office.url}/#/office/honours/stories")
    page.get_by_role("link", name="写一篇").click()
    page.get_by_label("党组织", exact=True).select_option(label="运转工区党支部")
    page.get_by_label("标题", exact=True).fill(TITLE)
    page.get_by_label("按姓名或工号找党员").fill(MEMBER)
    expect(page.get_by_label("选一名党员").locator("option")).to_have_count(2)
    page.get_by_label("选一名党员").select_option(index=1)
    page.get_by_role("button", name="添上这名党员").click()
    page.get_by_role("button", name="加一段").click()
    page.get_by_label("段落").fill(TEXT)
    told(page, "有改动还没有保存，在本机留着")
    page.wait_for_timeout(600)
    page.reload()
    expect(page.get_by_label("段落")).to_have_value(TEXT)
    page.locator("input[type=file]").set_input_files({"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": drawn_picture()})
    page.get_by_label("图片说明").fill("检修现场")
    page.get_by_role("button", name="保存", exact=True).click()
    told(page, "已保存")
    office.look_wide_and_narrow("honours-editor", tmp_path)


def review_and_publish(leader: Person, office: Person, name: str, tmp_path: Path) -> None:
    """Another one reviews; without consent nothing is published."""
    for person in (leader, office):
        person.page.goto(f"{person.url}/#/office/honours/stories?state=")
        person.page.get_by_role("link", name=TITLE).click()
    told(office.page, "这一稿是您写的，请由另一位同志审核。")
    leader.page.get_by_role("button", name="审核通过").click()
    told(leader.page, "等回答")
    office.page.reload()
    office.page.get_by_role("button", name="发布", exact=True).click()
    told(office.page, f"{name}还没有同意。")


def read_underground(reader: PhoneUser, tmp_path: Path) -> None:
    """No network, and the story with its picture is there."""
    page = reader.page
    page.goto(f"{reader.url}/#/stories")
    reader.poke()
    link = page.get_by_role("link", name=re.compile(TITLE))
    link.wait_for()
    reader.go_down()
    link.click()
    told(page, TEXT)
    picture = page.get_by_role("img", name="检修现场")
    picture.wait_for()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 100")
    reader.look("story-underground-read", tmp_path)


def test_a_story_is_written_agreed_to_read_underground_and_gone_when_the_consent_is(
    server: LinghangProcess, phone: Callable[..., BrowserContext], desk: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    office, leader = Person(desk(), server.url), Person(desk(), server.url)
    member, reader = PhoneUser(phone("member"), server.url), PhoneUser(phone("reader"), server.url)
    for person, login in ((office, "office"), (leader, "leader"), (member, MEMBER), (reader, SECRETARY)):
        person.sign_in(login)
    ((name,),) = ask(server, f"select name from member where employee_no = '{MEMBER}'")
    reader.ready_for_underground()
    write(office, name, tmp_path)
    review_and_publish(leader, office, name, tmp_path)

    page = member.page
    page.goto(f"{member.url}/#/stories")
    member.poke()
    page.get_by_role("link", name=re.compile(TITLE)).click()
    told(page, TEXT)
    member.go_down()
    page.get_by_role("button", name="同意发布").click()
    told(page, "已存在本机，待送达")
    member.come_up()
    office.page.reload()
    office.page.get_by_role("button", name="发布", exact=True).click()
    office.page.get_by_role("button", name="登记一次印发").click()
    office.page.get_by_label("印在哪里、贴在哪里").fill("一楼宣传栏")
    office.page.get_by_role("button", name="保存", exact=True).click()
    told(office.page, re.compile("一楼宣传栏，1 份"))
    office.look("honours-story", tmp_path)
    read_underground(reader, tmp_path)
    reader.come_up()

    member.poke()
    page.get_by_role("button", name="撤回同意").click()
    told(page, re.compile("一楼宣传栏，1 份"))
    page.get_by_role("dialog").get_by_role("button", name="撤回同意").click()
    member.delivered()
    reader.page.goto(f"{reader.url}/#/stories")
    reader.asks_until_gone(TITLE)
    office.page.reload()
    told(office.page, re.compile(f"{name}撤回了同意"))
    for person in (office, leader, member, reader):
        person.is_well()
