"""The office's morning: a request to be excused, cells that tell and can be acted on, records approved together, and the wall screen."""

import re
from pathlib import Path

from playwright.sync_api import Route, ViewportSize, expect

from tests.browser.people import Person, PhoneUser, told
from tests.browser.recording import SECRETARY, Desks, ask, at_desk
from tests.browser.test_office_decides import office_at, submitted_record
from tests.services import LinghangProcess

WALL: ViewportSize = {"width": 1920, "height": 1080}
DESK: ViewportSize = {"width": 1280, "height": 800}
OTHER, ANOTHER = "综采二区党支部", "掘进一区党支部"
LONG_BEFORE_A_POLL_MS = 20_000


def asks_underground(server: LinghangProcess, secretary: PhoneUser) -> None:
    """From the form of the meeting that cannot be held."""
    page = secretary.page
    branch = "select post.branch from post join member on member.id = post.member where employee_no = ? and post = 'secretary'"
    ((duty,),) = ask(server, f"select id from obligation where kind = 'party_lecture' and org = ({branch}) order by due_at limit 1", SECRETARY)
    secretary.go_down()
    page.goto(f"{secretary.url}/#/write/new?obligation={duty}")
    page.get_by_role("link", name="这次开不了？申请免开或延期").click()
    page.get_by_role("radio", name="抢险").click()
    page.get_by_label("再说一句").fill("采面过断层，党员都在井下")
    secretary.is_accessible()
    page.get_by_role("button", name="提出申请").click()
    told(page, "已存在本机，待送达")
    secretary.come_up()


def tells_no_number_before_it_knows(office: Person, page: str, asked: str, counted: str, head: str) -> None:
    """While an answer is under way, a dash that a screen reader is told of and no nought; then the number."""
    waiting: list[Route] = []
    office.page.goto("about:blank")
    office.page.route(asked, lambda route: waiting.append(route))
    office.page.goto(f"{office.url}/#/office/{page}")
    figure = office.page.locator(counted, has_text=head).locator("b")
    expect(figure).to_have_text("–还不知道")
    expect(office.page.get_by_text("没有逾期")).to_have_count(0)
    office.is_accessible()
    for route in waiting:
        route.continue_()
    office.page.unroute(asked)
    expect(figure).to_have_text(re.compile("^[0-9]+$"))


def finds_no_calm_where_there_is_none(office: Person) -> None:
    """Where no meeting is red, the page says what is yellow, and the filters stay where they were."""
    chooser = office.page.get_by_role("group", name="显示")
    before = chooser.bounding_box()
    office.page.get_by_role("button", name="只看红").click()
    told(office.page, re.compile("还有 [0-9]+ 项会议临期"))
    expect(office.page.get_by_text(re.compile("该办的都办了|也没有临期"))).to_have_count(0)
    after = chooser.bounding_box()
    assert before and after and before["y"] == after["y"]
    office.page.get_by_role("button", name="全部", exact=True).click()


def is_narrowed_to_one_kind(office: Person) -> None:
    """What needs someone is a long list: one kind of it, and all again."""
    asked = office.page.get_by_role("link", name=re.compile("申请免开或延期：.*党课"))
    asked.wait_for()
    kinds = office.page.get_by_label("只看一类")
    kinds.select_option(label="免开和延期 1 项")
    expect(office.page.locator(".board-side .detail-line")).to_have_count(1)
    expect(asked).to_be_visible()
    kinds.select_option(index=0)
    expect(office.page.locator(".board-side .detail-line").nth(1)).to_be_visible()


def is_granted(office: Person, tmp_path: Path) -> None:
    """From what waits on the first page, in two clicks."""
    page = office.page
    page.get_by_role("link", name=re.compile("申请免开或延期：.*党课")).click()
    told(page, "抢险：采面过断层，党员都在井下")
    office.look_wide_and_narrow("office-excusals", tmp_path)
    page.get_by_role("button", name="同意", exact=True).click()
    told(page, "没有等答复的申请")
    page.go_back()


def cell(office: Person, branch: str, kind: str) -> None:
    """Opens a cell of the board by its name."""
    office.page.get_by_role("button", name=re.compile(f"^{branch}，{kind}：")).click()


def changes_while_it_is_open(office: Person, server: LinghangProcess) -> None:
    """What somebody else decides stands in its cell without a reload, long before the minute after which the board asks by itself."""
    duty = "select id from obligation where kind = 'party_lecture' and org = (select id from organisation where name = ?)"
    ((obligation,),) = ask(server, f"{duty} and state not in ('done', 'excused') order by due_at limit 1", ANOTHER)
    excused = office.page.get_by_role("button", name=re.compile(f"^{ANOTHER}，党课：已免"))
    expect(office.page.get_by_role("button", name=re.compile(f"^{ANOTHER}，党课："))).to_be_visible()
    office.page.evaluate("globalThis.sameBoard = true")
    with at_desk(server) as colleague:
        wanted = {"code": "stoppage", "words": "", "until_on": ""}
        (excusal,) = colleague.post("/api/excusals", json={"obligations": [obligation], "wanted": wanted}).json()["excusals"]
        expect(excused).to_be_visible(timeout=LONG_BEFORE_A_POLL_MS)
        assert colleague.post(f"/api/excusals/{excusal}/lift", json={"reason": "复产了"}).status_code == 200
        expect(excused).to_have_count(0, timeout=LONG_BEFORE_A_POLL_MS)
    assert office.page.evaluate("sameBoard")


