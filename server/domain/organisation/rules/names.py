"""How people are found by what is typed: the initials of a Chinese name."""

from functools import lru_cache

from server.domain.organisation.rules.cells import name_text

_SURNAMES = {
    **{"单": "s", "曾": "z", "仇": "q", "解": "x", "区": "o", "查": "z", "朴": "p", "翟": "z", "覃": "q", "乐": "y", "员": "y"},
    **{"万俟": "mq", "尉迟": "yc"},
}


def search_text(typed: str) -> str:
    """What was typed into a search field, in the form in which names and numbers are kept."""
    return name_text(typed)


def initials(name: str) -> str:
    """The pinyin initials of a name in lower case, 'cm' for 曹明; letters and digits stand for themselves.

    Surnames that are read otherwise than the common word are read as surnames.
    """
    surname = next((s for s in _SURNAMES if name.startswith(s)), "")
    return _SURNAMES.get(surname, "") + "".join(_initial(character) for character in name[len(surname) :])


@lru_cache(maxsize=8192)
def _initial(character: str) -> str:
    # Imported when the first name is read: its dictionaries take half a second and 60 MB, and most processes read no names.
    from pypinyin import Style, lazy_pinyin

    letters = lazy_pinyin(character, style=Style.FIRST_LETTER, errors="default")
    return "".join(letters).lower() if character.isalnum() else ""
