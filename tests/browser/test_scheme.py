"""The office changes the scheme of stars: a draft, a fault told at its field, a dry run of the demo mine, and publishing."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from server.domain.ballots.rules import review_id
from server.domain.ratings.policy.shipped import CONTENT
from server.domain.ratings.rules import quarter_bounds, quarter_days
from tests.browser.people import NARROW, Person, PhoneUser, told
from tests.browser.recording import MEMBER, Phones, ask
from tests.services import LinghangProcess

Desks = Callable[..., BrowserContext]


@pytest.fixture
def office(server: LinghangProcess, desk: Desks) -> Person:
    """The office of the demo mine, at its desk."""
    person = Person(desk(), server.url)
    person.sign_in("office")
    return person


COVERED = ("dues", "pledge", "task_done", "discipline", "violation", "achievement", "training", "contest", "mentor", "service")
BRANCH = "综采一区党支部"
VETO = CONTENT.vetoes[-1]


def insert(server: LinghangProcess, table: str, **values: object) -> None:
    """Puts a row into the server's own file; a dry run reads what is there."""
    values |= {"id": str(uuid4()), "rev": 1, "marks": "{}", "deleted": 0} | ({"id": values["id"]} if "id" in values else {})
    names, places = ", ".join(f'"{name}"' for name in values), ", ".join("?" for _ in values)
    ask(server, f'insert into "{table}" ({names}) values ({places})', *values.values())


def everyone_is_rated(server: LinghangProcess) -> str:
    """Waits until the first start has drawn every rating; gives the quarter."""
    patience = server.patience()
    while patience.lasts():
        drawn = ask(server, "select quarter, count(*) from rating group by quarter")
        if drawn and drawn[0][1] == ask(server, "select count(*) from member where status = 'active'")[0][0]:
            return str(drawn[0][0])
        time.sleep(0.5)
    raise AssertionError("not everyone is rated")


@pytest.fixture
def whole_quarter(server: LinghangProcess) -> None:
    """Everything is known of one branch's quarter: two meetings, statements, facts and mass reviews, from good to very good; one has a veto."""
    quarter = everyone_is_rated(server)
    ((branch,),) = ask(server, "select id from organisation where name = ?", BRANCH)
    held = quarter_bounds(quarter, ZoneInfo("Asia/Shanghai"))[0] + 3_600_000
    for kind in COVERED:
        by = {"stated_by": "office", "stated_by_name": "党群工作部", "stated_at": held}
        insert(server, "coverage", kind=kind, quarter=quarter, branch=branch, **by)
    meetings = {kind: str(uuid4()) for kind in ("theme_day", "party_lecture")}
    for kind, key in meetings.items():
        place = {"branch": branch, "org": branch, "kind": kind, "title": "一次会", "held_start": held, "status": "approved", "filed_at": held}
        insert(server, "meeting", id=key, **BLANK, **place)
    for n, (member,) in enumerate(ask(server, "select id from member where branch = ? order by employee_no", branch)):
        for kind, key in meetings.items():
            status = "absent" if kind == "theme_day" and n % 3 == 0 else "present"
            mark = {"meeting_kind": kind, "meeting_title": "", "held_start": held, "reason": "", "may_vote": 1}
            insert(server, "attendance", meeting=key, member=member, branch=branch, status=status, **mark)
        counted = {"mean_tenths": 925, "spread": "[10,10,0,0]"} if n == 1 else {"mean_tenths": 800 + n * 4}
        result = {"state": "published", "ballots": 20, **counted}
        row = review_id(str(member), quarter)
        ask(server, "delete from mass_review where id = ?", row)
        insert(server, "mass_review", id=row, member=member, branch=branch, quarter=quarter, **result)
        know(server, member, branch, quarter, n)
    ground = {"kind": VETO.key, "title": VETO.title, "text": "事后编造记录", "evidence": "核查记录", "state": "confirmed"}
    ((best,),) = ask(server, "select id from member where branch = ? order by employee_no desc limit 1", branch)
    insert(server, "veto_case", member=best, branch=branch, quarter=quarter, proposed_by="office", proposed_at=held, **ground)


def know(server: LinghangProcess, member: object, branch: object, quarter: str, n: int) -> None:
    """Enters the facts of the n-th member: dues paid, work rated, a service, a training, and of every other one an achievement."""
    first, last = quarter_days(quarter)
    by = {"source": "entry", "entered_by": "office", "entered_by_name": "党群工作部", "entered_at": 1}
    facts = [("dues", "", None, last[:7]), ("performance", "", 780 + n * 5, ""), ("service", "usual", None, ""), ("training", "attended", None, "")]
    for kind, grade, amount, until in facts + [("achievement", "mine", None, "")] * (n % 2):
        told = {"kind": kind, "on": first, "grade": grade, "amount": amount, "until": until, "text": ""}
        insert(server, "fact", member=member, branch=branch, **told, **by)


