"""Photos and scans of a meeting over HTTP, on both databases: checked, redrawn, and shown to those who see the record."""

import hashlib
import io
import uuid
from pathlib import Path

import pytest
from PIL import Image

from server.domain.files import jobs
from tests.api.phone import HttpPhone
from tests.api.photos import PLACE, TUS, attach, attached, begin, bomb, offset_of, picture, send, state, upload
from tests.api.test_review import office_of, submitted
from tests.api.test_sync import deputy_of, phone_of
from tests.mine import Mine


async def test_a_photo_arrives_and_is_shown_without_exif_place_or_comment(demo_mine: Mine) -> None:
    phone, content = await phone_of(demo_mine), picture()
    row = await attached(phone, content)
    assert state(phone, row) == "pending"
    assert (await phone.client.get(f"/api/files/{row}")).status_code == 404
    answer = await upload(phone, row, content)
    assert (answer.status_code, answer.headers["upload-offset"]) == (204, str(len(content)))
    assert state(phone, row) == "stored"
    shown = await phone.client.get(f"/api/files/{row}")
    assert shown.status_code == 200
    assert PLACE in content and PLACE not in shown.content
    assert hashlib.sha256(shown.content).hexdigest() == phone.rows["file_asset"][row]["content"]
    with Image.open(io.BytesIO(shown.content)) as image:
        assert (image.size, dict(image.getexif())) == ((40, 80), {}), "it stands upright and says nothing else"
    assert not list((Path(demo_mine.settings.data) / "uploads").glob(f"{row}*"))


@pytest.mark.parametrize(("kind", "mime"), [("PNG", "image/png"), ("WEBP", "image/webp")])
async def test_other_images_are_redrawn_too(demo_mine: Mine, kind: str, mime: str) -> None:
    phone, content = await phone_of(demo_mine), picture(kind)
    row = await attached(phone, content, mime=mime)
    await upload(phone, row, content)
    shown = await phone.client.get(f"/api/files/{row}")
    assert shown.headers["content-type"] == mime
    assert PLACE in content and PLACE not in shown.content
    with Image.open(io.BytesIO(shown.content)) as image:
        assert image.size == (40, 80)


async def test_an_image_runs_nothing_and_stays_in_the_own_cache_and_a_pdf_is_only_handed_over(demo_mine: Mine) -> None:
    phone, content, scan = await phone_of(demo_mine), picture(), b"%PDF-1.7\nscan\n%%EOF"
    row = await attached(phone, content)
    paper = await attached(phone, scan, kind="scan", mime="application/pdf", name='签到"表\n.pdf'.replace("\n", ""))
    await upload(phone, row, content)
    await upload(phone, paper, scan)
    image, document = await phone.client.get(f"/api/files/{row}"), await phone.client.get(f"/api/files/{paper}")
    assert image.headers["content-disposition"].startswith("inline; filename*=UTF-8''%E7%8E%B0")
    assert document.headers["content-disposition"].startswith("attachment; ")
    assert document.content == scan
    for shown in (image, document):
        assert shown.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert shown.headers["x-content-type-options"] == "nosniff"
        assert shown.headers["cache-control"] == "private, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("content", "mime", "word"),
    [
        (picture("PNG"), "image/jpeg", "类型不符"),
        (b"<script>alert(1)</script>", "image/png", "类型不符"),
        (bomb(), "image/png", "像素过大"),
        (picture()[:200], "image/jpeg", "损坏"),
    ],
    ids=["wrong type", "no image", "bomb", "torn"],
)
async def test_what_is_no_such_image_is_refused_in_words(demo_mine: Mine, content: bytes, mime: str, word: str) -> None:
    phone = await phone_of(demo_mine)
    row = await attached(phone, content, mime=mime)
    assert (await upload(phone, row, content)).status_code == 204
    assert state(phone, row) == "refused"
    assert word in phone.rows["file_asset"][row]["refused_reason"]
    assert not list((Path(demo_mine.settings.data) / "uploads").glob(f"{row}*"))
    assert (await phone.client.get(f"/api/files/{row}")).status_code == 404


