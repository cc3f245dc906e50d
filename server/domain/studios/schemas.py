"""What the office sends and receives about studios and achievements, and what an import of achievements reports."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from server.domain.audit import ChoiceIn

Id = Annotated[str, Meta(max_length=64)]
Day = Annotated[str, Meta(max_length=10)]
Words = Annotated[str, Meta(max_length=2000)]
Line = Annotated[str, Meta(max_length=200)]


class ShareOut(Struct, frozen=True):
    """Who took part with how many percent; `number` is the employee number."""

    id: str
    name: str
    share: int
    number: str


class AchievementOut(Struct, frozen=True, kw_only=True):
    """One achievement; see Achievement. `effect` says in a sentence what was reached. Instants in epoch ms."""

    achievement: str
    rev: int
    branch: str
    branch_name: str
    studio: str
    studio_name: str
    title: str
    kind: str
    kind_title: str
    level: str
    done_on: str
    story: str
    measure: str
    before: str
    after: str
    unit: str
    yuan: int | None
    benefit: str
    yuan_basis: str
    effect: str
    people: list[ShareOut]
    state: str
    created_by_name: str
    submitted_at: int | None
    decided_by_name: str
    decided_at: int | None
    recognised_on: str


class AchievementsOut(Struct, frozen=True):
    """A page of achievements, the newest first, and how many wait for the office; `next` is the next page's cursor."""

    as_of: int
    waiting: int
    items: list[AchievementOut]
    next: str | None


class AchievementStepOut(Struct, frozen=True):
    """A step of an achievement's history; `at` in epoch ms."""

    step: str
    act: str
    on: str
    at: int
    by_name: str
    text: str


class AchievementStoryOut(Struct, frozen=True):
    """An achievement with its history. `moves` are those open to the person, `own` whether they have a share in it."""

    achievement: AchievementOut
    steps: list[AchievementStepOut]
    moves: list[str]
    own: bool


class DecideAchievementIn(Struct, forbid_unknown_fields=True):
    """A decision over the revision that was seen. `level` is the one at which it is recognised, '' for the one applied for."""

    seen: int
    text: Words = ""
    level: Annotated[str, Meta(max_length=20)] = ""


class DecidedAchievementOut(Struct, frozen=True):
    """The achievement and its state."""

    achievement: str
    state: str


class StudioPersonIn(Struct, forbid_unknown_fields=True):
    """Someone's stay in a studio: ISO days, `to_on` '' while it lasts and otherwise the first day no longer."""

    member: Id
    from_on: Day
    to_on: Day = ""
    leads: bool = False


class StudioPersonOut(Struct, frozen=True):
    """The same with the name."""

    member: str
    name: str
    leads: bool
    from_on: str
    to_on: str


class StudioIn(Struct, forbid_unknown_fields=True):
    """A studio as the office describes it, over the revision that was seen (0 for a new one)."""

    rev: int
    org: Id
    name: Annotated[str, Meta(max_length=60)]
    place: Annotated[str, Meta(max_length=100)] = ""
    field: Line = ""
    motto: Line = ""
    founded_on: Day = ""
    closed_on: Day = ""
    people: Annotated[list[StudioPersonIn], Meta(max_length=200)] = []


class GoalRecordOut(Struct, frozen=True):
    """What counts towards a target: a row of `table` with its title and day."""

    table: str
    id: str
    title: str
    on: str


class GoalOut(Struct, frozen=True):
    """One target of a studio's year, its number and what counts towards it; `usual`: the studio did not set itself another."""

    key: str
    title: str
    target: int
    usual: bool
    records: list[GoalRecordOut]


class StudioYearOut(Struct, frozen=True):
    """A studio's year as it was drawn at `computed_at` from data up to `data_up_to` (epoch ms)."""

    year: int
    goals: list[GoalOut]
    yuan: int
    computed_at: int
    data_up_to: int | None


class StudioOut(Struct, frozen=True, kw_only=True):
    """A studio with its people and one year."""

    studio: str
    rev: int
    org: str
    org_name: str
    name: str
    place: str
    field: str
    motto: str
    founded_on: str
    closed_on: str
    people: list[StudioPersonOut]
    year: StudioYearOut


class StudioOrgOut(Struct, frozen=True):
    """An organisation that may have a studio."""

    id: str
    kind: str
    name: str


class StudiosOut(Struct, frozen=True):
    """All studios in one year; `choices` say what counts, `orgs` who may have one."""

    as_of: int
    year: int
    studios: list[StudioOut]
    choices: list[StudioChoiceOut]
    orgs: list[StudioOrgOut]


class StudioDetailOut(Struct, frozen=True):
    """One studio with the achievements of its year, the newest first."""

    as_of: int
    studio: StudioOut
    achievements: list[AchievementOut]


class TargetsIn(Struct, forbid_unknown_fields=True):
    """What a studio set itself for a year, by key of the dictionary; what is not named is as usual."""

    targets: Annotated[dict[str, Annotated[int, Meta(ge=0, le=999)]], Meta(max_length=20)]


class StudioReportOut(Struct, frozen=True):
    """A studio's quarter: achievements done in it (`approved` counts), those under way, and how the year stands."""

    as_of: int
    quarter: str
    studio: StudioOut
    achievements: list[AchievementOut]
    under_way: list[AchievementOut]
    yuan: int


class StudioChoiceOut(Struct, frozen=True):
    """What counts towards a studio's year; see StudioChoice."""

    field: str
    key: str
    title: str
    target: int
    place: int
    is_confirmed: bool
    is_off: bool


class StudioChoiceIn(ChoiceIn, forbid_unknown_fields=True):
    """The same as the office defines it, and why."""

    target: Annotated[int, Meta(ge=0, le=999)] = 0
