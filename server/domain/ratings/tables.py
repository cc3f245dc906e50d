"""Schemes of member stars, each member's rating in a quarter, and the lines that explain it."""

from piccolo.columns import BigInt, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns


class Scheme(SyncedColumns, Table, tablename="scheme"):
    """A version of the rules of a rating, as data; it rules the quarters that begin on `from_on` or later, until a later version does."""

    id = Varchar(length=64, primary_key=True)
    kind = Varchar(length=40)
    version = Integer()
    content = Text(default="{}")
    from_on = Varchar(length=10)


class Rating(SyncedColumns, Table, tablename="rating"):
    """A member's quarter. Total (tenths of points) and star are null while a dimension has no data. Instants in epoch ms."""

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64, index=True)
    quarter = Varchar(length=10, index=True)
    scheme = Varchar(length=64)
    profile = Varchar(length=20)
    total_tenths = Integer(null=True, default=None)
    star = Integer(null=True, default=None)
    state = Varchar(length=20, default="collecting")
    computed_at = BigInt()
    data_up_to = BigInt(null=True, default=None)


class RatingLine(SyncedColumns, Table, tablename="rating_line"):
    """One reason of a rating: the rule, its points (tenths; null: 待录入), the most its dimension gives, and the records behind it.

    A line that counts no longer belongs to no rating (`rating` is null) and is seen by nobody; its derived id lets it come back.
    """

    id = Varchar(length=64, primary_key=True)
    rating = Varchar(length=64, null=True, default=None, index=True)
    member = Varchar(length=64)
    dimension = Varchar(length=40)
    rule = Varchar(length=80)
    points_tenths = Integer(null=True, default=None)
    maximum_tenths = Integer()
    text = Varchar(length=300)
    evidence = Text(default="[]")
