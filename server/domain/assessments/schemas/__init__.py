"""What the HTTP surface says about assessments: all branches side by side, one branch whole, contested deductions, schemes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from server.domain.assessments.schemas.scheme import AssessmentContent
from server.domain.audit import Why

Words = Annotated[str, Meta(min_length=1, max_length=500)]


class AssessedBranchOut(Struct):
    """A branch in the overview. Points are tenths; `rank` is told to office and committee leaders alone.

    `computed_at` and `data_up_to` (epoch ms) are null for a branch without a score.
    """

    branch: str
    name: str
    general_branch: str | None
    auto_tenths: int | None
    assessor_tenths: int | None
    bonus_tenths: int
    total_tenths: int | None
    band: str
    vetoed: bool
    published_band: str | None
    forms_submitted: int
    forms_open: int
    contested: int
    rank: int | None
    computed_at: int | None
    data_up_to: int | None


class AssessmentsOut(Struct):
    """A quarter or year of all branches that the person may see, in the order of the tree. Instants in epoch ms."""

    as_of: int
    data_up_to: int | None
    period: str
    ranked: bool
    bands: list[str]
    scheme_version: int | None
    published_at: int | None
    rows: list[AssessedBranchOut]


class DeductionOut(Struct):
    """A deduction with what was said about it; `meeting` or `order` is what stands behind it, where there is one."""

    deduction: str
    branch: str
    branch_name: str
    period: str
    rule: str
    points_tenths: int
    text: str
    state: str
    lapsed: bool
    meeting: str | None
    order: str | None
    at: int
    contested_by_name: str
    contested_at: int | None
    contest_reason: str
    decided_at: int | None
    decided_reason: str


class AssessmentMarkOut(Struct):
    """An item on a form."""

    item: str
    points_tenths: int | None
    comment: str


class AssessmentFormOut(Struct):
    """One assessor's form."""

    form: str
    assessor_name: str
    state: str
    submitted_at: int | None
    reopened_at: int | None
    reopened_reason: str
    marks: list[AssessmentMarkOut]


class AssessmentEntryOut(Struct):
    """A bonus or veto, withdrawn or not."""

    entry: str
    kind: str
    key: str
    points_tenths: int
    reason: str
    evidence: str
    entered_by_name: str
    entered_at: int
    withdrawn_at: int | None
    withdrawn_reason: str


class AssessmentOut(Struct):
    """One branch's quarter or year whole: result, lines, and everything behind them."""

    branch: str
    name: str
    period: str
    scheme: AssessmentContent
    auto_tenths: int | None
    assessor_tenths: int | None
    bonus_tenths: int
    total_tenths: int | None
    band: str
    vetoed: bool
    published_band: str | None
    lines: list[dict[str, Any]]
    evidence: list[dict[str, Any]]
    computed_at: int | None
    data_up_to: int | None
    deductions: list[DeductionOut]
    forms: list[AssessmentFormOut]
    entries: list[AssessmentEntryOut]


class DeductionsOut(Struct):
    """Deductions in one state, oldest first."""

    items: list[DeductionOut]


class AssessmentSchemeOut(Struct):
    """A version of the rules; the draft has what is still wrong with it."""

    id: str
    version: int
    state: str
    from_on: str
    content: AssessmentContent
    edited_at: int | None
    published_at: int | None
    faults: list[str]


class AssessmentSchemesOut(Struct):
    """All versions, the newest first, the draft before them. `earliest_on` is the first day from which one may be published."""

    earliest_on: str
    items: list[AssessmentSchemeOut]


class DecideDeductionIn(Struct, forbid_unknown_fields=True):
    """What the office decides about a contested deduction, and why."""

    verdict: Literal["upheld", "reversed"]
    reason: Words


class AssessmentReasonIn(Struct, forbid_unknown_fields=True):
    """Why."""

    reason: Words


class AssessmentEntryIn(Struct, forbid_unknown_fields=True):
    """A bonus with its points (tenths), or a veto by the key of the scheme."""

    kind: Literal["bonus", "veto"]
    reason: Words
    evidence: Words
    key: Annotated[str, Meta(max_length=40)] = ""
    points_tenths: Annotated[int, Meta(ge=0, le=100)] = 0


class AssessmentDraftIn(Struct, forbid_unknown_fields=True):
    """The draft as it should be."""

    content: AssessmentContent


class AssessmentPublishIn(Struct, forbid_unknown_fields=True):
    """The first day (ISO text) of the first quarter that the draft is to rule, and why."""

    from_on: Annotated[str, Meta(max_length=10)]
    reason: Why


class AssessedOut(Struct):
    """The row that was written, and its state."""

    id: str
    state: str


class BandsOut(Struct):
    """How many bands were published, and the branches that have none yet."""

    period: str
    published: int
    without: list[str]
