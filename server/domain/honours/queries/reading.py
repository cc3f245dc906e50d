"""Reads stories: for the office with all that belongs to them, for everyone what is published, and the bytes of a picture for who may see it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from typing import Any

import msgspec

from server.domain import files
from server.domain.honours.schemas import (
    ConsentOut,
    PictureOut,
    PrintedOut,
    ReadLineOut,
    ReadLinesOut,
    ReadOut,
    StoriesOut,
    StoryLineOut,
    StoryStepOut,
    TaleOut,
)
from server.kit.cursors import number_in
from server.kit.identity import Actor
from server.kit.problems import row_not_found
from server.replication import Replication

PAGE = 40
BATCH = 500
_END = 2**53
_LIST = """select s."id" as "story", s."kind", s."title", coalesce(o."name", '') as "org_name", s."people", s."state", s."edited_by_name",
    s."edited_at", s."published_at",
    (select count(*) from "story_consent" c where c."story" = s."id" and not c."deleted" and c."state" = 'asked') as "waiting"
    from "story" s left join "organisation" o on o."id" = s."org" where not s."deleted" and (cast({} as text) = '' or s."state" = {})
    and (s."edited_at" < {} or (s."edited_at" = {} and s."id" > {})) order by s."edited_at" desc, s."id" limit {}"""
_ONE = """select s.*, coalesce(o."name", '') as "org_name" from "story" s left join "organisation" o on o."id" = s."org"
    where s."id" = {} and not s."deleted" """
_PICTURES = 'select "id" as "picture", "kind", "width", "height", "small" from "story_picture" where "story" = {} order by "at", "id"'
_CONSENTS = 'select *, "id" as "consent" from "story_consent" where "story" = {} and not "deleted" order by "name", "id"'
_STEPS = 'select *, "id" as "step" from "story_step" where "story" = {} and not "deleted" order by "place"'
_READ = """select "story", "kind", "title", "lead", "names", "org_name", "published_at", "pictures", "blocks" from "story_page" where not "deleted"
    and "member" = '' and ("published_at" < {} or ("published_at" = {} and "story" > {})) order by "published_at" desc, "story" limit {}"""
_PUBLISHED = """select * from "story_page" where "story" = {} and "member" = '' and not "deleted" """
_PICTURE = 'select "story", "kind", "content", "mime" from "story_picture" where "id" = {}'
_SEEN = """select "blocks" from "story_page" where "story" = {} and not "deleted" and ("member" = '' or "member" = {})"""
Row = Mapping[str, Any]


def _at(cursor: str | None) -> tuple[int, str]:
    at, _, key = (cursor or "").partition("/")
    return number_in(at, _END), key


async def load_stories(replication: Replication, state: str, cursor: str | None) -> StoriesOut:
    """A page of stories in a state ('' for all), the one written last first."""
    at, after = _at(cursor)
    async with replication.database.read():
        found = await replication.database.fetch(_LIST, state, state, at, at, after, PAGE + 1)
    items = [_line(row) for row in found[:PAGE]]
    return StoriesOut(items, f"{items[-1].edited_at}/{items[-1].story}" if len(found) > PAGE else None)


async def story_rows(replication: Replication, state: str) -> AsyncIterator[list[StoryLineOut]]:
    """All of them in batches. Inside a snapshot."""
    at, after = _END, ""
    while found := await replication.database.fetch(_LIST, state, state, at, at, after, BATCH):
        yield [_line(row) for row in found]
        at, after = found[-1]["edited_at"], found[-1]["story"]


def _line(row: Row) -> StoryLineOut:
    return msgspec.convert({**row, "names": _names(row)}, StoryLineOut)


def _names(row: Row) -> str:
    return "、".join(one["name"] for one in msgspec.json.decode(row["people"]))


async def load_tale(replication: Replication, actor: Actor, story: str) -> TaleOut:
    """A story with pictures, consents, prints and history. Problem 404."""
    fetch = replication.database.fetch
    async with replication.database.read():
        found = await fetch(_ONE, story)
        if not found:
            raise row_not_found("没有这篇稿子。")
        pictures, consents, steps = await fetch(_PICTURES, story), await fetch(_CONSENTS, story), await fetch(_STEPS, story)
    row = found[0] | {name: msgspec.json.decode(found[0][name]) for name in ("people", "blocks", "printed")}
    own = bool(actor.member) and any(one["member"] == actor.member for one in row["people"])
    beside = {"pictures": msgspec.convert(pictures, list[PictureOut]), "consents": msgspec.convert(consents, list[ConsentOut])}
    beside |= {"steps": msgspec.convert(steps, list[StoryStepOut]), "printed": msgspec.convert(row["printed"], list[PrintedOut])}
    told = {**row, "story": story, "own": own, "mine": row["edited_by"] == actor.account}
    return msgspec.convert({**told, **{name: msgspec.to_builtins(value) for name, value in beside.items()}}, TaleOut)


async def load_read(replication: Replication, cursor: str | None) -> ReadLinesOut:
    """A page of what is published, the newest first."""
    at, after = _at(cursor)
    async with replication.database.read():
        found = await replication.database.fetch(_READ, at, at, after, PAGE + 1)
    items = [msgspec.convert({**row, "small": _first_picture(row)}, ReadLineOut) for row in found[:PAGE]]
    return ReadLinesOut(items, f"{items[-1].published_at}/{items[-1].story}" if len(found) > PAGE else None)


def _first_picture(row: Row) -> str:
    pictures = msgspec.json.decode(row["pictures"])
    return next((pictures[one["picture"]]["small"] for one in msgspec.json.decode(row["blocks"]) if one["picture"] in pictures), "")


async def load_page(replication: Replication, story: str) -> ReadOut:
    """A published story as it is read. Problem 404 for one that is not, or not any more."""
    async with replication.database.read():
        found = await replication.database.fetch(_PUBLISHED, story)
    if not found:
        raise row_not_found("没有这一篇，或已经撤下。")
    decoded = {name: msgspec.json.decode(found[0][name]) for name in ("blocks", "pictures", "honours")}
    return msgspec.convert(found[0] | decoded, ReadOut)


async def open_picture(replication: Replication, actor: Actor, picture: str) -> tuple[int, AsyncIterator[bytes], str]:
    """Size, bytes and type of a picture: of a page that the person may read, or for the office, which alone sees signed papers. Problem 404."""
    fetch = replication.database.fetch
    async with replication.database.read():
        found = await fetch(_PICTURE, picture)
        shown = await fetch(_SEEN, found[0]["story"], actor.member or "") if found else []
    is_office = actor.has("office") or (actor.has("committee_leader") and bool(found) and found[0]["kind"] == "picture")
    if not found or not (is_office or any(picture in row["blocks"] for row in shown)):
        raise row_not_found("没有这张图片，或已经撤下。")
    size, pieces = await files.open_stored(replication, found[0]["content"])
    return size, pieces, found[0]["mime"]
