"""Reads what is remarkable of submissions, a page at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from server.domain.meetings import rules as meeting_rules
from server.domain.review import rules
from server.replication import Replication
from server.replication.store import in_list, joined, to_json
from sync.mutation import Evidence, Row
from sync.plan import Need

_HELD = joined('select "row" from "held" where "state" = \'open\' and not "deleted" and', in_list("row"))


async def load_remarks(replication: Replication, meetings: Sequence[str]) -> dict[str, list[str]]:
    """By meeting, in so many statements whatever the number of meetings (and one for each phone that recorded them)."""
    rows = {row.id: row for row in await replication.store.load(Need("meeting", tuple(meetings))) if not row.deleted}
    marks = await _by_meeting(replication, "attendance", rows)
    reviews = await _by_meeting(replication, "review", rows)
    files = await _by_meeting(replication, "file_asset", rows)
    conflicts = await _conflicts(replication, rows, marks)
    held = Counter(record["row"] for record in await replication.database.fetch(_HELD, to_json(list(rows))))
    doubles = await _doubles(replication, rows)
    grades = await _grades(replication, rows, marks)
    found: dict[str, list[str]] = {}
    for meeting, row in rows.items():
        counts = {"conflicts": conflicts[meeting], "held": held[meeting], "duplicates": doubles[meeting], "marks": len(marks[meeting])}
        counts["files_missing"] = sum(file.values["state"] != "stored" for file in files[meeting])
        latest = max(reviews[meeting], key=lambda review: review.values["attempt"], default=None)
        found[meeting] = rules.remarks(_seen(row, marks[meeting], latest, grades[meeting], counts))
    return found


def _seen(meeting: Row, marks: Iterable[Row], review: Row | None, grade: str, counts: Mapping[str, int]) -> rules.Seen:
    values = meeting.values
    counted = meeting_rules.count(mark.values for mark in marks)
    purpose = meeting_rules.purpose_of(values["kind"], values["purpose"])
    return rules.Seen(
        submitted_at=values["submitted_at"] or 0,
        held_start=values["held_start"],
        held_end=values["held_end"],
        is_quorate=meeting_rules.is_quorate(purpose, counted.expected_vote, counted.present_vote),
        attempt=review.values["attempt"] if review else 1,
        purpose=values["purpose"],
        grade=grade,
        **counts,
    )


async def _by_meeting(replication: Replication, table: str, meetings: Iterable[str]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in await replication.store.load(Need(table, tuple(meetings), "meeting")):
        if not row.deleted:
            found[row.values["meeting"]].append(row)
    return found


async def _conflicts(replication: Replication, meetings: Iterable[str], marks: Mapping[str, Sequence[Row]]) -> Counter[str]:
    meeting_of = {mark.id: meeting for meeting, found in marks.items() for mark in found} | {meeting: meeting for meeting in meetings}
    rows = await replication.store.load(Need("conflict", tuple(meeting_of), "row"))
    return Counter(meeting_of[row.values["row"]] for row in rows if not row.deleted and row.values["state"] == "open")


async def _doubles(replication: Replication, meetings: Mapping[str, Row]) -> Counter[str]:
    """How many records may be the same meeting as each of these."""
    branches = tuple({row.values["branch"] for row in meetings.values()})
    issues = await replication.store.load(Need("issue", branches, "branch"))
    return Counter(one for issue in issues if issue.values["state"] == "open" for one in (issue.values["meeting"], issue.values["other"]))


async def _grades(replication: Replication, meetings: Mapping[str, Row], marks: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """How well each one's time is witnessed, as the reviewer of one record is told."""
    written = {meeting: rules.written_by(row, marks[meeting]) for meeting, row in meetings.items()}
    mids: dict[str, set[int]] = defaultdict(set)
    for log, mid in (one for found in written.values() for one in found):
        mids[log].add(mid)
    evidence: dict[tuple[str, int], Evidence] = {}
    for log, numbers in mids.items():
        evidence |= {(log, mid): one for mid, one in (await replication.beacons.evidence(log, sorted(numbers))).items()}
    return {
        meeting: rules.grade(row.values["held_start"], row.values["held_end"], [evidence[one] for one in written[meeting] if one in evidence])
        for meeting, row in meetings.items()
    }
