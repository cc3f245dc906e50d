"""How people are found by what is typed: the initials and the pinyin of a Chinese name."""

from functools import lru_cache

from server.domain.organisation.rules.cells import name_text

_SURNAMES = {
    **{"单": ("shan",), "曾": ("zeng",), "仇": ("qiu",), "解": ("xie",), "区": ("ou",), "查": ("zha",), "朴": ("piao",), "翟": ("zhai",)},
    **{"覃": ("qin",), "乐": ("yue",), "员": ("yun",), "万俟": ("mo", "qi"), "尉迟": ("yu", "chi")},
}


def search_text(typed: str) -> str:
    """What was typed into a search field, in the form in which names and numbers are kept."""
    return name_text(typed)


def initials(name: str) -> str:
    """The pinyin initials of a name in lower case, 'cm' for 曹明; letters and digits stand for themselves.

    Surnames that are read otherwise than the common word are read as surnames.
    """
    surname, read = _surname(name)
    return "".join(syllable[0] for syllable in read) + "".join(_initial(character) for character in name[len(surname) :])


def pinyin(name: str) -> str:
    """The pinyin of a name in lower case without tones or spaces, 'caoming' for 曹明; otherwise as `initials`."""
    surname, read = _surname(name)
    return "".join(read) + "".join(_syllable(character) for character in name[len(surname) :])


def _surname(name: str) -> tuple[str, tuple[str, ...]]:
    surname = next((s for s in _SURNAMES if name.startswith(s)), "")
    return surname, _SURNAMES.get(surname, ())


@lru_cache(maxsize=8192)
def _initial(character: str) -> str:
    # Imported when the first name is read: its dictionaries take half a second and 60 MB, and most processes read no names.
    from pypinyin import Style, lazy_pinyin

    letters = lazy_pinyin(character, style=Style.FIRST_LETTER, errors="default")
    return "".join(letters).lower() if character.isalnum() else ""


@lru_cache(maxsize=8192)
def _syllable(character: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(character, errors="default")).lower() if character.isalnum() else ""