BLANK = dict.fromkeys(("place", "chair", "recorder", "observers", "agenda", "discussion"), "")
BLANK |= {"resolutions": "[]", "votes": "[]", "returned_reasons": "[]", "purpose": "ordinary"}


def begin(office: Person) -> None:
    """Opens a new draft from the list of versions."""
    office.page.goto(office.url + "/#/office/schemes")
    told(office.page, "第 1 版")
    office.page.get_by_role("button", name="起草新版本").click()
    told(office.page, "检查过了，可以发布")


def open_dimension(office: Person, title: str) -> None:
    office.page.locator(".scheme-dimension > summary").filter(has_text=title).click()


def save(office: Person) -> None:
    office.page.get_by_role("button", name="保存草稿").click()
    told(office.page, "草稿已保存")


ADDED = "参加主题党日，加1分"


def adds_a_rule_and_a_veto(office: Person, tmp_path: Path) -> None:
    """Left empty, both are told at their fields; the rule's are then chosen by keyboard and by hand."""
    page = office.page
    open_dimension(office, "服务群众")
    dimension = page.locator(".scheme-dimension").filter(has=page.locator("summary b", has_text="服务群众"))
    dimension.get_by_role("button", name="加一条规则").click()
    page.get_by_role("button", name="加一项否决").click()
    save(office)
    told(page, "还有 4 处要改，改好才能发布")
    rule = dimension.locator(".scheme-rule").last
    expect(rule.get_by_text("要写明算哪一种会议或事实")).to_be_visible()
    rule.scroll_into_view_if_needed()
    office.look_wide_and_narrow("scheme-rule", tmp_path)
    rule.get_by_label("规则内容").fill(ADDED)
    rule.get_by_label("依据").select_option(label="会议到会情况")
    rule.get_by_role("checkbox", name="主题党日").press("Space")
    rule.get_by_role("checkbox", name="到会").press("Space")
    page.get_by_role("button", name=re.compile("^删除否决")).last.click()
    page.get_by_label("什么情形").first.fill("对安全事故负有直接责任")
    save(office)
    told(page, "检查过了，可以发布")
    page.get_by_text("和第 1 版相比改了 3 处").click()
    told(page, f"加上 服务群众：{ADDED}")
    told(page, "政治生活：无故缺席，扣2分，每次分值：-2 → -5")
    page.locator("h1").scroll_into_view_if_needed()
    office.look_wide_and_narrow("scheme-changes", tmp_path)


def a_dimension_goes_and_comes_back_and_a_new_one_comes(office: Person, tmp_path: Path) -> None:
    """What goes can be put back by keyboard; what comes is told at its fields until it says what it counts, and rests on something."""
    page = office.page
    open_dimension(office, "创新创效")
    page.get_by_role("button", name="去掉“创新创效”").click()
    told(page, re.compile("一线岗位合计 90 分"))
    page.get_by_role("button", name="放回“创新创效”").press("Enter")
    told(page, re.compile("一线岗位合计 100 分"))
    page.get_by_role("button", name="加一个维度").click()
    new = page.locator(".scheme-dimension").nth(10)
    new.get_by_label("名称").fill("家风家教")
    save(office)
    told(page, "还有 3 处要改，改好才能发布")
    new.scroll_into_view_if_needed()
    office.look("scheme-dimension", tmp_path)
    new.get_by_label("没有数据时告诉党员").fill("支部还没有报齐服务群众情况")
    new.get_by_role("checkbox", name="服务群众已报齐").check()
    new.get_by_role("button", name="加一条规则").click()
    new.get_by_label("规则内容").fill("家风事迹突出，加1分")
    new.get_by_label("每次分值").fill("1")
    new.get_by_role("checkbox", name="服务群众", exact=True).check()
    new.get_by_role("checkbox", name="突出", exact=True).check()
    open_dimension(office, "创新创效")
    old = page.locator(".scheme-dimension").filter(has=page.locator("summary b", has_text="创新创效"))
    for fields, maxima in ((old, ("9", "7")), (new, ("1", "1"))):
        for profile, maximum in zip(("一线岗位满分", "机关岗位满分"), maxima, strict=True):
            fields.get_by_label(profile).fill(maximum)
    save(office)
    told(page, "检查过了，可以发布")


def ballots_are_worth_less_and_a_veto_goes(office: Person) -> None:
    office.page.get_by_label("合格", exact=True).fill("80")
    office.page.get_by_role("button", name=f"删除否决：{VETO.title}").click()
    save(office)
    told(office.page, "检查过了，可以发布")


