"""A member finds a wrong mark and asks for its correction without a network; its photos wait in the form until then.

Office and branch see them, the secretary corrects the mark.
The member says something in the box meanwhile, without a name and without a network, and is answered.
The secretary, who made the mark, recorded that meeting by keys alone; a leader of one of the branch's groups has nothing to answer, and records the
own group's meeting meanwhile.
"""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.api.photos import picture
from tests.browser.keyboard import record_by_keys
from tests.browser.people import Person, PhoneUser, holds, told
from tests.browser.recording import MEMBER, SECRETARY, Phones, approve, ask, colleague
from tests.services import LinghangProcess

GROUP_DUTY = "月党小组会"
_IN_GROUP = """select m.name from member m join organisation g on g.id = m."group" where g.name = ? and m.status = 'active'
    and m.branch = (select branch from member where employee_no = ?)"""
# Until the page is loaded anew the disk has no room for bytes: Chromium itself looks only now and then how much is left.
NO_ROOM = """() => {
  const { put } = IDBObjectStore.prototype
  IDBObjectStore.prototype.put = function (value) {
    if (this.name === 'bytes') throw new DOMException('', 'QuotaExceededError')
    return put.call(this, value)
  }
}"""


def absent_in_the_record(server: LinghangProcess, secretary: PhoneUser) -> str:
    """The secretary, without a mouse, marks the member as absent by mistake; gives the member's name."""
    ((name, initials),) = ask(server, "select name, initials from member where employee_no = ?", MEMBER)
    record_by_keys(secretary, "区队会议室", "学习安全规程", (str(name), str(initials)))
    secretary.delivered()
    marks = ask(server, "select m.name, a.status, a.reason from attendance a join member m on m.id = a.member")
    assert len(marks) >= 30
    assert [one for one in marks if one[1] != "present"] == [(name, "absent", "事假")]
    return str(name)


def choose(member: PhoneUser, *names: str) -> None:
    """Chooses a photo of each name in the open form."""
    files = [{"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": picture()} for name in names]
    member.page.locator("input[type=file]").nth(1).set_input_files(files)  # type: ignore[arg-type]


def photos_are(member: PhoneUser, *names: str) -> None:
    """The open form has these photos, in this order."""
    expect(member.page.locator(".file-name")).to_have_text([re.compile(name) for name in names])


def asked_for_later(member: PhoneUser, phone: Phones, tmp_path: Path) -> PhoneUser:
    """A form that is given up takes its photo along; begun anew, it outlives leaving, a reload and the end of the browser. Gives the next one."""
    page = member.page
    choose(member, "拍错了")
    told(page, "还没提出；写的和照片都留在本机。")
    page.get_by_role("button", name="不要了").click()
    page.get_by_role("dialog").get_by_role("button", name="不要了").click()
    page.locator(".card", has_text="缺席").get_by_role("link", name="申请更正").first.click()
    expect(page.get_by_label("凭据", exact=True)).to_be_visible()
    photos_are(member)
    page.get_by_label("凭据", exact=True).fill("签到表照片第二张")
    choose(member, "签到表", "请假条")
    told(page, "在本机，和填写的内容一起送出")
    page.locator(".delivery-chip").click()
    told(page, "在本机，和填写的内容一起送出")
    member.look("delivery-form-photo", tmp_path)
    page.get_by_role("button", name=re.compile("^打开 签到表")).click()
    no_room_on_the_disk(member, tmp_path)
    page.reload()
    photos_are(member, "签到表", "请假条")
    member.context.close()
    # Without a PIN the store opens with a network only.
    again = PhoneUser(phone("member"), member.url)
    again.page.goto(f"{member.url}/#/attendance")
    told(again.page, "可以补课：补完请支部在记录里改为“已补课”，就不再扣分。")
    again.go_down()
    again.page.locator(".card", has_text="缺席").get_by_role("link", name="申请更正").first.click()
    photos_are(again, "签到表", "请假条")
    expect(again.page.get_by_label("凭据", exact=True)).to_have_value("签到表照片第二张")
    return again


