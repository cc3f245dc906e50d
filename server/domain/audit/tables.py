"""Each change of a setting or a right, with its reason; and who looked at named results of others."""

from piccolo.columns import BigInt, Text, Varchar
from piccolo.table import Table

__all__ = ["INDEXES", "AuditEntry", "Reading"]

INDEXES = (
    'create index "audit_order" on "audit_entry" ("at", "id")',
    'create index "reading_of" on "reading" ("matter", "about")',
)


class AuditEntry(Table, tablename="audit_entry"):
    """One change. `matter` is one of rules.MATTERS, `about` the id of what was changed and `title` what people call it.

    `changes` is JSON: [[field, before, after], …], without secrets. `actor` is null for the command line; `at` in epoch ms. Append only.
    """

    id = Varchar(length=64, primary_key=True)
    at = BigInt()
    actor = Varchar(length=64, null=True, default=None, index=True)
    matter = Varchar(length=20)
    about = Varchar(length=64)
    title = Varchar(length=120)
    changes = Text()
    reason = Varchar(length=500)


class Reading(Table, tablename="reading"):
    """That somebody looked at results of others by name: of which kind (`matter`, one of rules.READINGS), of what (`about`), on which day (ISO text).

    `at` (epoch ms) is the first time on that day. Append only.
    """

    id = Varchar(length=64, primary_key=True)
    matter = Varchar(length=20)
    about = Varchar(length=64)
    account = Varchar(length=64)
    day_on = Varchar(length=10)
    at = BigInt()