async def test_the_same_photo_again_needs_no_upload_in_the_branch_but_in_another_it_does(demo_mine: Mine) -> None:
    phone, content = await phone_of(demo_mine), picture()
    first, second = await attached(phone, content), await attached(phone, content)
    await upload(phone, first, content)
    there = await begin(phone, second, len(content))
    assert (there.status_code, there.headers["upload-offset"]) == (200, str(len(content)))
    third = await attached(phone, content)
    assert [state(phone, row) for row in (first, second, third)] == ["stored", "stored", "stored"]
    stranger = await deputy_of(demo_mine, await other_branch(demo_mine, phone))
    guessed = await attached(stranger, content)
    assert (await begin(stranger, guessed, len(content))).status_code == 201
    assert state(stranger, guessed) == "pending", "who knows a sha256 does not therefore have the photo"


async def other_branch(mine: Mine, phone: HttpPhone) -> str:
    found = await mine.database.fetch(
        """select "id" from "organisation" where "kind" = 'branch' and "id" <> {} order by "id" limit 1""", phone.branch()
    )
    return found[0]["id"]


async def test_another_branch_may_neither_send_nor_see(demo_mine: Mine) -> None:
    phone, content = await phone_of(demo_mine), picture()
    row = await attached(phone, content)
    stranger = await deputy_of(demo_mine, await other_branch(demo_mine, phone))
    meeting = phone.rows["file_asset"][row]["meeting"]
    foreign = attach(stranger, meeting, content)
    await stranger.sync()
    assert (stranger.result(1), foreign in stranger.rows.get("file_asset", {})) == ("held", False)
    assert (await begin(stranger, row, len(content))).status_code == 404
    assert (await send(stranger, row, 0, content)).status_code == 404
    assert (await stranger.client.head(f"/api/files/{row}", headers=TUS)).status_code == 404
    await upload(phone, row, content)
    assert (await stranger.client.get(f"/api/files/{row}")).status_code == 404
    office = HttpPhone(await office_of(demo_mine))
    assert (await office.client.get(f"/api/files/{row}")).status_code == 200
    assert (await begin(office, row, len(content))).status_code == 403


async def test_a_file_is_seen_by_exactly_those_who_see_the_record(demo_mine: Mine) -> None:
    phone, member = await phone_of(demo_mine), await phone_of(demo_mine, "member")
    stranger = await deputy_of(demo_mine, await other_branch(demo_mine, phone))
    readers = [phone.client, member.client, stranger.client, await office_of(demo_mine)]
    content = picture()
    meeting = await submitted(phone)
    draft = phone.start_meeting()
    phone.mark_all(draft)
    for record in (meeting, draft):
        row = attach(phone, record, content)
        await phone.sync()
        if state(phone, row) == "pending":
            await upload(phone, row, content)
        for reader in readers:
            seen = (await reader.get(f"/api/meetings/{record}")).status_code
            assert (await reader.get(f"/api/files/{row}")).status_code == seen
            listed = await reader.get("/api/files", params={"meeting": record})
            assert listed.status_code == seen
            assert seen != 200 or [(one["id"], one["state"]) for one in listed.json()] == [(row, "stored")]


async def test_bytes_without_a_row_or_a_session_are_not_taken(demo_mine: Mine) -> None:
    phone, row = await phone_of(demo_mine), str(uuid.uuid4())
    assert (await begin(phone, row, 10)).status_code == 404
    assert (await send(phone, row, 0, b"x")).status_code == 404
    known = await attached(phone, picture())
    assert (await send(phone, known, 0, b"x")).status_code == 404, "not begun"
    assert (await begin(phone, known, 3)).status_code == 400
    anyone = await demo_mine.client()
    assert (await anyone.get(f"/api/files/{known}")).status_code == 401


