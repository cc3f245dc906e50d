"""What members ask to have corrected about themselves, and what became of it."""

from piccolo.columns import BigInt, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns


class CorrectionRequest(SyncedColumns, Table, tablename="correction_request"):
    """One wrong fact about a member. `about` is attendance (`source`: the mark), roster (`source`: the member, `field`: which datum) or fact.

    `seen` is what the member saw, `wanted` what would be right: for attendance a status of the glossary. `proof` says in words what shows it and
    where it lies. `state` is at_branch, at_office, accepted, declined or withdrawn; `answer` are the words of whoever decided. Instants in epoch ms.
    """

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    about = Varchar(length=20)
    source = Varchar(length=64)
    field = Varchar(length=40, default="")
    seen = Varchar(length=200, default="")
    wanted = Varchar(length=200)
    reason = Text()
    proof = Varchar(length=200, default="")
    state = Varchar(length=20)
    asked_by = Varchar(length=64)
    asked_at = BigInt()
    passed_on_at = BigInt(null=True, default=None)
    decided_by = Varchar(length=64, null=True, default=None)
    decided_by_name = Varchar(length=100, default="")
    decided_at = BigInt(null=True, default=None)
    answer = Text(default="")


INDEXES = ('create index "correction_queue" on "correction_request" ("state", "asked_at", "id")',)
