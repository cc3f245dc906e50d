"""A phone that cannot deliver: its queue as a sealed file, the office's import, and the phone's return; the queue looked at and repaired."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.browser.people import Person, PhoneUser, told
from tests.browser.recording import ask, is_on_the_server, received, save, write
from tests.services import LinghangProcess

Desks = Callable[..., BrowserContext]
OFFICE = "office"


def record_underground(person: PhoneUser) -> None:
    """A meeting and a draft, with the network off; the key for sealing came with the first answers."""
    person.page.wait_for_timeout(500)
    person.go_down()
    write(person, "井口会议室", "安全生产")
    save(person)


def to_rescue(person: PhoneUser) -> None:
    """From the chip in the head to the page that seals."""
    person.page.goto(person.url + "/#/delivery")
    person.page.get_by_role("link", name="导出密封文件").click()
    told(person.page, "装进去的")


def export(person: PhoneUser, folder: Path) -> tuple[Path, str]:
    """Seals the queue; gives the file that the phone saved, and the code on its screen."""
    person.page.get_by_role("button", name="封好并导出").click()
    code = person.page.locator(".check-code").inner_text()
    with person.page.expect_download() as waiting:
        person.page.get_by_role("button", name="存到手机").click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    told(person.page, "已存到手机的下载文件夹。")
    return file, code


def bring(office: Person, file: Path) -> None:
    """The office hands the file to the page."""
    office.page.goto(office.url + "/#/office/rescue")
    told(office.page, "把密封文件拖到这里")
    office.page.locator("input[type=file]").set_input_files(file)


def outcomes(office: Person) -> list[str]:
    """What the page says became of each step."""
    return [text.strip() for text in office.page.locator("table.outcomes tbody td .result").all_inner_texts()]


def arrive_at_desk(server: LinghangProcess, desk: Desks) -> Person:
    """Someone of the office, signed in."""
    office = Person(desk(), server.url)
    office.sign_in(OFFICE)
    told(office.page, "三色看板")
    return office


def test_a_queue_leaves_the_phone_as_a_file_is_imported_and_nothing_is_doubled_when_the_phone_is_back(
    server: LinghangProcess, secretary: PhoneUser, desk: Desks, tmp_path: Path
) -> None:
    record_underground(secretary)
    secretary.home()
    secretary.page.get_by_role("link", name="记一次会议").click()
    secretary.page.get_by_label("地点", exact=True).fill("还没写完的地方")
    secretary.page.wait_for_timeout(1500)
    to_rescue(secretary)
    told(secretary.page, "把 1 份没写完的草稿也装进去")
    secretary.look("rescue", tmp_path)
    file, code = export(secretary, tmp_path)
    secretary.look("rescue-sealed", tmp_path)
    assert re.fullmatch(r"领航密封-.+-[2-9A-Z]{6}\.txt", file.name) and code.replace(" ", "") in file.name
    assert "井口会议室" not in file.read_text() and "只有本单位的领航服务器能打开" in file.read_text()
    assert received(server) == {}

    office = arrive_at_desk(server, desk)
    bring(office, file)
    told(office.page, "每一条的结果")
    assert set(outcomes(office)) == {"已写入"}
    told(office.page, code)
    told(office.page, "没写完的草稿 1 份")
    office.look_wide_and_narrow("rescue-imported", tmp_path)
    is_on_the_server(server, "井口会议室", "安全生产")
    (numbers,) = received(server).values()

    bring(office, file)
    told(office.page, "没有新内容：服务器上都已经有了")
    office.page.get_by_role("link", name="再导一份").click()
    told(office.page, "导入过的")
    office.look("rescue-import", tmp_path)

    secretary.home()
    secretary.come_up()
    assert received(server) == {next(iter(received(server))): numbers}
    assert ask(server, "select count(*) from meeting where place = '井口会议室'") == [(1,)]
    for person in (secretary, office):
        person.is_well()


def test_an_altered_file_and_a_file_of_another_kind_are_refused_in_words(
    server: LinghangProcess, secretary: PhoneUser, desk: Desks, tmp_path: Path
) -> None:
    record_underground(secretary)
    to_rescue(secretary)
    file, _ = export(secretary, tmp_path)
    office = arrive_at_desk(server, desk)
    text = file.read_text()
    at = text.index("-----\n") + 300
    broken = tmp_path / "broken.txt"
    broken.write_text(text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :])
    bring(office, broken)
    told(office.page, "文件在传送途中损坏，或者被改动过")
    office.look("rescue-refused", tmp_path)
    broken.write_text("会议记录")
    bring(office, broken)
    told(office.page, "这不是领航的密封文件，或者文件没有传完整")
    assert received(server) == {}
    office.is_well()


def test_after_fourteen_days_without_contact_every_page_says_so_and_leads_to_the_file(secretary: PhoneUser, tmp_path: Path) -> None:
    record_underground(secretary)
    secretary.home()
    assert secretary.page.get_by_text("没有连上服务器，本机的内容还没送达").count() == 0
    secretary.page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=14, hours=1))
    secretary.page.reload()
    told(secretary.page, "已等 14 天，请本人解锁送达或导出")
    secretary.look("away-locked", tmp_path)
    secretary.unlock()
    told(secretary.page, "已有 14 天没有连上服务器，本机的内容还没送达。")
    secretary.look_in_all_light("away", tmp_path)
    secretary.page.get_by_role("link", name="怎么办").click()
    told(secretary.page, "装进去的")
    _, code = export(secretary, tmp_path)
    assert len(code) == 7
    secretary.is_well()


def test_without_the_key_the_page_says_so_and_offers_a_copy_to_read(secretary: PhoneUser, tmp_path: Path) -> None:
    secretary.page.route("**/api/rescue/key", lambda route: route.abort())
    secretary.page.evaluate(
        """async () => {
            const [{ name }] = (await indexedDB.databases()).filter(one => one.name.startsWith('linghang-'))
            const open = indexedDB.open(name)
            await new Promise(done => { open.onsuccess = done })
            const change = open.result.transaction('meta', 'readwrite')
            change.objectStore('meta').delete('rescue')
            await new Promise(done => { change.oncomplete = done })
            open.result.close()
        }"""
    )
    record_underground(secretary)
    secretary.page.goto(secretary.url + "/#/rescue")
    told(secretary.page, "封装要用的钥匙还没有取到")
    secretary.look("rescue-no-key", tmp_path)
    with secretary.page.expect_download() as waiting:
        secretary.page.get_by_role("button", name="存一份可读副本").click()
    copy = tmp_path / "copy.txt"
    waiting.value.save_as(copy)
    text = copy.read_text()
    assert "没有封装" in text and "地点：井口会议室" in text and "议题：安全生产" in text


def test_a_held_step_is_looked_at_given_up_with_a_reason_and_the_office_sees_it_no_longer(
    server: LinghangProcess, secretary: PhoneUser, tmp_path: Path
) -> None:
    record_underground(secretary)
    secretary.page.goto(secretary.url + "/#/delivery")
    row = secretary.page.get_by_role("list", name="只在本机的内容").get_by_role("link", name=re.compile("新建会议记录"))
    secretary.look("delivery-waiting", tmp_path)
    row.click()
    told(secretary.page, "只在本机，等待送达")
    told(secretary.page, "井口会议室")
    assert secretary.page.get_by_role("button", name="放弃这一步").count() == 0
    secretary.look("entry-waiting", tmp_path)

    ask(server, "update post set to_on = '2026-01-01'")
    secretary.context.set_offline(False)
    secretary.poke()
    told(secretary.page, re.compile("由党群工作部决定是否代办"))
    secretary.look_in_all_light("entry-held", tmp_path)
    secretary.page.get_by_role("button", name="放弃这一步").click()
    expect(secretary.page.get_by_role("button", name="放弃", exact=True)).to_be_disabled()
    secretary.page.get_by_role("button", name="已由别人记录").click()
    secretary.look_in_all_light("entry-give-up", tmp_path)
    secretary.page.reload()
    secretary.page.get_by_role("button", name="放弃这一步").click()
    expect(secretary.page.get_by_role("button", name="放弃", exact=True)).to_be_enabled()
    secretary.page.get_by_role("button", name="放弃", exact=True).click()
    told(secretary.page, "已放弃")
    secretary.page.goto(secretary.url + "/#/delivery")
    told(secretary.page, "全部已送达服务器")
    secretary.page.get_by_text("最近送达的").click()
    told(secretary.page, "放弃一步")
    assert ask(server, "select state, reason from held where name = 'meeting.create.v1'") == [("discarded", "已由别人记录")]
    secretary.is_well()
