"""The stream of hints, over a real socket: a commit pokes the branch's phones and the office, and nobody else."""

import json
import queue
import threading
import uuid

import httpx
import pytest

from tests.services import LinghangProcess

PASSWORD = "linghang-demo-2026"


def signed_in(url: str, login: str) -> httpx.Client:
    client = httpx.Client(base_url=url, headers={"Origin": url}, trust_env=False, timeout=30)
    client.post("/api/session", json={"login": login, "password": PASSWORD}).raise_for_status()
    return client


def listen(client: httpx.Client) -> "queue.Queue[str]":
    """The scopes poked, as they come; the word `hello` once the stream stands."""
    heard: queue.Queue[str] = queue.Queue()

    def read() -> None:
        try:
            with client.stream("GET", "/api/sync/events", timeout=60) as stream:
                for line in stream.iter_lines():
                    if line.startswith("data:"):
                        heard.put(json.loads(line.removeprefix("data:").strip() or "{}").get("scope", "hello"))
        except httpx.TransportError:
            return

    threading.Thread(target=read, daemon=True).start()
    assert heard.get(timeout=20) == "hello"
    return heard


def test_a_commit_pokes_its_branch_and_the_office(demo_server: LinghangProcess) -> None:
    secretary, member, office = (signed_in(demo_server.url, login) for login in ("J200001", "J200009", "office"))
    heard = {name: listen(client) for name, client in (("secretary", secretary), ("member", member), ("office", office))}
    branch = next(scope for scope in secretary.get("/api/me").json()["scopes"] if scope.startswith("branch:"))
    made = {"mid": 1, "name": "meeting.create.v1", "row": str(uuid.uuid4()), "base": 0, "set": {"kind": [None, "theme_day"]}}
    made["args"] = {"branch": branch.removeprefix("branch:"), "org": branch.removeprefix("branch:")}
    body = {"protocol": 1, "log": str(uuid.uuid4()), "mutations": [made], "cursors": {}}
    secretary.post("/api/sync", json=body).raise_for_status()
    assert heard["secretary"].get(timeout=20) == branch
    assert heard["office"].get(timeout=20) == "office"
    with pytest.raises(queue.Empty):
        heard["member"].get(timeout=1)
