"""One small function per policy, and merge(), which lays one mutation's edits over a row."""

from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, NamedTuple, cast

import msgspec

from sync.mutation import BESIDE, Author, Clash, Mark, Refusal, Rejected, Row
from sync.policy import Policy, TableRules

Edits = Mapping[str, tuple[Any, Any]]
"""Field -> (value the person saw, value the person wants)."""
Group = dict[str, Any]
"""The values of one unit of merge: {field: value}."""


class Merged(msgspec.Struct):
    """What an edit comes to: values to write, clashes to keep, and whether another's change was kept beside it.

    `joined` names the fields that hold parts of another's as well as the author's, with that other's write, which the author has not seen.
    """

    writes: dict[str, Any] = {}
    clashes: list[Clash] = []
    beside_others: bool = False
    joined: dict[str, Mark] = {}


class Verdict(msgspec.Struct, frozen=True):
    """One policy's answer for one unit: the value that stands, and the value that waits, if any."""

    stands: Group
    waits: Group | None = None
    arrival_stands: bool = True


def _register(_: Group, current: Group, wanted: Group) -> Verdict:
    return Verdict(wanted, waits=current)


def _quiet(_: Group, __: Group, wanted: Group) -> Verdict:
    return Verdict(wanted)


def _server_stands(_: Group, current: Group, wanted: Group) -> Verdict:
    return Verdict(current, waits=wanted, arrival_stands=False)


def _joined(policy: Policy, seen: Group, current: Group, wanted: Group) -> Group | None:
    """What both people made of one field, or None where they touched the same."""
    (field,) = wanted
    joined = JOINS[policy](seen.get(field), current.get(field), wanted[field])
    return None if joined is None else {field: joined}


def _three_way(policy: Policy) -> Callable[[Group, Group, Group], Verdict]:
    def decide(seen: Group, current: Group, wanted: Group) -> Verdict:
        joined = _joined(policy, seen, current, wanted)
        return _server_stands(seen, current, wanted) if joined is None else Verdict(joined)

    return decide


CONCURRENT: dict[Policy, Callable[[Group, Group, Group], Verdict]] = {
    Policy.REGISTER: _register,
    Policy.QUIET: _quiet,
    Policy.HUMAN: _server_stands,
    Policy.FIRST: _server_stands,
    Policy.TEXT: _three_way(Policy.TEXT),
    Policy.KEYED: _three_way(Policy.KEYED),
}


_GUARDED = frozenset({Policy.SERVER, Policy.IMMUTABLE})
_LATTICES = frozenset({Policy.MAX, Policy.MIN})


def join_paragraphs(seen: Any, current: Any, wanted: Any) -> str | None:
    """Both people's edits of one text in whole paragraphs (lines), or None where they touch the same or neighbouring ones."""
    sides = [side or "" for side in (seen, current, wanted)]
    if not all(isinstance(side, str) for side in sides):
        return None
    base, theirs, ours = (side.split("\n") for side in sides)
    edits = sorted({*_replacements(base, theirs), *_replacements(base, ours)})
    if any(after.start <= before.end for before, after in pairwise(edits)):
        return None
    for edit in reversed(edits):
        base[edit.start : edit.end] = edit.lines
    return "\n".join(base)


class _Replacement(NamedTuple):
    """Lines `start` to `end` (exclusive) of a text become `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]


def _replacements(base: list[str], changed: list[str]) -> list[_Replacement]:
    steps = SequenceMatcher(None, base, changed, autojunk=False).get_opcodes()
    return [_Replacement(i, j, tuple(changed[k:m])) for kind, i, j, k, m in steps if kind != "equal"]


def join_elements(seen: Any, current: Any, wanted: Any) -> list[Any] | None:
    """Both people's edits of one list whose elements are objects with an `id`, or None where they touch the same field of one, one changes
    what the other took away, or an element has no id. What stands keeps its order, what arrives follows."""
    sides = [_by_id(side) for side in (seen, current, wanted)]
    base, theirs, ours = ({} if side is None else side for side in sides)
    if None in sides:
        return None
    joined: list[Any] = []
    for key in {**theirs, **ours}:
        both = _join_values(base.get(key), theirs.get(key), ours.get(key))
        if both is _CLASH:
            return None
        joined += [both] if both is not None else []
    return joined


_CLASH: Any = object()


def _by_id(elements: Any) -> dict[str, Any] | None:
    """Elements by their ids; None where one has none, two share one, or it is no list."""
    if elements is not None and not isinstance(elements, list):
        return None
    listed = cast("list[Any]", elements or [])
    found = {key: element for element in listed if (key := _id_of(element))}
    return found if len(found) == len(listed) else None


def _id_of(element: Any) -> str:
    key = cast("dict[str, Any]", element).get("id") if isinstance(element, dict) else None
    return key if isinstance(key, str) else ""


def _join_values(seen: Any, current: Any, wanted: Any) -> Any:
    """One value of three sides: whichever changed it; field by field where both changed an element, and _CLASH where that is of no use."""
    if current == wanted or wanted == seen:
        return current
    if current == seen:
        return wanted
    if not all(isinstance(side, dict) for side in (seen, current, wanted)):
        return _CLASH
    fields = {name: _join_values(seen.get(name), current.get(name), wanted.get(name)) for name in {**current, **wanted}}
    return _CLASH if any(value is _CLASH for value in fields.values()) else fields


JOINS: dict[Policy, Callable[[Any, Any, Any], Any]] = {Policy.TEXT: join_paragraphs, Policy.KEYED: join_elements}
"""Policies whose values are made of parts: both people's parts are kept."""


