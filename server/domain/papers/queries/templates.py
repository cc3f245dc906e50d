"""Keeps the office's templates for minutes."""

import asyncio
from base64 import b64decode, b64encode
from uuid import uuid4

import msgspec

from server.domain.audit import note_change
from server.domain.papers import rules
from server.domain.papers.schemas import PaperTemplateOut, PaperTemplatesOut
from server.kit.identity import Actor
from server.kit.problems import row_not_found
from server.replication import Replication

SHIPPED = "shipped"
SHIPPED_NAME = "公文格式（自带）"
_LIST = 'select "id", "name", "size", "chosen", "added_by_name", "added_at" from "paper_template" order by "added_at", "id"'
_CONTENT = 'select "name", "content" from "paper_template" where "id" = {}'
_CHOSEN = 'select "content" from "paper_template" where "chosen" order by "id" limit 1'
_ADD = """insert into "paper_template" ("id", "name", "content", "size", "chosen", "added_by", "added_by_name", "added_at")
    values ({}, {}, {}, {}, {}, {}, {}, {})"""
_CHOOSE = 'update "paper_template" set "chosen" = ("id" = {})'
_REMOVE = 'delete from "paper_template" where "id" = {} returning "name", "chosen"'
_NAMES = 'select "id", "name" from "paper_template"'
_RULES = 'select "id" from "paper_template" where "chosen" order by "id" limit 1'


async def list_templates(replication: Replication) -> PaperTemplatesOut:
    """The shipped template and those that the office handed in."""
    own = [msgspec.convert({**row, "chosen": bool(row["chosen"])}, PaperTemplateOut) for row in await replication.database.fetch(_LIST)]
    shipped = PaperTemplateOut(SHIPPED, SHIPPED_NAME, len(rules.shipped_template()), not any(one.chosen for one in own), "", None)
    return PaperTemplatesOut([shipped, *own], rules.FIELDS)


async def add_template(replication: Replication, actor: Actor, name: str, content: bytes, reason: str) -> None:
    """Keeps a template that can be used, and does not choose it. Raises Problem papers.template."""
    await asyncio.to_thread(rules.check, content)
    key = str(uuid4())
    row = (key, name, b64encode(content).decode(), len(content), False, actor.account, actor.name, replication.clock())
    async with replication.database.write():
        await replication.database.fetch(_ADD, *row)
        await note_change(replication, actor.account, "paper_template", key, name, {"title": (None, name)}, reason)


async def choose_template(replication: Replication, actor: Actor, template: str, reason: str) -> None:
    """From now on minutes are written by this one. Problem row.not_found for one that is not there."""
    async with replication.database.write():
        names = {row["id"]: row["name"] for row in await replication.database.fetch(_NAMES)} | {SHIPPED: SHIPPED_NAME}
        if template not in names:
            raise row_not_found("没有这个模板。")
        ruled = next(iter(await replication.database.fetch(_RULES)), {"id": SHIPPED})["id"]
        await replication.database.fetch(_CHOOSE, template)
        changes = {"chosen": (names[ruled], names[template])}
        await note_change(replication, actor.account, "paper_template", template, names[template], changes, reason)


async def remove_template(replication: Replication, actor: Actor, template: str, reason: str) -> None:
    """Forgets a template; if it was the chosen one, the shipped one rules again. Problem row.not_found."""
    async with replication.database.write():
        if not (gone := await replication.database.fetch(_REMOVE, template)):
            raise row_not_found("没有这个模板。")
        name = gone[0]["name"]
        changes = {"title": (name, None)} | ({"chosen": (name, SHIPPED_NAME)} if gone[0]["chosen"] else {})
        await note_change(replication, actor.account, "paper_template", template, name, changes, reason)


async def template_file(replication: Replication, template: str) -> tuple[str, bytes]:
    """A template's name and bytes, to change it and hand it in again. Problem row.not_found."""
    if template == SHIPPED:
        return "会议记录模板", rules.shipped_template()
    found = await replication.database.fetch(_CONTENT, template)
    if not found:
        raise row_not_found("没有这个模板。")
    return found[0]["name"], b64decode(found[0]["content"])


async def chosen_template(replication: Replication) -> bytes:
    """The template by which minutes are written now."""
    found = await replication.database.fetch(_CHOSEN)
    return b64decode(found[0]["content"]) if found else rules.shipped_template()
