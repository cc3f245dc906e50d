"""Uploads by tus 1.0, on both databases: resumed by the byte after a cut, and no byte acknowledged that is not there."""

import asyncio
import base64
import fcntl
import hashlib
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.api.phone import HttpPhone
from tests.api.photos import CHUNK, attached, begin, offset_of, picture, send, state
from tests.api.test_sync import phone_of
from tests.mine import Mine
from tests.services import LinghangProcess

# An example is a meeting, a mutation and an upload: to make a failing one smaller would take minutes.
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)


async def test_a_cut_upload_is_resumed_where_it_was_cut(demo_mine: Mine) -> None:
    phone, content = await phone_of(demo_mine), picture()
    row = await attached(phone, content)
    await begin(phone, row, len(content))

    async def cut() -> AsyncIterator[bytes]:
        yield content[:300]
        yield content[300:500]
        raise TimeoutError("the cage went down")

    assert (await send(phone, row, 0, cut())).status_code == 400
    assert await offset_of(phone, row) == 500
    again = await begin(phone, row, len(content))
    assert (again.status_code, again.headers["upload-offset"]) == (200, "500")
    assert (await send(phone, row, 500, content[500:])).status_code == 204
    await phone.sync()
    assert state(phone, row) == "stored"


async def test_a_cut_of_a_real_connection_keeps_what_came(demo_server: LinghangProcess) -> None:
    async with httpx.AsyncClient(base_url=demo_server.url, headers={"Origin": demo_server.url}) as client:
        session = await client.post("/api/session", json={"login": "J200001", "password": "linghang-demo-2026"})
        assert session.status_code == 200, session.text
        phone, content = HttpPhone(client), picture()
        await phone.sync()
        row = await attached(phone, content)
        await begin(phone, row, len(content))
        _, writer = await asyncio.open_connection("127.0.0.1", demo_server.port)
        headers = CHUNK | {"Upload-Offset": "0", "Content-Length": str(len(content)), "Host": "127.0.0.1", "Origin": "http://127.0.0.1"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
        lines = "\r\n".join([f"PATCH /api/files/{row} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""])
        writer.write(lines.encode() + content[:400])
        await writer.drain()
        await asyncio.sleep(0.3)
        writer.close()
        while (offset := await offset_of(phone, row)) == 0:
            await asyncio.sleep(0.05)
        assert offset == 400
        assert (await send(phone, row, 400, content[400:])).status_code == 204


async def test_a_piece_with_another_checksum_leaves_nothing(demo_mine: Mine) -> None:
    phone, content = await phone_of(demo_mine), picture()
    row = await attached(phone, content)
    await begin(phone, row, len(content))
    good = "sha256 " + base64.b64encode(hashlib.sha256(content[:200]).digest()).decode()
    assert (await send(phone, row, 0, content[:200], Upload_Checksum=good)).status_code == 204
    wrong = await send(phone, row, 200, content[200:], Upload_Checksum=good)
    assert (wrong.status_code, wrong.json()["code"]) == (460, "files.checksum")
    assert await offset_of(phone, row) == 200
    assert (await send(phone, row, 200, b"", Upload_Checksum="md5 AAAA")).status_code == 400


async def test_a_piece_at_another_place_is_told_where_the_upload_is(demo_mine: Mine) -> None:
    phone, content = await phone_of(demo_mine), picture()
    row = await attached(phone, content)
    await begin(phone, row, len(content))
    await send(phone, row, 0, content[:100])
    elsewhere = await send(phone, row, 50, content[50:])
    assert (elsewhere.status_code, elsewhere.json()["expected"]) == (409, 100)
    longer = await send(phone, row, 100, content)
    assert longer.status_code == 413
    assert await offset_of(phone, row) == 100


async def test_a_whole_with_another_hash_begins_again_and_is_refused_in_the_end(demo_mine: Mine) -> None:
    phone, content = await phone_of(demo_mine), picture()
    row = await attached(phone, content)
    for attempt in range(3):
        await begin(phone, row, len(content))
        wrong = await send(phone, row, 0, content[::-1])
        assert (wrong.status_code, wrong.json()["code"]) == (460, "files.hash")
        await phone.sync()
        assert state(phone, row) == ("pending" if attempt < 2 else "refused")
    assert phone.rows["file_asset"][row]["refused_reason"]
    gone = await begin(phone, row, len(content))
    assert (gone.status_code, gone.json()["code"]) == (410, "files.refused")


async def test_tus_is_spoken_as_it_is_written(demo_mine: Mine) -> None:
    phone, content = await phone_of(demo_mine), picture()
    row = await attached(phone, content)
    asked = await phone.client.options(f"/api/files/{row}")
    assert asked.status_code == 204
    assert (asked.headers["tus-version"], asked.headers["tus-checksum-algorithm"]) == ("1.0.0", "sha256")
    old = await phone.client.head(f"/api/files/{row}", headers={"Tus-Resumable": "0.2.2"})
    assert (old.status_code, old.headers["tus-version"]) == (412, "1.0.0")
    new = await begin(phone, row, len(content))
    assert (new.headers["location"], new.headers["cache-control"]) == (f"/api/files/{row}", "no-store")
    assert (await send(phone, row, 0, content, Content_Type="image/jpeg")).status_code == 415


async def test_two_connections_do_not_write_one_file(demo_mine: Mine) -> None:
    phone, content = await phone_of(demo_mine), picture()
    row = await attached(phone, content)
    await begin(phone, row, len(content))
    assert (await send(phone, row, 0, content[:10])).status_code == 204
    with (Path(demo_mine.settings.data) / "uploads" / f"{row}.part").open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert (await send(phone, row, 10, content[10:])).status_code == 423
    assert (await send(phone, row, 10, content[10:])).status_code == 204


async def test_the_end_of_an_upload_that_the_server_fell_over_is_settled_when_asked_again(demo_mine: Mine, monkeypatch: pytest.MonkeyPatch) -> None:
    phone, content = await phone_of(demo_mine), picture()
    row = await attached(phone, content)
    await begin(phone, row, len(content))

    async def fall(*_: Any) -> None:
        raise RuntimeError("fallen over")

    with monkeypatch.context() as patched:
        patched.setattr("server.domain.files.queries.settle", fall)
        assert (await send(phone, row, 0, content)).status_code == 500
    assert await offset_of(phone, row) == len(content)
    assert (await begin(phone, row, len(content))).status_code == 200
    await phone.sync()
    assert state(phone, row) == "stored"


@settings(max_examples=15, phases=WITHOUT_SHRINKING, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 1400), st.integers(0, 700), st.sampled_from(["whole", "cut", "damaged", "elsewhere"])), max_size=12))
async def test_whatever_happens_on_the_way_offsets_name_bytes_that_are_there(demo_mine: Mine, steps: list[tuple[int, int, str]]) -> None:
    """Against a model: an offset moves by what was kept, and what lies there is a beginning of the file."""
    phone, content = await phone_of(demo_mine), picture() + uuid.uuid4().bytes
    row = await attached(phone, content)
    await begin(phone, row, len(content))
    part = Path(demo_mine.settings.data) / "uploads" / f"{row}.part"
    offset = 0
    for place, length, how in steps:
        offset = await play(phone, row, content, offset, place, length, how)
        assert await offset_of(phone, row) == offset
        assert offset == len(content) or not part.exists() or part.read_bytes() == content[:offset]
    await send(phone, row, offset, content[offset:])
    assert (await begin(phone, row, len(content))).headers["upload-offset"] == str(len(content))
    await phone.sync()
    assert state(phone, row) == "stored"


async def play(phone: HttpPhone, row: str, content: bytes, offset: int, place: int, length: int, how: str) -> int:
    """One step of the way; gives where the upload must be after it."""
    piece = content[offset : offset + length]

    async def cut() -> AsyncIterator[bytes]:
        yield piece
        raise TimeoutError

    match how:
        case "elsewhere":
            answer = await send(phone, row, place, piece)
            moved = place == offset
        case "damaged":
            answer = await send(phone, row, offset, piece, Upload_Checksum="sha256 " + base64.b64encode(bytes(32)).decode())
            moved = False
        case "cut":
            answer = await send(phone, row, offset, cut())
            moved = True
        case _:
            answer = await send(phone, row, offset, piece)
            moved = True
    assert answer.status_code in (204, 400, 409, 460), answer.text
    return offset + len(piece) if moved else offset
