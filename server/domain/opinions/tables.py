"""What people said in the box, and what became of it."""

from piccolo.columns import BigInt, Boolean, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = ('create index "opinion_listed" on "opinion" ("state", "sent_at", "id")', 'create index "opinion_sent" on "opinion" ("sent_at")')


class Opinion(SyncedColumns, Table, tablename="opinion"):
    """One thing that somebody said. `kind` is burden, fault, suggestion or complaint; `about` says in words what it is about, `route` is the page.

    `person` says whose phone holds it, and nothing else: neither a page of the office nor a file shows it. `by_name` is empty where the person is not
    named. `state` is waiting, answered or closed; `outcome` are the words with which it was closed. Instants in epoch ms.
    """

    id = Varchar(length=64, primary_key=True)
    person = Varchar(length=64, index=True)
    is_named = Boolean()
    by_name = Varchar(length=100, default="")
    kind = Varchar(length=20)
    text = Text()
    about = Varchar(length=200, default="")
    route = Varchar(length=120, default="")
    state = Varchar(length=20)
    sent_at = BigInt()
    answer = Text(default="")
    answered_by_name = Varchar(length=100, default="")
    answered_at = BigInt(null=True, default=None)
    outcome = Text(default="")
    closed_at = BigInt(null=True, default=None)
