"""What an office finds on its desk in the course of a month: made over HTTP by the phones of a branch, and some of it two days old."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import msgspec

from tests.api.phone import HttpPhone
from tests.browser.people import PASSWORD
from tests.browser.recording import SECRETARY, ask, deputy_login
from tests.services import LinghangProcess

HOUR_MS, THREE_DAYS_MS = 3_600_000, 3 * 86_400_000
PLACE = "320水平会议室"
DECIDED = "采面顶板隐患三日内整改完毕"


class Phone(HttpPhone):
    """The same phone over a real connection, without a loop: a browser's test has its own."""

    def __init__(self, client: httpx.Client) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self.line = client

    def exchange(self) -> None:
        """Sends what there is and takes everything that is new."""
        more = True
        while more:
            body = msgspec.json.encode(self.request())
            answer = self.line.post("/api/sync", content=body, headers={"content-type": "application/json"}).raise_for_status().json()
            self.receive(answer)
            more = any(page["more"] for page in answer["scopes"].values())

    def submit(self, kind: str, hours_ago: int, **fields: object) -> str:
        """A complete record with everyone present, submitted; gives its id."""
        meeting = self.start_meeting(kind, held_start=round(time.time() * 1000) - hours_ago * HOUR_MS, **fields)
        self.mark_all(meeting)
        mid = self.record("meeting.submit.v1", meeting)
        self.exchange()
        assert self.result(mid) == "applied", self.outcomes[mid]
        return meeting


@contextmanager
def signed_in(server: LinghangProcess, login: str) -> Iterator[Phone]:
    """Someone of the branch, with everything that their phone holds."""
    with httpx.Client(base_url=server.url, headers={"Origin": server.url}) as client:
        client.post("/api/session", json={"login": login, "password": PASSWORD}).raise_for_status()
        phone = Phone(client)
        phone.exchange()
        yield phone


def fill_the_desk(server: LinghangProcess) -> None:
    """A record to be returned, two that are unremarkable, a request to be excused; and of three days ago a conflict and a held step."""
    with signed_in(server, SECRETARY) as secretary, signed_in(server, deputy_login(server)) as deputy:
        secretary.submit("theme_day", 2, place=PLACE, resolutions=[{"text": DECIDED, "owner": "生产班长", "due_on": ""}])
        secretary.submit("general_meeting", 5, agenda="审议支部季度工作报告")
        secretary.submit("org_life_meeting", 8, agenda="开展批评和自我批评")
        lectures = [one for one in secretary.rows["obligation"].values() if one["kind"] == "party_lecture" and one["state"] != "done"]
        duty = min(lectures, key=lambda one: one["due_at"])["id"]
        secretary.record("excusal.ask.v1", str(uuid.uuid4()), obligation=duty, code="emergency", words="采面过断层，党员都在井下", until_on="")
        draft = secretary.start_meeting("heart_talk", held_start=round(time.time() * 1000) - 3 * HOUR_MS)
        secretary.exchange()
        deputy.exchange()
        secretary.set(draft, place="井口会议室")
        deputy.set(draft, place="区队值班室")
        secretary.exchange()
        deputy.exchange()
        ask(server, "update post set to_on = '2026-01-01' where post = 'deputy_secretary' and branch = ?", secretary.branch())
        held = deputy.record("meeting.set.v1", draft, deputy.rows["meeting"][draft]["rev"], {"agenda": ["学习讨论", "谈心谈话安排"]})
        deputy.exchange()
        assert deputy.result(held) == "held", deputy.outcomes[held]
    ask(server, f"update conflict set other_at = other_at - {THREE_DAYS_MS}, kept_at = kept_at - {THREE_DAYS_MS}")
    ask(server, f"update held set asked_at = asked_at - {THREE_DAYS_MS}")
