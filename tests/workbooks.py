"""A workbook as another program than the one that wrote it reads it."""

from io import BytesIO
from typing import Any

import httpx
import openpyxl

ID = "系统编号"


class Opened:
    """A workbook as openpyxl sees it: the note on its first page, and the rows of the others by title."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.book: Any = openpyxl.load_workbook(BytesIO(content))
        first = self.book.worksheets[0]
        assert first.title == "说明"
        self.note: dict[str, str] = {row[0].value: row[1].value for row in first.iter_rows()}

    def page(self, title: str) -> list[dict[str, Any]]:
        """The rows of a page by the titles of its columns."""
        head, *rows = self.book[title].iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows]

    def ids(self, title: str) -> list[str]:
        """What the rows of a page tell of, in their order."""
        return [row[ID] for row in self.page(title)]


async def take(client: httpx.AsyncClient, path: str, **query: Any) -> Opened:
    """Takes a workbook from the server."""
    answer = await client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    assert "attachment" in answer.headers["content-disposition"]
    assert int(answer.headers["content-length"]) == len(answer.content)
    return Opened(answer.content)