def the_dry_run_tells_whom_ballots_and_the_veto_move(page: Page) -> None:
    told(page, re.compile(r"群众测评折算分变了：[1-9]\d+ 人的票已经销毁"))
    counted = page.locator(".dry-mover li").filter(has_text="群众测评").locator(".dry-line")
    expect(counted).to_have_count(1)
    expect(counted).to_contain_text(re.compile(r"9\.3 → 9|9\.25 → 9"))
    freed = page.locator(".dry-concerned li")
    expect(freed.filter(has_text=f"草稿里没有“{VETO.title}”这一项否决")).to_contain_text(re.compile("不定星.* → [三四五]星"))


@pytest.mark.usefixtures("whole_quarter")
def test_the_office_drafts_mends_tries_and_publishes_a_scheme(office: Person, phone: Phones, tmp_path: Path) -> None:
    page = office.page
    begin(office)
    open_dimension(office, "政治生活")
    page.get_by_label("一线岗位满分").first.fill("14")
    told(page, re.compile("一线岗位合计 99 分"))
    save(office)
    told(page, "还有 1 处要改，改好才能发布")
    page.locator("h1").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="发布", exact=True)).to_be_disabled()
    office.look_wide_and_narrow("scheme-draft", tmp_path)
    page.get_by_label("一线岗位满分").first.fill("15")
    page.get_by_label("每次分值").first.fill("-5")
    adds_a_rule_and_a_veto(office, tmp_path)
    a_dimension_goes_and_comes_back_and_a_new_one_comes(office, tmp_path)
    ballots_are_worth_less_and_a_veto_goes(office)
    page.get_by_role("button", name="试算", exact=True).click()
    told(page, "只试算，没有改动任何评星。")
    the_dry_run_tells_whom_ballots_and_the_veto_move(page)
    page.locator(".dry-mover summary").first.click()
    for told_of in ("无故缺席", ADDED):
        expect(page.locator(".dry-mover li").filter(has_text=told_of).first).to_be_attached()
    expect(page.locator(".dry-mover li").filter(has_text="家风家教").first).to_contain_text("新加")
    wide = page.viewport_size
    for size in (NARROW, wide or NARROW):
        page.set_viewport_size(size)
        page.locator(".dry-counts").first.evaluate("one => one.scrollIntoView()")
        office.look("scheme-dry-run", tmp_path)
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_label("从哪个季度起施行").select_option(index=0)
    page.get_by_label("原因").fill("党委会定的")
    page.get_by_role("dialog").get_by_role("button", name="发布", exact=True).click()
    told(page, re.compile("已发布的版本不能再改"))
    expect(page.get_by_label("每次分值").first).to_be_disabled()
    page.goto(office.url + "/#/office/schemes")
    told(page, "第 2 版")
    office.look_wide_and_narrow("schemes", tmp_path)
    assert not office.faults
    a_member_sees_the_way_to_the_next_star(PhoneUser(phone("member"), office.url), tmp_path)


def a_member_sees_the_way_to_the_next_star(member: PhoneUser, tmp_path: Path) -> None:
    """In words, underground too; the radar says each dimension in words."""
    page = member.page
    member.sign_in(MEMBER)
    page.get_by_role("link", name="评星", exact=True).click()
    told(page, "评星办法第 2 版")
    told(page, re.compile("离.星还差 .* 分，下面任选一种都能到"))
    member.ready_for_underground()
    member.go_down()
    page.reload()
    page.get_by_text("怎样到下一颗星").scroll_into_view_if_needed()
    member.look_in_all_light("stars-next", tmp_path)
    radar = page.get_by_role("img", name=re.compile("^政治生活 .*，群众测评 "))
    radar.scroll_into_view_if_needed()
    member.look_in_all_light("stars-radar", tmp_path)
    page.locator(".dimension > summary").filter(has_text="服务群众").click()
    told(page, f"规则：{ADDED}")
    member.come_up()
    member.is_well()


def test_the_scheme_is_edited_by_keyboard_and_words_that_are_no_number_are_refused(office: Person) -> None:
    page = office.page
    begin(office)
    page.get_by_label("五星", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("九十五")
    told(page, "请填数字")
    page.keyboard.press("Tab")
    expect(page.get_by_label("五星", exact=True)).to_have_value("95")
    page.locator("summary").filter(has_text="安全生产").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("名称").filter(visible=True)).to_have_value("安全生产")
    page.get_by_role("button", name="删除草稿").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="删除草稿").focus()
    page.keyboard.press("Enter")
    told(page, "草稿已删除")
    told(page, "第 1 版")
    assert not office.faults
