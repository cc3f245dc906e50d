"""Compares a roster with what the system knows and says what has to be written: nothing, if nothing changed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from server.domain.organisation.rules.names import initials
from server.domain.organisation.rules.posts import COMMISSIONERS, HELD_BY_ONE, has_committee
from server.domain.organisation.rules.roster import Person, Roster, Sheet, post_profile, problem_at
from server.domain.organisation.rules.tree import Fault, Placed, Tree, derived_id, place_people
from server.domain.organisation.schemas import LeftPerson, RosterCounts, RosterReport, RowProblem

Row = Mapping[str, Any]
Changes = dict[str, dict[str, Any]]


class Known(msgspec.Struct):
    """What the system holds: rows by id; memberships and posts only those that have not ended, memberships by member."""

    organisations: Mapping[str, Row]
    members: Mapping[str, Row]
    details: Mapping[str, Row]
    memberships: Mapping[str, Row]
    posts: Mapping[str, Row]


class Plan(msgspec.Struct):
    """What to write, by id: for organisation, member and post only changed fields; memberships and details as whole rows."""

    organisations: Changes
    members: Changes
    posts: Changes
    memberships: Changes
    details: Changes
    report: RosterReport


def plan_import(sheet: Sheet, roster: Roster, known: Known, today: str, remove_left: bool, dry_run: bool) -> Plan:
    """The writes that make the system agree with the roster, and the report of them. `today` ends old intervals and begins new ones."""
    tree = Tree(known.organisations)
    placed, faults = place_people(tree, roster)
    faults += _second_holders(placed, roster.people)
    wrong = {id(person) for person, _, _ in faults}
    people = [person for person in roster.people if id(person) not in wrong]
    tree.keep({org for person in people for org in placed[person.row]})
    writer = _Writer(roster.fields, known, today)
    outcomes = Counter(writer.write(person, *placed[person.row]) for person in people)
    writer.end_replaced_posts()
    left = _left(roster, known)
    if remove_left:
        writer.remove(left)
    writer.write_organisations(tree.rows)
    problems = sorted([*roster.problems, *(problem_at(sheet, *fault) for fault in faults)], key=lambda p: p.row)
    report = _report(dry_run, tree, len(people), outcomes, _left_people(left, known), remove_left, problems)
    return Plan(writer.organisations, writer.members, writer.posts, writer.memberships, writer.details, report)


def _second_holders(placed: Placed, people: Iterable[Person]) -> list[Fault]:
    """Later rows that name a second secretary of a branch or a second leader of a group."""
    holders: dict[tuple[str, str], Person] = {}
    faults: list[Fault] = []
    for person in people:
        for post in person.posts:
            if post in HELD_BY_ONE and person.row in placed:
                first = holders.setdefault((_org_of(post, *placed[person.row]), post), person)
                if first is not person:
                    faults.append((person, "post", f"第 {first.row} 行已有这个组织的{HELD_BY_ONE[post]}（{first.name}）"))
    return faults


def _org_of(post: str, branch: str, group: str | None) -> str:
    return group if post == "group_leader" and group else branch


def _left(roster: Roster, known: Known) -> list[str]:
    named = {person.number for person in (*roster.people, *roster.refused)}
    return [i for i, row in known.members.items() if row["status"] != "left" and row["employee_no"] not in named]


def _left_people(left: Iterable[str], known: Known) -> list[LeftPerson]:
    rows = [(i, known.members[i]) for i in left]
    return [LeftPerson(i, row["name"], row["employee_no"], known.organisations[row["branch"]]["name"]) for i, row in rows]


def _report(
    dry_run: bool, tree: Tree, people: int, outcomes: Mapping[str, int], left: list[LeftPerson], removed: bool, problems: Sequence[RowProblem]
) -> RosterReport:
    kinds = Counter(row["kind"] for row in tree.rows.values())
    counts = RosterCounts(kinds["committee"], kinds["general_branch"], kinds["branch"], kinds["group"], people)
    return RosterReport(
        dry_run=dry_run,
        counts=counts,
        added=outcomes.get("added", 0),
        moved=outcomes.get("moved", 0),
        changed=outcomes.get("changed", 0),
        unchanged=outcomes.get("unchanged", 0),
        left=len(left),
        left_people=left,
        removed=removed,
        problems=list(problems),
    )


class _Writer:
    """Collects the differences between people of a roster and what is known of them."""

    def __init__(self, fields: frozenset[str], known: Known, today: str) -> None:
        self._fields, self._known, self._today = fields, known, today
        self._since = f"{int(today[:4]) - 1}-01-01" if not known.members else today
        self._ids = {row["employee_no"]: row_id for row_id, row in known.members.items()}
        self._posts_of: defaultdict[str, dict[tuple[str, str], str]] = defaultdict(dict)
        for row_id, row in known.posts.items():
            self._posts_of[row["member"]][(row["org"], row["post"])] = row_id
        self._holders: dict[tuple[str, str], str] = {}
        self.organisations: Changes = {}
        self.members: Changes = {}
        self.posts: Changes = {}
        self.memberships: Changes = {}
        self.details: Changes = {}

    def write(self, person: Person, branch: str, group: str | None) -> str:
        """Notes what differs for one person; says whether the person is added, moved, changed or unchanged."""
        member = self._ids.get(person.number) or derived_id("member", person.number)
        old = self._known.members.get(member)
        if "group" not in self._fields and old and old["branch"] == branch:
            group = old["group"]
        changes = _differences(self._member_values(person, branch, group, old), old)
        if changes:
            self.members[member] = changes
        since = self._since_of(person)
        moved = self._move(member, branch, group, since)
        touched = [bool(changes), self._detail(member, person), self._appoint(member, person, branch, group, since)]
        if old is None:
            return "added"
        return "moved" if moved else "changed" if any(touched) else "unchanged"

    def _since_of(self, person: Person) -> str:
        """From when a new membership counts. The first roster is taken to hold since the year before, so that meetings already held find
        their members; later on, a probationary member belongs since the admission, others since the day of the import."""
        if not self._known.members:
            return max(self._since, person.joined_on or self._since)
        if person.kind == "probationary" and person.joined_on and person.number not in self._ids:
            return min(person.joined_on, self._today)
        return self._today

    def _member_values(self, person: Person, branch: str, group: str | None, old: Row | None) -> dict[str, Any]:
        given: dict[str, Any] = {
            "employee_no": person.number,
            "name": person.name,
            "kind": person.kind,
            "status": "active" if old is None or old["status"] == "left" else old["status"],
            "branch": branch,
            "group": group,
            **self._given({name: name for name in ("sex", "job", "shift", "no_vote")}, person),
        }
        if old is None or old["name"] != person.name:
            given["initials"] = initials(person.name)
        if "place" in self._fields or old is None:
            given["underground"] = bool(person.underground)
        if old is None or "job" in self._fields or "place" in self._fields:
            seen = {**(old or {}), **given}
            given["post_profile"] = post_profile(seen.get("job"), seen["underground"])
        return given

    def _given(self, columns: Mapping[str, str], person: Person) -> dict[str, Any]:
        """The values of those fields that the sheet has a column for: a column that is not there takes nothing away."""
        return {column: getattr(person, field) for column, field in columns.items() if field in self._fields}

    def _move(self, member: str, branch: str, group: str | None, since: str) -> bool:
        """Ends the membership elsewhere and begins the one here; False if it holds already."""
        held = self._known.memberships.get(member)
        if held and (held["branch"], held["group"]) == (branch, group):
            return False
        if held:
            self._end_membership(held)
        row = {"member": member, "branch": branch, "group": group, "from_on": since, "to_on": None}
        self.memberships[derived_id("membership", member, branch, group or "", since)] = row
        return held is not None

    def _end_membership(self, held: Row) -> None:
        self.memberships[held["id"]] = {**{name: value for name, value in held.items() if name != "id"}, "to_on": max(self._today, held["from_on"])}

    def _detail(self, member: str, person: Person) -> bool:
        old = self._known.details.get(member)
        blank = {"joined_on": None, "full_on": None, "note": None}
        given = self._given({name: name for name in blank}, person)
        if _differences(given, old or blank):
            self.details[member] = {**blank, **(old or {}), **given, "member": member}
        return member in self.details

    def _appoint(self, member: str, person: Person, branch: str, group: str | None, since: str) -> bool:
        """Ends the posts that the sheet no longer names and begins the new ones; a sheet without posts takes away only those left behind."""
        held = self._posts_of.get(member, {})
        wanted = {(_org_of(post, branch, group), post) for post in person.posts}
        if "post" not in self._fields:
            wanted = {(org, post) for org, post in held if org in (branch, group)}
        for key in held.keys() - wanted:
            self._end_post(held[key])
        for org, post in sorted(wanted - held.keys()):
            row = {"member": member, "org": org, "branch": branch, "post": post, "from_on": since, "to_on": None}
            self.posts[derived_id("post", member, org, post, since)] = row
        for org, post in wanted:
            self._holders[(org, post)] = member
        return held.keys() != wanted

    def _end_post(self, post: str) -> None:
        self.posts[post] = {"to_on": max(self._today, self._known.posts[post]["from_on"])}

    def end_replaced_posts(self) -> None:
        """A branch has one secretary and a group one leader: whoever the sheet replaces holds the post no longer, even if not in the sheet."""
        for row_id, row in self._known.posts.items():
            holder = self._holders.get((row["org"], row["post"]))
            if row["post"] in HELD_BY_ONE and holder and holder != row["member"]:
                self._end_post(row_id)

    def remove(self, left: Iterable[str]) -> None:
        """People who left: their membership and posts end, their records stay."""
        for member in left:
            self.members[member] = {"status": "left"}
            if held := self._known.memberships.get(member):
                self._end_membership(held)
            for post in self._posts_of.get(member, {}).values():
                self._end_post(post)

    def write_organisations(self, rows: Mapping[str, dict[str, Any]]) -> None:
        """Notes new and changed organisations; a branch's committee follows from its full members and its posts."""
        full = Counter(row["branch"] for row in self._members_after() if row["kind"] == "full" and row["status"] != "left")
        posts: defaultdict[str, set[str]] = defaultdict(set)
        for row in self._posts_after():
            posts[row["branch"]].add(row["post"])
        branches: Changes = {i: {} for i, row in self._known.organisations.items() if row["kind"] == "branch"}
        for org, given in {**branches, **rows}.items():
            old = self._known.organisations.get(org)
            kind = given.get("kind") or (old or {})["kind"]
            confirmed = kind == "branch" and (not COMMISSIONERS.isdisjoint(posts[org]) or bool(old and old["committee_confirmed"]))
            committee = {"has_committee": kind == "branch" and has_committee(full[org], posts[org]), "committee_confirmed": confirmed}
            if changes := _differences({**given, **committee}, old):
                self.organisations[org] = changes

    def _members_after(self) -> list[dict[str, Any]]:
        ids = {**self._known.members, **self.members}
        return [{**self._known.members.get(i, {}), **self.members.get(i, {})} for i in ids]

    def _posts_after(self) -> list[dict[str, Any]]:
        ids = {**self._known.posts, **self.posts}
        rows = [{**self._known.posts.get(i, {}), **self.posts.get(i, {})} for i in ids]
        return [row for row in rows if row["to_on"] is None]


def _differences(values: Mapping[str, Any], old: Row | None) -> dict[str, Any]:
    """The fields of `values` that `old` holds otherwise; all of them if there is no old row."""
    return {name: value for name, value in values.items() if old is None or old[name] != value}
