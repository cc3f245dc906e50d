"""What the HTTP surface says about mass reviews: to the office, and to whoever holds a code."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

State = Literal["open", "closed", "counted"]
Count = Annotated[int, Meta(ge=0, le=100_000)]
Name = Annotated[str, Meta(min_length=1, max_length=64)]


class OpenIn(Struct):
    """A poll to open: the branches of its unit, how many vote (so many codes are printed), and its last day (ISO)."""

    quarter: Annotated[str, Meta(max_length=10)]
    branches: Annotated[list[Name], Meta(min_length=1, max_length=40)]
    voters: Annotated[int, Meta(ge=1, le=2_000)]
    closes_on: Annotated[str, Meta(max_length=10)]
    by_paper: bool = False


class SlipOut(Struct):
    """One slip: the code for typing, and the QR code as an SVG path on a square of `size` modules. Told once, kept nowhere."""

    typed: str
    path: str
    size: int


class SlipsOut(Struct):
    """What is printed at once: slips, and the two opening keys where they are new. None of it can be asked for again."""

    poll: str
    name: str
    slips: list[SlipOut]
    keys: list[str] = []


class ReprintIn(Struct):
    """How many new slips; all that were not used become void."""

    slips: Annotated[int, Meta(ge=1, le=2_000)]


class KeysIn(Struct):
    """The two opening keys, in either order."""

    keys: Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(min_length=2, max_length=2)]


class ReconciliationIn(Struct):
    """Slips that came back unused and were destroyed, why numbers do not meet, and whether the opening keys were destroyed."""

    destroyed: Count
    explanation: Annotated[str, Meta(max_length=500)] = ""
    keys_destroyed: bool = False


class TalliesIn(Struct):
    """A count of paper ballots: how many there were, and for each member those who said 优秀, 合格, 基本合格, 不合格."""

    ballots: Count
    tallies: dict[str, list[Count]]


class EntryOut(Struct):
    """Someone has entered something that another person must enter as well. `differs` names fields and members on which two entries differ."""

    kind: Literal["reconciliation", "tallies"]
    entered_by_name: str
    entered_at: int
    mine: bool
    agreed: bool
    differs: list[str] = []


class ResultOut(Struct):
    """A member on the ballot, and the result. `ballots`, `mean_tenths` and `spread` (in the order of the choices) only when published;
    `computed_at` (the count) and `data_up_to` (the close; epoch ms) once it is counted.
    """

    member: str
    name: str
    branch_name: str
    state: Literal["open", "withheld", "published"]
    ballots: int | None = None
    mean_tenths: int | None = None
    spread: list[int] | None = None
    computed_at: int | None = None
    data_up_to: int | None = None


class PollOut(Struct):
    """A poll as the office sees it. Nothing that came in is told before the close: `used` is null until then. Instants in epoch ms."""

    id: str
    quarter: str
    name: str
    branches: list[str]
    people: int
    by_paper: bool
    state: State
    printed: int
    voided: int
    used: int | None
    spoiled: int | None
    closes_on: str
    opened_at: int
    closed_at: int | None
    counted_at: int | None
    opened_by_name: str
    counted_by_name: str
    unit_spread: list[int] | None
    reconciled: bool


class FreeBranchOut(Struct):
    """A branch without a poll in the quarter: its active members, and those of them who take part in a review: not who has no vote
    (`no_vote`: 留党察看 and other reasons of the roster). A probationary member is asked as well: a review is no resolution.
    """

    id: str
    name: str
    members: int
    voters: int


class PollsOut(Struct):
    """The polls of one quarter, and the branches of which each may be opened: id, name, active members."""

    quarter: str
    today: str
    items: list[PollOut]
    free: list[FreeBranchOut]


class PollDetailOut(Struct):
    """One poll with its results, what was entered, and the reconciliation two people agreed on. `own`: the person is on the ballot."""

    poll: PollOut
    results: list[ResultOut]
    entries: list[EntryOut]
    reconciliation: ReconciliationIn | None
    own: bool


class CodeIn(Struct):
    """A code as it was scanned or typed."""

    code: Annotated[str, Meta(min_length=1, max_length=64)]


class PersonOut(Struct):
    """Someone to be rated."""

    name: str
    group_name: str


class PaperOut(Struct):
    """What a voter gets for a code: who is rated in which order, how many codes the unit has, and the key to seal to (base64url)."""

    poll: str
    name: str
    quarter: str
    closes_on: str
    voters: int
    key: str
    people: list[PersonOut]
    open: bool
    used: bool


class BallotIn(Struct):
    """A ballot, sealed where it was filled in (base64url)."""

    code: Annotated[str, Meta(min_length=1, max_length=64)]
    sealed: Annotated[str, Meta(min_length=1, max_length=2_000, pattern="^[A-Za-z0-9_-]+$")]


class TakenOut(Struct):
    """The ballot is in the box. There is no receipt: nobody can prove, or be made to prove, what they said."""

    taken: bool = True
