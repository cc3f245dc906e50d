"""A phone that speaks HTTP: keeps a log and cursors, and holds the rows it was given."""

import uuid
from typing import Any

import httpx
import msgspec

from sync.digest import START, extend
from sync.wire import Block


class HttpPhone:
    """One person's phone; `client` carries the session."""

    def __init__(self, client: httpx.AsyncClient):
        self.client = client
        self.log = str(uuid.uuid4())
        self.mutations: list[dict[str, Any]] = []
        self.acked = 0
        self.cursors: dict[str, int] = {}
        self.rows: dict[str, dict[str, dict[str, Any]]] = {}
        self.places: dict[tuple[str, str], set[str]] = {}
        self.outcomes: dict[int, dict[str, Any]] = {}

    def record(self, name: str, row: str, base: int = 0, edits: dict[str, Any] | None = None, **args: Any) -> int:
        """Adds a mutation to the log; gives its number."""
        mid = len(self.mutations) + 1
        self.mutations.append({"mid": mid, "name": name, "row": row, "base": base, "set": edits or {}, "args": args})
        return mid

    def set(self, row: str, **wanted: Any) -> int:
        """An edit of a meeting as a person makes it: what is on the screen is what they saw."""
        shown = self.rows["meeting"][row]
        return self.record("meeting.set.v1", row, shown["rev"], {f: [shown[f], value] for f, value in wanted.items()})

    def request(self) -> dict[str, Any]:
        """The next request: everything not acknowledged, the chain's head, the cursors."""
        head = self.head().hex() if self.mutations else None
        batch = self.mutations[self.acked :]
        return {"protocol": 1, "log": self.log, "head": head, "mutations": batch, "cursors": self.cursors, "limit": 500}

    def head(self) -> bytes:
        """The chain's digest after the last mutation."""
        return extend(START, self.mutations)

    async def post(self, request: dict[str, Any]) -> httpx.Response:
        """Sends a request as it is."""
        body = msgspec.json.encode(request)
        return await self.client.post("/api/sync", content=body, headers={"content-type": "application/json"})

    async def sync(self) -> dict[str, Any]:
        """Exchanges until there is no more; gives the last answer."""
        while True:
            response = await self.post(self.request())
            assert response.status_code == 200, response.text
            answer = response.json()
            self.receive(answer)
            if not any(page["more"] for page in answer["scopes"].values()):
                return answer

    def receive(self, answer: dict[str, Any]) -> None:
        """Applies an answer."""
        self.acked = max(self.acked, answer["acked"])
        self.outcomes.update({outcome["mid"]: outcome for outcome in answer["outcomes"]})
        for scope, page in answer["scopes"].items():
            if page["from"] == self.cursors.get(scope, 0):
                self._apply(scope, page)
        for scope in answer["drop"]:
            self._leave(scope, [place for place, scopes in self.places.items() if scope in scopes])
            self.cursors.pop(scope)

    def _apply(self, scope: str, page: dict[str, Any]) -> None:
        if page["reset"]:
            self._leave(scope, [place for place, scopes in self.places.items() if scope in scopes])
        for block in msgspec.convert(page["blocks"], list[Block]):
            for row in block.rows():
                self.rows.setdefault(block.table, {})[row["id"]] = row
                self.places.setdefault((block.table, row["id"]), set()).add(scope)
            self._leave(scope, [(block.table, row) for row in block.gone])
        self.cursors[scope] = page["to"]

    def _leave(self, scope: str, places: list[tuple[str, str]]) -> None:
        for table, row in places:
            scopes = self.places.get((table, row), set())
            scopes.discard(scope)
            if not scopes:
                self.rows.get(table, {}).pop(row, None)

    def result(self, mid: int) -> str:
        """The outcome of a mutation, in a word."""
        return self.outcomes[mid]["result"]

    def branch(self) -> str:
        """The branch whose rows this phone holds."""
        return next(scope.partition(":")[2] for scope in self.cursors if scope.startswith("branch:"))

    def start_meeting(self, kind: str = "theme_day", **fields: Any) -> str:
        """Records a meeting of the branch with all required fields; gives its id."""
        branch, row = self.branch(), str(uuid.uuid4())
        posts = {post["post"]: post["member"] for post in self.rows["post"].values()}
        start = fields.pop("held_start", 1_794_794_400_000)
        full = {"kind": kind, "place": "320水平会议室", "chair": posts["secretary"], "agenda": "学习讨论"}
        full |= {"recorder": posts["publicity_commissioner"], "held_start": start, "held_end": start + 3_600_000}
        edits = {field: [None, value] for field, value in (full | fields).items()}
        self.record("meeting.create.v1", row, 0, edits, branch=branch, org=branch)
        return row

    def mark_all(self, meeting: str, **except_for: tuple[str, str]) -> int:
        """Marks every member of the branch present, but for some: member id -> (status, reason)."""
        members = [member["id"] for member in self.rows["member"].values() if member["branch"] == self.branch()]
        marks = {member: [None, *except_for.get(member, ("present", ""))] for member in members}
        return self.record("attendance.mark.v1", meeting, marks=marks)
