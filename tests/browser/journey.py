"""One meeting of everybody, from home to saved, at a thumb's pace: what is typed and tapped, and what the server must have of it in the end."""

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import BrowserContext, expect

from tests.browser.people import PhoneUser, told
from tests.browser.recording import DUTY, ask, mark
from tests.services import LinghangProcess

SECONDS_A_TAP, SECONDS_A_CHARACTER = 1.2, 1.5
"""How fast a thumb in a glove finds a button, and a pinyin keyboard a character (40 a minute)."""
log = logging.getLogger(__name__)
MOST_TAPS, MOST_SECONDS, SLOWED = 25, 90, 4
"""What a meeting may take, on a phone so much slower than this machine."""
ON_SHIFT, ON_SHIFT_WHY = "陈帆", "井下当班"
AWAY = ("病假", "出差")
"""Why the last two on the roll are on leave; the one on shift is too."""
SECRETARY_NAME = "曹明"
DAY_MS = 24 * 3600 * 1000
_RECORD = """select t.id, t.purpose, t.title, t.place, t.agenda, t.discussion, t.observers, t.resolutions, t.votes, t.sessions, t.status,
    t.held_start, t.held_end, c.name, r.name from meeting t join member c on c.id = t.chair join member r on r.id = t.recorder
    where t.kind = 'theme_day' and not t.deleted"""
_LISTENS = """addEventListener('pointerdown', () => window.NAME(1, 0), true)
addEventListener('input', event => window.NAME(0, (event.data || '').length), true)"""


class Work:
    """Processor time of one page's own thread from now on: by the clock, a page would tell how busy this machine is."""

    def __init__(self, person: PhoneUser) -> None:
        self.before_s, self.told_s, self.over = 0.0, 0.0, False
        self.tools = person.context.new_cdp_session(person.page)
        self.tools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def seconds(self) -> float:
        """Until now; of a tab that died, until it was asked last: it would never answer."""
        if not self.over:
            found = self.tools.send("Performance.getMetrics")["metrics"]
            told_s = next(one["value"] for one in found if one["name"] == "TaskDuration")
            # A page that is loaded anew counts from nothing.
            self.before_s += self.told_s if told_s < self.told_s else 0
            self.told_s = told_s
        return self.before_s + self.told_s


