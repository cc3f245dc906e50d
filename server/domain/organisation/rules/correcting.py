"""Which of a member's own data are corrected one by one at the member's request, what they may say, and what that comes to. Pure."""

from collections.abc import Mapping
from typing import Any

from server.domain.organisation.rules.cells import name_text
from server.domain.organisation.rules.names import initials
from server.domain.organisation.rules.roster import PARTY_FOUNDED_ON, post_profile
from server.kit.clock import is_day

_OF_MEMBER = ("name", "sex", "job", "shift")
_DAYS = ("joined_on", "full_on")
CORRECTABLE = frozenset({*_OF_MEMBER, *_DAYS})
_CHARACTERS_AT_MOST = {"sex": 10}


def datum_fault(field: str, wanted: str, today: str) -> str | None:
    """What is wrong with a datum of CORRECTABLE, in words, or None; days are ISO text between the Party's founding and `today`."""
    if field in _DAYS:
        return None if is_day(wanted) and PARTY_FOUNDED_ON <= wanted <= today else "请写成 2003-07-01 这样的日期，不能是还没有到的日子。"
    if not name_text(wanted) or len(wanted) > _CHARACTERS_AT_MOST.get(field, 100):
        return "不能空着，也不能太长。"
    return None


def corrected(member: Mapping[str, Any], field: str, wanted: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What to write into the member and into what is known beyond it, as an import of the roster would."""
    if field in _DAYS:
        return {}, {field: wanted}
    if field == "name":
        return {"name": name_text(wanted), "initials": initials(name_text(wanted))}, {}
    follows = {"post_profile": post_profile(wanted, member["underground"])} if field == "job" else {}
    return {field: wanted, **follows}, {}
