"""A quarter in front of the people, to the freeze: a tie, a scheme changed meanwhile, an appeal from underground, a veto, approved."""

import asyncio
import random
import re
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from msgspec import structs, to_builtins
from playwright.sync_api import BrowserContext, Page, expect

from server.app import assemble, opened
from server.domain import accounts, cycles
from server.domain.cycles import queries
from server.domain.ratings.policy.shipped import CONTENT, KIND
from server.domain.ratings.rules import Need, Rule
from server.kit.clock import system_clock
from server.kit.settings import Settings
from server.replication import Replication, recompute
from tests.browser.bar import BRANCH, QUARTER, the_office_raises_the_bar_from_the_running_quarter_on
from tests.browser.paper import sheets_of
from tests.browser.people import PASSWORD, Person, PhoneUser, told
from tests.browser.recording import MEMBER, SECRETARY, ask
from tests.services import LinghangProcess

BEHIND = "通防工区党支部"  # its area has rated nobody
_PEOPLE = """select m."id", m."kind", m."employee_no", m."branch", b."name" as "branch_name" from "member" m
    join "organisation" b on b."id" = m."branch" order by m."employee_no" """
Desks = Callable[..., BrowserContext]
Phones = Callable[..., BrowserContext]


def beside(work: Coroutine[Any, Any, None]) -> None:
    """Runs it in a loop of its own: the browser's runs in this thread."""
    thread = threading.Thread(target=asyncio.run, args=(work,))
    thread.start()
    thread.join()


async def prepare(data: Path) -> None:
    """The demo mine with a rated quarter that is over, and a login for a second person in the office."""
    replication = assemble(Settings(data=str(data), demo=True), system_clock)
    async with opened(replication):
        await accounts.load_demo(replication)
        await accounts.open_account(replication, None, "second", "second", "office")
        await rate_everyone(replication)
        await queries.open_quarter(replication, None, QUARTER)


async def rate_everyone(replication: Replication) -> None:
    """Everyone has a rating by the area, the one thing that this mine's scheme rests on; more are equal at the top than there are places."""
    chance = random.Random(7)
    members = await replication.database.fetch(_PEOPLE)
    amounts = {one["id"]: chance.randrange(640, 945) for one in members if one["branch_name"] != BEHIND}
    own = [one for one in members if one["branch_name"] == BRANCH and one["kind"] == "full" and one["employee_no"] not in (MEMBER, SECRETARY)]
    amounts |= {one["id"]: 962 for one in own[:10]} | {one["id"]: 875 for one in members if one["employee_no"] == MEMBER}
    async with replication.write(None, "rated by the area") as unit:
        unit.put("scheme", "by-area", by_area())
        for one in (one for one in members if one["id"] in amounts):
            told = {"kind": "performance", "on": "2026-09-25", "amount": amounts[one["id"]], "source": "entry", "text": "区队三季度评价"}
            fact = {"member": one["id"], "branch": one["branch"], "entered_by": "", "entered_by_name": "党群工作部", "entered_at": unit.now_ms}
            unit.put("fact", str(uuid5(UUID(one["id"]), "area")), told | fact)
        for one in members:
            unit.mark("rating", f"{one['id']}:{QUARTER}")
    await recompute(replication)


def by_area() -> dict[str, Any]:
    """The shipped scheme, with the area's rating as the one thing that every dimension rests on."""

    def rule(key: str) -> Rule:
        return Rule(f"{key}.area", "区队评价，按百分制折算", "fact_amount", ("performance",))

    dimensions = [structs.replace(one, start="zero", needs=(Need("fact", "performance"),), rules=(rule(one.key),)) for one in CONTENT.dimensions]
    content = structs.replace(CONTENT, dimensions=tuple(dimensions))
    return {"kind": KIND, "version": 2, "state": "published", "content": to_builtins(content), "from_on": "2026-07-01"}


@pytest.fixture
def server(linghang: Callable[..., LinghangProcess], built_pwa: Path, demo_folder: Path) -> LinghangProcess:
    """The demo mine after a quarter, served; its drafts are drawn by the start, since their day has passed."""
    beside(prepare(demo_folder))
    return linghang("serve", LINGHANG_DEMO="true")


def office_at(desk: Desks, server: LinghangProcess, login: str = "office") -> Person:
    person = Person(desk(), server.url)
    person.sign_in(login)
    return person


