"""The main job in real browsers: recorded without a network, delivered, returned, corrected, approved, and explained to a member."""

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.journey import Effort, record_in_time
from tests.browser.people import Person, PhoneUser, told
from tests.browser.recording import deputy_login, mark
from tests.documents import pdf_text
from tests.services import LinghangProcess

Serve = Callable[..., LinghangProcess]
Phones = Callable[..., BrowserContext]
PHONE = {"width": 360, "height": 740}


@pytest.fixture(params=["sqlite", "postgres"])
def server(request: pytest.FixtureRequest, linghang: Serve, built_pwa: Path) -> LinghangProcess:
    """The demo mine, served: from one SQLite file with jobs in the process, or from PostgreSQL, Redis and a worker of its own."""
    if request.param == "sqlite":
        return request.getfixturevalue("demo_server")
    return serve_in_production(request, linghang)


def serve_in_production(request: pytest.FixtureRequest, linghang: Serve) -> LinghangProcess:
    """One server and one worker on PostgreSQL and Redis."""
    postgres, redis = request.getfixturevalue("postgres"), request.getfixturevalue("redis_server")
    with ThreadPoolExecutor(1) as beside_playwright:
        url = beside_playwright.submit(asyncio.run, postgres.create("browser")).result()
    redis.clear()
    shared = {"LINGHANG_DATABASE_URL": url, "LINGHANG_REDIS_URL": redis.url}
    server = linghang("serve", LINGHANG_DEMO="true", **shared)
    linghang("worker", **shared)
    return server


def test_a_meeting_recorded_underground_becomes_a_colour_a_review_and_a_star_line(
    server: LinghangProcess, phone: Phones, desk: Phones, tmp_path: Path
) -> None:
    secretary = sign_in_and_restart_without_network(server, phone, tmp_path)
    record_without_network(secretary, tmp_path)
    secretary.come_up()
    secretary.look("record-delivered", tmp_path)
    record = secretary.page.url

    office = Person(desk(), server.url)
    return_with_a_reason(office, tmp_path)
    correct_without_network(secretary, tmp_path)
    approve_the_difference(office, tmp_path)
    take_it_away_on_paper(office, tmp_path)
    see_it_approved_and_green(secretary, record, tmp_path)

    member = PhoneUser(desk(viewport=PHONE), server.url)
    follow_a_point_to_its_record(member, tmp_path)
    for person in (secretary, office, member):
        person.is_well()


def sign_in_and_restart_without_network(server: LinghangProcess, phone: Phones, tmp_path: Path) -> PhoneUser:
    """One login with a network; then a reload and a restart of the browser without."""
    secretary = PhoneUser(phone("secretary"), server.url)
    secretary.page.goto(server.url)
    secretary.look("login", tmp_path)
    secretary.sign_in("J200001")
    told(secretary.page, re.compile("月主题党日"))
    secretary.look("home", tmp_path)
    secretary.ready_for_underground()
    secretary.go_down()
    secretary.page.reload()
    told(secretary.page, re.compile("月主题党日"))
    secretary.context.close()
    again = PhoneUser(phone("secretary", offline=True), server.url)
    again.page.goto(server.url)
    again.unlock()
    return again


def record_without_network(secretary: PhoneUser, tmp_path: Path) -> None:
    """From what is due to "saved on this phone", which is still true after a reload."""
    record_in_time(secretary, "320水平会议室", "学习安全生产规程，布置本月任务", lambda screen: secretary.look(screen, tmp_path))
    secretary.look("record-on-phone-only", tmp_path)
    secretary.page.reload()
    told(secretary.page, "320水平会议室")


def return_with_a_reason(office: Person, tmp_path: Path) -> None:
    """The office opens the board, then the record, and returns it with a reason on the place and one on a person."""
    office.sign_in("office")
    told(office.page, "三色看板")
    office.page.get_by_role("table").or_(office.page.get_by_role("grid")).first.wait_for()
    office.look("board", tmp_path)
    office.page.get_by_role("link", name=re.compile("审阅")).first.click()
    told(office.page, "320水平会议室")
    office.look("review", tmp_path)
    office.page.get_by_role("button", name=re.compile("地点要改")).click()
    office.page.get_by_label(re.compile("^地点：哪里要改")).fill("请写明是几号会议室")
    office.page.get_by_role("button", name="陈帆要改，写原因").click()
    office.page.get_by_label("陈帆：哪里要改").fill("当天没有排班")
    office.look("review-reasons", tmp_path)
    office.page.get_by_role("button", name=re.compile("^退回.*2")).click()
    told(office.page, re.compile("已退回"))


def read_the_news_in_english(secretary: PhoneUser, tmp_path: Path) -> None:
    """That the record came back stands among the news; then the phone is as it was."""
    record = secretary.page.url
    secretary.page.goto(secretary.url + "/#/notices")
    secretary.read("en")
    told(secretary.page, re.compile("returned", re.IGNORECASE))
    secretary.look("notices-english", tmp_path)
    secretary.read("zh")
    secretary.page.goto(record)
    told(secretary.page, "请写明是几号会议室")


