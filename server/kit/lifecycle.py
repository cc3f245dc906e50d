"""Lifecycles: named states, the moves between them, who may make each, and what each needs; data of a part, read alike by phone and server."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any

from msgspec import Meta, Struct

from server.kit.identity import OFFICE_ROLES, Actor
from sync.mutation import Refusal

_NAMESPACE = uuid.UUID("2c1a7d35-4a7e-5d0c-9b8e-6f3b1e5a9d74")
OWNER, OFFICE, LEADER = "owner", "office", "leader"
"""Who may make a move: the committee of the owning organisation or of its branches, the mine's office, the Party committee's leaders."""


class Move(Struct, frozen=True):
    """One move: from any of the states `before` to `after` ('' where the state stays), by any of `by`; `needs` names fields that may not be blank."""

    name: str
    before: frozenset[str]
    after: str
    by: frozenset[str]
    needs: tuple[str, ...] = ()


class Lifecycle(Struct, frozen=True):
    """The states of a matter, the first one it begins in, and its moves. `words` says in Chinese what states, moves and needed fields are called.

    ValueError for a move between unknown states, a name given twice, and what has no word.
    """

    states: tuple[str, ...]
    moves: tuple[Move, ...]
    words: Mapping[str, str]

    def __post_init__(self) -> None:
        names = [move.name for move in self.moves]
        visited = {state for move in self.moves for state in (*move.before, move.after) if state}
        said = {*self.states, *names, *(field for move in self.moves for field in move.needs)}
        if strange := visited - set(self.states):
            raise ValueError(f"moves between states that are not there: {sorted(strange)}")
        if len(set(names)) < len(names):
            raise ValueError("two moves of one name")
        if silent := said - self.words.keys():
            raise ValueError(f"nothing says what these are called: {sorted(silent)}")

    def move(self, name: str) -> Move | None:
        """The move of that name, if there is one."""
        return next((move for move in self.moves if move.name == name), None)

    def after(self, name: str, state: str) -> str:
        """The state after a move that fits. KeyError for an unknown move."""
        move = self.move(name)
        if move is None:
            raise KeyError(name)
        return move.after or state

    def open_to(self, state: str, who: Collection[str]) -> list[Move]:
        """The moves that these may make now, in the order of the declaration."""
        return [move for move in self.moves if state in move.before and _may(move, who)]

    def fault(self, name: str, state: str, who: Collection[str], given: Mapping[str, Any]) -> Refusal | None:
        """Why a move cannot be made now by these with what was given, or None.

        Codes: lifecycle.state, rights.own_case, rights.missing, lifecycle.missing with the field.
        """
        move = self.move(name)
        if move is None:
            return Refusal("lifecycle.state", "没有这一步", "没有这样的办理步骤。", "请刷新后重试；如应用较旧，请更新。")
        if not _may(move, who):
            return self._not_theirs(move, who)
        if state not in move.before:
            told = f"现在是“{self.words.get(state, state)}”，不能{self.words[name]}。"
            return Refusal("lifecycle.state", "现在不能这样办", told, "请刷新后按最新的情况办理。")
        lacking = next((field for field in move.needs if is_blank(given.get(field))), None)
        if lacking is not None:
            word = self.words[lacking]
            return Refusal("lifecycle.missing", f"没有写{word}", f"{self.words[name]}前要写明{word}。", "请补上后再提交。", lacking)
        return None

    def _not_theirs(self, move: Move, who: Collection[str]) -> Refusal:
        word = self.words[move.name]
        if OWNER in who and move.by & set(who):
            told = f"这件事由您所在的组织承办，不能由您{word}。"
            return Refusal("rights.own_case", "不能办理自己的事", told, "请由党群工作部的其他同志办理。")
        by = "、".join(_WHO[one] for one in (OWNER, OFFICE, LEADER) if one in move.by)
        return Refusal("rights.missing", "没有权限", f"{word}由{by}办理。", "如应由您办理，请联系本级党务工作部门核对职务。")


class OfficeMove(Struct, forbid_unknown_fields=True):
    """What the office does about the story it saw: `seen` is its last step, '' for none. Which fields a move needs, the lifecycle says."""

    move: Annotated[str, Meta(max_length=40)]
    seen: Annotated[str, Meta(max_length=64)]
    text: Annotated[str, Meta(max_length=2000)] = ""


def decision_id(seen: str, move: str) -> str:
    """The one id of what the office does about a story whose last step is `seen`: clicked twice, it is done once."""
    return str(uuid.uuid5(_NAMESPACE, f"{seen}/{move}"))


_WHO: Mapping[str, str] = {OWNER: "承办组织的班子成员", OFFICE: "党群工作部", LEADER: "党委领导"}


def _may(move: Move, who: Collection[str]) -> bool:
    """Whoever is one of the owners makes the owners' moves and no others: nobody decides in their own case."""
    return OWNER in move.by if OWNER in who else bool(move.by & set(who))


def is_blank(value: Any) -> bool:
    """Whether nothing was said: no value, an empty text or list. Zero and no are values."""
    return value is None or (isinstance(value, str) and not value.strip()) or (isinstance(value, (list, tuple, dict)) and not value)


def who(actor: Actor, owners: Iterable[str]) -> frozenset[str]:
    """What a person is to a matter; `owners` are the ids of the owning organisation and of its branches."""
    owning = frozenset(owners)
    told = {OFFICE} if actor.has("office") else set[str]()
    if actor.has("committee_leader"):
        told.add(LEADER)
    if any(grant.role not in OFFICE_ROLES and grant.role != "group_leader" and {grant.org, grant.branch} & owning for grant in actor.grants):
        told.add(OWNER)
    return frozenset(told)