def no_room_on_the_disk(member: PhoneUser, tmp_path: Path) -> None:
    """A photo that finds no room is said so, and harms none that lies there."""
    member.page.evaluate(NO_ROOM)
    choose(member, "会场")
    told(member.page, re.compile("手机空间不足。请清理手机空间后再点一次"))
    member.look("correction-photo-full", tmp_path)
    member.page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    photos_are(member, "签到表", "请假条")


def ask_underground(member: PhoneUser, phone: Phones, tmp_path: Path) -> PhoneUser:
    """From the own attendance, in the very place where the mark stands. Gives the browser in which it was asked."""
    page = member.page
    member.ready_for_underground()
    page.goto(f"{member.url}/#/attendance")
    told(page, "可以补课：补完请支部在记录里改为“已补课”，就不再扣分。")
    member.go_down()
    page.locator(".card", has_text="缺席").get_by_role("link", name="申请更正").first.click()
    member = asked_for_later(member, phone, tmp_path)
    page = member.page
    page.get_by_role("button", name="到会", exact=True).or_(page.get_by_role("radio", name="到会", exact=True)).first.click()
    page.get_by_role("button", name="我到会了").click()
    choose(member, "考勤机")
    photos_are(member, "签到表", "请假条", "考勤机")
    expect(page.get_by_role("button", name="拍照")).to_have_count(0)
    page.get_by_role("button", name="移除 请假条").click()
    photos_are(member, "签到表", "考勤机")
    page.get_by_role("button", name="移除 签到表").scroll_into_view_if_needed()
    member.look("correction-photo", tmp_path)
    page.get_by_role("button", name="提出申请").click()
    told(page, "已存在本机，待送达")
    told(page, "只在本机")
    member.come_up()
    told(page, "等支部答复")
    expect(page.locator(".file-stand", has_text="已送达")).to_have_count(2)
    photos_are(member, "签到表", "考勤机")
    return member


def say_underground(member: PhoneUser, tmp_path: Path) -> None:
    """A burden, in the box, by someone who leaves the page over it and comes back."""
    page = member.page
    page.goto(f"{member.url}/#/opinions")
    told(page, "先选是哪一种。")
    member.go_down()
    page.get_by_role("radio", name="负担").click()
    page.get_by_label("想说什么").fill("同一张表填了两遍")
    page.get_by_role("radio", name="不署名").click()
    told(page, re.compile("看不到是谁写的"))
    page.wait_for_timeout(600)
    page.goto(f"{member.url}/#/me")
    page.get_by_role("link", name="意见箱").click()
    expect(page.get_by_label("想说什么")).to_have_value("同一张表填了两遍")
    member.look("opinion-writing", tmp_path)
    page.get_by_role("button", name="放进意见箱").click()
    told(page, "已存在本机，待送达")
    member.come_up()
    told(page, re.compile("已收到，等答复"))


def answered_by_the_office(office: Person, name: str, tmp_path: Path) -> None:
    """What was said stands in the list without a name; its answer is one field and one button."""
    page = office.page
    page.get_by_role("link", name=re.compile("^意见箱")).click()
    office.look_wide_and_narrow("office-opinions", tmp_path)
    page.get_by_role("link", name=re.compile("同一张表填了两遍")).click()
    told(page, "本人会收到通知，在自己手机上看到这些话和您的姓名。")
    page.get_by_label("答复的话").fill("下周合并成一张")
    office.look_wide_and_narrow("office-opinion", tmp_path)
    expect(page.get_by_text(name)).to_have_count(0)
    page.get_by_role("button", name="答复", exact=True).click()
    told(page, "办得怎么样")
    page.goto(f"{office.url}/#/office/burden")
    told(page, "多久答复（中位数）")
    office.look_wide_and_narrow("burden-opinions", tmp_path)


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
    office.page.keyboard.press("Escape")
    answered_by_the_office(office, name, tmp_path)
    office.is_well()


