"""The templates that the office has handed in for its minutes."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar
from piccolo.table import Table

__all__ = ["PaperTemplate"]


class PaperTemplate(Table, tablename="paper_template"):
    """One Word file (base64) by whose shape minutes are written while it is `chosen`; without a chosen one the shipped template rules."""

    id = Varchar(length=64, primary_key=True)
    name = Varchar(length=100)
    content = Text()
    size = Integer()
    chosen = Boolean(default=False)
    added_by = Varchar(length=64)
    added_by_name = Varchar(length=100)
    added_at = BigInt()
