"""Breakthrough projects, every step of them, where they were promoted to, what was paid for them, and what grades and levels there are."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = (
    'create index "project_listed" on "project" ("state", "ends_on", "id")',
    'create index "project_of_owner" on "project" ("owner", "ends_on")',
    'create index "project_number" on "project" ("year", "number")',
    'create index "project_step_newest" on "project_step" ("at")',
)


class Project(SyncedColumns, Table, tablename="project"):
    """One breakthrough project (党建突破项目) of an organisation `owner`, a branch or a general branch; `branches` are the ids of its branches,
    `branch` the one it was written in, `shown_to` the branches it was promoted to.

    What was proposed is the owners' until it is sent; `milestones` is a list of {id, text, due_on}. `state` is made by the last step; `standing` to
    `milestones_done` are conclusions, which hold until `next_change_at` if nobody takes a step. Days are ISO text, instants epoch ms. `level` and
    `document` are those of its buy-back.
    """

    id = Varchar(length=64, primary_key=True)
    owner = Varchar(length=64)
    branch = Varchar(length=64)
    branches = Text(default="[]")
    shown_to = Text(default="[]")
    title = Varchar(length=100, default="")
    problems = Text(default="")
    goal = Text(default="")
    measures = Text(default="")
    leader = Varchar(length=100, default="")
    starts_on = Varchar(length=10, default="")
    ends_on = Varchar(length=10, default="")
    milestones = Text(default="[]")
    state = Varchar(length=20, default="draft")
    year = Integer(default=0)
    number = Integer(default=0)
    grade = Varchar(length=40, default="")
    level = Varchar(length=40, default="")
    document = Varchar(length=200, default="")
    standing = Varchar(length=20, default="upcoming")
    colour = Varchar(length=10, default="grey")
    due_on = Varchar(length=10, default="")
    due_text = Varchar(length=200, default="")
    warn_at = BigInt(null=True, default=None)
    due_at = BigInt(null=True, default=None)
    grace_at = BigInt(null=True, default=None)
    done_on = Varchar(length=10, default="")
    is_late = Boolean(default=False)
    milestones_done = Text(default="[]")
    next_change_at = BigInt(null=True, default=None, index=True)
    computed_at = BigInt(default=0)
    data_up_to = BigInt(default=0)
    created_by = Varchar(length=64, default="")
    created_by_name = Varchar(length=100, default="")
    created_at = BigInt(default=0)


class ProjectStep(SyncedColumns, Table, tablename="project_step"):
    """What somebody did to a project, or to its `promotion`, for ever: a step is never changed. `title` is the project's then, `place` its number in
    the history, `on` the day it speaks of, `at` when it reached the server (epoch ms); `branches` see it."""

    id = Varchar(length=64, primary_key=True)
    project = Varchar(length=64, index=True)
    title = Varchar(length=100, default="")
    branches = Text(default="[]")
    place = Integer()
    act = Varchar(length=20)
    on = Varchar(length=10)
    at = BigInt()
    by = Varchar(length=64)
    by_name = Varchar(length=100, default="")
    text = Text(default="")
    milestone = Varchar(length=64, default="")
    promotion = Varchar(length=64, default="")


class ProjectPromotion(SyncedColumns, Table, tablename="project_promotion"):
    """A project offered to another organisation `org`, whose branches are `branches`: adopted or not, and what it came to there."""

    id = Varchar(length=64, primary_key=True)
    project = Varchar(length=64, index=True)
    org = Varchar(length=64)
    branch = Varchar(length=64)
    branches = Text(default="[]")
    state = Varchar(length=20, default="offered")
    offered_at = BigInt(default=0)
    adopted_on = Varchar(length=10, default="")
    feedback = Text(default="")


class ProjectBuyback(SyncedColumns, Table, tablename="project_buyback"):
    """What the mine paid for a project, in yuan, if anything: on no phone, for the office and the committee's leaders alone."""

    id = Varchar(length=64, primary_key=True)
    project = Varchar(length=64, index=True)
    amount = Integer(null=True, default=None)
    decided_by = Varchar(length=64, default="")
    decided_at = BigInt(default=0)


class ProjectChoice(SyncedColumns, Table, tablename="project_choice"):
    """A grade at acceptance or a level of buy-back (`field` grade, level). `is_confirmed`: the mine has said that it is its own."""

    id = Varchar(length=64, primary_key=True)
    field = Varchar(length=10)
    key = Varchar(length=40)
    title = Varchar(length=40)
    place = Integer(default=0)
    is_confirmed = Boolean(default=False)
    is_off = Boolean(default=False)
