"""What the office is told of requests for correction, and what it answers."""

from typing import Annotated, Literal

import msgspec

from server.domain.files import FileOut


class CorrectionRequestOut(msgspec.Struct, frozen=True, kw_only=True):
    """One request. `stands` is what the system holds now; `title` names the meeting or fact; `proofs` are photos. `own`: it may not be decided."""

    correction: str
    member: str
    member_name: str
    branch_name: str
    about: Literal["attendance", "roster", "fact"]
    field: str
    title: str
    held_start: int | None
    is_approved: bool
    seen: str
    stands: str
    wanted: str
    reason: str
    proof: str
    proofs: list[FileOut]
    state: str
    asked_at: int
    branch_says: str
    decided_by_name: str
    decided_at: int | None
    answer: str
    by_hand: bool
    own: bool


class DecideCorrectionIn(msgspec.Struct, forbid_unknown_fields=True):
    """The office's decision over what it saw standing; a refusal gives its reason."""

    accepts: bool
    stands: str
    reason: Annotated[str, msgspec.Meta(max_length=500)] = ""


class DecidedCorrectionOut(msgspec.Struct, frozen=True):
    """The request and its state."""

    correction: str
    state: str
