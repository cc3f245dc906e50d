"""Draws the pages of stories from the story, everybody's consent and honours; and decides which of them phones carry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from server.domain.honours import rules
from server.domain.honours.policy import DRAWN
from server.replication import Unit
from server.replication.store import among, joined, to_json

_TELL_OF = """select distinct c."story" from "story_consent" c join "story" s on s."id" = c."story" where c."member" = {} and not c."deleted"
    and s."state" = 'published'"""
_ORGS = joined('select "id", "name" from "organisation" where', among('"id"'))
_PICTURES = joined("""select "id", "story", "width", "height", "small" from "story_picture" where "kind" = 'picture' and""", among('"story"'))
_HONOURS = joined(
    """select h."member", h."name", h."year", h."title", coalesce(c."title", h."level") as "level" from "honour" h
    left join "honour_choice" c on c."field" = 'level' and c."key" = h."level" where not h."deleted" and h."member" <> '' and""",
    among('h."member"'),
    'order by h."year", h."id"',
)
_EVERYONES = """select "id", "published_at", "size", "is_carried" from "story_page" where "member" = '' and not "deleted" """
_EVERY = 'select "id" as "key" from "story" where not "deleted"'
Row = Mapping[str, Any]


async def draw_pages(unit: Unit, keys: list[str]) -> None:
    """Makes what is to be read of stories, and takes away what is not any more; `member:<id>` stands for the published ones that tell of someone."""
    await unit.lock(["site"])  # whoever takes a consent back meanwhile is waited for, and no page is drawn from what stood before
    wanted = {key for key in keys if not key.startswith("member:")}
    for key in set(keys) - wanted:
        wanted |= {row["story"] for row in await unit.fetch(_TELL_OF, key.removeprefix("member:"))}
    stories = await unit.load("story", sorted(wanted))
    consents = await _by_story(unit, "story_consent", wanted)
    pages = await _by_story(unit, "story_page", wanted)
    about = await _about(unit, stories.values())
    for key in sorted(wanted):
        due = _due(stories[key], consents[key], about) if key in stories else {}
        for page in pages[key]:
            if page["id"] not in due:
                take_away(unit, page["id"])
        standing = {page["id"]: page for page in pages[key]}
        for page, values in due.items():
            unit.put("story_page", page, values | {"is_carried": bool(standing.get(page, {}).get("is_carried"))})


async def _by_story(unit: Unit, table: str, stories: Iterable[str]) -> defaultdict[str, list[dict[str, Any]]]:
    found = defaultdict[str, list[dict[str, Any]]](list)
    for row in (await unit.where(table, "story", sorted(stories))).values():
        found[row["story"]].append(row)
    return found


class _About(msgspec.Struct):
    """What pages say beside the story: names of organisations, pictures by story and id, honours by member."""

    orgs: dict[str, str]
    pictures: defaultdict[str, dict[str, Row]]
    honours: defaultdict[str, list[dict[str, Any]]]


async def _about(unit: Unit, stories: Iterable[Row]) -> _About:
    told = list(stories)
    found = _About({}, defaultdict(dict), defaultdict(list))
    found.orgs = {row["id"]: row["name"] for row in await unit.fetch(_ORGS, to_json(sorted({one["org"] for one in told})))}
    for row in await unit.fetch(_PICTURES, to_json([one["id"] for one in told])):
        found.pictures[row["story"]][row["id"]] = row
    members = sorted({person["member"] for one in told for person in one["people"] if person["member"]})
    for row in await unit.fetch(_HONOURS, to_json(members)):
        found.honours[row["member"]].append({name: row[name] for name in ("year", "level", "title", "name")})
    return found


def _due(story: Row, consents: Iterable[Row], about: _About) -> dict[str, dict[str, Any]]:
    """The pages that a story has now, by id: everyone's once it is published, and one for each member who is asked or has agreed."""
    if story["state"] not in ("reviewed", "published"):
        return {}
    honours = [one for person in story["people"] for one in about.honours[person["member"]]]
    readers = [(one["member"], one["asked_at"]) for one in consents if one["member"] and one["state"] in rules.PRESENT_STATES]
    if story["state"] == "published" and rules.publish_fault(story, consents) is None:
        readers.append(("", story["published_at"]))
    drawn = (about.orgs.get(story["org"], ""), about.pictures[story["id"]], honours)
    return {rules.page_id(story["id"], member, at): rules.page_of(story, member, at, *drawn) for member, at in readers}


def take_away(unit: Unit, page: str) -> None:
    """A page that nobody reads any more leaves every phone, and keeps nothing of what it said."""
    unit.put("story_page", page, rules.BLANK)
    unit.delete("story_page", page)


async def draw_shelf(unit: Unit, _: list[str]) -> None:
    """Which of everyone's pages phones carry: the newest ones, as far as there is room."""
    await unit.lock(["site"])
    pages = await unit.fetch(_EVERYONES)
    carried = rules.carried(pages)
    for page in pages:
        if bool(page["is_carried"]) != (page["id"] in carried):
            unit.put("story_page", page["id"], {"is_carried": page["id"] in carried})


async def request_all(unit: Unit) -> None:
    """Requests the pages of every story."""
    await unit.mark_found(DRAWN, _EVERY)
