"""Where in the demo mine each page of the phone has something to show to a person."""

from tests.browser.recording import ask
from tests.services import LinghangProcess

_MEMBER = "(select id from member where employee_no = ?1)"
_BRANCH = "(select branch from member where employee_no = ?1)"
_FOUND = {
    "cycle": ("cycle?quarter={}", f"select quarter from cycle where branch = {_BRANCH} and state = 'frozen' order by quarter desc limit 1"),
    "excuse": (
        "excuse/{}",
        f"select id from obligation where kind = 'party_lecture' and org = {_BRANCH} and state <> 'done' order by due_at limit 1",
    ),
    "order": ("order/{}", f"select id from dispatch_order where state = 'returned' and branch = {_BRANCH} order by number limit 1"),
    "appeal": (
        "appeal/{}",
        f"select id from award where member = {_MEMBER} order by (select count(*) from appeal a where a.award = award.id) desc, quarter desc limit 1",
    ),
    "correct": ("correct/attendance/{}", f"select id from attendance where member = {_MEMBER} order by held_start desc limit 1"),
    "record": ("record/{}", f"select id from meeting where org = {_BRANCH} and status = 'approved' order by held_start desc limit 1"),
    "print": ("print/{}", f"select id from meeting where org = {_BRANCH} and status = 'approved' order by held_start desc limit 1"),
}
"""Page to its address, and the question whose answer the address needs."""


def address_of(server: LinghangProcess, page: str, who: str) -> str:
    """For whoever has this employee number. A page that needs nothing but its name has that for an address."""
    if page not in _FOUND:
        return page
    address, question = _FOUND[page]
    ((found,),) = ask(server, question, who)
    return address.format(found)
