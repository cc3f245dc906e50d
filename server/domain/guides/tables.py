"""Who guides which organisation from when until when, visits, the problems they found with every step, and what all this is described by."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = (
    'create index "guide_assignment_of_org" on "guide_assignment" ("org", "from_on")',
    'create index "visit_of_org" on "visit" ("org", "on")',
    'create index "visit_listed" on "visit" ("on", "id")',
    'create index "visit_problem_listed" on "visit_problem" ("state", "found_on", "id")',
)


class GuideAssignment(SyncedColumns, Table, tablename="guide_assignment"):
    """The member `person` of a `team` (guide 党建指导员, liaison 党建联络员) is there for an organisation from a day until `to_on`, the first day on
    which that is no longer so. `branches` are the ids of the organisation's branches, `branch` the first of them; names are those of then.
    """

    id = Varchar(length=64, primary_key=True)
    person = Varchar(length=64, index=True)
    person_name = Varchar(length=100, default="")
    team = Varchar(length=20)
    org = Varchar(length=64)
    org_name = Varchar(length=100, default="")
    branch = Varchar(length=64)
    branches = Text(default="[]")
    from_on = Varchar(length=10)
    to_on = Varchar(length=10, null=True, default=None)
    reason = Varchar(length=500, default="")
    end_reason = Varchar(length=500, default="")
    created_by = Varchar(length=64, default="")
    created_by_name = Varchar(length=100, default="")
    created_at = BigInt(default=0)


class Visit(SyncedColumns, Table, tablename="visit"):
    """One visit by the member `guide` under an assignment, to its organisation or one of its branches. `function` and `way` are keys of
    GuideChoice; `shown_to` are the members who were assigned there too on that day. Days are ISO text, instants epoch ms.
    """

    id = Varchar(length=64, primary_key=True)
    assignment = Varchar(length=64, index=True)
    org = Varchar(length=64)
    org_name = Varchar(length=100, default="")
    branch = Varchar(length=64)
    branches = Text(default="[]")
    shown_to = Text(default="[]")
    team = Varchar(length=20)
    guide = Varchar(length=64, index=True)
    guide_name = Varchar(length=100, default="")
    on = Varchar(length=10, default="")
    function = Varchar(length=40, default="")
    way = Varchar(length=40, default="")
    text = Text(default="")
    state = Varchar(length=20, default="filed")
    created_at = BigInt(default=0)
    reviewed_by_name = Varchar(length=100, default="")
    reviewed_at = BigInt(null=True, default=None)


class VisitProblem(SyncedColumns, Table, tablename="visit_problem"):
    """A problem that a visit found, and how it stands; `order` is the dispatch order that it became, if it did."""

    id = Varchar(length=64, primary_key=True)
    visit = Varchar(length=64, index=True)
    org = Varchar(length=64)
    branch = Varchar(length=64)
    branches = Text(default="[]")
    shown_to = Text(default="[]")
    guide = Varchar(length=64)
    text = Text(default="")
    state = Varchar(length=20, default="open")
    order = Varchar(length=64, default="")
    order_number = Varchar(length=40, default="")
    found_on = Varchar(length=10, default="")
    solved_on = Varchar(length=10, default="")


class VisitStep(SyncedColumns, Table, tablename="visit_step"):
    """What somebody did about a visit, or about its `problem`, for ever: a step is never changed. `place` is its number in the history, `on` the
    day it speaks of, `at` when it reached the server (epoch ms)."""

    id = Varchar(length=64, primary_key=True)
    visit = Varchar(length=64, index=True)
    problem = Varchar(length=64, default="")
    org_name = Varchar(length=100, default="")
    branches = Text(default="[]")
    shown_to = Text(default="[]")
    guide = Varchar(length=64)
    place = Integer()
    act = Varchar(length=20)
    on = Varchar(length=10)
    at = BigInt()
    by = Varchar(length=64)
    by_name = Varchar(length=100, default="")
    text = Text(default="")


class GuideChoice(SyncedColumns, Table, tablename="guide_choice"):
    """A function or a way of helping (`field` function, way). `is_confirmed`: the mine has said that it is its own."""

    id = Varchar(length=64, primary_key=True)
    field = Varchar(length=10)
    key = Varchar(length=40)
    title = Varchar(length=40)
    place = Integer(default=0)
    is_confirmed = Boolean(default=False)
    is_off = Boolean(default=False)


class VisitRule(SyncedColumns, Table, tablename="visit_rule"):
    """How many visits a month an organisation gets at least, and how many days before the month's end a missing one turns yellow."""

    id = Varchar(length=64, primary_key=True)
    visits = Integer(default=1)
    warn_days = Integer(default=7)
    is_confirmed = Boolean(default=False)
