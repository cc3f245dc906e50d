"""Photos and scans of meetings and of requests for correction, how far their bytes have come, and which stored bytes nobody uses any more."""

from piccolo.columns import BigInt, Integer, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns


class FileAsset(SyncedColumns, Table, tablename="file_asset"):
    """One photo or scan of a meeting, or of what a `member` shows with a `correction`; `branch` is empty where the branch must not see it.
    What the office hands in for another part has neither, and is on no phone.
    `proves` is the id of another part's record that the branch shows with it, such as an achievement.

    `sha256`, `mime` and `size` (bytes) are those of the phone's file. `content` is the sha256 under which the bytes are stored once they were
    checked and redrawn; empty before.
    """

    id = Varchar(length=64, primary_key=True)
    meeting = Varchar(length=64, default="", index=True)
    correction = Varchar(length=64, default="", index=True)
    proves = Varchar(length=64, default="", index=True)
    member = Varchar(length=64, default="")
    branch = Varchar(length=64)
    kind = Varchar(length=20)
    name = Varchar(length=200, default="")
    sha256 = Varchar(length=64, index=True)
    mime = Varchar(length=60)
    size = BigInt()
    state = Varchar(length=20, default="pending")
    refused_reason = Varchar(length=200, default="")
    content = Varchar(length=64, default="", index=True)
    created_at = BigInt(null=True)
    created_by = Varchar(length=64, null=True)


class FileUpload(Table, tablename="file_upload"):
    """How many bytes of a file are safely on disk (`received`), and how many ever came, for the quota (`transferred`)."""

    id = Varchar(length=64, primary_key=True)
    account = Varchar(length=64, index=True)
    received = BigInt(default=0)
    transferred = BigInt(default=0)
    failures = Integer(default=0)
    started_at = BigInt()
    touched_at = BigInt()


class FileContent(Table, tablename="file_content"):
    """One stored content, by its sha256; `unused_since_at` is when it was first seen without a file that shows it."""

    sha256 = Varchar(length=64, primary_key=True)
    stored_at = BigInt()
    unused_since_at = BigInt(null=True)


INDEXES = ("""create index "file_asset_pending" on "file_asset" ("branch") where "state" = 'pending' """,)
