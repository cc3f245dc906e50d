"""What is noted of secretaries by the eleven items, year by year, what they need to learn, and what became of that."""

from piccolo.columns import BigInt, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = (
    'create index "secretary_note_of_year" on "secretary_note" ("year", "member")',
    'create index "secretary_need_listed" on "secretary_need" ("state", "asked_at", "id")',
)


class SecretaryNote(SyncedColumns, Table, tablename="secretary_note"):
    """What is said of the secretary `member` in an `item` of 三基四会四强 in a `year`: a level in a word, and an example that shows it. One row for
    each `side` (self, office); `branch` is the branch then, `at` when it was last written (epoch ms).
    """

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    year = Integer()
    item = Varchar(length=20)
    side = Varchar(length=10)
    level = Varchar(length=20, default="")
    example = Text(default="")
    by = Varchar(length=64, default="")
    by_name = Varchar(length=100, default="")
    at = BigInt(default=0)


class SecretaryNeed(SyncedColumns, Table, tablename="secretary_need"):
    """What a secretary wants to learn, in which item; `training` is what was arranged, in words, `course` the course that answers it, if one does.

    `attended_on` is the last day on which the secretary was at a session of it after asking, as its marks say; '' before.
    """

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64, index=True)
    member_name = Varchar(length=100, default="")
    branch = Varchar(length=64)
    year = Integer()
    item = Varchar(length=20)
    text = Text(default="")
    state = Varchar(length=20, default="asked")
    training = Varchar(length=500, default="")
    course = Varchar(length=64, default="", index=True)
    attended_on = Varchar(length=10, default="")
    asked_at = BigInt(default=0)


class SecretaryStep(SyncedColumns, Table, tablename="secretary_step"):
    """What somebody did about a need, for ever: a step is never changed. `place` is its number in the history, `at` in epoch ms."""

    id = Varchar(length=64, primary_key=True)
    need = Varchar(length=64, index=True)
    member = Varchar(length=64)
    place = Integer()
    act = Varchar(length=20)
    on = Varchar(length=10)
    at = BigInt()
    by = Varchar(length=64)
    by_name = Varchar(length=100, default="")
    text = Text(default="")
