"""What left as a file, and who took it."""

from piccolo.columns import BigInt, Integer, Text, Varchar
from piccolo.table import Table

__all__ = ["INDEXES", "ExportNote"]

INDEXES = ('create index "export_order" on "export" ("at", "id")',)


class ExportNote(Table, tablename="export"):
    """One file: what it was called, by what its rows were chosen (JSON: label -> words), how many they were, who took it and when (epoch ms)."""

    id = Varchar(length=64, primary_key=True)
    name = Varchar(length=200)
    chosen = Text()
    rows = Integer()
    account = Varchar(length=64)
    account_name = Varchar(length=100)
    at = BigInt()
