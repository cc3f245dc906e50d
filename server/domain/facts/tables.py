"""What is known of members and is not a meeting, what branches have stated to be complete, and which sheets it came from."""

from piccolo.columns import BigInt, Integer, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = (
    'create index "fact_of_member" on "fact" ("member", "on", "kind", "grade", "until", "amount", "withdrawn_at", "deleted")',
    'create index "coverage_of_branch" on "coverage" ("branch", "quarter", "kind", "withdrawn_at", "deleted")',
)


class Fact(SyncedColumns, Table, tablename="fact"):
    """One thing known of a member; `branch` is the one the member belonged to on that day (`on`, ISO day).

    Never edited: withdrawn and entered anew. `amount` is in tenths of points for a rating by the area; `until` is an ISO month.
    `source` is `entry`, `import:<id>`, or `record:<table>/<id>` of a fact that follows from a record.
    Instants in epoch ms; what tells of withdrawing is null while the fact stands.
    """

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64)
    branch = Varchar(length=64, index=True)
    kind = Varchar(length=40)
    on = Varchar(length=10)
    grade = Varchar(length=40, default="")
    amount = Integer(null=True, default=None)
    until = Varchar(length=7, default="")
    text = Varchar(length=500, default="")
    source = Varchar(length=80)
    entered_by = Varchar(length=64)
    entered_by_name = Varchar(length=100, default="")
    entered_at = BigInt()
    withdrawn_by = Varchar(length=64, null=True, default=None)
    withdrawn_by_name = Varchar(length=100, null=True, default=None)
    withdrawn_at = BigInt(null=True, default=None)
    withdrawn_reason = Varchar(length=500, null=True, default=None)


class Coverage(SyncedColumns, Table, tablename="coverage"):
    """A branch's statement that everything of a kind is entered for a quarter: it tells "none happened" from "nobody has entered it yet"."""

    id = Varchar(length=64, primary_key=True)
    kind = Varchar(length=40)
    quarter = Varchar(length=10)
    branch = Varchar(length=64)
    stated_by = Varchar(length=64)
    stated_by_name = Varchar(length=100, default="")
    stated_at = BigInt()
    withdrawn_at = BigInt(null=True, default=None)


class FactImport(Table, tablename="fact_import"):
    """A sheet that was taken in: which file, by whom and when (epoch ms), and what became of its rows."""

    id = Varchar(length=64, primary_key=True)
    kind = Varchar(length=40)
    file_name = Varchar(length=200)
    sha256 = Varchar(length=64, index=True)
    quarter = Varchar(length=10)
    added = Integer()
    known = Integer()
    outside = Integer()
    refused = Integer()
    covered = Integer()
    imported_by = Varchar(length=64)
    imported_by_name = Varchar(length=100)
    imported_at = BigInt()
