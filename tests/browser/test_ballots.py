"""A mass review in browsers: the office opens it and prints, people vote on a shared tablet without a login and without a network,
the box is opened by two keys, and a member sees the own result.
"""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.paper import sheets_of
from tests.browser.people import Person, PhoneUser, told
from tests.conftest import DESK, PHONE
from tests.services import LinghangProcess

Desks = Callable[..., BrowserContext]
BRANCH = "综采一区党支部"
MEMBER = "J200009"
VOTERS = 12
SLIPS_A_SHEET = 6
FIRST_CHOICE = "document.querySelectorAll('.vote-person').forEach(one => one.querySelectorAll('[role=radio]')[{}].click())"
STORED = """async () => {
    const open = indexedDB.open('linghang.ballots')
    await new Promise(done => { open.onsuccess = done })
    const all = open.result.transaction('ballots').objectStore('ballots').getAll()
    await new Promise(done => { all.onsuccess = done })
    open.result.close()
    return all.result
}"""


def look_at_both_sizes(person: Person, name: str, folder: Path) -> None:
    """The same page on a desktop and on a phone."""
    person.look(name, folder)
    person.page.set_viewport_size(PHONE)
    person.look(name, folder)
    assert person.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} is wider than a phone"
    person.page.set_viewport_size(DESK)


