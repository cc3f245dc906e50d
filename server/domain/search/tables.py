"""What is found: documents, each drawn from a row of another part."""

from piccolo.columns import BigInt, Text, Varchar
from piccolo.table import Table

INDEXES = ('create unique index "search_document_place" on "search_document" ("place")',)


class SearchDocument(Table, tablename="search_document"):
    """One thing that can be found. Its tokens lie in `search_words` under its `place`, which no query of Piccolo knows.

    `about` is the request that draws it; `digest` names all that it was drawn from, who may see it too. `at` in epoch ms.
    """

    id = Varchar(length=100, primary_key=True)
    about = Varchar(length=120, index=True)
    kind = Varchar(length=20)
    sort = Varchar(length=40, default="")
    place = BigInt()
    title = Varchar(length=300)
    text = Text(default="")
    also = Text(default="")
    route = Varchar(length=160)
    org = Varchar(length=64)
    at = BigInt(null=True, default=None)
    digest = Varchar(length=64)
