"""Who guides whom, in a test of phones: the office assigns somebody to another branch."""

from server.kit.clock import local_day, system_clock
from tests.browser.recording import ask, at_desk
from tests.services import LinghangProcess

PLACE = "综采二区党支部"


def assign(server: LinghangProcess, employee_no: str) -> None:
    """This person is a liaison at another branch from the first of the month on."""
    ((org,),) = ask(server, "select id from organisation where name = ?", PLACE)
    ((member,),) = ask(server, "select id from member where employee_no = ?", employee_no)
    asked = {"member": member, "team": "liaison", "org": org, "from_on": f"{local_day(system_clock())[:7]}-01", "reason": "矿党委统一安排"}
    with at_desk(server) as office:
        office.post("/api/guides/assignments", json=asked).raise_for_status()
