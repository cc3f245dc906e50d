"""Finds or founds the organisations that a roster names: committee, general branches, branches, groups."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid5

from server.domain.organisation.rules.roster import Person, Roster

Row = Mapping[str, Any]
Fault = tuple[Person, str, str]
"""A person, the field of the sheet that is wrong, and why."""

Placed = dict[int, tuple[str, str | None]]
"""For the row of each person with a place: the ids of branch and group."""

NAMESPACE = UUID("5f0c1c1e-3f0a-5d0e-9d59-6a1d3a0b8c11")
FULL_MEMBERS_OF_A_BRANCH = 3  # 支部工作条例: a branch is founded with three full members or more


@lru_cache(maxsize=65536)
def derived_id(*path: str) -> str:
    """The id that a thing gets from its natural key, so that the same roster gives the same ids everywhere."""
    return str(uuid5(NAMESPACE, "/".join(path)))


class Tree:
    """The organisations as they will be: existing ones are found by name under their parent, the others are founded with derived ids."""

    def __init__(self, existing: Mapping[str, Row]) -> None:
        self._existing = existing
        self._by_place = {(row["parent"], row["kind"], row["name"]): row_id for row_id, row in existing.items()}
        self._branches: defaultdict[str, list[str]] = defaultdict(list)
        for row_id, row in existing.items():
            if row["kind"] == "branch":
                self._branches[row["name"]].append(row_id)
        self.rows: dict[str, dict[str, Any]] = {}

    def committee(self, name: str | None) -> str:
        """The one committee. A sheet names it once; it never renames it."""
        known = next((row for row in self._existing.items() if row[1]["kind"] == "committee"), None)
        row_id = known[0] if known else derived_id("committee")
        return self._add(row_id, "committee", known[1]["name"] if known else name or "党委", None, None)

    def general_branch(self, name: str, committee: str) -> str:
        """A general branch under the committee."""
        return self._add(self._find(committee, "general_branch", name), "general_branch", name, committee, None)

    def branch(self, name: str, parent: str, named_parent: bool) -> str:
        """A branch; one that is known elsewhere under this name is the same branch, moved if the sheet names its new parent."""
        row_id = self._find(parent, "branch", name)
        if row_id not in self._existing and len(self._branches[name]) == 1:
            row_id = self._branches[name][0]
            parent = parent if named_parent else self._existing[row_id]["parent"]
        return self._add(row_id, "branch", name, parent, row_id)

    def group(self, name: str, branch: str) -> str:
        """A group of a branch."""
        return self._add(self._find(branch, "group", name), "group", name, branch, branch)

    def knows(self, org: str) -> bool:
        """Whether the organisation existed before this roster."""
        return org in self._existing

    def keep(self, used: set[str | None]) -> None:
        """Forgets new organisations in which nobody was placed in the end, and keeps what stands above the others."""
        wanted = {org for org in self.rows if org in used or self.knows(org) or self.rows[org]["kind"] == "committee"}
        wanted |= {self.rows[org]["parent"] for org in wanted}
        self.rows = {org: row for org, row in self.rows.items() if org in wanted}

    def _find(self, parent: str, kind: str, name: str) -> str:
        return self._by_place.get((parent, kind, name)) or derived_id(parent, kind, name)

    def _add(self, row_id: str, kind: str, name: str, parent: str | None, branch: str | None) -> str:
        self.rows[row_id] = {"kind": kind, "name": name, "parent": parent, "branch": branch, "closed_on": None}
        return row_id


def place_people(tree: Tree, roster: Roster) -> tuple[Placed, list[Fault]]:
    """Gives each person a branch and a group, founding what is new; gives also the people whose organisation cannot be.

    A new branch is founded only if the sheet names at least three full members of it (支部工作条例).
    """
    committee = tree.committee(roster.committee)
    generals = _generals_of(roster.people)
    full_members = Counter(_branch_key(p, generals) for p in (*roster.people, *roster.refused) if p.kind == "full")
    placed: Placed = {}
    faults: list[Fault] = []
    for key, people in _by_branch(roster.people, generals):
        general, name = key
        if general is None:
            faults += [(p, "general", f"有几个党总支都有“{name}”，请写明所在党总支") for p in people]
            continue
        parent = tree.general_branch(general, committee) if general else committee
        branch = tree.branch(name, parent, bool(general))
        if not tree.knows(branch) and full_members[key] < FULL_MEMBERS_OF_A_BRANCH:
            faults += [(p, "branch", _too_small(name, full_members[key])) for p in people]
            continue
        for person in people:
            placed[person.row] = (branch, tree.group(person.group, branch) if person.group else None)
    return placed, faults


def _too_small(name: str, full_members: int) -> str:
    return f"系统里没有“{name}”，表中也只有 {full_members} 名正式党员在其中；成立党支部须有正式党员 {FULL_MEMBERS_OF_A_BRANCH} 人以上，请核对名称"


def _generals_of(people: Iterable[Person]) -> Mapping[str, set[str]]:
    generals: defaultdict[str, set[str]] = defaultdict(set)
    for person in people:
        if person.general:
            generals[person.branch].add(person.general)
    return generals


def _branch_key(person: Person, generals: Mapping[str, set[str]]) -> tuple[str | None, str]:
    """General branch and branch of a person. A blank general branch means the only one that others of the branch name;
    None if others name several."""
    named = generals.get(person.branch, set())
    if person.general or not named:
        return person.general, person.branch
    return (next(iter(named)) if len(named) == 1 else None), person.branch


def _by_branch(people: Iterable[Person], generals: Mapping[str, set[str]]) -> Iterator[tuple[tuple[str | None, str], list[Person]]]:
    found: defaultdict[tuple[str | None, str], list[Person]] = defaultdict(list)
    for person in people:
        found[_branch_key(person, generals)].append(person)
    yield from found.items()
