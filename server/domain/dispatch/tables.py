"""Orders to branches, every step of them, what an order may be, and the month's work meeting."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = (
    'create index "dispatch_order_open" on "dispatch_order" ("state", "due_at", "id")',
    'create index "dispatch_order_of_branch" on "dispatch_order" ("branch", "due_at")',
    'create index "dispatch_order_number" on "dispatch_order" ("year", "number")',
    'create index "dispatch_order_issued" on "dispatch_order" ("issued_at", "id")',
    'create index "dispatch_step_newest" on "dispatch_step" ("at")',
)


class DispatchOrder(SyncedColumns, Table, tablename="dispatch_order"):
    """One order (督办单) to one branch. Those issued at once share `year` and `number`; it came from `source_ref`, in words `source_text`.

    `kind` and `cadence` are keys of DispatchChoice; `every` is how often the cadence asked for progress when it was issued. `state` is a fact, made
    by the last step, `owner` the member to whom the branch gave it; `standing` to `mend_at` are conclusions, which hold until `next_change_at` if
    nobody takes a step. Days are ISO text, instants epoch ms.
    """

    id = Varchar(length=64, primary_key=True)
    branch = Varchar(length=64)
    general_branch = Varchar(length=64, null=True, default=None)
    year = Integer()
    number = Integer()
    kind = Varchar(length=40)
    cadence = Varchar(length=40)
    every = Varchar(length=10, default="")
    content = Text()
    due_on = Varchar(length=10)
    warn_at = BigInt()
    due_at = BigInt()
    source = Varchar(length=20, default="free")
    source_ref = Varchar(length=64, default="", index=True)
    source_text = Varchar(length=200, default="")
    issued_by = Varchar(length=64)
    issued_by_name = Varchar(length=100, default="")
    issued_at = BigInt()
    owner = Varchar(length=64, null=True, default=None)
    state = Varchar(length=20, default="issued")
    standing = Varchar(length=20, default="upcoming")
    colour = Varchar(length=10, default="grey")
    grace_at = BigInt(default=0)
    progress_on = Varchar(length=10, default="")
    progress_warn_at = BigInt(null=True, default=None)
    progress_at = BigInt(null=True, default=None)
    done_on = Varchar(length=10, null=True, default=None)
    reported_at = BigInt(null=True, default=None)
    is_late = Boolean(default=False)
    mend_at = BigInt(null=True, default=None)
    next_change_at = BigInt(null=True, default=None, index=True)
    computed_at = BigInt(default=0)
    data_up_to = BigInt(default=0)


class DispatchStep(SyncedColumns, Table, tablename="dispatch_step"):
    """What somebody did to an order, for ever: a step is never changed. `place` is its number in the order's history, `on` the day it speaks of,
    `at` when it reached the server (epoch ms): many that were made underground arrive at once."""

    id = Varchar(length=64, primary_key=True)
    order = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    place = Integer()
    act = Varchar(length=20)
    on = Varchar(length=10)
    at = BigInt()
    by = Varchar(length=64)
    by_name = Varchar(length=100, default="")
    text = Text(default="")


class DispatchChoice(SyncedColumns, Table, tablename="dispatch_choice"):
    """What an order may be: `field` is kind or cadence. A kind says how many days before the deadline it turns yellow, a cadence how often it asks
    for progress. `is_confirmed`: the mine has said that this is what it means by it; what ships has not been."""

    id = Varchar(length=64, primary_key=True)
    field = Varchar(length=10)
    key = Varchar(length=40)
    title = Varchar(length=40)
    every = Varchar(length=10, default="")
    warn_days = Integer(default=0)
    place = Integer(default=0)
    is_confirmed = Boolean(default=False)
    is_off = Boolean(default=False)


class DispatchTemplate(SyncedColumns, Table, tablename="dispatch_template"):
    """An order that is issued again and again: its words, and how many days it gives."""

    id = Varchar(length=64, primary_key=True)
    title = Varchar(length=60)
    kind = Varchar(length=40)
    cadence = Varchar(length=40)
    content = Text()
    due_days = Integer(default=7)


class WorkMeeting(SyncedColumns, Table, tablename="work_meeting"):
    """A month's work meeting (月度例会): when and where it was held, by whom, and what was decided: a list of {id, text, owner, due_on}."""

    id = Varchar(length=64, primary_key=True)
    month = Varchar(length=7)
    held_on = Varchar(length=10, default="")
    place = Varchar(length=200, default="")
    chair = Varchar(length=100, default="")
    attended = Text(default="")
    notes = Text(default="")
    decisions = Text(default="[]")
    edited_by = Varchar(length=64, default="")
    edited_at = BigInt(default=0)
