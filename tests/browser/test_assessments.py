"""Branch assessment in real browsers: contested underground and taken back, scored on a tablet, decided and published at the desk."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.people import NARROW, Person, PhoneUser, told
from tests.browser.recording import Desks, Phones, arrive, write
from tests.services import LinghangProcess

BRANCH = "综采一区党支部"
CHORE = "检修皮带机"


def fits(page: Page) -> None:
    """Nothing stands beyond the edge of the screen."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


def takes_a_resolution(secretary: PhoneUser) -> None:
    """Records a meeting with a resolution that was due long ago and is not carried out, and hands it in."""
    page = secretary.page
    write(secretary, "井口会议室", "学习讨论")
    page.get_by_role("button", name="决议", exact=True).click()
    page.get_by_role("button", name="加一条决议").click()
    page.get_by_label("决定做什么").fill(CHORE)
    page.get_by_role("textbox", name="负责人").fill("王强")
    page.locator("#due-0").fill("2026-11-03")
    page.get_by_role("button", name=re.compile("全部到会")).click()
    page.get_by_role("button", name="保存并提交").click()
    secretary.delivered()


def opens_the_score(secretary: PhoneUser) -> None:
    secretary.home()
    secretary.page.get_by_role("link", name="支部考核").click()
    told(secretary.page, re.compile("自动评分"))


def contests(secretary: PhoneUser) -> None:
    """Two taps and a phrase, without a network."""
    page = secretary.page
    page.get_by_role("button", name="提异议").click()
    page.get_by_role("button", name="当班抢险，次日补报").click()
    page.get_by_role("button", name="提交异议").click()
    told(page, "异议在本机，待送达")


def signed_in(context: BrowserContext, server: LinghangProcess, login: str) -> Person:
    person = Person(context, server.url)
    person.sign_in(login)
    return person


def test_a_deduction_is_contested_underground_and_the_points_come_back(server: LinghangProcess, phone: Phones, desk: Desks, tmp_path: Path) -> None:
    secretary = arrive(server, phone)
    takes_a_resolution(secretary)
    opens_the_score(secretary)
    secretary.asks_until_gone("没有扣分")
    told(secretary.page, re.compile(f"决议“{CHORE}”（王强，2026-11-03前）逾期未落实"))
    secretary.go_down()
    contests(secretary)
    fits(secretary.page)
    secretary.look("assessment-contested", tmp_path)
    secretary.come_up()
    office = signed_in(desk(), server, "office")
    office.page.goto(server.url + "/#/office/contests")
    told(office.page, re.compile("异议：当班抢险，次日补报"))
    office.page.get_by_role("button", name="答复", exact=True).click()
    office.page.get_by_role("textbox", name="理由").fill("调度记录属实")
    office.look("assessment-answer", tmp_path)
    office.page.get_by_role("button", name="撤销扣分").click()
    told(office.page, "没有待答复的异议")
    opens_the_score(secretary)
    secretary.asks_until_gone("异议已提，等党群工作部答复")
    told(secretary.page, "答复：调度记录属实")
    secretary.look("assessment-reversed", tmp_path)
    both_see_it_overdue_on_their_first_page(secretary, office, tmp_path)
    tells_the_resolution(secretary, tmp_path)
    returns_it(office, tmp_path)
    secretary.asks_until_gone("等确认 1")
    secretary.home()
    secretary.page.get_by_role("link", name=re.compile(f"^{CHORE}.*落实被退回")).click()
    told(secretary.page, "退回理由：请附检修记录")
    fits(secretary.page)
    secretary.look("resolution-returned", tmp_path)
    secretary.is_well()
    office.is_well()


def both_see_it_overdue_on_their_first_page(secretary: PhoneUser, office: Person, tmp_path: Path) -> None:
    """Among what is urgent, a tap away from the resolution, or from the record that it stands in."""
    secretary.home()
    row = secretary.page.get_by_role("link", name=re.compile(f"^{CHORE}.*决议逾期.*王强"))
    row.scroll_into_view_if_needed()
    fits(secretary.page)
    secretary.look("home-resolution", tmp_path)
    office.page.goto(office.url + "/#/office/board")
    told(office.page, re.compile("决议未落实 · 已过"))
    office.look_wide_and_narrow("board-heeds", tmp_path)
    office.page.get_by_role("link", name=re.compile("决议未落实")).press("Enter")
    told(office.page, CHORE)
    office.page.goto(office.url + "/#/office/resolutions?state=overdue")
    told(office.page, "支部还没有登记落实")
    office.look_wide_and_narrow("resolutions-overdue", tmp_path)


def tells_the_resolution(secretary: PhoneUser, tmp_path: Path) -> None:
    """Without a network; back at the pithead it is delivered."""
    page = secretary.page
    secretary.home()
    page.get_by_role("link", name="决议落实").click()
    told(page, "逾期 1")
    secretary.go_down()
    page.get_by_role("button", name="登记落实").click()
    page.get_by_role("button", name="已整改并复查").click()
    secretary.look("resolution-telling", tmp_path)
    page.get_by_role("dialog").get_by_role("button", name="登记", exact=True).click()
    told(page, "在本机，待送达")
    secretary.come_up()
    secretary.asks_until_gone("在本机，待送达")


