"""The tree of organisations, their members with the history of moves, and who holds which post."""

from piccolo.columns import Boolean, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

__all__ = ["Member", "MemberDetail", "Membership", "Organisation", "Post"]


class Organisation(SyncedColumns, Table, tablename="organisation"):
    """A committee, general branch, branch or group. `branch` is the branch that a branch or group is or belongs to."""

    id = Varchar(length=64, primary_key=True)
    kind = Varchar(length=20)
    name = Varchar(length=100)
    parent = Varchar(length=64, null=True, default=None)
    branch = Varchar(length=64, null=True, default=None)
    has_committee = Boolean(default=False)
    committee_confirmed = Boolean(default=False)
    closed_on = Varchar(length=10, null=True, default=None)


class Member(SyncedColumns, Table, tablename="member"):
    """A Party member, as the branch sees one; what a branch need not see stands in MemberDetail. `no_vote` says why a full member has no vote."""

    id = Varchar(length=64, primary_key=True)
    employee_no = Varchar(length=40, unique=True)
    name = Varchar(length=100)
    initials = Varchar(length=100)
    sex = Varchar(length=10, null=True, default=None)
    kind = Varchar(length=20)
    no_vote = Varchar(length=20, null=True, default=None)
    status = Varchar(length=20, default="active")
    branch = Varchar(length=64, index=True)
    group = Varchar(length=64, null=True, default=None)
    post_profile = Varchar(length=20, default="frontline")
    job = Varchar(length=100, null=True, default=None)
    shift = Varchar(length=100, null=True, default=None)
    underground = Boolean(default=False)


class Post(SyncedColumns, Table, tablename="post"):
    """A post held from a day until `to_on`, the first day on which it is held no longer."""

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64, index=True)
    org = Varchar(length=64, index=True)
    branch = Varchar(length=64, index=True)
    post = Varchar(length=40)
    from_on = Varchar(length=10)
    to_on = Varchar(length=10, null=True, default=None)


class Membership(SyncedColumns, Table, tablename="membership"):
    """Where a member belonged from a day until `to_on`, the first day on which it is no longer so. On no phone; mutations are judged by it."""

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64, index=True)
    branch = Varchar(length=64, index=True)
    group = Varchar(length=64, null=True, default=None)
    from_on = Varchar(length=10)
    to_on = Varchar(length=10, null=True, default=None)


class MemberDetail(Table, tablename="member_detail"):
    """What is known of a member beyond what the branch's phones need."""

    member = Varchar(length=64, primary_key=True)
    joined_on = Varchar(length=10, null=True, default=None)
    full_on = Varchar(length=10, null=True, default=None)
    note = Varchar(length=500, null=True, default=None)
