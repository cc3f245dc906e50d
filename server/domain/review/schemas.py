"""What the review desk sends and receives."""

from typing import Annotated, Any

import msgspec

from server.domain.audit import Why
from server.domain.meetings import RecordOut


class ReasonIn(msgspec.Struct, forbid_unknown_fields=True):
    """Why one field must be corrected; `attendance.<member>` is the mark of one person."""

    field: Annotated[str, msgspec.Meta(max_length=60)]
    reason: Annotated[str, msgspec.Meta(max_length=500)]


class ApproveIn(msgspec.Struct, forbid_unknown_fields=True):
    """Approval of exactly the content with this digest."""

    digest: Annotated[str, msgspec.Meta(max_length=64)]


class ReturnIn(msgspec.Struct, forbid_unknown_fields=True):
    """Return of exactly the content with this digest, with a reason on each field to correct."""

    digest: Annotated[str, msgspec.Meta(max_length=64)]
    reasons: Annotated[list[ReasonIn], msgspec.Meta(max_length=20)]


class QueueItem(msgspec.Struct):
    """One submission in the queue; instants in epoch ms. `digest` names the content that was submitted.

    `remarks` say why it is worth a second look (rules.REMARKS), `risk` is their weight; without any it may be approved together with others.
    """

    review: str
    meeting: str
    branch: str
    branch_name: str
    org_name: str
    kind: str
    title: str
    state: str
    held_start: int | None
    submitted_at: int
    submitted_by_name: str
    attempt: int
    flags: list[str]
    digest: str
    remarks: list[str]
    risk: int
    own: bool


class QueueOut(msgspec.Struct):
    """A page of the queue in the order asked for; `next` is the cursor of the next page, `total` how many the whole list has.

    `plain` of those that were weighed, the oldest, may be approved together; null where so many wait that the page weighed only itself.
    """

    items: list[QueueItem]
    next: str | None
    total: int
    plain: int | None


class Difference(msgspec.Struct):
    """One field that changed since the record was returned."""

    field: str
    label: str
    before: Any
    after: Any


class GradeOut(msgspec.Struct):
    """How well the meeting's time is witnessed: A to D, in words. Never a ground to return a record by itself."""

    letter: str
    words: str


class ReviewOut(msgspec.Struct):
    """A record as the reviewer decides on it: the record, its digest, and what changed since it was returned.

    `grade` is absent where a record is shown outside review. `own`: the reviewer submitted, chaired or recorded it, and does not judge it.
    """

    record: RecordOut
    review: str | None
    state: str
    digest: str
    attempt: int
    flags: list[str]
    differences: list[Difference]
    reasons: list[dict[str, str]]
    grade: GradeOut | None = None
    own: bool = False


class DecidedOut(msgspec.Struct):
    """What a decision came to."""

    meeting: str
    state: str


class SeenIn(msgspec.Struct, forbid_unknown_fields=True):
    """A record as it was shown."""

    meeting: Annotated[str, msgspec.Meta(max_length=64)]
    digest: Annotated[str, msgspec.Meta(max_length=64)]


class ApproveTogetherIn(msgspec.Struct, forbid_unknown_fields=True):
    """Records to approve together, each exactly as it was shown."""

    records: Annotated[list[SeenIn], msgspec.Meta(min_length=1, max_length=50)]


class ApprovedOut(msgspec.Struct):
    """What became of one of them: `approved`, or `refused` with code, sentence and remedy."""

    meeting: str
    state: str
    code: str
    detail: str
    remedy: str


class ApprovedTogetherOut(msgspec.Struct):
    """What became of each, in the order given."""

    results: list[ApprovedOut]


class PhrasesOut(msgspec.Struct):
    """The office's own phrases for returns, by field; a field without any has the phrases that ship with the screens."""

    phrases: dict[str, list[str]]
    changed_by_name: str
    changed_at: int | None


Phrase = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]


class PhrasesIn(msgspec.Struct, forbid_unknown_fields=True):
    """The phrases of one field, in order; none brings back those that ship."""

    phrases: Annotated[list[Phrase], msgspec.Meta(max_length=12)]
    reason: Why


class KindBurdenOut(msgspec.Struct):
    """What records of a kind cost: how many were filed first, fields filled in each on average, returns and the reasons given in them.

    `minutes` is the median from opening the form to saving it; none where too few records tell.
    """

    kind: str
    records: int
    fields: float | None
    returned: int
    reasons: int
    minutes: float | None


class BurdenOut(msgspec.Struct):
    """A month of the whole mine by kind of meeting; `required` is how many fields a record cannot do without."""

    month: str
    required: int
    kinds: list[KindBurdenOut]


class AcceptIn(ApproveIn):
    """Acceptance of an amendment over exactly the content with this digest."""


class RefuseIn(msgspec.Struct, forbid_unknown_fields=True):
    """Why something asked for was not done."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class AmendmentItem(msgspec.Struct):
    """One change asked for after approval; instants in epoch ms."""

    amendment: str
    log: str
    mid: int
    meeting: str
    branch: str
    branch_name: str
    kind: str
    title: str
    held_start: int | None
    asked_at: int
    asked_by_name: str
    state: str
    reason: str
    decided_at: int | None


class AmendmentsOut(msgspec.Struct):
    """A page of amendments, in the order in which they arrived and were made; `next` is the cursor of the next page."""

    items: list[AmendmentItem]
    next: str | None


class AmendmentOut(msgspec.Struct):
    """What an amendment would change in the record as it stands; `digest` names that record. `own`: another decides on it."""

    amendment: str
    meeting: str
    state: str
    reason: str
    digest: str
    differences: list[Difference]
    own: bool


class AmendedOut(msgspec.Struct):
    """What was decided on an amendment; `digest` names the record's new content if it was accepted."""

    amendment: str
    state: str
    digest: str


class ConflictItem(msgspec.Struct):
    """Two values for one thing of a record, a project and the like, of which its owner has chosen none for two days: `before` of the differences is
    what stands, `after` what was kept beside it. `branch` is the owner, `route` the office's page of it; `meeting` is '' and `kind` the name of the
    table where it is no record. Instants in epoch ms."""

    conflict: str
    branch: str
    branch_name: str
    meeting: str
    kind: str
    title: str
    held_start: int | None
    route: str
    kept_by_name: str
    kept_at: int
    other_by_name: str
    other_at: int
    differences: list[Difference]


class ConflictsOut(msgspec.Struct):
    """A page of undecided conflicts, the oldest first; `next` is the cursor of the next page."""

    items: list[ConflictItem]
    next: str | None


class HeldItem(msgspec.Struct):
    """One mutation that its author had no right to when it arrived: word for word, and in words (`differences`); instants in epoch ms.

    `log` and `mid` tell what one person did on one phone, and in which order. `kind`, `title` and `meeting_start` are those of the
    record it speaks of, as it stands or as it would be made. `own`: another decides on it.
    """

    held: str
    log: str
    mid: int
    name: str
    row: str
    mutation: dict[str, Any]
    state: str
    asked_at: int
    asked_by_name: str
    branch_name: str
    decided_at: int | None
    reason: str
    kind: str
    title: str
    meeting_start: int | None
    differences: list[Difference]
    own: bool


class HeldOut(msgspec.Struct):
    """A page of held mutations, in the order in which they arrived and were made; `next` is the cursor of the next page."""

    items: list[HeldItem]
    next: str | None


class HeldDecidedOut(msgspec.Struct):
    """What was decided on a held mutation, and what carrying it out came to."""

    held: str
    state: str
    result: str | None
