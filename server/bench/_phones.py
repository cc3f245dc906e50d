"""Phones for measuring: a lean HTTP client, because a comfortable one would take more of the machine than the server that is measured."""

import asyncio
import gzip
import uuid
from typing import Any

import httpx
import msgspec

PASSWORD = "bench-2026-long-word"
OFFICE = {"login": "office", "password": "linghang-demo-2026"}
DEMO_BRANCHES = 33
MARKS = (("present", ""), ("leave", "探亲假"))


class Answer(msgspec.Struct):
    """What came back: the status, the headers in small letters, and the body as it travelled."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body, unpacked and read."""
        packed = self.headers.get("content-encoding") == "gzip"
        return msgspec.json.decode(gzip.decompress(self.body) if packed else self.body)


class Line:
    """One lasting connection to a server on loopback."""

    def __init__(self, port: int, headers: dict[str, str]):
        self._port = port
        self._head = "".join(f"{name}: {value}\r\n" for name, value in {"host": f"127.0.0.1:{port}", **headers}.items())
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.sent = self.received = 0

    async def post(self, path: str, body: bytes, **headers: str) -> Answer:
        """Sends JSON and waits for the answer."""
        more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        head = f"POST {path} HTTP/1.1\r\n{self._head}{more}content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        reader, writer = self._streams or await self._open()
        writer.write(head.encode() + body)
        self.sent += len(head) + len(body)
        return await self._read(reader)

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        return self._streams

    async def _read(self, reader: asyncio.StreamReader) -> Answer:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}
        body = await reader.readexactly(int(headers["content-length"]))
        self.received += len(head) + len(body)
        return Answer(int(first.split()[1]), headers, body)

    def close(self) -> None:
        """Hangs up."""
        if self._streams:
            self._streams[1].close()
            self._streams = None


class Phone:
    """One phone of a branch: a session, a log, cursors; `batch` meetings that its batches write about."""

    def __init__(self, port: int, headers: dict[str, str], branch: str, batch: int = 50):
        self.line = Line(port, {"accept-encoding": "gzip", **headers})
        self.branch = branch
        self.log = str(uuid.uuid4())
        self.mid = 0
        self.meetings = [str(uuid.uuid4()) for _ in range(batch)]
        self.members: list[str] = []
        self.cursors: dict[str, int] = {}
        self.refused = 0
        self._marked = 0

    async def found(self) -> None:
        """The first sync, and the meetings that are written about later."""
        answer = await self.send(self.request([]))
        blocks = answer["scopes"][f"branch:{self.branch}"]["blocks"]
        self.members = [one for block in blocks if block["table"] == "member" for one in block["columns"]["id"]]
        made = {"branch": self.branch, "org": self.branch}
        for start in range(0, len(self.meetings), 50):
            some = self.meetings[start : start + 50]
            await self.send(self.request([self.mutation("meeting.create.v1", row, {"kind": [None, "theme_day"]}, made) for row in some]))

    def edits(self) -> bytes:
        """A request with a lone field edit of each meeting."""
        return self.request([self.mutation("meeting.set.v1", row, {"place": ["", f"第{self.mid}会议室"]}) for row in self.meetings])

    def marks(self) -> bytes:
        """A request with one mark of attendance at each meeting, a mutation each; each changes something: first everyone is marked, then anew."""
        again, member = divmod(self._marked, len(self.members))
        self._marked += 1
        status = MARKS[again % len(MARKS)]
        marks = {"marks": {self.members[member]: [None, *status]}}
        return self.request([self.mutation("attendance.mark.v1", row, {}, marks) for row in self.meetings])

    def mutation(self, name: str, row: str, edits: dict[str, Any], args: dict[str, Any] | None = None) -> dict[str, Any]:
        """The log's next mutation, of someone who has seen everything."""
        self.mid += 1
        at = {"wall": 1_794_794_400_000 + self.mid, "mono": self.mid, "boot": self.log}
        return {"mid": self.mid, "name": name, "row": row, "base": 10**9, "set": edits, "args": args or {}, "at": at}

    def request(self, mutations: list[dict[str, Any]]) -> bytes:
        """A request with these mutations and the cursors of now."""
        return msgspec.json.encode({"protocol": 1, "log": self.log, "mutations": mutations, "cursors": self.cursors})

    async def send(self, body: bytes) -> Any:
        """Sends a request until it is taken; waits as long as the server asks. Raises for any other refusal."""
        return await self._send(body)

    async def send_packed(self, body: bytes) -> Any:
        """The same for a request that was compressed with gzip."""
        return await self._send(body, content_encoding="gzip")

    async def _send(self, body: bytes, **headers: str) -> Any:
        while True:
            answer = await self.line.post("/api/sync", body, **headers)
            if answer.status == 200:
                return self._taken(answer.json())
            if answer.status != 503:
                raise RuntimeError(f"{answer.status}: {answer.body[:300]!r}")
            self.refused += 1
            await asyncio.sleep(float(answer.headers["retry-after"]))

    def _taken(self, news: dict[str, Any]) -> dict[str, Any]:
        self.cursors |= {scope: page["to"] for scope, page in news.get("scopes", {}).items()}
        return news


async def sign_in(port: int) -> list[tuple[dict[str, str], str]]:
    """Sessions of the secretaries of the demo mine's branches: (headers, branch)."""
    url = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60, headers={"Origin": url}) as office:
        (await office.post("/api/session", json=OFFICE)).raise_for_status()
        people = [one for one in await _people(office) if one.get("post") == "secretary"][:DEMO_BRANCHES]
        asked = {"members": [one["member"] for one in people], "reason": "测速"}
        codes = (await office.post("/api/accounts/activation", json=asked)).json()["codes"]
    return [(await _activate(url, code), one["branch"]) for one, code in zip(people, codes, strict=True)]


async def _activate(url: str, code: dict[str, str]) -> dict[str, str]:
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60, headers={"Origin": url}) as client:
        secret = {"login": code["login"], "code": code["code"], "password": PASSWORD}
        (await client.post("/api/activation", json=secret)).raise_for_status()
        return {"origin": url, "cookie": "; ".join(f"{name}={value}" for name, value in client.cookies.items())}


async def _people(office: httpx.AsyncClient) -> list[dict[str, Any]]:
    """Everyone, page by page."""
    found: list[dict[str, Any]] = []
    path = "/api/people?q="
    while path:
        answer = await office.get(path)
        answer.raise_for_status()
        found += answer.json()
        path = answer.links.get("next", {}).get("url", "")
    return found
