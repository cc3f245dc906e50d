"""What organisations have done, in figures by quarter."""

from piccolo.columns import Integer, Varchar
from piccolo.table import Table

INDEXES = ('create index "ledger_figure_of" on "ledger_figure" ("org", "quarter", "what")',)


class LedgerFigure(Table, tablename="ledger_figure"):
    """How much of something (`what`: a kind of meeting, `star:5`, `members`) an organisation with all below it has in a quarter (`members`: now).

    Of meetings also how those expected were marked. A conclusion: drawn from rows, of higher organisations from the figures below them.
    """

    id = Varchar(length=120, primary_key=True)
    org = Varchar(length=64)
    quarter = Varchar(length=10)
    what = Varchar(length=40)
    number = Integer(default=0)
    present = Integer(default=0)
    leave = Integer(default=0)
    absent = Integer(default=0)
    made_up = Integer(default=0)
