"""What reaches the office when a record moves on while a phone is away: late edits, amendments, steps without the right to them."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Route, ViewportSize, expect

from tests.browser.people import NARROW, Person, PhoneUser, holds, told
from tests.browser.pushing import sees_how_push_stands
from tests.browser.recording import DUTY, SECRETARY, Desks, Phones, approve, ask, at_desk, colleague, edit, open_record, save, write
from tests.services import LinghangProcess

HALF_AN_HOUR = timedelta(minutes=30)
WIDE: ViewportSize = {"width": 1280, "height": 800}


def submitted_record(secretary: PhoneUser, place: str = "320水平会议室") -> str:
    """A record with everyone present, submitted; its address."""
    write(secretary, place, "学习安全规程")
    secretary.page.get_by_role("button", name=re.compile("全部到会")).click()
    secretary.save_and_submit()
    told(secretary.page, "存在本机")
    secretary.delivered()
    return secretary.page.url


def change(person: PhoneUser, label: str, value: str) -> None:
    """Writes another value into the record on the screen."""
    edit(person)
    person.page.get_by_label(label, exact=True).fill(value)
    save(person)


def office_at(desk: Desks, server: LinghangProcess, page: str) -> Person:
    """The office in front of one of its pages."""
    office = Person(desk(), server.url)
    office.sign_in("office")
    told(office.page, "三色看板")
    office.page.goto(f"{server.url}/#/office/{page}")
    return office


def delivered_draft(secretary: PhoneUser) -> None:
    """A record with everyone present, not submitted, is with the server."""
    write(secretary, "320水平会议室", "学习安全规程")
    secretary.page.get_by_role("button", name=re.compile("全部到会")).click()
    save(secretary)
    secretary.delivered()


def draft_on_two_phones(server: LinghangProcess, secretary: PhoneUser, phone: Phones) -> tuple[PhoneUser, str]:
    """The deputy, who has the secretary's draft on the screen and goes underground with it; its address."""
    delivered_draft(secretary)
    address = secretary.page.url
    deputy = colleague(server, phone)
    open_record(deputy, address)
    deputy.go_down()
    return deputy, address


def submit(secretary: PhoneUser) -> None:
    """Submits the record on the screen."""
    button = secretary.page.get_by_role("button", name="提交审核")
    button.click()
    # Until the step is kept, the head still says that everything is delivered: everything before it.
    expect(button).to_be_hidden()
    secretary.delivered()


def test_an_edit_arrives_while_the_office_looks_and_what_was_not_seen_is_not_approved(
    server: LinghangProcess, secretary: PhoneUser, phone: Phones, desk: Desks
) -> None:
    """Scenario 11."""
    deputy, _ = draft_on_two_phones(server, secretary, phone)
    submit(secretary)
    office = office_at(desk, server, "review")
    told(office.page, "320水平会议室")
    change(deputy, "地点", "区队会议室")
    # The office's page hears of it by itself; here it decides before it has heard.
    office.page.evaluate("Object.defineProperty(document, 'hidden', {get: () => true})")
    deputy.come_up()
    office.page.get_by_role("button", name="通过", exact=True).click()
    told(office.page, re.compile("您看过之后记录又改动或已处理|这份记录刚有变化"))
    office.page.get_by_role("button", name="重新打开").click()
    told(office.page, "区队会议室")
    office.page.get_by_role("button", name="通过", exact=True).click()
    told(office.page, re.compile("已通过"))
    assert ask(server, "select place, status from meeting") == [("区队会议室", "approved")]
    office.is_well()


def test_an_edit_three_days_after_approval_becomes_an_amendment_and_the_phone_sees_it_accepted(
    server: LinghangProcess, secretary: PhoneUser, phone: Phones, desk: Desks, tmp_path: Path
) -> None:
    """Scenario 12. The server judges by what stands and never by a clock, so the three days are the order of events."""
    deputy, address = draft_on_two_phones(server, secretary, phone)
    change(deputy, "地点", "区队会议室")
    submit(secretary)
    approve(server, address)
    deputy.come_up()
    told(deputy.page, "更正在等党群工作部决定")
    told(deputy.page, "改为：区队会议室")
    deputy.look_in_all_light("card-amendment-open", tmp_path)
    deputy.home()
    told(deputy.page, "等人处理")
    deputy.look_in_all_light("home-waits-for-someone", tmp_path)
    deputy.page.goto(address)
    secretary.page.goto(address)
    secretary.poke()
    told(secretary.page, "更正在等党群工作部决定")

    office = office_at(desk, server, "review/amendments")
    told(office.page, "区队会议室")
    office.look_wide_and_narrow("office-amendment", tmp_path)
    with at_desk(server) as other_desk:
        (amendment,) = other_desk.get("/api/amendments").json()["items"]
        assert amendment["asked_by_name"]
    office.page.get_by_role("button", name="采纳", exact=True).click()
    told(office.page, "已采纳")
    deputy.poke()
    told(deputy.page, "更正已采纳")
    told(deputy.page, "区队会议室")
    deputy.look_in_all_light("card-amendment-accepted", tmp_path)
    deputy.page.get_by_role("button", name="知道了").click()
    expect(deputy.page.get_by_role("button", name="知道了")).to_have_count(0)
    assert ask(server, "select place, status from meeting") == [("区队会议室", "approved")]
    for person in (deputy, secretary, office):
        person.is_well()