def activated(server: LinghangProcess, desk: Desks, login: str) -> Person:
    """Someone of the office who signs in for the first time, with a code made at the shell as for the first account of all."""
    codes: list[str] = []

    async def make(replication: Replication) -> None:
        codes.append((await accounts.open_account(replication, None, login.upper(), login.upper(), "office")).code)

    meanwhile(server, make)
    person = Person(desk(), server.url)
    person.page.goto(server.url)
    person.page.get_by_role("button", name="第一次登录，用激活码").click()
    person.page.get_by_label("工号").fill(login)
    person.page.get_by_label("激活码", exact=True).fill(codes[0])
    person.page.get_by_label("设一个新密码").fill(PASSWORD)
    person.page.get_by_role("button", name="激活并登录").click()
    told(person.page, "三色看板")
    return person


def meanwhile(server: LinghangProcess, work: Callable[[Replication], Coroutine[Any, Any, Any]], days: int = 0) -> None:
    """Does something in the server's own files, as a job would some days from now."""

    async def open_and_work() -> None:
        replication = assemble(Settings(data=str(server.data), demo=True), lambda: system_clock() + days * 24 * 3_600_000)
        async with opened(replication):
            await work(replication)

    beside(open_and_work())


def branch_cycle(server: LinghangProcess) -> str:
    ((cycle,),) = ask(server, "select c.id from cycle c join organisation b on b.id = c.branch where b.name = ? and c.quarter = ?", BRANCH, QUARTER)
    return str(cycle)


def waits_for(server: LinghangProcess, page: Page, state: str) -> None:
    """Until the branch's quarter is so far, for as long as the server works on anything."""
    patience = server.patience()
    while patience.lasts():
        if ask(server, "select state from cycle where id = ?", branch_cycle(server)) == [(state,)]:
            return
        page.wait_for_timeout(200)
    raise AssertionError(ask(server, "select state from cycle where id = ?", branch_cycle(server)))


def make(page: Page, move: str) -> None:
    """Presses a step and confirms it."""
    page.get_by_role("button", name=move, exact=True).click()
    page.get_by_role("button", name="确认办理").click()
    page.get_by_role("button", name="确认办理").wait_for(state="detached")


def test_a_quarter_with_a_tie_a_changed_scheme_an_appeal_and_a_veto(server: LinghangProcess, desk: Desks, phone: Phones, tmp_path: Path) -> None:
    office = office_at(desk, server)
    the_office_sees_all_branches(office, server, tmp_path)
    secretary = the_branch_decides_and_reviews(server, phone, tmp_path)
    the_office_publishes(office, server, tmp_path)
    the_office_raises_the_bar_from_the_running_quarter_on(office, server)
    member = the_member_appeals_underground(server, phone, tmp_path)
    the_branch_answers(secretary, tmp_path)
    member.asks_until_gone("等支部答复")
    the_member_goes_on(member, tmp_path)
    the_office_answers(office, tmp_path)
    two_people_confirm_a_veto(office, server, desk, tmp_path)
    leader = the_committee_approves(office, server, desk, tmp_path)
    the_office_freezes(office, server, tmp_path)
    the_member_reads_why(member, server, tmp_path)
    for person in (office, secretary, member, leader):
        person.is_well()


def the_office_sees_all_branches(office: Person, server: LinghangProcess, tmp_path: Path) -> None:
    waits_for(server, office.page, "computed")
    office.page.goto(f"{server.url}/#/office/cycles?quarter={QUARTER}")
    told(office.page, "初稿待支部审核")
    told(office.page.locator("tr", has_text=BEHIND), re.compile("待录入 \\d+ 人"))
    office.look("cycles", tmp_path)
    link = office.page.get_by_role("link", name=BEHIND)
    link.focus()
    office.page.keyboard.press("Enter")
    told(office.page, re.compile("待录入：.+政治生活"))
    office.look("cycle-blocked", tmp_path)


def the_branch_decides_and_reviews(server: LinghangProcess, phone: Phones, tmp_path: Path) -> PhoneUser:
    secretary = PhoneUser(phone("secretary"), server.url)
    secretary.sign_in(SECRETARY)
    page = secretary.page
    page.goto(server.url + "/#/stars")
    page.get_by_role("link", name=re.compile("支部评星")).click()
    told(page, re.compile("处名额并列，要由支委会决定"))
    secretary.look("branch-review", tmp_path)
    boxes = page.get_by_role("checkbox")
    places = int(re.search(r"还有 (\d+) 个五星名额", page.locator("main").inner_text())[1])  # type: ignore[index]
    for at in range(places):
        boxes.nth(at).focus()
        page.keyboard.press("Space")
    page.get_by_label("决定的理由").fill("支委会表决，5票赞成")
    secretary.look("tie", tmp_path)
    page.get_by_role("button", name="记下决定").click()
    told(page, re.compile("已决定（.+）：支委会表决，5票赞成"))
    make(page, "支部审核通过")
    told(page, "支部已审核")
    return secretary


