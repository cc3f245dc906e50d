"""The office writes stories, moves them on, notes what was printed, and records consent that was given on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

import msgspec

from server.domain import files
from server.domain.honours import rules
from server.domain.honours.queries.drawing import take_away
from server.domain.honours.queries.giving import refuse
from server.domain.honours.rules import Block, Someone
from server.domain.honours.schemas import AnswerIn, MoveIn, PictureOut, PrintedIn, StoryIn
from server.kit.clock import is_day
from server.kit.identity import Actor
from server.kit.lifecycle import who
from server.kit.problems import Problem, Reason, invalid, row_not_found
from server.replication import Replication, Unit

PICTURE_STATEMENT = """insert into "story_picture" ("id", "story", "kind", "content", "mime", "width", "height", "small", "by", "at")
    values ({}, {}, {}, {}, {}, {}, {}, {}, {}, {})"""
_PICTURES = 'select "id" from "story_picture" where "story" = {} and "kind" = {}'
_PICTURES_AT_MOST = 60
Row = Mapping[str, Any]


async def keep_story(replication: Replication, actor: Actor, story: str | None, asked: StoryIn) -> str:
    """Writes a draft, or a new one without an id; gives its id. Problem 404, 409 over another revision or state, honours.story_*"""
    key = story or str(uuid4())
    blocks, people = (
        msgspec.convert(asked.blocks, list[Block], from_attributes=True),
        msgspec.convert(asked.people, list[Someone], from_attributes=True),
    )
    async with replication.write(actor.account, "story written", lock=["site"]) as unit:
        if story is not None:
            known = await load_for_change(unit, story, asked.rev)
            if known["state"] != "draft":
                raise Problem("honours.story_state", "现在不能改", "审核过的稿子不能再改。", "要改的，请先退回修改，或撤下后重新编写。", 409)
        pictures = {row["id"] for row in await unit.fetch(_PICTURES, key, "picture")}
        refuse(rules.text_fault(blocks, people, pictures))
        await _check_places(unit, asked.org, people)
        told = {"kind": asked.kind, "org": asked.org, "title": asked.title.strip(), "lead": asked.lead.strip()}
        told |= {"people": msgspec.to_builtins(people), "blocks": msgspec.to_builtins(blocks)}
        unit.put("story", key, told | {"edited_by": actor.account, "edited_by_name": actor.name, "edited_at": unit.now_ms})
        if story is None:
            unit.put("story", key, {"state": "draft", "printed": [], "published_at": None})
            note(unit, key, [], "begun", actor)
    return key


async def _check_places(unit: Unit, org: str, people: Iterable[Someone]) -> None:
    members = {one.member for one in people if one.member}
    if org not in await unit.load("organisation", [org]) or members - (await unit.load("member", sorted(members))).keys():
        raise row_not_found("没有这个党组织，或花名册里没有其中一个人。")


async def load_for_change(unit: Unit, story: str, rev: int) -> dict[str, Any]:
    """The story as it stands, if that is what was seen. Problem 404, 409."""
    known = (await unit.load("story", [story])).get(story)
    if known is None:
        raise row_not_found("没有这篇稿子。")
    if known["rev"] != rev:
        raise Problem("honours.story_changed", "稿子已有变化", "您打开之后，别人改过这篇稿子。", "请复制您写的内容，刷新后再改。", 409)
    return known


def note(unit: Unit, story: str, steps: Iterable[Row], act: str, actor: Actor, text: str = "") -> None:
    """Adds a step to a story's history."""
    place = 1 + len(list(steps))
    by = {"at": unit.now_ms, "by": actor.account, "by_name": actor.name}
    unit.put("story_step", rules.step_id(story, place), {"story": story, "place": place, "act": act, "text": text.strip(), **by})


async def _steps(unit: Unit, story: str) -> list[dict[str, Any]]:
    return list((await unit.where("story_step", "story", [story])).values())


# --- Moving


async def move(replication: Replication, actor: Actor, story: str, asked: MoveIn) -> str:
    """Moves a story on over the revision that was seen; gives its state. Problem 404, 409, rights.own_case, honours.story_*, lifecycle.*"""
    async with replication.write(actor.account, f"story {asked.name}", lock=["site"]) as unit:
        known = await load_for_change(unit, story, asked.rev)
        consents = list((await unit.where("story_consent", "story", [story])).values())
        refuse(rules.move_fault(known, asked.name, actor, who(actor, [known["org"]]), asked.text, consents))
        state = rules.LIFECYCLE.after(asked.name, known["state"])
        if asked.name == "review":
            _ask(unit, known, consents)
        if asked.name in ("back", "withdraw"):
            await take_down(unit, story)
        published = {"published_at": unit.now_ms} if asked.name == "publish" else {}
        unit.put("story", story, {"state": state, **published})
        note(unit, story, await _steps(unit, story), asked.name, actor, asked.text)
    return state


