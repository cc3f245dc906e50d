"""Templates, obligations, how obligations changed, and the days on which the mine works otherwise than Monday to Friday."""

from piccolo.columns import BigInt, Boolean, Integer, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = (
    'create index "obligation_of_branch" on "obligation" ("branch", "period")',
    'create index "excusal_queue" on "excusal" ("state", "asked_at", "id")',
    'create index "transition_at" on "transition" ("to_state", "at")',
)


class Template(SyncedColumns, Table, tablename="template"):
    """A recurring duty: how often, for whom, when it turns yellow, how long its grace is. A change is a new row with the next version."""

    id = Varchar(length=64, primary_key=True)
    kind = Varchar(length=40)
    title = Varchar(length=100)
    period = Varchar(length=10)
    applies_to = Varchar(length=10)
    condition = Varchar(length=20, default="always")
    warn_days = Integer()
    grace_workdays = Integer()
    weight_tenths = Integer(default=10)
    version = Integer(default=1)
    from_on = Varchar(length=10)
    to_on = Varchar(length=10, null=True)


class Obligation(SyncedColumns, Table, tablename="obligation"):
    """One duty of one organisation in one period, with its deadline, its excusal, and how it stands.

    `state` to `filed_at` are conclusions; `next_change_at` says until when they hold if no fact changes, `computed_at` since when.
    """

    id = Varchar(length=64, primary_key=True)
    template = Varchar(length=64)
    kind = Varchar(length=40)
    org = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    period = Varchar(length=10, index=True)
    warn_at = BigInt()
    due_at = BigInt()
    grace_at = BigInt()
    excused_until_at = BigInt(null=True, default=None)
    excused_reason = Varchar(length=200, null=True, default=None)
    state = Varchar(length=20, default="upcoming")
    colour = Varchar(length=10, default="grey")
    meeting = Varchar(length=64, null=True, default=None)
    held_at = BigInt(null=True, default=None)
    filed_at = BigInt(null=True, default=None)
    next_change_at = BigInt(null=True, default=None, index=True)
    computed_at = BigInt(default=0)


class Transition(Table, tablename="transition"):
    """A change of an obligation's state, for notices and trends. Append only; `at` is when the system noticed (epoch ms)."""

    id = Varchar(length=64, primary_key=True)
    obligation = Varchar(length=64, index=True)
    from_state = Varchar(length=20)
    to_state = Varchar(length=20)
    at = BigInt()
    cause = Varchar(length=40)
    rule_version = Integer()


class Excusal(SyncedColumns, Table, tablename="excusal"):
    """That an obligation be excused, or put off until a day (`until_on`, ISO text): asked by a branch or granted by the office unasked.

    `code` is a reason of rules.excusals.REASONS, `words` say more. `state` is open, granted, declined, withdrawn, replaced (by a later grant) or
    lifted (a grant taken back); `answer` are the words of whoever decided. `asked_by` is null where nobody asked. Instants in epoch ms.
    """

    id = Varchar(length=64, primary_key=True)
    obligation = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    org = Varchar(length=64)
    kind = Varchar(length=40)
    period = Varchar(length=10)
    code = Varchar(length=20)
    words = Varchar(length=200, default="")
    until_on = Varchar(length=10, default="")
    state = Varchar(length=20, default="open")
    asked_by = Varchar(length=64, null=True, default=None)
    asked_by_name = Varchar(length=100, default="")
    asked_at = BigInt()
    decided_by = Varchar(length=64, null=True, default=None)
    decided_by_name = Varchar(length=100, default="")
    decided_at = BigInt(null=True, default=None)
    answer = Varchar(length=500, default="")


class Workday(Table, tablename="workday"):
    """A day that differs from Monday to Friday: a holiday, or a weekend on which people work."""

    day_on = Varchar(length=10, primary_key=True)
    works = Boolean()
