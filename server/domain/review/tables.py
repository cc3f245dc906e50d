"""Reviews of filed records, what a reviewer saw when deciding, and changes asked for after approval."""

from piccolo.columns import BigInt, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns


class Review(SyncedColumns, Table, tablename="review"):
    """One submission of a record for review; `attempt` counts submissions of the same meeting."""

    id = Varchar(length=64, primary_key=True)
    meeting = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    attempt = Integer(default=1)
    state = Varchar(length=20, default="pending")
    digest = Varchar(length=64, default="")
    submitted_at = BigInt()
    submitted_by = Varchar(length=64)
    decided_at = BigInt(null=True)
    decided_by = Varchar(length=64, null=True)
    reasons = Text(default="[]")


class ReviewSnapshot(Table, tablename="review_snapshot"):
    """The content a reviewer decided on, so that the next submission can show only what is different."""

    review = Varchar(length=64, primary_key=True)
    content = Text()


class Amendment(SyncedColumns, Table, tablename="amendment"):
    """A change asked for after approval: {"set": {field: [seen, wanted]}, "marks": {member: [seen, status, reason]}}.

    `state` is open, accepted or rejected; `digest` names the content that accepting it made.
    """

    id = Varchar(length=64, primary_key=True)
    meeting = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    log = Varchar(length=64)
    mid = BigInt()
    asked_by = Varchar(length=64)
    asked_at = BigInt()
    edits = Text()
    state = Varchar(length=20, default="open")
    decided_by = Varchar(length=64, null=True)
    decided_at = BigInt(null=True)
    reason = Varchar(length=500, default="")
    digest = Varchar(length=64, default="")


class ReturnPhrase(Table, tablename="return_phrase"):
    """The office's phrases for returning one field of a record: a list of texts, as JSON. Instants in epoch ms."""

    field = Varchar(length=40, primary_key=True)
    phrases = Text()
    changed_by = Varchar(length=64)
    changed_by_name = Varchar(length=100, default="")
    changed_at = BigInt()


INDEXES = (
    'create index "review_queue" on "review" ("state", "submitted_at", "id")',
    'create index "review_decided" on "review" ("decided_at")',
    'create index "amendment_queue" on "amendment" ("state", "asked_at", "log", "mid")',
)
