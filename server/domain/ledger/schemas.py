"""What the pages of the ledger say. Instants in epoch ms, points in tenths, days in ISO text."""

import msgspec

from server.domain.facts import KnownFact


class PlaceOut(msgspec.Struct, frozen=True):
    """An organisation by its name."""

    id: str
    kind: str
    name: str


class FigureOut(msgspec.Struct, frozen=True):
    """Meetings of a kind in the period: how many are filed, and how those expected at them were marked."""

    what: str
    number: int
    present: int
    leave: int
    absent: int
    made_up: int


class OwedOut(msgspec.Struct, frozen=True):
    """An obligation that is open or was missed; `meeting` is the record it stands by, which arrived at `data_up_to`, if there is one."""

    obligation: str
    kind: str
    period: str
    org: str
    org_name: str
    branch: str
    branch_name: str
    state: str
    colour: str
    due_at: int
    meeting: str | None
    data_up_to: int | None


class PromisedOut(msgspec.Struct, frozen=True):
    """A resolution that is not yet carried out."""

    resolution: str
    meeting: str
    text: str
    owner: str
    due_on: str


class SectionCountOut(msgspec.Struct, frozen=True):
    """How many of something, in the words of the part that tells it."""

    what: str
    number: int


class SectionLineOut(msgspec.Struct, frozen=True):
    """One record in a part's section; see replication.LedgerLine."""

    ref: str
    title: str
    route: str
    org: str
    org_name: str
    on: str
    standing: str
    colour: str
    note: str
    phone: str
    data_up_to: int | None


class SectionOut(msgspec.Struct, frozen=True):
    """What one part tells of the organisation or member: figures of the period, and the newest or most urgent of its records."""

    name: str
    counts: list[SectionCountOut]
    lines: list[SectionLineOut]


class ScoreOut(msgspec.Struct, frozen=True):
    """A branch's quarter or year of assessment, drawn at `computed_at` from data up to `data_up_to`; `published_band` is what other branches see
    of it."""

    period: str
    total_tenths: int | None
    auto_tenths: int | None
    assessor_tenths: int | None
    band: str
    published_band: str | None
    computed_at: int
    data_up_to: int | None


class SpreadOut(msgspec.Struct, frozen=True):
    """How many people have from `lowest` to `highest` stars; a group has five people or more."""

    lowest: int
    highest: int
    people: int


class HolderOut(msgspec.Struct, frozen=True):
    """Who holds a post, or held it until `to_on`, the first day without it."""

    member: str
    name: str
    post: str
    org: str
    org_name: str
    from_on: str
    to_on: str | None


class PlaceLedgerOut(msgspec.Struct, frozen=True):
    """One organisation in a period: what it did, what it owes and when, how it is scored, who holds its posts.

    `above` are the organisations above it that the person may open, the highest first. What the person may not see is null.
    `quarter` is that of `stars`.
    """

    place: PlaceOut
    branch: str | None
    closed_on: str | None
    above: list[PlaceOut]
    as_of: int
    period: str
    members: int
    figures: list[FigureOut]
    states: dict[str, int]
    missed: list[OwedOut]
    coming: list[OwedOut]
    promised: list[PromisedOut]
    sections: list[SectionOut]
    scores: list[ScoreOut]
    quarter: str | None
    stars: list[SpreadOut] | None
    posts: list[HolderOut] | None


class RecordLineOut(msgspec.Struct, frozen=True):
    """One record of an organisation, with how those expected were marked."""

    meeting: str
    org: str
    org_name: str
    kind: str
    title: str
    held_start: int | None
    status: str
    present: int
    expected: int


class RecordLinesOut(msgspec.Struct, frozen=True):
    """A page of records, the newest first; `next` asks for the following, null at the end."""

    items: list[RecordLineOut]
    next: str | None


class MembershipOut(msgspec.Struct, frozen=True):
    """Where a member belonged from a day until `to_on`, the first day on which it was no longer so."""

    member: str
    name: str
    employee_no: str
    kind: str
    branch: str
    branch_name: str
    group_name: str | None
    from_on: str
    to_on: str | None


class MembershipsOut(msgspec.Struct, frozen=True):
    """A page of who belongs and belonged to an organisation, the latest moves first; `next` asks for the following."""

    items: list[MembershipOut]
    next: str | None


class ChildOut(msgspec.Struct, frozen=True):
    """An organisation directly below: its people, meetings and marks in the period, duties by colour, and its score where it is a branch, with
    when that was drawn and how far its data reaches."""

    id: str
    kind: str
    name: str
    members: int
    count: int
    present: int
    expected: int
    colours: dict[str, int]
    total_tenths: int | None
    band: str
    computed_at: int | None
    data_up_to: int | None


class ChildrenOut(msgspec.Struct, frozen=True):
    """A page of the organisations directly below, by name; `next` asks for the following."""

    items: list[ChildOut]
    next: str | None


class BehindOut(msgspec.Struct, frozen=True):
    """A record behind a reason that has a page of its own: a meeting, an achievement, an order."""

    table: str
    id: str


class AwardLineOut(msgspec.Struct, frozen=True):
    """One reason of a result: its dimension, points and words, and the records behind it that have a page; facts stand on the member's own."""

    dimension: str
    points_tenths: int | None
    text: str
    records: list[BehindOut]


class AwardedOut(msgspec.Struct, frozen=True):
    """A member's published stars in a quarter, and when ratings were read and how far their data reached. `lines` are null for who sees points by
    dimension alone."""

    cycle: str
    quarter: str
    state: str
    star: int | None
    code: str
    total_tenths: int | None
    points: dict[str, int]
    lines: list[AwardLineOut] | None
    computed_at: int
    data_up_to: int | None


class CorrectionLineOut(msgspec.Struct, frozen=True):
    """What a member asked to have corrected."""

    correction: str
    about: str
    field: str
    seen: str
    wanted: str
    state: str
    asked_at: int
    answer: str


class MemberLedgerOut(msgspec.Struct, frozen=True):
    """One member: posts and moves, marks at meetings of the period by status, facts, published results, requests for correction."""

    member: str
    name: str
    employee_no: str
    kind: str
    status: str
    branch: str
    branch_name: str
    group_name: str | None
    as_of: int
    period: str
    titles: dict[str, str]
    posts: list[HolderOut]
    moves: list[MembershipOut]
    marks: dict[str, int]
    facts: list[KnownFact]
    results: list[AwardedOut]
    sections: list[SectionOut]
    corrections: list[CorrectionLineOut]


class MarkLineOut(msgspec.Struct, frozen=True):
    """A member's mark at one meeting; `reason` is why someone was away."""

    meeting: str
    kind: str
    title: str
    held_start: int | None
    status: str
    reason: str


class MarkLinesOut(msgspec.Struct, frozen=True):
    """A page of marks, the newest meeting first; `next` asks for the following."""

    items: list[MarkLineOut]
    next: str | None