def the_office_publishes(office: Person, server: LinghangProcess, tmp_path: Path) -> None:
    office.page.goto(f"{server.url}/#/office/cycles/{branch_cycle(server)}")
    told(office.page, "名额已满，保留得分")
    make(office.page, "公示")
    told(office.page, "公示中")
    office.look("cycle-detail", tmp_path)
    office.page.get_by_role("link", name="公示表").click()
    told(office.page, re.compile(f"{BRANCH}.*党员评星定级公示"))
    expect(office.page.locator(".sheet-paper")).not_to_contain_text("96.2")
    office.look("publication-sheet", tmp_path)
    assert sheets_of(office.page, tmp_path / "publication-sheet.pdf") == 1


def the_member_appeals_underground(server: LinghangProcess, phone: Phones, tmp_path: Path) -> PhoneUser:
    member = PhoneUser(phone("member"), server.url)
    member.sign_in(MEMBER)
    page = member.page
    page.goto(server.url + "/#/stars")
    told(page, "三星党员")
    page.get_by_text("本支部星级分布").click()
    member.look_in_all_light("stars-result", tmp_path)
    member.ready_for_underground()
    member.go_down()
    page.get_by_role("link", name="我有异议，申诉").click()
    page.get_by_role("button", name="我已补课").click()
    page.go_back()
    page.get_by_role("link", name="我有异议，申诉").click()
    expect(page.get_by_role("textbox", name="申诉理由")).to_have_value("我已补课")
    page.get_by_role("button", name="提出申诉").click()
    told(page, "等支部答复")
    told(page, "已存在本机，有网络时自动送出")
    member.look("appeal-offline", tmp_path)
    member.come_up()
    return member


def the_branch_answers(secretary: PhoneUser, tmp_path: Path) -> None:
    page = secretary.page
    page.reload()
    told(page, "等支部答复")
    page.get_by_role("radio", name="不支持").click()
    page.get_by_label("答复的理由").fill("没有补课记录")
    secretary.look("appeal-answer", tmp_path)
    page.get_by_role("button", name="答复", exact=True).click()
    told(page, "支部已答复")


def the_member_goes_on(member: PhoneUser, tmp_path: Path) -> None:
    page = member.page
    told(page, re.compile("没有补课记录"))
    page.get_by_label("为什么不同意支部的答复").fill("补课签到表在工区")
    member.look("appeal-answered", tmp_path)
    page.get_by_role("button", name="请党群工作部复核").click()
    member.delivered()
    told(page, "党群工作部复核中")


def the_office_answers(office: Person, tmp_path: Path) -> None:
    page = office.page
    page.goto(f"{office.url}/#/office/cycles/appeals?quarter={QUARTER}")
    told(page, "补课签到表在工区")
    office.look("appeals", tmp_path)
    page.get_by_role("radio", name="支持", exact=True).click()
    page.get_by_label("答复的理由").fill("核对签到表属实")
    page.get_by_role("button", name="答复", exact=True).click()
    told(page, "申诉成立")


def two_people_confirm_a_veto(office: Person, server: LinghangProcess, desk: Desks, tmp_path: Path) -> None:
    page = office.page
    page.goto(f"{office.url}/#/office/cycles/vetoes?quarter={QUARTER}")
    page.get_by_role("button", name="提出一票否决").click()
    page.get_by_label("党员姓名或工号").fill("J200003")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("button", name=re.compile("J200003")).click()
    page.get_by_label("事实", exact=True).fill("9月3日顶板事故负直接责任")
    page.get_by_label(re.compile("^依据")).fill("安监处通报〔2026〕12号")
    office.look("veto-proposal", tmp_path)
    page.get_by_role("button", name="提出", exact=True).click()
    told(page, "由您提出，要由另一位同志确认")
    second = activated(server, desk, "second")
    second.page.goto(f"{office.url}/#/office/cycles/vetoes?quarter={QUARTER}")
    told(second.page, "安监处通报〔2026〕12号")
    second.look("vetoes", tmp_path)
    second.page.get_by_role("button", name="确认", exact=True).click()
    told(second.page, "已确认")
    ((member,),) = ask(server, "select id from member where employee_no = 'J200003'")
    assert ask(server, "select star, code from award where cycle = ? and member = ?", branch_cycle(server), member) == [(0, "VETO")]
    second.is_well()


def the_committee_approves(office: Person, server: LinghangProcess, desk: Desks, tmp_path: Path) -> Person:
    """Not before the appeal that was upheld is in the results, and the publicity is over."""
    office.page.goto(f"{server.url}/#/office/cycles/{branch_cycle(server)}")
    make(office.page, "按申诉结论重算")
    meanwhile(server, cycles.advance, days=14)
    leader = office_at(desk, server, "leader")
    leader.page.goto(f"{server.url}/#/office/cycles/{branch_cycle(server)}")
    told(leader.page, "党委审定")
    leader.look("cycle-approval", tmp_path)
    make(leader.page, "党委审定")
    return leader


