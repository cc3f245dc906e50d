"""A meeting of everybody recorded without a network, with something in the middle: an update, a killed tab, a full disk, a second person.

Each ends with the very same record on the server's disk, and none takes more taps or time than a person has.
"""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.journey import Journey
from tests.browser.people import PIN, PhoneUser, told
from tests.browser.recording import (
    DUTY,
    SECRETARY,
    Phones,
    arrive,
    ask,
    holds,
    is_on_the_server,
    kill_browser,
    kill_tab,
    limit_storage,
    log_in_again,
    received,
    save,
    waits,
)
from tests.browser.release import install_next_release, is_of_version, offered, take_the_update
from tests.browser.tablet import DEPUTY, OTHER_PIN, deputy_name, hand_over, lock, login_to_deliver, raw
from tests.services import LinghangProcess

PLACE, AGENDA, DISCUSSION = "“东翼”𠮷号硐室", "学《规程》·查隐患㮾", "都同意；𡎚反对。"
"""Marks and rare characters, of two code units too, that a store or a wire may spoil."""


def underground(person: PhoneUser) -> Journey:
    """No network, and the meeting half recorded."""
    person.go_down()
    journey = Journey(person, PLACE, AGENDA, DISCUSSION)
    journey.begin()
    return journey


def kept(person: PhoneUser) -> None:
    """The pause has come in which the draft goes to the disk, by the page's own clock: a busy machine is slow on both sides."""
    told(person.page, re.compile("草稿已存本机"))
    person.page.evaluate("new Promise(done => setTimeout(done, 1000))")


def saved_in_time(journey: Journey) -> None:
    """What is left is recorded, and the whole was no more work than a person has time for."""
    journey.stands()
    journey.finish()
    journey.save()
    journey.was_in_time()


def test_34_an_update_is_taken_in_the_middle(installation: LinghangProcess, phone: Phones, tmp_path: Path) -> None:
    person = arrive(installation, phone)
    install_next_release(installation)
    journey = underground(person)
    with journey.effort.resting():
        person.context.set_offline(False)
        offered(person)
        person.go_down()
        person.page.evaluate("scrollTo(0, 0)")
        person.look_in_all_light("update-offered", tmp_path)
    # The last words are typed a moment before, in the pause after which a draft is kept.
    journey.words["议题"] += "。"
    person.page.get_by_label("议题", exact=True).press("End")
    person.page.get_by_label("议题", exact=True).press_sequentially("。")
    take_the_update(person)
    saved_in_time(journey)
    person.come_up()
    journey.arrived_whole(installation)
    is_of_version(person, "0.2.0")
    person.is_well()


def test_the_tab_is_killed_in_the_middle_and_the_browser_right_after_saving(
    server: LinghangProcess, phone: Phones, secretary: PhoneUser, tmp_path: Path
) -> None:
    journey = underground(secretary)
    kept(secretary)
    kill_tab(secretary)
    journey.goes_on(PhoneUser(secretary.context, server.url, secretary.context.new_page()))
    journey.person.page.goto(server.url)
    journey.person.unlock()
    journey.person.open_duty(DUTY)
    saved_in_time(journey)
    record = journey.person.page.url
    with journey.person.context.expect_event("close"):
        kill_browser(tmp_path / "secretary")
    again = PhoneUser(phone("secretary", offline=True), server.url)
    again.page.goto(record)
    again.unlock()
    told(again.page, PLACE)
    waits(again, 3)
    again.context.set_offline(False)
    again.poke()
    # A browser writes new cookies to the disk every half minute: this login may be younger, and then has to be repeated.
    expect(again.page.locator(".delivery-chip")).to_contain_text(re.compile("请登录|已送达"), timeout=60_000)
    if again.page.locator(".delivery-chip").get_by_text("请登录").count():
        log_in_again(again)
    again.delivered()
    journey.arrived_whole(server)


def test_22_the_disk_is_full_at_saving(server: LinghangProcess, phone: Phones, secretary: PhoneUser, tmp_path: Path) -> None:
    secretary.go_down()
    earlier = record_a_lecture(secretary, "井口会议室")
    secretary.context.close()

    # The browser asks for the room on the disk when it opens the database, and then believes it for a while.
    again = PhoneUser(phone("secretary", offline=True), server.url)
    limit_storage(again, 1000)
    again.page.goto(server.url)
    again.unlock()
    a_tap_is_not_kept_in_silence(again, earlier)
    journey = underground(again)
    told(again.page, "草稿没有存下来：手机空间不足")
    journey.finish()
    again.save_and_submit()
    told(again.page, "没有存下来：手机空间不足")
    with journey.effort.resting():
        again.look_in_all_light("storage-full", tmp_path)
    again.page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    # Not the field: the keyboard would rise over what was just told.
    expect(again.page.get_by_role("button", name="保存并提交")).to_be_focused()
    by_keys = again.page.get_by_role("button", name="保存", exact=True)
    by_keys.press("Enter")
    again.page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    expect(by_keys).to_be_focused()
    journey.stands()
    with journey.effort.resting():
        nobody_leaves_unsaved_words_unasked(again)
    limit_storage(again, None)
    journey.save()
    journey.was_in_time()
    waits(again, 4)
    again.come_up()
    journey.arrived_whole(server)
    is_on_the_server(server, "井口会议室")
    again.is_well()


