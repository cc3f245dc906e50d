"""Polls with their codes and sealed ballots, what two people enter, and the result of each member."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

__all__ = ["BallotCode", "MassReview", "Poll", "PollBranch", "PollEntry"]


class Poll(Table, tablename="poll"):
    """A mass review of one unit (a branch, or several that were merged) in one quarter. Instants in epoch ms.

    `members` are the ids of those who are rated, in the order of the ballot. `public_key` is the point ballots are sealed to (base64url),
    '' for paper; the private key is in nobody's database. `printed` counts all codes ever made, `voided` those replaced by a reprint;
    `used`, `spoiled` and `spread` are null until the count.
    """

    id = Varchar(length=64, primary_key=True)
    quarter = Varchar(length=10, index=True)
    name = Varchar(length=500)
    branches = Text()
    members = Text()
    by_paper = Boolean()
    public_key = Varchar(length=100)
    state = Varchar(length=10)
    printed = Integer()
    voided = Integer()
    used = Integer(null=True, default=None)
    spoiled = Integer(null=True, default=None)
    spread = Text(null=True, default=None)
    closes_on = Varchar(length=10)
    opened_by = Varchar(length=64)
    opened_at = BigInt()
    closed_by = Varchar(length=64)
    closed_at = BigInt(null=True, default=None)
    counted_by = Varchar(length=64)
    counted_at = BigInt(null=True, default=None)


class PollBranch(Table, tablename="poll_branch"):
    """A branch is reviewed once a quarter: the id follows from both, so the database itself refuses a second poll."""

    id = Varchar(length=64, primary_key=True)
    poll = Varchar(length=64, index=True)


class BallotCode(Table, tablename="ballot_code"):
    """One printed code, known here by its hashes only, and the sealed ballot that came with it, if one did. Gone at the count.

    Nothing else may ever stand here: no time, no address, no person.
    """

    id = Varchar(length=64, primary_key=True)
    typed = Varchar(length=64, unique=True)
    poll = Varchar(length=64, index=True)
    sealed = Text(null=True, default=None)


class PollEntry(Table, tablename="poll_entry"):
    """What one person entered from paper: the reconciliation or the tallies. It counts when another has entered the same."""

    id = Varchar(length=64, primary_key=True)
    poll = Varchar(length=64, index=True)
    kind = Varchar(length=20)
    content = Text()
    entered_by = Varchar(length=64)
    entered_at = BigInt()


class MassReview(SyncedColumns, Table, tablename="mass_review"):
    """A member's result in a quarter; `state` is open, published, withheld or withdrawn (as if it were not there).

    `ballots` (those that rated the member), `mean_tenths` and `spread` are null unless published.

    `mean_tenths` is in tenths of a 100 point scale, `spread` how many ballots made each choice, in the order of the choices. `computed_at` is
    the count, `data_up_to` the close after which no ballot was taken (epoch ms); null before the count.
    """

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    quarter = Varchar(length=10)
    state = Varchar(length=10)
    ballots = Integer(null=True, default=None)
    mean_tenths = Integer(null=True, default=None)
    spread = Text(null=True, default=None)
    computed_at = BigInt(null=True, default=None)
    data_up_to = BigInt(null=True, default=None)