def led_by_a_group_leader(server: LinghangProcess, phone: Callable[..., BrowserContext], tmp_path: Path) -> None:
    """A group leader's journey: what is due for the own group alone, its meeting recorded without a network, delivered, and what became of it."""
    leader = colleague(server, phone, "group_leader", duty=GROUP_DUTY)
    page = leader.page
    leader.look_in_all_light("home-group-leader", tmp_path)
    group = page.get_by_role("heading", level=1).inner_text()
    assert "党小组" in group
    for foreign in ("月主题党日", "支部委员会"):
        expect(page.get_by_role("link", name=re.compile(foreign))).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile("等您答复"))).to_have_count(0)

    leader.go_down()
    away = record_the_group(server, leader, group)
    leader.look("record-group-leader", tmp_path)
    record = page.url
    leader.come_up()
    expect(page.locator("[aria-current=step]")).to_contain_text("待审")
    arrived(server, record, group, away)
    approve(server, record)
    leader.poke()
    expect(page.locator("[aria-current=step]")).to_contain_text("已通过")
    leader.home()
    page.get_by_role("button", name=re.compile("1\\s*完成")).click()
    expect(page.get_by_role("link", name=re.compile(GROUP_DUTY))).to_contain_text("完成")
    leader.is_well()


def record_the_group(server: LinghangProcess, leader: PhoneUser, group: str) -> str:
    """The roll is the own group's and nobody else's; one of them is on leave, whose name is given."""
    leader.open_duty(GROUP_DUTY)
    told(leader.page, "必填的六项")
    leader.write_basics("井口休息室", "学习本周安全通报")
    names = leader.page.locator(".face b").all_inner_texts()
    own = ask(server, _IN_GROUP, group, SECRETARY)
    assert sorted(names) == sorted(str(name) for (name,) in own)
    leader.mark_all_present_except(names[-1], "病假")
    leader.save_and_submit()
    expect(leader.page.locator("[aria-current=step]")).to_contain_text("存在本机")
    return names[-1]


def arrived(server: LinghangProcess, record: str, group: str, away: str) -> None:
    """On the server's disk the meeting is the group's, with a mark for each of its members."""
    meeting = record.rsplit("/", 1)[1]
    found = ask(server, "select g.name, m.kind, m.status, m.place from meeting m join organisation g on g.id = m.org where m.id = ?", meeting)
    assert found == [(group, "group_meeting", "submitted", "井口休息室")]
    marks = ask(server, "select m.name, a.status, a.reason from attendance a join member m on m.id = a.member where a.meeting = ?", meeting)
    assert [one for one in marks if one[1] != "present"] == [(away, "leave", "病假")]


def test_a_member_asks_underground_and_the_secretary_corrects_the_roll(
    server: LinghangProcess, secretary: PhoneUser, phone: Callable[..., BrowserContext], desk: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    name = absent_in_the_record(server, secretary)
    member = PhoneUser(phone("member"), server.url)
    member.sign_in(MEMBER)
    member = ask_underground(member, phone, tmp_path)
    say_underground(member, tmp_path)
    seen_by_the_office(server, desk, name, tmp_path)
    led_by_a_group_leader(server, phone, tmp_path)

    secretary.home()
    secretary.poke()
    secretary.page.get_by_role("link", name=re.compile("更正申请.*1 件等您答复")).click()
    told(secretary.page, re.compile(f"^{name} · "))
    expect(secretary.page.locator(".file-stand", has_text="已送达")).to_have_count(2)
    secretary.look("correction-answer", tmp_path)
    secretary.page.get_by_label("答复的话").fill("签到表上有，是我点错了")
    secretary.page.get_by_role("button", name="属实，更正").click()
    expect(secretary.page.get_by_role("button", name="属实，更正")).to_have_count(0)
    secretary.delivered()

    member.poke()
    told(member.page, "下周合并成一张")
    member.page.goto(f"{member.url}/#/corrections")
    told(member.page, "签到表上有，是我点错了")
    told(member.page, "已更正")
    member.page.goto(f"{member.url}/#/attendance")
    expect(member.page.get_by_text("可以补课")).to_have_count(0)
    member.page.goto(f"{member.url}/#/profile")
    told(member.page, re.compile("党龄 [0-9]+ 年"))
    for person in (member, secretary):
        person.is_well()