def returns_it(office: Person, tmp_path: Path) -> None:
    """Not without a reason."""
    page = office.page
    page.goto(office.url + "/#/office/resolutions")
    told(page, re.compile("已整改并复查"))
    page.get_by_role("button", name="处理").click()
    expect(page.get_by_role("button", name="退回", exact=True)).to_be_disabled()
    page.get_by_label("退回的理由").fill("请附检修记录")
    page.get_by_role("button", name="退回", exact=True).click()
    told(page, "没有等确认的决议")
    page.get_by_role("button", name="已退回").click()
    told(page, "意见：请附检修记录")
    office.look_wide_and_narrow("resolutions-desk", tmp_path)


def scores(page: Page, item: str, points: str, comment: str = "") -> None:
    page.get_by_label(f"{item}得分", exact=True).fill(points)
    if comment:
        page.get_by_label(f"{item}说明", exact=True).fill(comment)


LOW = """least => [...document.querySelectorAll('.item-points *, .form-foot *, .rail-me')].filter(one => one.matches('a, button, input'))
    .filter(one => one.getBoundingClientRect().height < least - 0.5).map(one => one.outerHTML.slice(0, 120))"""


def fits_a_glove(tablet: Person, tmp_path: Path) -> None:
    """Whatever gives points, and the way to the own account, is as high as the phone's buttons are with gloves."""
    tablet.page.evaluate("document.documentElement.dataset.touch = 'gloves'")
    assert not tablet.page.evaluate(LOW, 64)
    tablet.look_wide_and_narrow("assessment-form-gloves", tmp_path)
    tablet.page.evaluate("document.documentElement.dataset.touch = 'bare'")


ITEMS = {"班子建设": 8, "组织生活": 13, "党员教育": 8, "主题党日": 9, "党员管理": 8, "安全生产": 15, "围绕中心": 8, "服务群众": 5, "党风廉政": 4}
"""Two of them are extreme, and need words."""


def test_an_assessor_fills_the_form_on_a_tablet_without_a_network(server: LinghangProcess, phone: Phones, desk: Desks, tmp_path: Path) -> None:
    tablet = PhoneUser(phone("tablet", viewport={"width": 1280, "height": 800}, is_mobile=False), server.url)
    tablet.sign_in("assessor")
    page = tablet.page
    told(page, "支部评分")
    page.get_by_role("link", name=re.compile(BRANCH)).wait_for()
    tablet.ready_for_underground()
    tablet.look_wide_and_narrow("assessment-tasks", tmp_path)
    tablet.go_down()
    page.get_by_role("link", name=re.compile(BRANCH)).click()
    for item, points in (ITEMS | {"宣传和品牌": 4}).items():
        scores(page, item, str(points))
    expect(page.get_by_text("还有 2 项要补")).to_be_visible()
    told(page, "低于 60% 或高于 95%，请写说明")
    tablet.look_wide_and_narrow("assessment-form", tmp_path)
    fits_a_glove(tablet, tmp_path)
    scores(page, "安全生产", "15", "全季无三违，责任区台账齐全")
    scores(page, "服务群众", "5", "帮扶记录不全")
    page.get_by_role("button", name="提交考核表").click()
    told(page, re.compile("已提交，等结果"))
    page.reload()
    told(page, re.compile("已提交，等结果"))
    fits(page)
    tablet.come_up()
    office = signed_in(desk(), server, "office")
    office.page.goto(server.url + "/#/office/assessment")
    told(office.page, re.compile("1 份已交"))
    office.page.get_by_role("link", name=BRANCH).click()
    told(office.page, re.compile("全季无三违"))
    office.look_wide_and_narrow("assessment-branch", tmp_path)
    tablet.is_well()
    office.is_well()


NOT_YET = "财务科党支部"


def names_an_assessor(office: Person, tmp_path: Path) -> None:
    """The demo's assessor takes on a branch, and gives it up again."""
    page = office.page
    page.goto(office.url + "/#/office/assessors")
    card = page.locator(".card").filter(has_text="党建考核组")
    card.get_by_role("button", name="党建考核组考核哪里").click()
    page.get_by_label("考核范围").select_option(label=NOT_YET)
    page.get_by_label("原因").fill("本季度分工")
    page.get_by_role("dialog").get_by_role("button", name="指定", exact=True).click()
    expect(card.get_by_text(NOT_YET)).to_be_visible()
    page.get_by_label("按姓名、拼音首字母或工号查找").fill("J200009")
    expect(page.get_by_text("J200009 ·")).to_be_visible()
    office.look_wide_and_narrow("assessors", tmp_path)
    card.get_by_role("button", name=f"收回党建考核组：{NOT_YET}").click()
    page.get_by_label("原因").fill("换人考核")
    page.get_by_role("dialog").get_by_role("button", name="收回", exact=True).click()
    expect(card.get_by_text(NOT_YET)).to_have_count(0)


