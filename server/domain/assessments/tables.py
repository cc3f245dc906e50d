"""Schemes, deductions, the assessors' forms, what the office added, each branch's result, and the bands that everyone sees."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = ('create index "assessment_form_of_branch" on "assessment_form" ("branch", "period")',)


class AssessmentScheme(SyncedColumns, Table, tablename="assessment_scheme"):
    """A version of the rules, in force for quarters that begin on `from_on` or later; or the one draft, which is in force nowhere."""

    id = Varchar(length=64, primary_key=True)
    version = Integer()
    state = Varchar(length=20)
    from_on = Varchar(length=10, default="")
    content = Text()
    edited_by = Varchar(length=64, null=True, default=None)
    edited_at = BigInt(null=True, default=None)
    published_by = Varchar(length=64, null=True, default=None)
    published_at = BigInt(null=True, default=None)


class Deduction(SyncedColumns, Table, tablename="deduction"):
    """What one fact costs a branch in a quarter, and what people said about it.

    `rule` to `at`, `lapsed` and `state` are conclusions; contest and verdict are facts. A deduction is never taken away: it is reversed.
    """

    id = Varchar(length=64, primary_key=True)
    branch = Varchar(length=64, index=True)
    period = Varchar(length=10)
    source_table = Varchar(length=40)
    source = Varchar(length=64)
    meeting = Varchar(length=64, null=True, default=None)
    rule = Varchar(length=40)
    points_tenths = Integer()
    at = BigInt()
    text = Text()
    lapsed = Boolean(default=False)
    state = Varchar(length=20, default="standing")
    contested_by = Varchar(length=64, null=True, default=None)
    contested_at = BigInt(null=True, default=None)
    contest_reason = Text(default="")
    verdict = Varchar(length=20, default="")
    decided_by = Varchar(length=64, null=True, default=None)
    decided_at = BigInt(null=True, default=None)
    decided_reason = Text(default="")
    computed_at = BigInt(default=0)


class AssessmentForm(SyncedColumns, Table, tablename="assessment_form"):
    """One assessor's form on one branch in one quarter: `state` is draft or submitted. Each assessor has an own one."""

    id = Varchar(length=64, primary_key=True)
    branch = Varchar(length=64)
    period = Varchar(length=10)
    assessor = Varchar(length=64)
    assessor_name = Varchar(length=100, default="")
    state = Varchar(length=20, default="draft")
    submitted_at = BigInt(null=True, default=None)
    reopened_by = Varchar(length=64, null=True, default=None)
    reopened_at = BigInt(null=True, default=None)
    reopened_reason = Text(default="")


class AssessmentMark(SyncedColumns, Table, tablename="assessment_mark"):
    """An item's points and comment on a form."""

    id = Varchar(length=64, primary_key=True)
    form = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    period = Varchar(length=10)
    item = Varchar(length=40)
    points_tenths = Integer(null=True, default=None)
    comment = Text(default="")


class AssessmentEntry(SyncedColumns, Table, tablename="assessment_entry"):
    """A bonus (points) or a veto that the office entered for a quarter or, in the yearly review, a year. Withdrawn, never changed."""

    id = Varchar(length=64, primary_key=True)
    branch = Varchar(length=64, index=True)
    period = Varchar(length=10)
    kind = Varchar(length=10)
    key = Varchar(length=40, default="")
    points_tenths = Integer(default=0)
    reason = Text()
    evidence = Text(default="")
    entered_by = Varchar(length=64)
    entered_at = BigInt()
    withdrawn_by = Varchar(length=64, null=True, default=None)
    withdrawn_at = BigInt(null=True, default=None)
    withdrawn_reason = Text(default="")


class BranchScore(SyncedColumns, Table, tablename="branch_score"):
    """A branch's quarter or year: both scores, bonus and total in tenths, band, each line, and counts of obligations by kind."""

    id = Varchar(length=64, primary_key=True)
    branch = Varchar(length=64, index=True)
    period = Varchar(length=10)
    scheme = Varchar(length=64)
    auto_tenths = Integer(null=True, default=None)
    assessor_tenths = Integer(null=True, default=None)
    bonus_tenths = Integer(default=0)
    total_tenths = Integer(null=True, default=None)
    band = Varchar(length=4, default="")
    vetoed = Boolean(default=False)
    lines = Text(default="[]")
    evidence = Text(default="[]")
    computed_at = BigInt()
    data_up_to = BigInt()


class BranchBand(SyncedColumns, Table, tablename="branch_band"):
    """The published band of a branch's quarter or year: all that other branches see of it. When its score was computed, and how far the
    data of that reached, are those of the day it was published.
    """

    id = Varchar(length=64, primary_key=True)
    branch = Varchar(length=64)
    period = Varchar(length=10, index=True)
    band = Varchar(length=4)
    computed_at = BigInt()
    data_up_to = BigInt()
    published_by = Varchar(length=64)
    published_at = BigInt()
