"""Schemes of member stars, each member's rating in a quarter, and the lines that explain it."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = (
    'create index "rating_of_quarter" on "rating" ("quarter", "branch")',
    'create index "rating_line_of_rating" on "rating_line" ("rating", "dimension", "points_tenths")',
)


class Scheme(SyncedColumns, Table, tablename="scheme"):
    """A version of the rules of a rating, as data. Published, it rules the quarters that begin on `from_on` or later, until a later version does.

    A draft rules nobody. `changed_by` (a name, null: shipped) and `changed_at` (epoch ms) tell who edited or published it last.
    """

    id = Varchar(length=64, primary_key=True)
    kind = Varchar(length=40)
    version = Integer()
    state = Varchar(length=20, default="draft")
    content = Text(default="{}")
    from_on = Varchar(length=10)
    changed_by = Varchar(length=100, null=True, default=None)
    changed_at = BigInt(null=True, default=None)


class Rating(SyncedColumns, Table, tablename="rating"):
    """A member's quarter as it runs. Total (tenths of points) and earned star (before quota and veto) are null while a dimension has no data.

    Branch, profile and probation are those of the quarter's last day on which it was drawn: what a member becomes later changes no past quarter.
    `missing` counts the dimensions without data; `outlook` tells what would bring the next star. Instants in epoch ms.
    """

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64, index=True)
    branch = Varchar(length=64, index=True)
    quarter = Varchar(length=10)
    scheme = Varchar(length=64)
    profile = Varchar(length=20)
    probationary = Boolean(default=False)
    total_tenths = Integer(null=True, default=None)
    bonus_tenths = Integer(default=0)
    missing = Integer(default=0)
    earned_star = Integer(null=True, default=None)
    outlook = Text(default="{}")
    computed_at = BigInt()
    data_up_to = BigInt(null=True, default=None)


class RatingLine(SyncedColumns, Table, tablename="rating_line"):
    """One reason of a rating: the rule, its points (tenths; null: 待录入), the most its dimension gives, and the records behind it.

    A line that counts no longer belongs to no rating (`rating` is null) and is seen by nobody; its derived id lets it come back.
    """

    id = Varchar(length=64, primary_key=True)
    rating = Varchar(length=64, null=True, default=None)
    member = Varchar(length=64)
    dimension = Varchar(length=40)
    rule = Varchar(length=80)
    points_tenths = Integer(null=True, default=None)
    maximum_tenths = Integer()
    text = Varchar(length=300)
    evidence = Text(default="[]")