def tries_the_draft(office: Person, tmp_path: Path) -> None:
    """From the page as it is typed, by keyboard: which branches move, and by which lines."""
    page = office.page
    page.get_by_label("A等 起始分").fill("88")
    page.get_by_role("button", name="试算").press("Enter")
    told(page, "只试算，没有改动任何支部的分数和等次。")
    expect(page.get_by_role("heading", name="试算结果")).to_be_focused()
    last = page.locator(".dry-quarter").filter(has_text="第三季度")
    expect(last.get_by_text(re.compile("等次有变 [1-9]"))).to_be_visible()
    mover = last.locator(".dry-mover").first
    mover.locator("summary").press("Enter")
    expect(mover.get_by_text(re.compile("×70%"))).to_be_visible()
    wide = page.viewport_size
    for size in (NARROW, wide or NARROW):
        page.set_viewport_size(size)
        last.scroll_into_view_if_needed()
        fits(page)
        office.look("assessment-dry-run", tmp_path)


def test_the_office_sees_all_branches_edits_the_scheme_and_publishes_bands_that_a_member_reads(
    server: LinghangProcess, phone: Phones, desk: Desks, tmp_path: Path
) -> None:
    office = signed_in(desk(), server, "office")
    page = office.page
    page.goto(server.url + "/#/office/assessment?period=2026-Q3")
    told(page, re.compile("A等 [1-9]"))
    page.get_by_role("button", name="按分数").click()
    expect(page.locator(".assessed tbody tr").first.locator("td").first).to_have_text("1")
    office.look_wide_and_narrow("assessment-overview", tmp_path)
    names_an_assessor(office, tmp_path)
    page.goto(server.url + "/#/office/assessment-scheme")
    page.get_by_label("自动评分（%）").fill("70")
    page.get_by_role("button", name="存草稿").click()
    told(page, "自动评分占70%、考核员评分占40%，两项之和应为100%")
    office.look_wide_and_narrow("assessment-scheme", tmp_path)
    page.get_by_label("考核员评分（%）").fill("30")
    tries_the_draft(office, tmp_path)
    page.get_by_role("button", name="公布生效").click()
    page.get_by_role("dialog").get_by_label("理由").fill("党委会定的")
    page.get_by_role("dialog").get_by_role("button", name="公布生效").click()
    told(page, "已公布，按新办法重新计算")
    member = signed_in(phone("member"), server, "J200009")
    member.page.get_by_role("link", name="支部考核").click()
    told(member.page, "只公布等次，不排名次；同等次按组织顺序排列。")
    assert not re.search(r"\d{2}\.\d", member.page.locator("main").inner_text()), "bands, no points"
    fits(member.page)
    member.look("assessment-bands", tmp_path)
    office.is_well()
    member.is_well()


def test_what_the_office_wrote_stays_when_the_server_refuses_it(server: LinghangProcess, desk: Desks, tmp_path: Path) -> None:
    office = signed_in(desk(), server, "office")
    page = office.page
    page.goto(server.url + "/#/office/assessment?period=2026-Q3")
    page.get_by_role("link", name=BRANCH).click()
    page.get_by_role("button", name="加分", exact=True).click()
    sheet = page.get_by_role("dialog")
    points, reason = sheet.get_by_label("加分", exact=True), sheet.get_by_role("textbox", name="理由")
    points.fill("0")
    reason.fill("省级示范党支部")
    sheet.get_by_role("textbox", name="依据").fill("省委组织部通报")
    sheet.get_by_role("button", name="保存").click()
    expect(sheet.get_by_role("alert")).to_contain_text("加分应大于0")
    expect(page.get_by_role("alert")).to_have_count(1)
    expect(reason).to_have_value("省级示范党支部")
    office.look("assessment-refused", tmp_path)
    points.fill("1")
    sheet.get_by_role("button", name="保存").click()
    expect(sheet).to_have_count(0)
    told(page, re.compile("加 1 分.*省级示范党支部"))
    office.is_well()


def test_the_overview_and_the_form_are_worked_by_the_keyboard(server: LinghangProcess, desk: Desks) -> None:
    office = signed_in(desk(viewport=NARROW), server, "office")
    office.page.goto(server.url + "/#/office/assessment?period=2026-Q3")
    told(office.page, re.compile("A等 [1-9]"))
    office.page.get_by_role("button", name="按分数").focus()
    office.page.keyboard.press("Enter")
    expect(office.page.get_by_role("button", name="按分数")).to_have_attribute("aria-pressed", "true")
    link = office.page.locator(".assessed tbody a").first
    link.focus()
    office.page.keyboard.press("Enter")
    told(office.page, "怎样得出总分")
    office.is_well()
