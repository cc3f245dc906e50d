"""SIGKILL between and during requests: nothing acknowledged is missing, nothing is doubled."""

import random
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from tests.services import LinghangProcess

KILLS = 20
MEETING = {"kind": [None, "theme_day"], "place": [None, "会议室"]}


class Writer:
    """A phone that goes on writing notes whatever happens to the server; remembers what was acknowledged."""

    def __init__(self, server: LinghangProcess):
        self.server = server
        self.log = str(uuid.uuid4())
        self.client = httpx.Client(base_url=server.url, timeout=10, trust_env=False, headers={"Origin": server.url})
        self.mutations: list[dict[str, Any]] = []
        self.acked = 0
        self.branch = ""

    def sign_in(self, login: str, password: str) -> None:
        answer = self.client.post("/api/session", json={"login": login, "password": password})
        assert answer.status_code == 200, answer.text
        scopes = [scope for scope in answer.json()["scopes"] if scope.startswith("branch:")]
        self.branch = scopes[0].partition(":")[2]

    def write(self) -> None:
        mid = len(self.mutations) + 1
        mutation = {"mid": mid, "name": "meeting.create.v1", "row": str(uuid.uuid4()), "base": 0, "set": MEETING}
        self.mutations.append(mutation | {"args": {"branch": self.branch, "org": self.branch}})

    def send(self) -> None:
        """One attempt; a killed server is no answer."""
        body = {"protocol": 1, "log": self.log, "mutations": self.mutations[self.acked :], "cursors": {}, "limit": 1}
        try:
            answer = self.client.post("/api/sync", json=body)
        except httpx.TransportError:
            return
        assert answer.status_code in (200, 503), answer.text
        if answer.status_code == 200:
            self.acked = answer.json()["acked"]


def stored(path: Path) -> tuple[list[str], list[int], int]:
    """Meetings, mutation numbers in the inbox, and history entries of meetings, as the file holds them."""
    with sqlite3.connect(path) as file:
        meetings = [row[0] for row in file.execute("select id from meeting")]
        mids = [row[0] for row in file.execute("select mid from sync_inbox order by mid")]
        entries = file.execute("select count(*) from history where tbl = 'meeting'").fetchone()[0]
    return meetings, mids, entries


def test_twenty_kills_lose_nothing_acknowledged_and_double_nothing(linghang: Callable[..., LinghangProcess], tmp_path: Path) -> None:
    rng = random.Random(7)
    server = linghang("serve", LINGHANG_DEMO="true")
    writer = Writer(server)
    writer.sign_in("J200001", "linghang-demo-2026")
    for _ in range(KILLS):
        for _ in range(rng.randint(1, 5)):
            writer.write()
        killer = threading.Timer(rng.uniform(0, 0.05), server.kill)
        killer.start()
        writer.send()
        killer.join()
        acked = writer.acked
        meetings, mids, _ = stored(tmp_path / "linghang.db")
        assert {mutation["row"] for mutation in writer.mutations[:acked]} <= set(meetings)
        assert mids[:acked] == list(range(1, acked + 1))
        server.start()
    while writer.acked < len(writer.mutations):
        writer.send()
        time.sleep(0.05)
    meetings, mids, entries = stored(tmp_path / "linghang.db")
    assert sorted(meetings) == sorted(mutation["row"] for mutation in writer.mutations)
    assert mids == list(range(1, len(writer.mutations) + 1))
    assert entries == len(writer.mutations)
