"""Photos and scans on a phone: taken without a network, kept until the server has them, sent byte by byte over lines that break."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import BrowserContext, expect

from tests.browser.line import Line
from tests.browser.people import Person, PhoneUser, holds, told
from tests.browser.recording import DUTY, SECRETARY, Phones, ask, kill_tab, limit_storage, save, write
from tests.services import LinghangProcess

Desks = Callable[..., BrowserContext]
PLACE = "39.1234N 116.5678E"


def photo(colour: int = 1, width: int = 2000, height: int = 1500, grain: int = 60) -> dict[str, object]:
    """A photo as a camera writes it: lying on its side, with its place; with its usual grain so full of detail that it stays large when shrunk."""
    image = Image.merge("RGB", [Image.effect_noise((width, height), grain) for _ in range(3)])
    image.paste((200, 30, 30), (0, 0, width // 4, height // 4))  # a corner to tell which way is up
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.ImageDescription] = PLACE
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    target = io.BytesIO()
    image.save(target, "JPEG", exif=exif, comment=PLACE.encode(), quality=80)
    return {"name": f"IMG_{colour}.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}


def add(person: PhoneUser, *files: dict[str, object]) -> None:
    """Chooses files as photos, and waits until they stand in the list."""
    before = person.page.locator(".file").count()
    person.page.locator("input[type=file]").nth(1).set_input_files(list(files))
    expect(person.page.locator(".file")).to_have_count(before + len(files))


def stands(person: PhoneUser, words: str | re.Pattern[str]) -> None:
    """A file on the screen says so."""
    expect(person.page.locator(".file-stand").filter(has_text=words).first).to_be_visible(timeout=90_000)


# What a page answers when it is asked for all records of all its databases, bytes as the letters that they spell.
READ_ALL = """async table => {
  const done = request => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const letters = bytes => new TextDecoder('latin1').decode(bytes)
  const spell = (_, value) => value instanceof ArrayBuffer ? letters(value) : ArrayBuffer.isView(value) ? letters(value.buffer) : value
  const found = []
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name))
    for (const one of database.objectStoreNames) {
      if (table && one !== table) continue
      const records = await done(database.transaction(one).objectStore(one).getAll())
      found.push(...records.map(record => JSON.stringify(record, spell)))
    }
    database.close()
  }
  return found
}"""


def on_the_disk(person: PhoneUser) -> str:
    """All that the phone's databases hold, as one text."""
    return "\n".join(person.page.evaluate(READ_ALL, ""))


def bytes_on_the_phone(person: PhoneUser) -> int:
    """How many pictures and thumbnails the phone still holds."""
    return len(person.page.evaluate(READ_ALL, "bytes"))


def uploads(server: LinghangProcess) -> list[tuple[int, int, int]]:
    """For each file that was sent: its size, the bytes acknowledged, and all bytes that ever came of it."""
    found = ask(server, "select a.size, u.received, u.transferred from file_upload u join file_asset a on a.id = u.id order by a.created_at, a.id")
    return [tuple(int(str(value)) for value in row) for row in found]  # type: ignore[misc]


def stored(server: LinghangProcess) -> list[bytes]:
    """The contents that the server has stored for files of meetings."""
    contents = [str(row[0]) for row in ask(server, "select content from file_asset where state = 'stored' order by created_at, id")]
    return [(server.data / "files" / content[:2] / content).read_bytes() for content in contents]


@pytest.fixture
def line(server: LinghangProcess) -> Iterator[Line]:
    """The only way from the phone to the server."""
    made = Line(server.port)
    yield made
    made.close()


@pytest.fixture
def remote(line: Line, phone: Phones) -> PhoneUser:
    """A secretary whose phone reaches the server over that line."""
    person = PhoneUser(phone("secretary"), line.url)
    person.sign_in(SECRETARY)
    told(person.page, re.compile(DUTY))
    person.ready_for_underground()
    return person


