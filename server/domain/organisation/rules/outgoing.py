"""A member as a row of a roster sheet, in the words that the import reads back."""

from collections.abc import Iterable, Mapping
from typing import Any

from server.domain.organisation.rules.roster import HEADERS, KINDS, NO_VOTE, POSTS
from server.kit.sheets import Column

_WIDTHS = {"number": 12, "sex": 8, "joined_on": 12, "full_on": 12, "general": 22, "branch": 24, "group": 20, "post": 20, "place": 10, "note": 40}
_DAYS = ("joined_on", "full_on")
COLUMNS = tuple(Column(titles[0], "day" if field in _DAYS else "text", _WIDTHS.get(field, 12)) for field, titles in HEADERS.items())
"""The columns that an import knows, by the names it knows best."""


def _said(words: Mapping[str, str | None]) -> dict[str | None, str]:
    """For each meaning the first word that the import takes for it; '' says nothing, so another one is taken."""
    return {meaning: word for word, meaning in reversed(list(words.items())) if word}


KIND_WORDS, NO_VOTE_WORDS, POST_WORDS = _said(KINDS), _said(NO_VOTE), _said(POSTS)


def roster_row(member: Mapping[str, Any], posts: Iterable[Mapping[str, Any]]) -> list[Any]:
    """A member with names and details as a row of COLUMNS, the id last. Posts elsewhere are told where they are held."""
    places = {member["branch"], member["group"]}
    held = dict.fromkeys(POST_WORDS[post["post"]] for post in posts if post["org"] in places)
    told = {
        **{field: member[field] for field in ("name", "sex", "joined_on", "full_on", "job", "shift", "note")},
        "number": member["employee_no"],
        "kind": KIND_WORDS[member["kind"]],
        "no_vote": NO_VOTE_WORDS[member["no_vote"]],
        "general": member["general_name"],
        "branch": member["branch_name"],
        "group": member["group_name"],
        "post": "、".join(held),
        "place": "井下" if member["underground"] else "地面",
    }
    return [*(told[field] for field in HEADERS), member["id"]]
