"""Sheets of honours, pictures of stories, and who writes, reviews and reads them."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import httpx
import openpyxl
from PIL import Image

from server.domain import accounts
from tests.mine import Mine
from tests.small_mine import NORTH
from tests.upgrade.stage import activated

HEAD = ("年度", "级别", "荣誉名称", "工号", "姓名", "党组织", "授予单位")
WRITTEN = {"kind": "person", "org": NORTH, "title": "风流干燥法", "lead": "十个小时变成一个小时"}


def honour_sheet(rows: Iterable[tuple[Any, ...]], head: tuple[str, ...] = HEAD, name: str = "荣誉") -> bytes:
    """A workbook with these rows below the usual header."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = name
    page.append(["济二煤矿荣誉"])
    page.append(head)
    for row in rows:
        page.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def drawn_picture(width: int = 900, kind: str = "JPEG") -> bytes:
    """A picture with much in it, so that it does not shrink to nothing."""
    out = BytesIO()
    Image.effect_noise((width, width * 2 // 3), 60).convert("RGB").save(out, kind)
    return out.getvalue()


async def leader_of(mine: Mine) -> httpx.AsyncClient:
    """A committee leader, signed in for the first time."""
    code = await accounts.open_account(mine.replication, None, "leader", "党委", "committee_leader", None)
    return await activated(mine, code.login, code.code)


async def moved(client: httpx.AsyncClient, story: str, name: str, text: str = "") -> httpx.Response:
    """A move over the story as it stands."""
    rev = (await client.get(f"/api/stories/{story}")).json()["rev"]
    return await client.post(f"/api/stories/{story}/moves", json={"rev": rev, "name": name, "text": text})
