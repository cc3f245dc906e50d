"""Cycles, awards, vetoes and appeals, and beside them what no phone holds: steps taken, ties decided."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns


class Cycle(SyncedColumns, Table, tablename="cycle"):
    """One version of a branch's quarter: its state, its scheme, and what waits in it. A reopened quarter is a new row; the old one is `replaced`.

    Instants in epoch ms. `computed_at` is when ratings were read, `settled_at` when stars were drawn from them with quota and vetoes;
    `due_at` is the end of the day by which this state should be over.
    """

    id = Varchar(length=64, primary_key=True)
    branch = Varchar(length=64, index=True)
    quarter = Varchar(length=10, index=True)
    version = Integer()
    state = Varchar(length=20, default="collecting")
    scheme = Varchar(length=64, default="")
    reason = Varchar(length=500, default="")
    replaced = Boolean(default=False)
    members = Integer(default=0)
    places = Integer(default=0)
    ties_open = Integer(default=0)
    appeals_open = Integer(default=0)
    opened_at = BigInt()
    due_at = BigInt(null=True, default=None)
    computed_at = BigInt(null=True, default=None)
    settled_at = BigInt(null=True, default=None)
    data_up_to = BigInt(null=True, default=None)
    reviewed_at = BigInt(null=True, default=None)
    published_at = BigInt(null=True, default=None)
    publicity_until = BigInt(null=True, default=None)
    approved_at = BigInt(null=True, default=None)
    frozen_at = BigInt(null=True, default=None)


class Award(SyncedColumns, Table, tablename="award"):
    """A member's result in a cycle, with a snapshot of everything it was drawn from.

    `star` is null while a tie waits and for who is excused. `state` is the cycle's. `earned_star` is before quota and veto.
    `spread` is [[lowest, highest, people], …] of the branch, once published.
    """

    id = Varchar(length=64, primary_key=True)
    cycle = Varchar(length=64, index=True)
    member = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    quarter = Varchar(length=10)
    version = Integer()
    state = Varchar(length=20)
    replaced = Boolean(default=False)
    profile = Varchar(length=20)
    probationary = Boolean(default=False)
    excused = Boolean(default=False)
    total_tenths = Integer(null=True, default=None)
    earned_star = Integer(null=True, default=None)
    star = Integer(null=True, default=None)
    code = Varchar(length=20, default="")
    lines = Text(default="[]")
    scheme = Varchar(length=64)
    inputs_hash = Varchar(length=64)
    computed_at = BigInt()
    data_up_to = BigInt(null=True, default=None)
    publicity_until = BigInt(null=True, default=None)
    spread = Text(default="[]")


class VetoCase(SyncedColumns, Table, tablename="veto_case"):
    """A ground on which a member has no star in a quarter.

    `proposed` with evidence, then `confirmed` or `dismissed` by a second person; what was confirmed may be `lifted` later.
    """

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    quarter = Varchar(length=10)
    kind = Varchar(length=40)
    title = Varchar(length=100)
    text = Varchar(length=1000)
    evidence = Varchar(length=1000)
    state = Varchar(length=20, default="proposed", index=True)
    proposed_by = Varchar(length=64)
    proposed_at = BigInt()
    decided_by = Varchar(length=64, null=True, default=None)
    decided_at = BigInt(null=True, default=None)
    reason = Varchar(length=500, default="")
    lifted_by = Varchar(length=64, null=True, default=None)
    lifted_at = BigInt(null=True, default=None)


class Appeal(SyncedColumns, Table, tablename="appeal"):
    """A member's objection to an award, or to one line of it, with the answers of branch and office: who, when, why.

    `due_at` is the end of the working day by which whoever is asked now should answer; in `answered`, until when the member may go on.
    """

    id = Varchar(length=64, primary_key=True)
    award = Varchar(length=64)
    cycle = Varchar(length=64, index=True)
    member = Varchar(length=64)
    branch = Varchar(length=64, index=True)
    quarter = Varchar(length=10)
    line = Varchar(length=200, default="")
    line_text = Varchar(length=300, default="")
    text = Varchar(length=1000)
    state = Varchar(length=20, index=True)
    filed_at = BigInt()
    due_at = BigInt(null=True, default=None)
    escalated_at = BigInt(null=True, default=None)
    escalation = Varchar(length=1000, default="")
    branch_upholds = Boolean(null=True, default=None)
    branch_by = Varchar(length=64, null=True, default=None)
    branch_by_name = Varchar(length=100, default="")
    branch_at = BigInt(null=True, default=None)
    branch_reason = Varchar(length=500, default="")
    office_by = Varchar(length=64, null=True, default=None)
    office_by_name = Varchar(length=100, default="")
    office_at = BigInt(null=True, default=None)
    office_reason = Varchar(length=500, default="")
    withdrawn_at = BigInt(null=True, default=None)


class CycleStep(Table, tablename="cycle_step"):
    """One move of a cycle, for its history. Append only; `detail` tells whose star changed by it."""

    id = Varchar(length=64, primary_key=True)
    cycle = Varchar(length=64, index=True)
    at = BigInt()
    account = Varchar(length=64)
    move = Varchar(length=40)
    from_state = Varchar(length=20)
    to_state = Varchar(length=20)
    why = Varchar(length=500)
    detail = Text()


class CycleTie(Table, tablename="cycle_tie"):
    """Members who are equal at the border of the quota, how many places are left for them, and whom the branch committee chose and why."""

    id = Varchar(length=64, primary_key=True)
    cycle = Varchar(length=64, index=True)
    members = Text()
    places = Integer()
    chosen = Text()
    reason = Varchar(length=500)
    decided_by = Varchar(length=64)
    decided_at = BigInt(null=True)


class AwardInputs(Table, tablename="award_inputs"):
    """Everything that an award was rated from, as it was known then: facts, marks of meetings, statements, the mass review. On no phone.

    With the scheme's version and the post profile of the award, the pure rules draw the same lines and total from it at any time.
    """

    award = Varchar(length=64, primary_key=True)
    content = Text()


INDEXES = ('create unique index "cycle_of_quarter" on "cycle" ("quarter", "branch", "version")',)
