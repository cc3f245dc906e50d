"""The automatic score of each branch in each quarter."""

from piccolo.columns import BigInt, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns


class BranchScore(SyncedColumns, Table, tablename="branch_score"):
    """A branch's quarter: 100 points less deductions, in tenths, with a line for each. Instants in epoch ms."""

    id = Varchar(length=64, primary_key=True)
    branch = Varchar(length=64, index=True)
    quarter = Varchar(length=10)
    scheme = Varchar(length=40)
    auto_tenths = Integer()
    lines = Text(default="[]")
    computed_at = BigInt()
    data_up_to = BigInt()
