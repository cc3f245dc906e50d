"""Whom people mean by what they wrote: members of a branch by their whole name or by a post that one of them holds, and never a guess."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from server.domain.organisation.rules.posts import in_force
from server.domain.organisation.rules.roster import POSTS

_BETWEEN = re.compile(r"[、，,；;/\s]+")
_WORDS: Mapping[str, tuple[str, ...]] = {post: tuple(word for word, one in POSTS.items() if one == post) for post in POSTS.values()}


def post_called(held: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A post as what its holder is called by in the branch, by every word for it."""
    return [{**held, "name": word} for word in _WORDS.get(held["post"], ())]


def members_meant(told: str, called: Iterable[Mapping[str, Any]], day: str) -> list[str]:
    """Ids of the members meant by names, with 、 and the like between them. `called`: who (`member`) is called how (`name`) in a branch, since when
    until when. A name stands for the one member who was called so on that day (ISO text); one that two have, or nobody, for no one.
    """
    known: dict[str, set[str]] = defaultdict(set)
    for one in called:
        if in_force(day, one):
            known[one["name"]].add(one["member"])
    found = (known.get(name, set[str]()) for name in _BETWEEN.split(told))
    return sorted({next(iter(members)) for members in found if len(members) == 1})
