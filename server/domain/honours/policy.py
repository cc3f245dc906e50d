"""Who holds honours and stories on a phone, what they touch, who is told of them, and the levels that ship."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from server.domain.honours.rules import choice_id
from server.replication import Addressee, News, Told, Touch, turned
from sync.policy import Field, Policy, Values

_text = Field(Policy.SERVER)
_number = Field(Policy.SERVER, kind="int")
_flag = Field(Policy.SERVER, kind="bool")
_json = Field(Policy.SERVER, kind="json")

HONOUR: Mapping[str, Field] = {
    **dict.fromkeys(("level", "title", "giver", "member", "org", "branch", "name", "text", "source", "entered_by", "entered_by_name"), _text),
    **dict.fromkeys(("year", "entered_at"), _number),
}
CHOICE: Mapping[str, Field] = {
    **dict.fromkeys(("field", "key", "title"), _text),
    "place": _number,
    **dict.fromkeys(("is_confirmed", "is_off"), _flag),
}
STORY: Mapping[str, Field] = {
    **dict.fromkeys(("kind", "title", "lead", "org", "state", "edited_by", "edited_by_name"), _text),
    **dict.fromkeys(("people", "blocks", "printed"), _json),
    **dict.fromkeys(("edited_at", "published_at"), _number),
}
STEP: Mapping[str, Field] = {**dict.fromkeys(("story", "act", "by", "by_name", "text"), _text), "place": _number, "at": _number}
CONSENT: Mapping[str, Field] = {
    **dict.fromkeys(("story", "member", "name", "title", "state", "way", "answered_by_name", "note", "paper"), _text),
    **dict.fromkeys(("asked_at", "answered_at"), _number),
    "printed": _json,
}
PAGE: Mapping[str, Field] = {
    **dict.fromkeys(("story", "member", "kind", "title", "lead", "org", "org_name", "names"), _text),
    **dict.fromkeys(("blocks", "pictures", "honours"), _json),
    **dict.fromkeys(("published_at", "size"), _number),
    "is_carried": _flag,
}


def honour_scopes(values: Values) -> frozenset[str]:
    """An honour is seen by the member who was given it, and by those who hold a post in the branch."""
    member = {f"person:{values['member']}"} if values["member"] else set[str]()
    return frozenset(member | {f"branch:{values['branch']}"} if values["branch"] else member)


def choice_scopes(_: Values) -> frozenset[str]:
    """What the words mean is for everyone to read."""
    return frozenset({"site"})


def office_scopes(_: Values) -> frozenset[str]:
    """What the office writes is on no phone."""
    return frozenset()


def consent_scopes(values: Values) -> frozenset[str]:
    """Whether someone agrees is theirs and the office's to know."""
    return frozenset({f"person:{values['member']}"} if values["member"] else ())


def page_scopes(values: Values) -> frozenset[str]:
    """Whoever is asked to agree holds what they are asked about; of what is published everyone holds the newest."""
    if values["member"]:
        return frozenset({f"person:{values['member']}"})
    return frozenset({"site"} if values["is_carried"] else ())


# --- Which conclusions a changed row touches

DRAWN, SHELF = "story_page", "story_shelf"
"""Kinds of requests: the pages of a story, or of all stories that tell of someone (`member:<id>`); which pages phones carry."""


def _of_story(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    return {(DRAWN, row["id"]) for row in (before, after) if row}


def _of_consent(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    return {(DRAWN, row["story"]) for row in (before, after) if row}


def _of_honour(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    return {(DRAWN, f"member:{row['member']}") for row in (before, after) if row and row["member"]}


def _of_page(before: Values | None, after: Values | None) -> set[tuple[str, str]]:
    return {(SHELF, "") for row in (before, after) if row and not row["member"]}


TOUCHES = (
    Touch("story", frozenset({"state"}), _of_story),
    Touch("story_consent", frozenset({"state"}), _of_consent),
    Touch("honour", frozenset({"year", "level", "title", "giver"}), _of_honour),
    Touch("story_page", frozenset({"published_at", "size"}), _of_page),
)

# --- What people are told of


def _tell_honour(honour: Values, _: str) -> Iterator[Told]:
    """An honour of a member is told to the member, one of a branch to those who lead it."""
    words = {"year": honour["year"], "name": honour["title"]}
    if honour["member"]:
        yield Told((Addressee("member", honour["member"]),), "honours", words)
    elif honour["branch"]:
        yield Told((Addressee("leads", honour["branch"], honour["branch"]),), "honours", words)


def _tell_asked(consent: Values, _: str) -> Iterator[Told]:
    if consent["state"] == "asked" and consent["member"]:
        yield Told((Addressee("member", consent["member"]),), f"consent/{consent['id']}", {"name": consent["title"]})


def _tell_answered(consent: Values, _: str) -> Iterator[Told]:
    """The office: what waits for an answer can go on, and what was printed must come down."""
    if consent["state"] != "asked":
        words = {"name": consent["title"], "state": consent["state"], "fields": len(consent["printed"])}
        yield Told((Addressee("role", "office"),), f"office/honours/story/{consent['story']}", words, consent["state"])


NEWS = (
    News("honour_given", "honour", _tell_honour, frozenset({"title"}), lambda before, after: before is None and after is not None),
    News("consent_asked", "story_consent", _tell_asked, frozenset({"state"}), lambda before, after: before is None and after is not None),
    News(
        "consent_answered",
        "story_consent",
        _tell_answered,
        frozenset({"state"}),
        lambda was, now: was is not None and turned(was, now, "state", "given", "declined", "withdrawn"),
    ),
)

# --- What ships

_LEVELS = (
    ("national", "国家级"),
    ("industry", "行业级"),
    ("province", "省部级"),
    ("city", "市厅级"),
    ("group", "集团公司级"),
    ("mine", "矿级"),
)
SHIPPED_CHOICES: Mapping[str, Mapping[str, Any]] = {
    choice_id("level", key): {"field": "level", "key": key, "title": title, "place": place, "is_confirmed": False, "is_off": False}
    for place, (key, title) in enumerate(_LEVELS)
}
"""The source names honours of the nation, the industry and the province; which levels the mine tells apart is open until the office says so."""
