"""Brands of branches and general branches, and every step of them."""

from piccolo.columns import BigInt, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = (
    'create index "brand_listed" on "brand" ("state", "name", "id")',
    'create index "brand_of_owner" on "brand" ("owner", "name")',
    'create index "brand_step_newest" on "brand_step" ("at")',
)


class Brand(SyncedColumns, Table, tablename="brand"):
    """One brand (支部品牌) of an organisation `owner`, a branch or a general branch; `branches` are the ids of its branches, `branch` the one it was
    written in.

    What was declared is the owners' until it is sent, `results` as long as it grows. `picture` is a row of file_asset, `small` its small copy (JPEG
    in base64). `named_on` and `recheck_on` are ISO days; `standing` to `next_change_at` are conclusions, instants epoch ms.
    """

    id = Varchar(length=64, primary_key=True)
    owner = Varchar(length=64)
    branch = Varchar(length=64)
    branches = Text(default="[]")
    name = Varchar(length=60, default="")
    meaning = Text(default="")
    carrier = Text(default="")
    measures = Text(default="")
    results = Text(default="")
    picture = Varchar(length=64, default="")
    small = Text(default="")
    state = Varchar(length=20, default="draft")
    named_on = Varchar(length=10, default="")
    recheck_on = Varchar(length=10, default="")
    standing = Varchar(length=20, default="growing")
    colour = Varchar(length=10, default="grey")
    warn_at = BigInt(null=True, default=None)
    due_at = BigInt(null=True, default=None)
    next_change_at = BigInt(null=True, default=None, index=True)
    computed_at = BigInt(default=0)
    data_up_to = BigInt(default=0)
    created_by = Varchar(length=64, default="")
    created_by_name = Varchar(length=100, default="")
    created_at = BigInt(default=0)


class BrandStep(SyncedColumns, Table, tablename="brand_step"):
    """What somebody did to a brand, for ever: a step is never changed. `place` is its number in the history, `on` the day it speaks of, `at` when it
    reached the server (epoch ms); `branches` see it."""

    id = Varchar(length=64, primary_key=True)
    brand = Varchar(length=64, index=True)
    branches = Text(default="[]")
    place = Integer()
    act = Varchar(length=20)
    on = Varchar(length=10)
    at = BigInt()
    by = Varchar(length=64)
    by_name = Varchar(length=100, default="")
    text = Text(default="")