class Effort:
    """What a hand does on a phone from now on, and the page with it, over reloads, dead tabs and restarts: taps, characters typed, work.

    Nobody waits for the hand: its seconds are counted. To them come those of the page, as if the hand rested meanwhile.
    """

    def __init__(self, person: PhoneUser) -> None:
        self.taps = self.characters = 0
        self.elsewhere_s = self.rested_s = 0.0
        self.rests = False
        self.begun = time.monotonic()
        self.pages = [Work(person)]
        self.name = f"effort{id(self)}"
        self.watch(person.context)
        person.page.evaluate(_LISTENS.replace("NAME", self.name))

    def watch(self, context: BrowserContext) -> None:
        """Counts what is done in the pages that this browser loads."""
        context.expose_binding(self.name, self._count)
        context.add_init_script(_LISTENS.replace("NAME", self.name))

    def _count(self, _: Any, taps: int, characters: int) -> None:
        if not self.rests:
            self.taps += taps
            self.characters += characters

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Meanwhile someone else has the phone, or the test looks at something."""
        self.rests, begun, worked_s = True, time.monotonic(), self.worked_s()
        yield
        self.rests = False
        self.elsewhere_s += time.monotonic() - begun
        self.rested_s += self.worked_s() - worked_s

    def goes_on(self, person: PhoneUser) -> None:
        """In another page, where this one died."""
        self.pages[-1].over = True
        self.pages.append(Work(person))

    def worked_s(self) -> float:
        """Of all its pages, on this machine."""
        return sum(one.seconds() for one in self.pages)

    def app_s(self) -> float:
        """How long the page works for it on a slow phone."""
        return SLOWED * (self.worked_s() - self.rested_s)

    def hand_s(self) -> float:
        """How long a hand takes for it."""
        return self.taps * SECONDS_A_TAP + self.characters * SECONDS_A_CHARACTER

    def page_s(self) -> float:
        """How long the page and its test took beside it."""
        return time.monotonic() - self.begun - self.elsewhere_s


def nothing(_: str) -> None:
    """Where nobody looks."""


class Journey:
    """A secretary records a meeting of at least thirty; `look` is called with the name of each screen on the way."""

    def __init__(self, person: PhoneUser, place: str, agenda: str, discussion: str = "", look: Callable[[str], None] = nothing) -> None:
        self.person = person
        self.words = {"地点": place, "议题": agenda, "讨论情况": discussion}
        self.look = look
        self.marks: dict[str, tuple[str, str]] = {}
        self.held: tuple[int, int] | None = None
        person.home()
        self.effort = Effort(person)

    def begin(self) -> None:
        """From home to the form, its fields, and the roll with one exception."""
        self.person.open_duty(DUTY)
        told(self.person.page, "必填的六项")
        with self.effort.resting():
            self.look("recorder")
        for label in ("地点", "议题"):
            self.person.type_into(label, self.words[label])
        self.person.mark_all_present_except(ON_SHIFT, ON_SHIFT_WHY)
        self.effort.worked_s()

    def goes_on(self, person: PhoneUser) -> None:
        """Where the tab died: in a new one."""
        self.person = person
        self.effort.goes_on(person)

    def stands(self) -> None:
        """What was typed and marked so far is in the form on the screen."""
        for label in ("地点", "议题"):
            expect(self.person.page.get_by_label(label, exact=True)).to_have_value(self.words[label])
        expect(self.person.page.get_by_role("button", name=re.compile(f"^{ON_SHIFT}"))).to_contain_text("请假")
        expect(self.person.page.get_by_role("radiogroup", name=f"{ON_SHIFT}的原因").get_by_role("radio", name=ON_SHIFT_WHY)).to_be_checked()

    def finish(self) -> None:
        """The others who were not there, and what was said."""
        page, faces = self.person.page, self.person.page.locator(".face")
        everyone, there = faces.locator("b").all_inner_texts(), faces.filter(has_text="到会").locator("b").all_inner_texts()
        assert len(set(everyone)) == len(everyone) >= 30
        away = dict(zip(there[-2:], AWAY, strict=True))
        for name, reason in away.items():
            mark(self.person, name, "请假", reason)
        away[ON_SHIFT] = ON_SHIFT_WHY
        self.marks = dict.fromkeys(everyone, ("present", "")) | {name: ("leave", why) for name, why in away.items()}
        told(page, re.compile("达到法定人数"))
        if self.words["讨论情况"]:
            page.get_by_role("button", name="讨论情况", exact=True).click()
            self.person.type_into("讨论情况", self.words["讨论情况"])
        with self.effort.resting():
            day, start, end = (page.locator(f"#{part}").input_value() for part in ("day", "start", "end"))
            self.held = instant(day, start), instant(day, end) if end > start else instant(day, end) + DAY_MS
            page.get_by_text("请假和缺席的原因").scroll_into_view_if_needed()
            self.look("roll-call")

    def save(self) -> None:
        """Saved on this phone and submitted, and the screen says so."""
        self.person.save_and_submit()
        expect(self.person.page.locator("[aria-current=step]")).to_contain_text("存在本机")

    def was_in_time(self) -> None:
        """All of it took no more taps and seconds than a person has."""
        effort = self.effort
        hand_s, app_s = effort.hand_s(), effort.app_s()
        told = "%d taps, %d characters, %.0f s of a hand, %.1f s of the page, %.0f s by the clock"
        log.info(told, effort.taps, effort.characters, hand_s, app_s, effort.page_s())
        assert effort.taps <= MOST_TAPS
        assert app_s > 0
        assert hand_s + app_s <= MOST_SECONDS

    def arrived_whole(self, server: LinghangProcess) -> None:
        """On the server's disk stands, character for character, what was typed and marked, and nothing else."""
        ((meeting, *fields),) = ask(server, _RECORD)
        place, agenda, discussion = self.words.values()
        typed = ["ordinary", "", place, agenda, discussion, "", "[]", "[]", "[]"]
        assert fields == [*typed, "submitted", *(self.held or ()), SECRETARY_NAME, SECRETARY_NAME]
        marks = ask(server, "select m.name, a.status, a.reason from attendance a join member m on m.id = a.member where a.meeting = ?", meeting)
        assert sorted(marks) == sorted((name, *one) for name, one in self.marks.items())


def instant(day: str, clock: str) -> int:
    """A time in the form, in epoch ms."""
    return round(datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo("Asia/Shanghai")).timestamp() * 1000)


def record_in_time(person: PhoneUser, place: str, agenda: str, look: Callable[[str], None]) -> None:
    """The journey without anything in between."""
    journey = Journey(person, place, agenda, look=look)
    journey.begin()
    journey.finish()
    journey.save()
    journey.was_in_time()