def test_an_amendment_is_refused_with_a_reason_and_a_stale_decision_is_told(
    server: LinghangProcess, secretary: PhoneUser, phone: Phones, desk: Desks, tmp_path: Path
) -> None:
    deputy, address = draft_on_two_phones(server, secretary, phone)
    change(deputy, "地点", "甲会议室")
    change(deputy, "地点", "乙会议室")
    submit(secretary)
    approve(server, address)
    deputy.come_up()
    office = office_at(desk, server, "review/amendments")
    told(office.page, "甲会议室")
    with at_desk(server) as other:
        first, second = other.get("/api/amendments").json()["items"]
        digest = other.get(f"/api/amendments/{second['amendment']}").json()["digest"]
        other.post(f"/api/amendments/{second['amendment']}/accept", json={"digest": digest}).raise_for_status()
    assert first["amendment"] in office.page.url
    office.page.get_by_role("button", name="采纳", exact=True).click()
    told(office.page, "您看过之后记录又有更正")
    office.look("office-amendment-stale", tmp_path)
    office.page.get_by_role("button", name="重新打开").click()
    told(office.page, "乙会议室")
    office.page.get_by_label("键盘快捷键").check()
    office.page.locator(".record-head h2").click()
    office.page.keyboard.press("r")
    expect(office.page.locator("textarea:focus")).to_be_visible()
    office.page.keyboard.type("与签到表不符")
    office.look("office-amendment-refused", tmp_path)
    office.page.get_by_role("button", name="不采纳", exact=True).click()
    told(office.page, "已告诉支部不采纳")
    read_the_notices_at_a_desk(office, tmp_path)
    deputy.poke()
    told(deputy.page, "原因：与签到表不符")
    deputy.look_in_all_light("card-amendment-refused", tmp_path)
    read_the_notices(deputy, address, tmp_path)
    sees_how_push_stands(deputy, server, tmp_path)
    assert ask(server, "select place from meeting") == [("乙会议室",)]
    assert ask(server, "select off, digest_at from notice_choice") == [('["veto_decided"]', "12:30")]
    assert ask(server, "select count(*) from notice_read group by member order by 1") == [(1,), (2,)]


def look_at_both_sizes(person: PhoneUser, name: str, tmp_path: Path) -> None:
    """The phone's page as it is, and on a wide screen."""
    person.look(name, tmp_path)
    person.page.set_viewport_size(WIDE)
    person.look(name, tmp_path)
    person.page.set_viewport_size(NARROW)


def is_shown_a_push(person: PhoneUser) -> None:
    """The service worker shows how much is new and nothing else; a tap leads to the page, in the window that is open."""
    person.context.grant_permissions(["notifications"])
    line = person.context.new_cdp_session(person.page)
    known: list[str] = []
    line.on("ServiceWorker.workerRegistrationUpdated", lambda told: known.extend(one["registrationId"] for one in told["registrations"]))
    line.send("ServiceWorker.enable")
    holds(person.page, lambda: bool(known))
    pushed = '{"count": 3, "route": "notices", "language": "zh"}'
    (worker,) = person.context.service_workers
    shown = "() => registration.getNotifications().then(all => all.map(one => `${one.title} ${one.body}`))"

    def push() -> bool:
        # Whoever asks this browser for its notifications while one is being put up takes it down: it gets a second first, and comes again if need be.
        line.send("ServiceWorker.deliverPushMessage", {"origin": person.url, "registrationId": known[0], "data": pushed})
        person.page.wait_for_timeout(1000)
        return worker.evaluate(shown) == ["领航 有 3 条新通知"]

    holds(person.page, push)
    worker.evaluate("""async () => {
        const [notification] = await registration.getNotifications()
        dispatchEvent(new NotificationEvent('notificationclick', { notification }))
    }""")
    told(person.page, "您提的更正没有接受，理由在记录里")
    holds(person.page, lambda: worker.evaluate(shown) == [])


