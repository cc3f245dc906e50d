"""Numbers in the cursors of paged lists, as they stand in an address: what is none, or too large for a database, counts as no cursor."""

DIGITS_AT_MOST = 15


def number_in(text: str, otherwise: int) -> int:
    """A number in plain digits that both databases can compare with an instant, or `otherwise`."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS_AT_MOST else otherwise