def _ask(unit: Unit, story: Row, consents: Iterable[Row]) -> None:
    """Asks everybody in it about the text that stands now: what was answered about another text counts no more."""
    for one in consents:
        unit.delete("story_consent", one["id"])
    for person in rules.people_of(story):
        key = rules.consent_id(story["id"], person.key, unit.now_ms)
        about = {"story": story["id"], "member": person.member, "name": person.name, "title": story["title"], "printed": story["printed"]}
        blank = {"state": "asked", "way": "", "answered_at": None, "answered_by_name": "", "note": "", "paper": ""}
        unit.put("story_consent", key, {**about, **blank, "asked_at": unit.now_ms})


async def take_down(unit: Unit, story: str) -> None:
    """Takes everyone's page away at once; what else follows is drawn."""
    for page in (await unit.where("story_page", "story", [story])).values():
        take_away(unit, page["id"])


# --- Consent on paper, and what was printed


async def answer(replication: Replication, actor: Actor, story: str, consent: str, asked: AnswerIn) -> None:
    """Records what someone said on paper. Who withdraws is obeyed at once. Problem 404, 400 without the paper, rights.own_case."""
    async with replication.write(actor.account, f"story consent {asked.answer}", lock=["site"]) as unit:
        known = (await unit.load("story_consent", [consent])).get(consent)
        tale = (await unit.load("story", [story])).get(story)
        if known is None or tale is None or known["story"] != story:
            raise row_not_found("没有这份同意，或稿子又改过了。")
        refuse(rules.party_fault(tale, actor, who(actor, [tale["org"]])) or rules.answer_fault(known, asked.answer))
        if asked.answer == "given" and asked.paper not in {row["id"] for row in await unit.fetch(_PICTURES, story, "paper")}:
            raise invalid([Reason("paper", "请附上本人签字的同意书")])
        if rules.is_same(known, asked.answer):
            return
        by = {"way": "paper", "answered_at": unit.now_ms, "answered_by_name": actor.name, "note": asked.note.strip()}
        unit.put("story_consent", consent, {"state": asked.answer, "paper": asked.paper, **by})
        if asked.answer != "given" and tale["state"] == "published":
            unit.put("story", story, {"state": "withdrawn"})
            await take_down(unit, story)
        note(unit, story, await _steps(unit, story), asked.answer, actor, f"{known['name']}（书面）{asked.note.strip()}")


async def note_printed(replication: Replication, actor: Actor, story: str, asked: PrintedIn) -> None:
    """Notes where a published story was put up or printed: it is told to who is in it, and when consent is withdrawn. Problem 404, 409."""
    if not is_day(asked.on):
        raise invalid([Reason("on", "请选择日期")])
    async with replication.write(actor.account, "story printed", lock=["site"]) as unit:
        known = (await unit.load("story", [story])).get(story)
        if known is None:
            raise row_not_found("没有这篇稿子。")
        if known["state"] != "published":
            raise Problem("honours.story_state", "还没有发布", "只有发布了的才能印。", "请先征得同意并发布。", 409)
        printed = [*known["printed"], {"on": asked.on, "place": asked.place.strip(), "copies": asked.copies, "by_name": actor.name}]
        unit.put("story", story, {"printed": printed})
        for key in await unit.where("story_consent", "story", [story]):
            unit.put("story_consent", key, {"printed": printed})
        note(unit, story, await _steps(unit, story), "printed", actor, f"{asked.place.strip()}，{asked.copies} 份")


async def keep_picture(replication: Replication, actor: Actor, story: str, body: bytes, kind: str) -> PictureOut:
    """Keeps a picture of a story, or a paper that somebody signed (an image or a PDF). Problem 404, files.*, honours.story_pictures."""
    async with replication.database.read():
        known = await replication.database.fetch('select 1 from "story" where "id" = {} and not "deleted"', story)
        taken = len(await replication.database.fetch(_PICTURES, story, kind))
    if not known:
        raise row_not_found("没有这篇稿子，请先保存一次。")
    if taken >= _PICTURES_AT_MOST:
        raise Problem("honours.story_pictures", "图片太多", f"一篇稿子最多传 {_PICTURES_AT_MOST} 个文件。", "请用已经传上来的图片。", 400)
    kept = await files.keep_file(replication, body, with_pdf=kind == "paper")
    small = rules.base64_of(kept.small)
    async with replication.write(actor.account, f"story {kind}") as unit:
        files.attach(unit, actor, kept, kind)
        about = (kept.content, kept.mime, kept.width, kept.height, small, actor.account, unit.now_ms)
        await unit.fetch(PICTURE_STATEMENT, kept.id, story, kind, *about)
    return PictureOut(kept.id, kind, kept.width, kept.height, small)