def test_a_photo_taken_underground_is_shrunk_upright_and_without_its_place_and_reaches_the_office(
    server: LinghangProcess, secretary: PhoneUser, desk: Desks, tmp_path: Path
) -> None:
    secretary.go_down()
    write(secretary, "320水平会议室", "学习")
    add(secretary, photo(1, grain=1), photo(2))
    stands(secretary, "在本机，保存记录后送出")
    secretary.page.locator("#field-files").scroll_into_view_if_needed()
    secretary.look("recorder-photos", tmp_path)
    told(secretary.page, re.compile("草稿已存本机"))
    secretary.page.reload()
    expect(secretary.page.locator(".file")).to_have_count(2)
    add(secretary, photo(3))
    expect(secretary.page.get_by_role("button", name="拍照")).to_have_count(0)
    assert PLACE not in on_the_disk(secretary)

    secretary.page.get_by_role("button", name=re.compile("全部到会")).click()
    secretary.save_and_submit()
    stands(secretary, "只在本机")
    assert bytes_on_the_phone(secretary) == 6
    secretary.page.get_by_role("button", name="看大图：IMG_1.webp").click()
    expect(secretary.page.locator(".file-large")).to_be_visible()
    secretary.look("photo-large", tmp_path)
    secretary.page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    secretary.page.locator("#field-files").scroll_into_view_if_needed()
    secretary.look("record-photos-on-phone", tmp_path)

    secretary.come_up()
    expect(secretary.page.locator(".file-stand").filter(has_text="已送达")).to_have_count(3, timeout=90_000)
    secretary.page.locator("#field-files").scroll_into_view_if_needed()
    secretary.look("record-photos-delivered", tmp_path)
    assert bytes_on_the_phone(secretary) == 0
    for content in stored(server):
        assert PLACE.encode() not in content
        with Image.open(io.BytesIO(content)) as picture:
            assert (picture.size, dict(picture.getexif())) == ((1200, 1600), {})
            red, green, _ = picture.convert("RGB").getpixel((1150, 50))  # type: ignore[misc]
            assert red > 150 > 100 > green, "the corner stands where the camera saw it"
    the_office_sees_and_approves(server, desk, tmp_path)
    a_photo_after_approval_waits_for_the_office(secretary, tmp_path)
    secretary.is_well()


def the_office_sees_and_approves(server: LinghangProcess, desk: Desks, tmp_path: Path) -> None:
    """The photos stand in the record under review, on a desk and on a phone's screen."""
    for more in ({"viewport": {"width": 360, "height": 740}}, {}):
        office = Person(desk(**more), server.url)
        office.sign_in("office")
        office.page.goto(office.url + "/#/office/review")
        office.page.get_by_text("综采一区党支部").first.click()
        expect(office.page.locator(".file")).to_have_count(3)
        office.page.locator("#block-files").scroll_into_view_if_needed()
        expect(office.page.locator("img.file-thumb")).to_have_count(3)
        for thumb in office.page.locator("img.file-thumb").all():
            expect(thumb).to_have_js_property("complete", True)
            expect(thumb).not_to_have_js_property("naturalWidth", 0)
        office.look("review-photos", tmp_path)
        office.is_well()
    office.page.get_by_role("button", name="通过", exact=True).click()
    told(office.page, re.compile("已通过"))


def a_photo_after_approval_waits_for_the_office(secretary: PhoneUser, tmp_path: Path) -> None:
    """The phone says that the office must agree, and keeps the bytes."""
    secretary.asks_until_gone("审核通过后")
    told(secretary.page, "记录已通过审核；再添加或移除，要由党群工作部同意。")
    secretary.page.get_by_role("button", name=re.compile("^移除 IMG_3")).click()
    secretary.page.get_by_role("dialog").get_by_role("button", name="移除", exact=True).click()
    told(secretary.page, "更正在等党群工作部决定")
    secretary.page.locator(".cards").scroll_into_view_if_needed()
    secretary.look("record-photo-held", tmp_path)


def test_27_the_network_is_cut_during_an_upload_and_the_tab_dies_and_not_one_byte_goes_twice(
    server: LinghangProcess, line: Line, remote: PhoneUser, tmp_path: Path
) -> None:
    write(remote, "井口会议室", "学习")
    save(remote)
    remote.delivered()
    line.rate = 40_000
    add(remote, photo(1))
    for cut in range(2):
        before = uploads(server)[0][2] if cut else 0
        holds(remote.page, lambda before=before: bool(uploads(server)) and uploads(server)[0][2] > before + 20_000, 60)
        line.cut()
        remote.page.wait_for_timeout(500)
        stands(remote, re.compile(r"已送 \d+%，等网络|只在本机|正在送"))
        if cut:
            remote.page.locator("#field-files").scroll_into_view_if_needed()
            remote.look("record-photo-half-sent", tmp_path)
            record = remote.page.url
            remote.page.locator(".delivery-chip").click()
            told(remote.page, "1 份照片或扫描件还没有送完")
            remote.look("delivery-photo-waits", tmp_path)
            remote.page.get_by_role("button", name=re.compile("^打开 IMG_1.webp")).click()
            remote.page.wait_for_url(record)
        line.mend()
        remote.page.evaluate("dispatchEvent(new Event('online'))")
    half = uploads(server)[0][2]
    holds(remote.page, lambda: uploads(server)[0][2] > half + 20_000, 60)
    record = remote.page.url
    kill_tab(remote)
    line.rate = None
    again = PhoneUser(remote.context, line.url, remote.context.new_page())
    again.page.goto(record)
    again.unlock()
    stands(again, "已送达")
    again.delivered()
    [(size, received, transferred)] = uploads(server)
    assert size > 150_000
    assert (received, transferred) == (size, size)
    assert bytes_on_the_phone(again) == 0