def merge(rules: TableRules, row: Row, base: int, edits: Edits, author: Author) -> Merged:
    """Lays `edits`, made by someone who saw revision `base`, over `row`. Pure; raises Rejected for fields no phone may set.

    A unit (field or group) is concurrent if one of its fields was written after `base` by someone else than
    the author's own log before: what a log wrote itself earlier lies in its past, however old `base` is. What it wrote later does
    not: a mutation that the server failed on may be run again long after.
    """
    if not _has_rivals(row, base, author):
        return Merged(_without_rival(rules, row, edits))
    merged = Merged(beside_others=_others_wrote(row, base, author))
    for unit, fields in _by_unit(rules, edits).items():
        seen = {field: edits[field][0] for field in fields}
        wanted = {field: edits[field][1] for field in fields}
        current = {field: row.values.get(field) for field in fields}
        if wanted != current:
            _merge_unit(rules, row, base, author, merged, unit, (seen, current, wanted))
    return merged


def _has_rivals(row: Row, base: int, author: Author) -> bool:
    """Whether anything in the row was written that the author may not have seen."""
    return any(mark.rev > base and not (author.log and _made_before(mark, author)) for mark in row.marks.values())


def _made_before(mark: Mark, author: Author) -> bool:
    """Whether the author's own log wrote this, and earlier."""
    return mark.log == author.log and mark.mid <= author.mid


def _without_rival(rules: TableRules, row: Row, edits: Edits) -> Group:
    """What an edit comes to where nobody else wrote meanwhile: what is wanted, field by field."""
    writes: Group = {}
    for field, (_, wanted) in edits.items():
        current = row.values.get(field)
        if field not in rules.fields:
            raise _no_field(rules, field)
        if wanted != current:
            policy = rules.fields[field].policy
            if policy in _GUARDED:
                _refuse_unsettable(policy, rules.unit_of(field), {field: current})
            writes.update(_lattice(policy, {field: current}, {field: wanted}) if policy in _LATTICES else {field: wanted})
    return writes


def _merge_unit(rules: TableRules, row: Row, base: int, author: Author, merged: Merged, unit: str, sides: tuple[Group, Group, Group]) -> None:
    seen, current, wanted = sides
    policy = rules.fields[next(iter(wanted))].policy
    _refuse_unsettable(policy, unit, current)
    if policy in _LATTICES:
        merged.writes.update(_lattice(policy, current, wanted))
    elif (latest := _concurrent_mark(rules, row, base, unit, author)) is None:
        merged.writes.update(wanted)
    else:
        # Half a group cannot stand beside the other person's half: start and end of a meeting are never mixed.
        whole = set(wanted) == set(rules.units[unit])
        decide = CONCURRENT[policy] if whole else _server_stands
        verdict = decide(seen, current, wanted)
        if policy in JOINS and verdict.waits is None and verdict.stands != wanted:
            merged.joined |= dict.fromkeys(wanted, latest)
        _settle(row, merged, unit, verdict, seen, latest, author)


def _settle(row: Row, merged: Merged, unit: str, verdict: Verdict, seen: Group, latest: Mark, author: Author) -> None:
    arrival = Mark(row.rev + 1, author.log, author.mid, author.account, author.at_ms)
    merged.writes.update({field: value for field, value in verdict.stands.items() if row.values.get(field) != value})
    if verdict.waits is not None:
        kept_by, other_by = (arrival, latest) if verdict.arrival_stands else (latest, arrival)
        merged.clashes.append(Clash(row.table, row.id, unit, seen, verdict.stands, verdict.waits, kept_by, other_by))


def _lattice(policy: Policy, current: Group, wanted: Group) -> Group:
    choose = max if policy is Policy.MAX else min
    return {f: v if current[f] is None else choose(current[f], v) for f, v in wanted.items() if v is not None}


def _by_unit(rules: TableRules, edits: Edits) -> dict[str, list[str]]:
    units: dict[str, list[str]] = {}
    for field in edits:
        if field not in rules.fields:
            raise _no_field(rules, field)
        units.setdefault(rules.unit_of(field), []).append(field)
    return units


def _no_field(rules: TableRules, field: str) -> Rejected:
    return Rejected(Refusal("field.unknown", "没有这个字段", f"{rules.name} 没有字段 {field}", "请更新应用", field))


def _refuse_unsettable(policy: Policy, unit: str, current: Group) -> None:
    given = any(value is not None for value in current.values())
    if policy is Policy.SERVER or (policy is Policy.IMMUTABLE and given):
        raise Rejected(Refusal("field.protected", "这一项不能修改", f"{unit} 由系统填写", "请联系党群工作部", unit))


def _concurrent_mark(rules: TableRules, row: Row, base: int, unit: str, author: Author) -> Mark | None:
    """The latest write of the unit that the author cannot have known, or None."""
    marks = [mark for field in rules.units[unit] if (mark := _unknown_mark(row, field, base, author))]
    return max(marks, default=None, key=lambda mark: mark.rev)


def _unknown_mark(row: Row, field: str, base: int, author: Author) -> Mark | None:
    """The write of a field that the author cannot have known: the last, or the one whose parts the author's own last was joined with."""
    marks = (row.mark(field), row.marks.get(BESIDE + field))
    return next((mark for mark in marks if mark and mark.rev > base and not (author.log and _made_before(mark, author))), None)


def unseen(rules: TableRules, row: Row, base: int, author: Author) -> dict[str, Mark]:
    """What phones wrote into a row since `base` that the author cannot have known: field -> its last write."""
    fields = [name for name, field in rules.fields.items() if field.policy is not Policy.SERVER]
    return {name: mark for name in fields if (mark := _unknown_mark(row, name, base, author)) and mark.log}


def _others_wrote(row: Row, base: int, author: Author) -> bool:
    return any(mark.rev > base and not _made_before(mark, author) for mark in row.marks.values())