def read_the_notices_at_a_desk(office: Person, tmp_path: Path) -> None:
    """The office has two of its own, counted above its account; they stand in its frame, lead to its pages, and how they come is chosen there."""
    page = office.page
    page.get_by_role("link", name="通知 2 条未读").click()
    expect(page.locator(".office-frame .row").filter(has_text="已通过的记录有人申请更正")).to_have_count(2)
    office.look_wide_and_narrow("office-notices", tmp_path)
    page.get_by_role("button", name=re.compile("记录更正等您决定")).first.click()
    expect(page).to_have_url(re.compile("#/office/review/amendments"))
    page.get_by_role("link", name="通知 1 条未读").click()
    page.get_by_role("link", name="怎么通知我").click()
    expect(page.locator(".office-frame").get_by_role("switch", name="记录更正等您决定")).to_be_checked()
    office.look_wide_and_narrow("office-notice-choices", tmp_path)
    page.get_by_role("link", name="我的账号").click()
    told(page, "退出登录")
    for phones_own in ("打开机关页面", "下井前检查", "戴手套", "单手"):
        expect(page.get_by_text(phones_own)).to_have_count(0)
    office.look("office-me", tmp_path)


def read_the_notices(person: PhoneUser, address: str, tmp_path: Path) -> None:
    """Two amendments were decided: both notices came with the news, are read underground, lead to the record, and stay read with the server."""
    person.home()
    expect(person.page.get_by_role("img", name="2 条未读")).to_be_visible()
    person.go_down()
    person.page.get_by_role("link", name="我的").click()
    person.page.get_by_role("link", name=re.compile("通知 2 条未读")).click()
    told(person.page, "您提的更正没有接受，理由在记录里")
    look_at_both_sizes(person, "notices", tmp_path)
    person.page.get_by_role("button", name=re.compile("没有接受")).click()
    assert person.page.url == address
    person.page.go_back()
    expect(person.page.get_by_text("未读", exact=True)).to_have_count(1)
    person.page.get_by_role("button", name=re.compile("记录已改好")).click()
    person.page.go_back()
    expect(person.page.get_by_text("未读", exact=True)).to_have_count(0)
    person.page.get_by_role("link", name="怎么通知我").click()
    person.page.get_by_role("switch", name="一票否决").click()
    person.page.get_by_label("每天几点推送").fill("12:30")
    person.page.get_by_role("button", name="保存", exact=True).click()
    told(person.page, "已保存")
    person.page.evaluate("scrollTo(0, 0)")
    look_at_both_sizes(person, "notice-choices", tmp_path)
    person.context.set_offline(False)
    person.home()
    person.delivered()
    expect(person.page.get_by_role("img", name=re.compile("条未读"))).to_have_count(0)
    is_shown_a_push(person)


def test_a_branch_asks_for_an_amendment_of_an_approved_record(server: LinghangProcess, secretary: PhoneUser, tmp_path: Path) -> None:
    address = submitted_record(secretary)
    approve(server, address)
    secretary.poke()
    secretary.page.get_by_role("button", name="申请更正").click()
    told(secretary.page, "必填的六项")
    secretary.page.get_by_label("地点", exact=True).fill("区队会议室")
    secretary.page.get_by_role("button", name="交党群工作部决定").click()
    told(secretary.page, "更正在等党群工作部决定")
    assert ask(server, "select place, status from meeting") == [("320水平会议室", "approved")]
    assert ask(server, "select state from amendment") == [("open",)]


def test_a_roll_called_and_delivered_within_minutes_is_witnessed_by_the_server(
    server: LinghangProcess, secretary: PhoneUser, desk: Desks, tmp_path: Path
) -> None:
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    write(secretary, "320水平会议室", "学习安全规程")
    for label, value in (
        ("日期", f"{now - HALF_AN_HOUR:%Y-%m-%d}"),
        ("开始", f"{now - HALF_AN_HOUR:%H:%M}"),
        ("结束", f"{now + HALF_AN_HOUR:%H:%M}"),
    ):
        secretary.page.get_by_label(label, exact=True).fill(value)
    secretary.page.get_by_role("button", name=re.compile("全部到会")).click()
    secretary.save_and_submit()
    expect(secretary.page.locator("[aria-current=step]")).to_be_visible()  # until it is kept, the head tells of everything before it
    secretary.delivered()
    ((body,),) = ask(server, "select body from sync_inbox where mid = 1")
    assert '"beacon":"' in str(body), "the first mutation after an answer holds the server's beacon"
    office = office_at(desk, server, "review")
    told(office.page, "会议前后十五分钟内有服务器见证")
    office.look("review-grade", tmp_path)


def moved(server: LinghangProcess, login: str) -> None:
    """The person's post in the branch has ended, and the person belongs to another branch now."""
    ask(server, "update post set to_on = '2026-01-01' where member = (select id from member where employee_no = ?)", login)