def test_text_that_is_saved_meanwhile_does_not_wait_for_a_photo_on_a_slow_line(server: LinghangProcess, line: Line, remote: PhoneUser) -> None:
    write(remote, "一号会议室", "学习")
    save(remote)
    remote.delivered()
    line.rate = 15_000
    add(remote, photo(1))
    holds(remote.page, lambda: bool(uploads(server)) and uploads(server)[0][2] > 10_000, 60)
    remote.page.get_by_role("button", name="修改", exact=True).click()
    remote.page.get_by_label("地点", exact=True).fill("九号会议室")
    save(remote)
    holds(remote.page, lambda: ("九号会议室",) in ask(server, "select place from meeting"), 20)
    [(size, received, _)] = uploads(server)
    assert received < size, "the photo was still on its way"
    expect(remote.page.locator(".delivery-chip")).to_contain_text("照片待送 1")
    line.rate = None
    remote.delivered()
    [(size, received, transferred)] = uploads(server)
    assert received == transferred == size


def test_two_tabs_send_a_photo_once(server: LinghangProcess, line: Line, remote: PhoneUser) -> None:
    write(remote, "二号会议室", "学习")
    save(remote)
    remote.delivered()
    other = PhoneUser(remote.context, line.url, remote.context.new_page())
    other.page.goto(remote.page.url)
    line.rate = 60_000
    add(remote, photo(1))
    add(other, photo(2))
    for person in (remote, other):
        expect(person.page.locator(".file-stand").filter(has_text="已送达")).to_have_count(2, timeout=120_000)
    assert [received for _, received, _ in uploads(server)] == [size for size, _, _ in uploads(server)]
    assert [transferred for _, _, transferred in uploads(server)] == [size for size, _, _ in uploads(server)]


def test_22_a_full_disk_takes_no_photo_and_loses_neither_the_record_nor_the_marks(
    server: LinghangProcess, phone: Phones, secretary: PhoneUser, tmp_path: Path
) -> None:
    secretary.go_down()
    write(secretary, "三号会议室", "学习")
    save(secretary)
    form = secretary.page.url.replace("/record/", "/write/")
    secretary.context.close()
    again = PhoneUser(phone("secretary", offline=True), server.url)
    again.page.goto(server.url)
    used = int(again.page.evaluate("navigator.storage.estimate().then(found => found.usage)"))
    limit_storage(again, used + 1_000_000)
    again.page.goto(form)
    again.unlock()
    told(again.page, "必填的六项")
    again.page.get_by_role("button", name=re.compile("全部到会")).click()
    again.page.locator("input[type=file]").nth(2).set_input_files([photo(1, 3200, 2400)])
    told(again.page, "照片没有存下：手机空间不足")
    again.look("photo-storage-full", tmp_path)
    again.page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    again.save_and_submit()
    expect(again.page.locator("[aria-current=step]")).to_be_visible()
    again.come_up()
    assert ask(server, "select place, status from meeting") == [("三号会议室", "submitted")]
    [(marks,)] = ask(server, "select count(*) from attendance where status = 'present'")
    assert int(str(marks)) > 40
    limit_storage(again, None)
    add(again, photo(1))
    stands(again, "已送达")
    again.is_well()


def test_a_browser_that_cannot_draw_beside_the_page_draws_on_it(server: LinghangProcess, phone: Phones) -> None:
    context = phone("secretary")
    context.add_init_script("delete window.Worker")
    person = PhoneUser(context, server.url)
    person.sign_in(SECRETARY)
    write(person, "四号会议室", "学习")
    add(person, photo(1))
    assert PLACE not in on_the_disk(person)
    save(person)
    stands(person, "已送达")
    [content] = stored(server)
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((1200, 1600), {})
    person.is_well()


def test_what_is_no_picture_is_said_so_and_a_scan_may_be_a_pdf(server: LinghangProcess, secretary: PhoneUser) -> None:
    write(secretary, "五号会议室", "学习")
    secretary.page.locator("input[type=file]").nth(1).set_input_files([{"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}])
    told(secretary.page, "这不是能打开的图片，请重新拍照或选择。")
    secretary.page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    paper = b"%PDF-1.7\nscan\n%%EOF"
    secretary.page.locator("input[type=file]").nth(2).set_input_files([{"name": "签到表.pdf", "mimeType": "application/pdf", "buffer": paper}])
    stands(secretary, "在本机，保存记录后送出")
    save(secretary)
    stands(secretary, "已送达")
    assert stored(server) == [paper]
    secretary.page.get_by_role("button", name="移除 签到表.pdf").click()
    secretary.page.get_by_role("dialog").get_by_role("button", name="移除", exact=True).click()
    expect(secretary.page.locator(".file")).to_have_count(0)
    secretary.delivered()
    assert ask(server, "select count(*) from file_asset where not deleted") == [(0,)]
    secretary.is_well()