def record_a_lecture(person: PhoneUser, place: str) -> str:
    """Another record, saved; gives its address."""
    person.page.goto(person.url + "/#/write/new?kind=party_lecture")
    person.write_basics(place, "讲党课")
    save(person)
    return person.page.url


def nobody_leaves_unsaved_words_unasked(person: PhoneUser) -> None:
    """The way back asks first when the draft could not be kept."""
    person.page.get_by_role("button", name="返回", exact=True).click()
    told(person.page, "现在离开，没有存下的内容会丢失。请先清理手机空间，再点保存。")
    person.page.get_by_role("button", name="继续写").click()
    holds(person, 讨论情况=DISCUSSION)


def a_tap_is_not_kept_in_silence(person: PhoneUser, record: str) -> None:
    """Deleting a record is one tap; on a full disk it is not done, and said so."""
    person.page.goto(record)
    person.page.get_by_role("button", name="删除记录").click()
    person.page.get_by_role("dialog").get_by_role("button", name="删除记录").click()
    told(person.page, re.compile("手机空间不足。请清理手机空间后再点一次"))
    person.page.get_by_role("dialog").get_by_role("button", name="关闭").click()


def test_a_second_person_has_the_tablet_in_between_and_reads_and_sends_nothing_of_it(
    server: LinghangProcess, tablet: PhoneUser, tmp_path: Path
) -> None:
    journey = underground(tablet)
    kept(tablet)
    form = tablet.page.url
    is_sealed(tablet, PLACE, AGENDA, PIN, "月主题党日")
    tablet.page.goto(server.url + "/#/")
    with journey.effort.resting():
        hand_over(tablet, deputy_name(server), OTHER_PIN)
        nothing_is_seen_of(tablet, form, PLACE, AGENDA)
        record_a_lecture(tablet, "副书记记的地点")
        tablet.home()
    hand_over(tablet, "曹明", PIN)
    tablet.open_duty(DUTY)
    saved_in_time(journey)
    is_sealed(tablet, PLACE, AGENDA, DISCUSSION, "meeting.create")

    tablet.context.set_offline(False)
    tablet.poke()
    expect(tablet.page.locator(".delivery-chip")).to_contain_text("请登录", timeout=60_000)
    assert received(server) == {}, "the session is the other's"
    login_to_deliver(tablet)
    journey.arrived_whole(server)
    the_other_finds_the_own_record_unsent_and_delivers_it(server, tablet, tmp_path)
    tablet.is_well()


def is_sealed(person: PhoneUser, *words: str) -> None:
    """None of these words can be read on the disk without a key; the name on the lock can."""
    text = raw(person.page)
    assert "曹明" in text
    assert [word for word in words if word in text] == []


def nothing_is_seen_of(person: PhoneUser, form: str, *words: str) -> None:
    """No page of whoever is in front shows these words, not even at the form's own address."""
    for page in ("/#/delivery", "/#/meetings", form.removeprefix(person.url), form.removeprefix(person.url).replace("/write/", "/record/")):
        person.page.goto(person.url + page)
        person.page.wait_for_timeout(500)
        for word in words:
            expect(person.page.get_by_text(word)).to_have_count(0)


def the_other_finds_the_own_record_unsent_and_delivers_it(server: LinghangProcess, tablet: PhoneUser, tmp_path: Path) -> None:
    """Two taps and a PIN; both records then stand under their own authors."""
    tablet.home()
    lock(tablet)
    others = tablet.page.get_by_role("region", name="换人")
    others.get_by_text("1 条未送达").wait_for()
    tablet.look_in_all_light("handover", tmp_path)
    others.get_by_role("button", name=re.compile(deputy_name(server))).click()
    told(tablet.page, "1 条只在本机，没有丢")
    tablet.unlock(OTHER_PIN)
    login_to_deliver(tablet)
    found = ask(server, "select a.login, i.body from sync_inbox i join sync_log l on l.log = i.log join account a on a.id = l.account")
    owners = {(login, place) for login, body in found for place in (PLACE, "副书记记的地点") if place in str(body)}
    assert owners == {(SECRETARY, PLACE), (DEPUTY, "副书记记的地点")}
