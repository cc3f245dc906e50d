"""What the office and members send and receive about honours and stories. Instants in epoch ms."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from server.domain.audit import ChoiceIn

Id = Annotated[str, Meta(max_length=64)]
Key = Annotated[str, Meta(max_length=40)]
Words = Annotated[str, Meta(max_length=500)]
Title = Annotated[str, Meta(max_length=100)]


class HonourIn(Struct, forbid_unknown_fields=True):
    """An honour of a member or of an organisation; the other of both is empty."""

    year: int
    level: Key
    title: Title
    giver: Title = ""
    member: Id = ""
    org: Id = ""
    text: Words = ""


class HonourChangeIn(Struct, forbid_unknown_fields=True):
    """What is put right of an honour; whose it is, its year and its title say which one it is, and stay."""

    level: Key
    giver: Title = ""
    text: Words = ""


class RemoveIn(Struct, forbid_unknown_fields=True):
    """Why an honour was never one."""

    reason: Words


class HonourOut(Struct, frozen=True):
    """One honour with names; `org_name` is the organisation, or the member's branch."""

    honour: str
    year: int
    level: str
    level_title: str
    title: str
    giver: str
    member: str
    name: str
    employee_no: str
    org: str
    org_name: str
    text: str
    entered_by_name: str
    entered_at: int


class HonoursOut(Struct, frozen=True):
    """A page of honours, the newest year first; `next` asks for the following."""

    items: list[HonourOut]
    next: str | None


class LevelOut(Struct, frozen=True):
    """A level; see HonourChoice."""

    field: str
    key: str
    title: str
    place: int
    is_confirmed: bool
    is_off: bool


class LevelIn(ChoiceIn, forbid_unknown_fields=True):
    """A level as the office defines it, and why; without a `place` it stays where it stands, a new one last."""

    place: Annotated[int, Meta(ge=0, le=99)] | None = None


class HonourPlaceOut(Struct, frozen=True):
    """An organisation that may be honoured, or a story be of."""

    org: str
    kind: str
    name: str


class HonourOptionsOut(Struct, frozen=True):
    """What honours and stories are made from; `year` is the running one."""

    year: int
    levels: list[LevelOut]
    orgs: list[HonourPlaceOut]


class HonourKeptOut(Struct, frozen=True):
    """The id of what was written."""

    honour: str


class HonourProblem(Struct, frozen=True):
    """One reason why one row of a sheet is refused. `row` counts as Excel does, from 1; `column` is the header as the sheet has it."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str
    remedy: str


class HonourReport(Struct, frozen=True):
    """What an import did, or with `dry_run` would do; `known` rows are in the system already."""

    dry_run: bool
    sheet: str
    added: int
    known: int
    problems: list[HonourProblem]


# --- Stories


class BlockIn(Struct, forbid_unknown_fields=True):
    """One piece of a story; see rules.Block."""

    kind: Literal["paragraph", "heading", "quote", "picture"]
    text: Annotated[str, Meta(max_length=2000)] = ""
    picture: Id = ""


class SomeoneIn(Struct, forbid_unknown_fields=True):
    """Who is told of or to be seen; `member` is empty for who is not on the roster."""

    name: Annotated[str, Meta(min_length=1, max_length=40)]
    member: Id = ""


class StoryIn(Struct, forbid_unknown_fields=True):
    """A story as it is written, whole, over the revision that was seen (0 for a new one)."""

    rev: int
    kind: Literal["person", "case"]
    org: Id
    title: Annotated[str, Meta(max_length=60)] = ""
    lead: Annotated[str, Meta(max_length=200)] = ""
    people: Annotated[list[SomeoneIn], Meta(max_length=20)] = []
    blocks: Annotated[list[BlockIn], Meta(max_length=80)] = []


class MoveIn(Struct, forbid_unknown_fields=True):
    """A step over the revision that was seen; back and withdraw need words."""

    rev: int
    name: Key
    text: Words = ""


class PrintedIn(Struct, forbid_unknown_fields=True):
    """Where a published story was printed or put up, and how many times."""

    on: Annotated[str, Meta(max_length=10)]
    place: Annotated[str, Meta(min_length=1, max_length=100)]
    copies: Annotated[int, Meta(ge=1, le=100_000)] = 1


class AnswerIn(Struct, forbid_unknown_fields=True):
    """What someone said on paper, or by word of mouth; consent needs the `paper` that was signed."""

    answer: Literal["given", "declined", "withdrawn"]
    paper: Id = ""
    note: Words = ""


class PictureOut(Struct, frozen=True):
    """A picture of a story, or a paper (`kind`), with its small copy (JPEG in base64)."""

    picture: str
    kind: str
    width: int
    height: int
    small: str


class ConsentOut(Struct, frozen=True):
    """What one person answered; see StoryConsent."""

    consent: str
    member: str
    name: str
    state: str
    way: str
    asked_at: int
    answered_at: int | None
    answered_by_name: str
    note: str
    paper: str


class PrintedOut(Struct, frozen=True):
    """Where it was printed or put up."""

    on: str
    place: str
    copies: int
    by_name: str


class StoryStepOut(Struct, frozen=True):
    """A step of a story's history."""

    step: str
    act: str
    at: int
    by_name: str
    text: str


class StoryLineOut(Struct, frozen=True):
    """A story in a list; `waiting` people have not answered."""

    story: str
    kind: str
    title: str
    org_name: str
    names: str
    state: str
    edited_by_name: str
    edited_at: int
    published_at: int | None
    waiting: int


class StoriesOut(Struct, frozen=True):
    """A page of stories, the newest first."""

    items: list[StoryLineOut]
    next: str | None


class TaleOut(Struct, frozen=True):
    """A story with all that belongs to it, for the office. `own`: it tells of the person who asks, so someone else decides; `mine`: they wrote it."""

    story: str
    rev: int
    kind: str
    title: str
    lead: str
    org: str
    org_name: str
    people: list[SomeoneIn]
    blocks: list[BlockIn]
    state: str
    edited_by_name: str
    edited_at: int
    published_at: int | None
    own: bool
    mine: bool
    pictures: list[PictureOut]
    consents: list[ConsentOut]
    printed: list[PrintedOut]
    steps: list[StoryStepOut]


class ReadLineOut(Struct, frozen=True):
    """A published story in the list that everyone reads."""

    story: str
    kind: str
    title: str
    lead: str
    names: str
    org_name: str
    published_at: int
    small: str


class ReadLinesOut(Struct, frozen=True):
    """A page of published stories, the newest first."""

    items: list[ReadLineOut]
    next: str | None


class SmallOut(Struct, frozen=True):
    """A small copy (JPEG in base64) with the pixels of the picture."""

    width: int
    height: int
    small: str


class ToldHonour(Struct, frozen=True):
    """An honour on a page."""

    year: int
    level: str
    title: str
    name: str


class ReadOut(Struct, frozen=True):
    """A published story, as a phone holds the newest ones."""

    story: str
    kind: str
    title: str
    lead: str
    org_name: str
    names: str
    blocks: list[BlockIn]
    pictures: dict[str, SmallOut]
    honours: list[ToldHonour]
    published_at: int
