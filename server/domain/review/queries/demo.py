"""What became of the demo mine's records at the desk: most were approved the next day, some were returned first. Invented, and the same each time."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from server.domain.review.rules import review_id
from server.replication import Replication, Unit

HOUR_MS = 3_600_000
# Those of today and of people belong to whoever plays with the mine: only records with a day of their own approval, and none that was judged.
_UNJUDGED = """select m."id", m."branch", m."submitted_at", m."filed_at", m."decided_at", m."submitted_by" from "meeting" m
    where m."status" = 'approved' and not m."deleted" and m."decided_at" is not null
    and not exists (select 1 from "review" r where r."meeting" = m."id") order by m."id" """
_RETURNED_OF_256 = 30
_REASONS = (
    ("discussion", "讨论写得太简单，请写明每项议题怎么定的"),
    ("place", "请写到具体地点"),
    ("resolutions", "请写明负责人和期限"),
    ("agenda", "议程和会议名称对不上，请核对"),
)


async def load_demo(replication: Replication, office: str) -> None:
    """Judges every approved record that nobody judged, by the account of the office. Safe to call twice."""
    async with replication.write(None, "demo reviews") as unit:
        for record in await unit.fetch(_UNJUDGED):
            luck = sha256(f"review/{record['id']}".encode()).digest()
            is_back = luck[0] < _RETURNED_OF_256 and record["filed_at"] == record["submitted_at"]
            _judge(unit, record, office, luck[1] if is_back else None)


def _judge(unit: Unit, record: dict[str, Any], office: str, back: int | None) -> None:
    """The first submission, returned six hours later if `back` chooses what for, and then the one that was approved."""
    filed_at, decided_at = record["submitted_at"], record["decided_at"]
    if back is not None:
        reasons = [{"field": field, "reason": reason} for field, reason in (_REASONS[back % 4], _REASONS[(back + 1) % 4])[: 1 + back % 2]]
        _put(unit, record, 1, "returned", filed_at, (office, min(filed_at + 6 * HOUR_MS, decided_at)), reasons)
        filed_at = max(filed_at, decided_at - 2 * HOUR_MS)
        unit.put("meeting", record["id"], {"submitted_at": filed_at})
    _put(unit, record, 1 if back is None else 2, "approved", filed_at, (office, decided_at), [])


def _put(
    unit: Unit, record: dict[str, Any], attempt: int, state: str, filed_at: int, decided: tuple[str, int], reasons: list[dict[str, str]]
) -> None:
    about = {"meeting": record["id"], "branch": record["branch"], "attempt": attempt, "state": state, "digest": "", "reasons": reasons}
    times = {"submitted_at": filed_at, "submitted_by": record["submitted_by"], "decided_by": decided[0], "decided_at": decided[1]}
    unit.put("review", review_id(record["id"], attempt), about | times)
