"""Paged lists: numbers in their cursors, as they stand in an address (what is none, or too large for a database, counts as no cursor), and the
whole of a list page by page."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

DIGITS_AT_MOST = 15
T_co = TypeVar("T_co", covariant=True)


class Paged(Protocol[T_co]):
    """A page of a list, with the cursor of the next one."""

    @property
    def items(self) -> Sequence[T_co]: ...
    @property
    def next(self) -> str | None: ...


async def every_page(load: Callable[[str | None], Awaitable[Paged[T_co]]]) -> AsyncIterator[Sequence[T_co]]:
    """The whole of a list, a page at a time; `load` gives the page behind a cursor."""
    cursor: str | None = None
    while True:
        page = await load(cursor)
        yield page.items
        if (cursor := page.next) is None:
            return


def number_in(text: str, otherwise: int) -> int:
    """A number in plain digits that both databases can compare with an instant, or `otherwise`."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS_AT_MOST else otherwise
