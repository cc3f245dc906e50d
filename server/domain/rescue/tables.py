"""The key that opens sealed files, and who imported which file when."""

from piccolo.columns import BigInt, Integer, Text, Varchar
from piccolo.table import Table


class RescueKey(Table, tablename="rescue_key"):
    """This installation's one key (P-256, the private number in base64url). Whoever has the database can open sealed files."""

    id = Integer(primary_key=True)
    private = Varchar(length=60)


class RescueImport(Table, tablename="rescue_import"):
    """One file taken in. Mutations `first_mid` to `last_mid` of `log` came with it, `taken` of them were new; null while it is under way.

    `account` is the author, `imported_by` the account of the office ('' for the command line); `sealed_at` is the phone's own clock.
    """

    id = Varchar(length=64, primary_key=True)
    code = Varchar(length=10)
    account = Varchar(length=64)
    log = Varchar(length=64)
    first_mid = BigInt()
    last_mid = BigInt()
    taken = BigInt(null=True)
    app = Varchar(length=40, default="")
    sealed_at = BigInt()
    imported_at = BigInt()
    imported_by = Varchar(length=64, default="")
    drafts = Text(default="[]")
    steps = Text(default="[]")


INDEXES = ('create index "rescue_import_order" on "rescue_import" ("imported_at", "id")',)
