"""Two people of one branch on two phones: what becomes of a record that both worked on, and how one tap decides.

The numbers are those of the adversarial scenarios that the sync engine is held against (sync/SPEC.md 7).
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.people import PhoneUser, told
from tests.browser.recording import SECRETARY, ask, colleague, discuss, edit, mark, open_record, save, write
from tests.services import LinghangProcess

Pair = tuple[PhoneUser, PhoneUser]


@pytest.fixture
def pair(server: LinghangProcess, secretary: PhoneUser, phone: object) -> Pair:
    """The secretary, and the deputy of the same branch."""
    return secretary, colleague(server, phone)  # type: ignore[arg-type]


def shared_record(pair: Pair, everyone: bool = True) -> str:
    """A draft that both phones hold; its address."""
    one, two = pair
    write(one, "320水平会议室", "学习安全规程")
    if everyone:
        one.page.get_by_role("button", name=re.compile("全部到会")).click()
    save(one)
    one.delivered()
    open_record(two, one.page.url)
    return one.page.url


def names(server: LinghangProcess, count: int) -> list[str]:
    """Members of the secretary's branch, by name, whose names are nobody else's beginning."""
    found = ask(server, "select name from member where branch = (select branch from member where employee_no = ?)", SECRETARY)
    people = [str(name) for (name,) in found]
    return [name for name in people if sum(other.startswith(name) for other in people) == 1][:count]


def mark_differently(person: PhoneUser, name: str, status: str, reason: str) -> None:
    """Changes one person's mark in the record on the screen."""
    edit(person)
    mark(person, name, status, reason)
    save(person)


def test_two_phones_mark_the_same_member_differently_and_one_tap_decides(server: LinghangProcess, pair: Pair, tmp_path: Path) -> None:
    """Scenario 6."""
    one, two = pair
    shared_record(pair)
    (name,) = names(server, 1)
    for person in pair:
        person.go_down()
    mark_differently(one, name, "请假", "病假")
    mark_differently(two, name, "缺席", "事假")
    one.come_up()
    two.come_up()
    told(two.page, f"{name}的到会情况有两种记法，请选一种")
    told(two.page, "请假 · 病假")
    told(two.page, "缺席 · 事假")
    two.look_in_all_light("card-conflict-of-a-mark", tmp_path)
    two.page.get_by_role("button", name="改用这个").click()
    two.delivered()
    expect(two.page.get_by_text("的到会情况有两种记法")).to_have_count(0)
    one.asks_until_gone("的到会情况有两种记法")
    assert ask(server, "select status, reason from attendance where member = (select id from member where name = ?)", name) == [("absent", "事假")]
    for person in pair:
        person.is_well()


def test_everyone_present_leaves_another_phones_leave_as_it_stands_and_says_so(server: LinghangProcess, pair: Pair, tmp_path: Path) -> None:
    """Scenario 7."""
    one, two = pair
    shared_record(pair, everyone=False)
    (name,) = names(server, 1)
    for person in pair:
        person.go_down()
    mark_differently(two, name, "请假", "病假")
    two.come_up()
    edit(one)
    one.page.get_by_role("button", name=re.compile("全部到会")).click()
    save(one)
    one.come_up()
    told(one.page, f"{name}：另一台手机记了请假 · 病假，没有改动")
    one.look_in_all_light("card-marks-that-stand", tmp_path)
    one.page.get_by_role("button", name="知道了").click()
    expect(one.page.get_by_text("另一台手机记了")).to_have_count(0)
    assert ask(server, "select count(*) from attendance where status = 'present'") == [(46,)]
    assert ask(server, "select name, result from sync_inbox where name like 'attendance.%' order by received_at") == [
        ("attendance.mark.v1", "applied"),
        ("attendance.mark_all.v1", "merged"),
    ]
    one.is_well()


def test_one_meeting_recorded_by_two_people_is_shown_side_by_side_and_one_is_kept(server: LinghangProcess, pair: Pair, tmp_path: Path) -> None:
    """Scenario 8."""
    one, two = pair
    for person, place in ((one, "320水平会议室"), (two, "区队会议室")):
        person.go_down()
        write(person, place, "学习安全规程")
        person.page.get_by_role("button", name=re.compile("全部到会")).click()
        save(person)
    for person in pair:
        person.come_up()
    told(one.page, "可能是同一次会，记了两份")
    told(one.page, "区队会议室")
    one.look_in_all_light("card-recorded-twice", tmp_path)
    address = one.page.url
    one.page.goto(server.url + "/#/delivery")
    told(one.page, "可能是同一次会，记了两份")
    one.look_in_all_light("delivery-waits", tmp_path)
    one.page.goto(server.url + "/#/meetings")
    told(one.page, "疑似重复")
    open_record(one, address)
    one.page.get_by_role("button", name="保留这份，删去另一份").first.click()
    one.delivered()
    expect(one.page.get_by_text("可能是同一次会")).to_have_count(0)
    two.asks_until_gone("可能是同一次会")
    assert len(ask(server, "select 1 from meeting where not deleted")) == 1
    assert ask(server, "select state from issue") == [("linked",)]