def excuses_from_the_board(office: Person, tmp_path: Path) -> None:
    """One cell in two clicks and back; then two branches at once."""
    page = office.page
    cell(office, OTHER, "党课")
    told(page, re.compile("书记"))
    page.get_by_role("button", name="免开或延期", exact=True).click()
    office.look("board-excuse", tmp_path)
    page.get_by_role("button", name="因停产免开").click()
    told(page.locator(".cell-actions"), "已批准 1 项")
    expect(page.get_by_role("button", name=re.compile(f"^{OTHER}，党课：已免"))).to_be_visible()
    page.get_by_role("button", name="撤销", exact=True).click()
    expect(page.get_by_role("button", name=re.compile(f"^{OTHER}，党课：已免"))).to_have_count(0)
    page.get_by_role("button", name="多选").click()
    cell(office, OTHER, "党课")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    told(page, "选中 2 格")
    page.get_by_role("button", name="2 项一起免开或延期").click()
    page.get_by_role("button", name="因检修免开").click()
    told(page.locator(".cell-actions"), "已批准 2 项")
    page.get_by_role("button", name="选好了").click()
    cell(office, OTHER, "主题党日")
    page.get_by_role("button", name="提醒负责人").click()
    told(page, re.compile("已提醒 1 项的负责人"))


def approves_together(office: Person, tmp_path: Path) -> None:
    """What is unremarkable, after reading what that means."""
    page = office.page
    page.goto(f"{office.url}/#/office/review/together")
    told(page, "第一次提交，没有退回过")
    office.look_wide_and_narrow("review-together", tmp_path)
    page.get_by_role("button", name="一起通过 1 份").click()
    told(page.locator(".notice"), "已通过 1 份")
    page.goto(f"{office.url}/#/office/review/phrases")
    page.get_by_label("地点", exact=True).fill("请写到硐室\n请写明水平")
    page.get_by_role("button", name="保存").click()
    page.get_by_label("原因").fill("审核会定的")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    told(page, re.compile("党群工作部.*改过"))
    office.is_accessible()
    page.goto(f"{office.url}/#/office/burden")
    told(page, "不足 5 份，不计")
    office.look("burden", tmp_path)


def shows_whole_lines(office: Person) -> None:
    """Nothing on the wall is cut off below."""
    cut = "lines => lines.filter(line => line.getBoundingClientRect().bottom > innerHeight).map(line => line.textContent)"
    assert office.page.locator(".wall-side li, .wall-matrix tr").evaluate_all(cut) == []


def watches_the_wall(office: Person, tmp_path: Path) -> None:
    """Nobody touches it: today's events come by themselves, and it says when the network is gone."""
    page = office.page
    page.set_viewport_size(WALL)
    page.goto(f"{office.url}/#/office/wall")
    told(page, "党建可视监管")
    told(page.locator(".wall-events"), re.compile("通过"))
    expect(page.locator(".rail")).to_have_count(0)
    told(page.locator(".wall-counts"), "已免")
    shows_whole_lines(office)
    office.look("wall", tmp_path)
    page.set_viewport_size(DESK)
    shows_whole_lines(office)
    office.look("wall", tmp_path)
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth")
    office.context.set_offline(True)
    page.evaluate("dispatchEvent(new Event('online'))")
    told(page, re.compile("没有连上服务器，这是 [0-9:]+ 的情况"))
    office.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".wall-lost")).to_have_count(0)


def test_the_office_excuses_reminds_approves_together_and_hangs_it_all_on_the_wall(
    server: LinghangProcess, secretary: PhoneUser, desk: Desks, tmp_path: Path
) -> None:
    submitted_record(secretary)
    asks_underground(server, secretary)
    office = office_at(lambda: desk(service_workers="block"), server, "board")  # what a worker fetches cannot be held back
    tells_no_number_before_it_knows(office, "review", "**/api/amendments?*", ".desk-tabs a", "更正")
    tells_no_number_before_it_knows(office, "board", "**/api/excusals", ".counts li", "逾期")
    finds_no_calm_where_there_is_none(office)
    is_narrowed_to_one_kind(office)
    is_granted(office, tmp_path)
    secretary.asks_until_gone("等党群工作部答复")
    told(secretary.page, "已批准")
    changes_while_it_is_open(office, server)
    excuses_from_the_board(office, tmp_path)
    approves_together(office, tmp_path)
    watches_the_wall(office, tmp_path)
    for person in (office, secretary):
        person.is_well()
