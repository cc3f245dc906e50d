"""Studios of Party members, what each set itself for a year and reached, achievements with every step of them, and their dictionary."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = (
    'create index "achievement_of_branch" on "achievement" ("branch", "done_on")',
    'create index "achievement_state" on "achievement" ("state", "done_on", "id")',
    'create index "achievement_step_newest" on "achievement_step" ("at")',
)


class Studio(SyncedColumns, Table, tablename="studio"):
    """A studio (党员创新工作室) of an organisation; `branches` (a list) are those whose posts see it: the branch itself, or all below.

    `people` is a list of {member, name, leads, from_on, to_on}, ISO days, `to_on` '' while it lasts and otherwise the first day no longer.
    """

    id = Varchar(length=64, primary_key=True)
    org = Varchar(length=64, index=True)
    branches = Text(default="[]")
    name = Varchar(length=60)
    place = Varchar(length=100, default="")
    field = Varchar(length=200, default="")
    motto = Varchar(length=200, default="")
    founded_on = Varchar(length=10, default="")
    closed_on = Varchar(length=10, default="")
    people = Text(default="[]")
    edited_by = Varchar(length=64, default="")
    edited_at = BigInt(default=0)


class StudioYear(SyncedColumns, Table, tablename="studio_year"):
    """A studio's year. `targets` ({key: number}) are facts, where the studio set itself others than usual; `done` is concluded: a list of
    {key, target, records}, a record being {table, id, title, on}. `yuan` is what approved achievements of the year bring in a year."""

    id = Varchar(length=64, primary_key=True)
    studio = Varchar(length=64, index=True)
    branches = Text(default="[]")
    year = Integer()
    targets = Text(default="{}")
    done = Text(default="[]")
    yuan = BigInt(default=0)
    computed_at = BigInt(default=0)
    data_up_to = BigInt(null=True, default=None)


class Achievement(SyncedColumns, Table, tablename="achievement"):
    """An achievement (创新成果) of members of a branch, of a studio if it came from one.

    What was measured fell or rose from `before` to `after`, numbers in words such as 10多, in `unit`; it brings `yuan` whole yuan a year,
    directly or not (`benefit`), computed as `yuan_basis` says. `people` is a list of {id, name, share}, shares in percent, together 100.
    It counts for people from `recognised_on`, the day of approval, and for the studio in the year of `done_on`.
    """

    id = Varchar(length=64, primary_key=True)
    branch = Varchar(length=64)
    studio = Varchar(length=64, default="", index=True)
    studio_name = Varchar(length=60, default="")
    title = Varchar(length=100, default="")
    kind = Varchar(length=40, default="")
    level = Varchar(length=20, default="")
    done_on = Varchar(length=10, default="")
    story = Text(default="")
    measure = Varchar(length=60, default="")
    before = Varchar(length=20, default="")
    after = Varchar(length=20, default="")
    unit = Varchar(length=20, default="")
    yuan = BigInt(null=True, default=None)
    benefit = Varchar(length=10, default="")
    yuan_basis = Varchar(length=500, default="")
    people = Text(default="[]")
    state = Varchar(length=20, default="draft")
    created_by = Varchar(length=64, default="")
    created_by_name = Varchar(length=100, default="")
    created_at = BigInt(default=0)
    submitted_at = BigInt(null=True, default=None)
    decided_by = Varchar(length=64, default="")
    decided_by_name = Varchar(length=100, default="")
    decided_at = BigInt(null=True, default=None)
    recognised_on = Varchar(length=10, default="")


class AchievementStep(SyncedColumns, Table, tablename="achievement_step"):
    """What somebody did to an achievement, for ever: a step is never changed. `place` is its number in the history, `on` the day it speaks of,
    `at` when it reached the server (epoch ms)."""

    id = Varchar(length=64, primary_key=True)
    achievement = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    place = Integer()
    act = Varchar(length=20)
    on = Varchar(length=10)
    at = BigInt()
    by = Varchar(length=64)
    by_name = Varchar(length=100, default="")
    text = Text(default="")


class StudioChoice(SyncedColumns, Table, tablename="studio_choice"):
    """What counts towards a studio's year: `field` is `kind` for a kind of achievement, `contest` for contestants who came in the first three.

    `target` is how many a studio reaches in a year unless it set itself another number. `is_confirmed`: the mine has said so."""

    id = Varchar(length=64, primary_key=True)
    field = Varchar(length=10)
    key = Varchar(length=40)
    title = Varchar(length=40)
    target = Integer(default=0)
    place = Integer(default=0)
    is_confirmed = Boolean(default=False)
    is_off = Boolean(default=False)