def delete(person: PhoneUser) -> None:
    """Deletes the record on the screen."""
    person.page.get_by_role("button", name="删除记录").click()
    person.page.get_by_role("dialog").get_by_role("button", name="删除记录").click()
    person.page.wait_for_url(re.compile("#/meetings"))


def change_agenda(person: PhoneUser, agenda: str) -> None:
    """Writes another agenda into the record on the screen."""
    edit(person)
    person.page.get_by_label("议题", exact=True).fill(agenda)
    save(person)


@pytest.mark.parametrize("first", ["edit", "delete"])
def test_an_edit_and_a_deletion_meet_and_the_record_can_be_brought_back_whole(
    server: LinghangProcess, pair: Pair, tmp_path: Path, first: str
) -> None:
    """Scenario 9."""
    editor, deleter = pair
    address = shared_record(pair)
    for person in pair:
        person.go_down()
    change_agenda(editor, "学习安全规程，另加一项")
    delete(deleter)
    for person in (editor, deleter) if first == "edit" else (deleter, editor):
        person.come_up()
    editor.page.goto(server.url + "/#/delivery")
    editor.poke()
    told(editor.page, "这份记录被删除了，同时又有人修改")
    told(editor.page, "学习安全规程，另加一项")
    editor.look_in_all_light("card-deleted-and-changed", tmp_path)
    editor.page.get_by_role("button", name="恢复这份记录").click()
    editor.asks_until_gone("这份记录被删除了")
    for person in pair:
        open_record(person, address)
        told(person.page, "学习安全规程，另加一项")
        told(person.page, "到会 47")
    assert ask(server, "select count(*) from attendance where not deleted") == [(47,)]


def card_of(person: PhoneUser, field: str) -> Locator:
    """The card of the two versions of one field."""
    return person.page.locator(".notice").filter(has_text=f"“{field}”有两种写法")


def write_apart(pair: Pair, place: str) -> None:
    """Both change the same three fields of a record that both hold, neither seeing the other."""
    for person, who in zip(pair, "甲乙", strict=True):
        person.go_down()
        edit(person)
        person.page.get_by_label("地点", exact=True).fill(f"{who}{place}")
        person.page.get_by_label("议题", exact=True).fill(f"{who}的议题")
        discuss(person, f"{who}的发言")
        save(person)
    one, two = pair
    one.come_up()
    two.come_up()
    one.poke()


def test_two_people_decide_one_conflict_and_the_second_is_told(server: LinghangProcess, pair: Pair, tmp_path: Path) -> None:
    """Scenario 28."""
    one, two = pair
    shared_record(pair)
    write_apart(pair, "会议室")
    for person in pair:
        told(person.page, "“地点”有两种写法，请选一种")
    two.look_in_all_light("card-conflict", tmp_path)
    for person in pair:
        person.go_down()
    card_of(one, "地点").get_by_role("button", name="改用这个").click()
    card_of(two, "地点").get_by_role("button", name="用这个", exact=True).click()
    one.come_up()
    two.come_up()
    told(two.page, "这处冲突已经有了结论或有了新值")
    two.look_in_all_light("card-decided-before", tmp_path)
    reads_in_english(two, tmp_path)
    two.page.get_by_role("button", name="知道了").click()
    told(two.page, "甲会议室")
    assert ask(server, "select place from meeting") == [("甲会议室",)]
    decisions = ask(server, "select result from sync_inbox where name = 'conflict.resolve.v1' order by received_at")
    assert decisions == [("applied",), ("rejected",)]
    keep_both_and_write_anew(one)
    two.asks_until_gone("有两种写法")
    assert ask(server, "select agenda, discussion from meeting") == [("甲的议题\n乙的议题", "甲的发言，乙也同意")]


def reads_in_english(person: PhoneUser, tmp_path: Path) -> None:
    """What the server said of the decision that came second, and the clash that is still open; then the phone is as it was."""
    page = person.page
    person.read("en")
    told(page, "This conflict is decided, or has a new value")
    expect(page.get_by_text("In the server's words")).to_have_count(0)
    page.get_by_text("This conflict is decided").scroll_into_view_if_needed()
    person.look("card-decided-before-english", tmp_path)
    person.read("zh")


def keep_both_and_write_anew(person: PhoneUser) -> None:
    """What two people wrote may both stand; or neither, and it is put in words of one's own."""
    person.go_down()
    card_of(person, "议题").get_by_role("button", name="两种都留").click()
    card_of(person, "讨论情况").get_by_role("button", name="自己写").click()
    sheet = person.page.get_by_role("dialog")
    expect(sheet.get_by_label("讨论情况")).to_have_value("甲的发言")
    sheet.get_by_label("讨论情况").fill("甲的发言，乙也同意")
    sheet.get_by_role("button", name="就这样写").click()
    expect(person.page.get_by_text("有两种写法")).to_have_count(0)
    person.come_up()
    told(person.page, "甲的发言，乙也同意")