def test_a_secretary_who_moved_with_queued_edits_hands_them_to_the_office_which_carries_them_out(
    server: LinghangProcess, secretary: PhoneUser, desk: Desks, tmp_path: Path
) -> None:
    """Scenario 13."""
    delivered_draft(secretary)
    secretary.go_down()
    for turn in range(1, 6):
        change(secretary, "地点", f"{turn}号会议室")
        change(secretary, "议题", f"第{turn}次学习")
    moved(server, SECRETARY)
    secretary.page.goto(server.url + "/#/delivery")
    secretary.context.set_offline(False)
    secretary.page.get_by_role("button", name=re.compile("立即送达|立即更新")).click()
    told(secretary.page, "10 步在等党群工作部")
    told(secretary.page, "内容已交给党群工作部")
    secretary.look_in_all_light("card-held", tmp_path)

    reads_in_english_why_it_waits(secretary, tmp_path)

    office = office_at(desk, server, "review/held")
    told(office.page, "1号会议室")
    told(office.page, "他的 10 件一起办理")
    office.look_wide_and_narrow("office-held", tmp_path)
    office.page.get_by_role("button", name="代为办理", exact=True).click()
    told(office.page, "第1次学习")
    office.page.get_by_role("button", name="他的 9 件一起办理").click()
    told(office.page, "已代为办理 9 件")
    told(office.page, "没有要代办的内容")
    assert ask(server, "select place, agenda from meeting") == [("5号会议室", "第5次学习")]
    assert not ask(server, "select 1 from conflict"), "the author's own earlier writing is no conflict"
    secretary.poke()
    told(secretary.page, "党群工作部已代办：10 步")
    secretary.look_in_all_light("card-held-applied", tmp_path)
    in_english(office, "office/ledger/member/nobody")
    told(office.page, "There is no such member, or they are not yours to see.")
    told(office.page, "Please go back to the list, refresh, and try again.")
    office.look_wide_and_narrow("office-refused-english", tmp_path)
    for person in (secretary, office):
        person.is_well()


def in_english(person: Person, page: str) -> None:
    """One page with English chosen."""
    person.page.goto(f"{person.url}/#/{page}")
    person.read("en")


def reads_in_english_why_it_waits(secretary: PhoneUser, tmp_path: Path) -> None:
    """A held step says why, and who decides; then the phone is as it was."""
    page, address = secretary.page, secretary.page.url
    in_english(secretary, "delivery")
    told(page, "Your post or branch has changed, so this step cannot take effect by itself.")
    secretary.look("entry-held-english", tmp_path)
    page.evaluate("localStorage.removeItem('linghang.language')")
    page.goto(address)
    page.reload()


def as_a_newer_app(route: Route) -> None:
    """The app's script, but with a step that this server does not know."""
    text = route.fetch().text().replace("meeting.create.v1", "meeting.create.v9")
    route.fulfill(status=200, headers={"content-type": "text/javascript"}, body=text)


def mend(server: LinghangProcess) -> None:
    """The server knows the step of the newer app now, by the name of today's."""
    ask(server, "update sync_inbox set body = replace(body, 'create.v9', 'create.v1') where result = 'quarantined'")


def test_what_the_server_failed_on_is_with_the_office_word_for_word_and_is_run_again_once_it_is_mended(
    server: LinghangProcess, phone: Phones, desk: Desks, tmp_path: Path
) -> None:
    context = phone("newer", service_workers="block")
    context.route("**/assets/*.js", as_a_newer_app)
    secretary = PhoneUser(context, server.url)
    secretary.sign_in(SECRETARY)
    told(secretary.page, re.compile(DUTY))
    write(secretary, "320水平会议室", "学习安全规程")
    save(secretary)
    told(secretary.page, "正由管理员处理")
    secretary.look_in_all_light("card-quarantined", tmp_path)
    office = office_at(desk, server, "review")
    office.page.get_by_role("link", name=re.compile("未能处理")).click()
    told(office.page, "共 1 条，内容都已留存")
    office.page.get_by_text("原文", exact=True).click()
    told(office.page, re.compile("学习安全规程"))
    again = office.page.get_by_role("button", name="再办理一次")
    again.click()
    told(office.page, "还不能办理")
    office.look_wide_and_narrow("office-quarantine", tmp_path)
    mend(server)
    again.click()
    told(office.page, "没有系统未能处理的改动")
    secretary.poke()
    told(secretary.page, "党群工作部已代办")
    assert ask(server, "select place, agenda from meeting") == [("320水平会议室", "学习安全规程")]
    secretary.look_in_all_light("card-quarantined-applied", tmp_path)
    office.is_well()
