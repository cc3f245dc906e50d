"""What people type into a search field, as patterns for `lower(x) like {} escape '!'`: letter for letter, in any case, on both databases alike.

SQLite's own `like` knows no case and PostgreSQL's does.
"""

import re


def holding(text: str) -> str:
    """The pattern of what holds a text."""
    return f"%{beginning(text)}"


def beginning(text: str) -> str:
    """The pattern of what begins with a text."""
    return re.sub("([!%_])", r"!\1", text.lower()) + "%"