async def test_one_account_sends_no_more_than_its_quota(demo_mine: Mine) -> None:
    phone, content = await phone_of(demo_mine), picture()
    row = await attached(phone, content)
    await begin(phone, row, len(content))
    await demo_mine.database.fetch('update "file_upload" set "transferred" = 209715200 where "id" = {}', row)
    refused = await send(phone, row, 0, content)
    assert (refused.status_code, refused.json()["code"]) == (429, "files.quota")
    assert (await begin(phone, row, len(content))).status_code == 429
    demo_mine.clock.advance(hours=25)
    phone = await phone_of(demo_mine)  # the session has ended meanwhile
    assert (await send(phone, row, 0, content)).status_code == 204


async def test_no_more_than_three_photos_and_only_what_is_allowed(demo_mine: Mine) -> None:
    phone = await phone_of(demo_mine)
    meeting = phone.start_meeting()
    for colour in range(4):
        attach(phone, meeting, picture(colour=colour))
    attach(phone, meeting, b"x", mime="image/svg+xml", kind="scan")
    attach(phone, meeting, b"x", size=13 * 1024 * 1024, kind="scan")
    attach(phone, meeting, b"x", name="../x", kind="scan")
    attach(phone, meeting, b"x", sha256="..", kind="scan")
    await phone.sync()
    assert [phone.result(mid) for mid in range(2, 5)] == ["applied"] * 3
    codes = [phone.outcomes[mid]["problem"]["code"] for mid in range(5, 10)]
    assert codes == ["files.too_many", "files.type", "files.size", "files.field", "files.field"]


async def test_a_detached_photo_is_gone_and_leaves_room(demo_mine: Mine) -> None:
    phone, content = await phone_of(demo_mine), picture()
    row = await attached(phone, content)
    await upload(phone, row, content)
    phone.record("file.detach.v1", row)
    await phone.sync()
    assert row not in phone.rows["file_asset"]
    assert (await phone.client.get(f"/api/files/{row}")).status_code == 404
    assert (await begin(phone, row, len(content))).status_code == 404


async def test_an_approved_record_keeps_its_files_and_takes_no_others(demo_mine: Mine) -> None:
    phone, office, content = await phone_of(demo_mine), await office_of(demo_mine), picture()
    meeting = await submitted(phone)
    row = attach(phone, meeting, content)
    await phone.sync()
    digest = (await office.get(f"/api/review/{meeting}")).json()["digest"]
    assert (await office.post(f"/api/review/{meeting}/approve", json={"digest": digest})).status_code == 200
    late = [phone.record("file.detach.v1", row), len(phone.mutations) + 1]
    attach(phone, meeting, picture(colour=9))
    await phone.sync()
    assert [(phone.outcomes[mid]["result"], phone.outcomes[mid]["reason"]) for mid in late] == [("held", "locked")] * 2
    assert (await upload(phone, row, content)).status_code == 204, "bytes of what was attached before still come"
    assert state(phone, row) == "stored"


async def test_unfinished_uploads_and_unused_contents_go_after_thirty_days(demo_mine: Mine) -> None:
    phone, content, purge = await phone_of(demo_mine), picture(), jobs.JOBS[0].run
    kept, detached, unfinished = await attached(phone, picture(colour=2)), await attached(phone, content), await attached(phone, picture(colour=3))
    await upload(phone, kept, picture(colour=2))
    await upload(phone, detached, content)
    stored = phone.rows["file_asset"][detached]["content"]
    await begin(phone, unfinished, len(picture(colour=3)))
    await send(phone, unfinished, 0, picture(colour=3)[:99])
    phone.record("file.detach.v1", detached)
    await phone.sync()
    part = Path(demo_mine.settings.data) / "uploads" / f"{unfinished}.part"
    place = Path(demo_mine.settings.data) / "files" / stored[:2] / stored
    assert await purge(demo_mine.replication) == 0
    assert part.exists() and place.exists()
    demo_mine.clock.advance(days=31)
    await purge(demo_mine.replication)
    assert not part.exists() and not place.exists()
    phone = await phone_of(demo_mine)
    assert (await phone.client.get(f"/api/files/{kept}")).status_code == 200
    assert await offset_of(phone, unfinished) == 0