def the_office_freezes(office: Person, server: LinghangProcess, tmp_path: Path) -> None:
    office.page.reload()
    make(office.page, "定稿")
    waits_for(server, office.page, "frozen")
    told(office.page, re.compile("支委会表决，5票赞成"))
    office.look_wide_and_narrow("cycle-frozen", tmp_path)
    assert ask(server, "select distinct scheme from award where quarter = ?", QUARTER) == [("by-area",)]
    assert ask(server, "select count(*) from award where cycle = ? and star = 5", branch_cycle(server)) > [(0,)]


async def withdraw_the_areas_word(replication: Replication) -> None:
    """What the member's frozen quarter rests on is taken back: for that quarter it changes nothing any more."""
    (member,) = await replication.database.fetch('select "id" from "member" where "employee_no" = {}', MEMBER)
    async with replication.write(None, "withdrawn") as unit:
        unit.put("fact", str(uuid5(UUID(member["id"]), "area")), {"withdrawn_at": unit.now_ms, "withdrawn_reason": "报错了季度"})
    await recompute(replication)


def the_member_reads_why(member: PhoneUser, server: LinghangProcess, tmp_path: Path) -> None:
    """From the star to a dimension, from its line to the record: who said what, and when."""
    page = member.page
    page.goto(member.url + "/#/stars")
    page.reload()
    page.get_by_role("radio", name="第三季度").click()
    told(page, "定稿")
    for words in ("评星办法第 2 版", "评星办法（第 2 版）", "都是人来决定。您可以要求说明理由，也可以申请复核。"):  # 个人信息保护法 24
        told(page, words)
    member.look("stars-frozen", tmp_path)
    meanwhile(server, withdraw_the_areas_word)
    page.reload()
    told(page, "按现在的数据")
    dimension = page.locator("details.dimension").first
    dimension.locator("summary").click()
    dimension.scroll_into_view_if_needed()
    told(page, re.compile("区队评价，按百分制折算，评价87.5分"))
    member.look("stars-explanation", tmp_path)
    dimension.locator("a.evidence").first.click()
    expect(page.locator("section li.row")).to_have_text(re.compile("区队三季度评价.*党群工作部.*已撤销：报错了季度"))
    member.look("stars-record", tmp_path)
    page.goto(member.url + "/#/stars")
    page.get_by_role("radio").first.click()
    told(page, "评星办法第 3 版")


def test_the_offices_pages_fit_a_narrow_screen(server: LinghangProcess, desk: Desks, tmp_path: Path) -> None:
    person = Person(desk(viewport={"width": 360, "height": 740}), server.url)
    person.sign_in("office")
    waits_for(server, person.page, "computed")
    for page, words in (("cycles", "初稿待支部审核"), (f"cycles/{branch_cycle(server)}", "评星结果"), ("cycles/vetoes", "没有一票否决")):
        person.page.goto(f"{server.url}/#/office/{page}?quarter={QUARTER}")
        told(person.page, words)
        person.look(f"office-{page.split('/')[-1] if page == 'cycles/vetoes' else page.split('/')[0] + ('-detail' if '/' in page else '')}", tmp_path)
        assert person.page.evaluate("document.documentElement.scrollWidth") <= 360
    the_office_enters_the_holidays(person, tmp_path)
    person.is_well()


def the_office_enters_the_holidays(person: Person, tmp_path: Path) -> None:
    """The procedure of the last quarter reaches into a year of which nobody has entered the notice; it is pasted as it was written."""
    person.page.goto(f"{person.url}/#/office/cycles?quarter=2099-Q4")
    person.page.get_by_role("link", name="录入 2100 年放假安排").click()
    told(person.page, "2100 年只按周末")
    person.page.get_by_text("整年导入").click()
    person.page.get_by_label("粘贴通知或名单").fill("一、元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。")
    person.page.get_by_role("button", name="读进来看看").click()
    told(person.page, "已画在日历上，核对后保存")
    assert person.page.evaluate("document.documentElement.scrollWidth") <= 360
    person.page.get_by_role("button", name="保存", exact=True).click()
    person.page.get_by_label("原因").fill("国务院办公厅通知")
    person.look("holidays", tmp_path)
    person.page.get_by_role("dialog").get_by_role("button", name="保存", exact=True).click()
    told(person.page, "放假 1 天（不算周末），周末上班 1 天")
    person.page.goto(f"{person.url}/#/office/cycles?quarter=2099-Q4")
    told(person.page, "支部")
    expect(person.page.get_by_role("link", name="录入 2100 年放假安排")).to_have_count(0)