def open_poll(office: Person, folder: Path) -> tuple[list[str], list[str], str]:
    """Opens a poll of one branch; gives codes, opening keys and the beginning of the poll's id."""
    page = office.page
    page.goto(office.url + "/#/office/polls")
    told(page, "发起测评")
    page.get_by_label(BRANCH).check()
    page.get_by_label("参加测评的人数").fill("4")
    page.get_by_role("button", name="发起并印码条").click()
    told(page, "不足 5 人时看得出谁投了什么")
    look_at_both_sizes(office, "polls", folder)
    page.get_by_label("参加测评的人数").fill(str(VOTERS))
    page.get_by_role("button", name="发起并印码条").click()
    told(page, "只显示这一次")
    expect(page.locator(".ballot-slip")).to_have_count(VOTERS)
    look_at_both_sizes(office, "ballot-slips", folder)
    assert sheets_of(page, folder / "ballot-slips.pdf") == 2 + -(-VOTERS // SLIPS_A_SHEET), "each opening key on a sheet of its own"
    keys = page.locator(".ballot-key .ballot-slip-code").all_inner_texts()
    codes = page.locator(".ballot-slip .ballot-slip-code").all_inner_texts()
    page.get_by_role("button", name="已经印好").click()
    page.get_by_role("dialog").get_by_role("button", name="已经印好").click()
    told(page, "截止以前不显示收到多少票")
    look_at_both_sizes(office, "poll-open", folder)
    return codes, keys, page.url.rsplit("/", 1)[1][:8]


def cast(page: Page) -> None:
    """Votes, and says so once more."""
    page.get_by_role("button", name="投票", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="投票").click()
    expect(page.get_by_role("heading", name="已投")).to_be_visible()


def vote_by_typing(tablet: PhoneUser, code: str, choice: int) -> None:
    """Someone types the code of a slip and gives everyone the same choice."""
    tablet.page.get_by_label("测评码").fill(code.lower())
    tablet.page.get_by_role("button", name="开始测评").click()
    tablet.page.locator(".vote-person").first.wait_for()
    tablet.page.evaluate(FIRST_CHOICE.format(choice))
    cast(tablet.page)


def first_vote(tablet: PhoneUser, code: str, folder: Path) -> None:
    """The first voter mistypes the code, then fills the ballot in, by the keyboard as well."""
    page = tablet.page
    page.goto(tablet.url + "/#/vote")
    told(page, "不用登录")
    page.get_by_label("测评码").fill(code[:-1] + ("2" if code[-1] != "2" else "3"))
    page.keyboard.press("Enter")
    told(page, "打错了")
    tablet.look("vote-code", folder)
    page.get_by_label("测评码").fill(code)
    page.keyboard.press("Enter")
    first = page.locator(".vote-person").first
    first.get_by_role("radio", name="优秀").focus()
    page.keyboard.press("ArrowRight")
    expect(first.get_by_role("radio", name="合格", exact=True)).to_have_attribute("aria-checked", "true")
    told(page, "人没选，按“不了解”计")
    tablet.look_in_all_light("vote-ballot", folder)
    page.set_viewport_size(DESK)
    tablet.look("vote-ballot", folder)
    page.set_viewport_size(PHONE)
    page.evaluate(FIRST_CHOICE.format(0))
    cast(page)
    tablet.look("vote-done", folder)


def vote_underground(tablet: PhoneUser, codes: list[str], poll: str, folder: Path) -> None:
    """Nine people vote without a network: two scan their slips, seven type."""
    page = tablet.page
    tablet.ready_for_underground()
    tablet.go_down()
    for code in codes[:2]:  # scanned: the address holds the code, and loses it at once
        page.goto(f"{tablet.url}/#/vote/{poll}/{code.replace(' ', '')}")
        page.locator(".vote-person").first.wait_for()
        assert page.evaluate("location.hash") == "#/vote"
        page.evaluate(FIRST_CHOICE.format(1))
        cast(page)
    told(page, "这台设备上有 2 张票等网络")
    tablet.look("vote-offline", folder)
    page.get_by_role("button", name="下一位").click()
    page.go_back()
    assert page.locator(".vote-person").count() == 0, "the next person finds nothing behind the back button"
    page.goto(tablet.url + "/#/vote")
    page.reload()
    for number, code in enumerate(codes[2:]):
        vote_by_typing(tablet, code, number % 3)
        page.get_by_role("button", name="下一位").click()


def surface(tablet: PhoneUser) -> None:
    """What lies on the tablet tells nothing, and leaves it as soon as there is a network."""
    kept = tablet.page.evaluate(STORED)
    assert len(kept) == 9 and {frozenset(one) for one in kept} == {frozenset({"code", "sealed"})}
    assert len({len(one["sealed"]) for one in kept}) == 1
    tablet.context.set_offline(False)
    expect(tablet.page.get_by_text("张票等网络")).to_have_count(0)
    assert tablet.page.evaluate(STORED) == []


def count(office: Person, keys: list[str], folder: Path) -> None:
    """Closes, opens the box with both keys, and accounts for the slips."""
    page = office.page
    page.get_by_role("button", name="截止", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="截止", exact=True).click()
    told(page, "打开票箱并计票")
    page.get_by_label("开票钥匙 甲").fill(keys[0])
    page.get_by_label("开票钥匙 乙").fill(keys[0])
    page.get_by_role("button", name="打开票箱并计票").click()
    told(page, "这两把钥匙打不开这个票箱")
    look_at_both_sizes(office, "poll-count", folder)
    page.get_by_label("开票钥匙 乙").fill(keys[1])
    page.get_by_role("button", name="打开票箱并计票").click()
    told(page, "收到 10 票")
    page.get_by_label("销毁的没用码条").fill("2")
    told(page, "对上了")
    page.get_by_role("button", name="录入对账").click()
    told(page, "等第二个人录入")
    look_at_both_sizes(office, "poll-counted", folder)


ON_PAPER = "综采二区党支部"
BALLOT_SIDES, TALLY_SIDES = 1, 2


def print_for_paper(office: Person, folder: Path) -> None:
    """A unit that votes on paper: one side of A4 holds everyone, and two sides the form on which they are counted."""
    page = office.page
    page.goto(office.url + "/#/office/polls")
    page.get_by_label(ON_PAPER).check()
    page.get_by_role("radio", name="纸质票").click()
    page.get_by_role("button", name="发起", exact=True).click()
    told(page, "纸质票 · 已印")
    page.get_by_role("link", name="打印空白票和计票单").click()
    told(page, "群众测评计票单")
    look_at_both_sizes(office, "ballot-paper", folder)
    assert sheets_of(page, folder / "ballot-paper.pdf") == BALLOT_SIDES + TALLY_SIDES


def test_people_vote_on_a_shared_tablet_without_login_or_network_and_a_member_sees_the_own_result(
    server: LinghangProcess, phone: Callable[..., BrowserContext], desk: Desks, tmp_path: Path
) -> None:
    office = Person(desk(), server.url)
    office.sign_in("office")
    codes, keys, poll = open_poll(office, tmp_path)
    tablet = PhoneUser(phone("tablet"), server.url)
    asked: list[str] = []
    tablet.page.on("request", lambda request: asked.append(request.url.removeprefix(server.url).split("?")[0]))
    first_vote(tablet, codes[0], tmp_path)
    vote_underground(tablet, codes[1:10], poll, tmp_path)
    surface(tablet)
    assert {url for url in asked if url.startswith("/api/")} == {"/api/ballots", "/api/ballots/paper"}
    assert tablet.context.cookies() == []
    tablet.page.get_by_label("测评码").fill(codes[4])
    tablet.page.get_by_role("button", name="开始测评").click()
    told(tablet.page, "这个测评码已经投过票")
    count(office, keys, tmp_path)
    print_for_paper(office, tmp_path)

    member = PhoneUser(phone("member"), server.url)
    member.sign_in(MEMBER)
    member.page.goto(server.url + "/#/me")
    member.page.get_by_role("link", name="我的群众测评").click()
    told(member.page, "10 张有效票")
    member.look("mass-review", tmp_path)
    for person in (office, tablet, member):
        person.is_well()