def correct_without_network(secretary: PhoneUser, tmp_path: Path) -> None:
    """From home to the reasons, each at its field or at the person's face; mended offline, sent when the network is back."""
    secretary.delivered()
    told(secretary.page, "请写明是几号会议室")
    secretary.look_in_all_light("record-returned", tmp_path)
    read_the_news_in_english(secretary, tmp_path)
    secretary.go_down()
    secretary.home()
    effort = Effort(secretary)
    secretary.page.get_by_role("link", name=re.compile("被退回")).click()
    told(secretary.page, "请写明是几号会议室")
    secretary.page.get_by_role("link", name=re.compile("陈帆.*当天没有排班")).click()
    face = secretary.page.get_by_role("button", name=re.compile("^陈帆"))
    expect(face).to_have_accessible_description("当天没有排班")
    expect(face).to_be_in_viewport()
    expect(face).to_be_focused()
    with effort.resting():
        secretary.look_in_all_light("recorder-returned", tmp_path)
    mark(secretary, "陈帆", "请假", "事假")
    secretary.page.get_by_label("地点", exact=True).fill("")
    secretary.type_into("地点", "320水平3号会议室")
    secretary.save_and_submit()
    told(secretary.page, "320水平3号会议室")
    assert effort.taps <= 8
    secretary.come_up()


def approve_the_difference(office: Person, tmp_path: Path) -> None:
    """The reviewer sees only what changed, and approves exactly that."""
    office.page.goto(office.url + "/#/office/review")
    office.page.reload()
    told(office.page, re.compile("比退回时改了 2 处"))
    told(office.page, "320水平3号会议室")
    office.look("review-difference", tmp_path)
    office.page.get_by_role("button", name="通过", exact=True).click()
    told(office.page, re.compile("已通过"))


def take_it_away_on_paper(office: Person, tmp_path: Path) -> None:
    """The ledger has the record, and its minutes say what the record says."""
    office.page.goto(office.url + "/#/office/papers")
    told(office.page, "综采一区党支部主题党日")
    office.look_wide_and_narrow("papers", tmp_path)
    with office.page.expect_download() as waiting:
        office.page.get_by_role("button", name=re.compile("的会议记录，PDF$")).first.click()
    assert "320水平3号会议室" in pdf_text(waiting.value.path().read_bytes()).replace(" ", "")
    office.page.get_by_role("link", name="文书模板").click()
    told(office.page, "公文格式（自带）")
    office.look("paper-templates", tmp_path)


def see_it_approved_and_green(secretary: PhoneUser, record: str, tmp_path: Path) -> None:
    """The phone shows the approval at the record and the colour at home."""
    secretary.page.goto(record)
    secretary.delivered()
    expect(secretary.page.locator("[aria-current=step]")).to_contain_text("已通过")
    secretary.look("record-approved", tmp_path)
    secretary.home()
    expect(secretary.page.get_by_role("button", name=re.compile("1\\s*完成"))).to_be_visible()
    secretary.look("home-after", tmp_path)


def follow_a_point_to_its_record(member: PhoneUser, tmp_path: Path) -> None:
    """A member finds the rule behind a point and the record behind the rule."""
    member.sign_in("J200009")
    member.page.get_by_role("link", name="评星", exact=True).click()
    told(member.page, "政治生活")
    member.look("stars", tmp_path)
    member.page.get_by_text("政治生活").locator("visible=true").last.click()
    line = member.page.locator("a.evidence").first
    line.scroll_into_view_if_needed()
    member.look("stars-lines", tmp_path)
    line.click()
    told(member.page, "320水平3号会议室")
    member.look("member-record", tmp_path)


def test_two_phones_merge_disjoint_edits_and_show_a_card_for_a_clash(server: LinghangProcess, phone: Phones, tmp_path: Path) -> None:
    one = PhoneUser(phone("one"), server.url)
    one.sign_in("J200001")
    one.open_duty("月主题党日")
    one.write_basics("区队会议室", "学习")
    one.page.get_by_role("button", name="保存", exact=True).click()
    one.delivered()
    record = one.page.url

    two = PhoneUser(phone("two"), server.url)
    two.sign_in(deputy_login(server))
    two.page.goto(record)
    told(two.page, "区队会议室")
    for person in (one, two):
        person.ready_for_underground()
        person.go_down()
    edit(one, 地点="井口会议室")
    edit(two, 议题="学习安全规程")
    one.come_up()
    two.come_up()
    one.delivered()
    for person in (one, two):
        told(person.page, "井口会议室")
        told(person.page, "学习安全规程")

    clash_and_decide(one, two, tmp_path)
    for person in (one, two):
        person.is_well()


def clash_and_decide(one: PhoneUser, two: PhoneUser, tmp_path: Path) -> None:
    """Both change the place without a network; both see both values; one decides for both."""
    for person in (one, two):
        person.go_down()
    edit(one, 地点="一号会议室")
    edit(two, 地点="二号会议室")
    one.come_up()
    two.come_up()
    one.delivered()
    for person, name in ((one, "conflict"), (two, "conflict-other")):
        told(person.page, "“地点”有两种写法，请选一种")
        told(person.page, "一号会议室")
        told(person.page, "二号会议室")
        person.look(name, tmp_path)
    effort = Effort(two)
    two.page.get_by_role("button", name="改用这个").click()
    for person in (two, one):
        person.asks_until_gone("请选一种")
        told(person.page, "一号会议室")
    assert effort.taps == 1


def edit(person: PhoneUser, **fields: str) -> None:
    """Opens the record's form, changes fields by their labels, saves."""
    person.page.get_by_role("button", name="修改", exact=True).click()
    for label, value in fields.items():
        person.page.get_by_label(label, exact=True).fill(value)
    person.page.get_by_role("button", name="保存", exact=True).click()
    person.page.get_by_role("button", name="修改", exact=True).wait_for()
