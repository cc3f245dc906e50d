"""When a record may be filed, what a decision needs, and what a reviewer should look at twice. Pure."""

from server.domain.review.rules.deciding import (
    GRADES,
    LATE_ENTRY_DAYS,
    LEFT_MS,
    amended,
    amendment_fault,
    amendment_id,
    asked,
    clashing,
    flags,
    grade,
    is_own_amendment,
    is_own_record,
    is_own_request,
    reasons_fault,
    review_id,
    submission_fault,
    written_by,
)
from server.domain.review.rules.outgoing import queue_book
from server.domain.review.rules.remarks import REMARKS, Seen, remarks, risk

__all__ = [
    "GRADES",
    "LATE_ENTRY_DAYS",
    "LEFT_MS",
    "REMARKS",
    "Seen",
    "amended",
    "amendment_fault",
    "amendment_id",
    "asked",
    "clashing",
    "flags",
    "grade",
    "is_own_amendment",
    "is_own_record",
    "is_own_request",
    "queue_book",
    "reasons_fault",
    "remarks",
    "review_id",
    "risk",
    "submission_fault",
    "written_by",
]
