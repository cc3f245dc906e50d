"""A mass review as people hold it: the office opens it, slips are drawn, ballots are sealed as a browser seals them, the box is counted."""

import base64
import re
from collections.abc import Sequence
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from server.domain import accounts
from tests.mine import Mine

QUARTER = "2026-Q4"
LAST_DAY = "2026-12-20"


def from_base64url(text: str) -> bytes:
    """The bytes that a text stands for."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sealed_for(paper: dict[str, Any], sheet: Sequence[int]) -> str:
    """A sheet as the voter's browser seals it: one choice, 0 to 4, for each person of the paper."""
    key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), from_base64url(paper["key"]))
    suite = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    box = suite.encrypt(bytes(sheet), key, info=f"linghang ballot 1 {paper['poll']}".encode())
    return base64.urlsafe_b64encode(box).decode().rstrip("=")


async def second_office(mine: Mine, login: str = "second") -> httpx.AsyncClient:
    """Another person of the office, signed in."""
    code = await accounts.open_account(mine.replication, None, login, "王干事", "office")
    client = await mine.client()
    chosen = {"login": login, "code": code.code, "password": "four-eyes-see-more"}
    answer = await client.post("/api/activation", json=chosen)
    assert answer.status_code == 200, answer.text
    return client


class Review:
    """One poll in the hands of the office, and of those who hold its codes."""

    def __init__(self, mine: Mine, office: httpx.AsyncClient, opened: dict[str, Any]):
        self.mine = mine
        self.office = office
        self.opened = opened
        self.id: str = opened["poll"]
        self.codes: list[str] = [slip["typed"] for slip in opened["slips"]]

    async def paper(self, code: str | None = None) -> dict[str, Any]:
        """The ballot to be filled in."""
        answer = await (await self.mine.client()).post("/api/ballots/paper", json={"code": code or self.codes[0]})
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def vote(self, code: str, sealed: str) -> httpx.Response:
        """Puts a ballot into the box, without any session."""
        return await (await self.mine.client()).post("/api/ballots", json={"code": code, "sealed": sealed})

    async def fill(self, sheets: Sequence[Sequence[int]]) -> None:
        """Votes with one code a sheet."""
        paper = await self.paper()
        for code, sheet in zip(self.codes, sheets, strict=False):
            answer = await self.vote(code, sealed_for(paper, sheet))
            assert answer.status_code == 200, answer.text

    async def show(self) -> dict[str, Any]:
        """The poll as the office sees it."""
        answer = await self.office.get(f"/api/polls/{self.id}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def do(self, what: str, client: httpx.AsyncClient | None = None, **body: Any) -> httpx.Response:
        """A step of the office; entries are put, the rest is posted."""
        method = "PUT" if what in ("tallies", "reconciliation") else "POST"
        return await (client or self.office).request(method, f"/api/polls/{self.id}/{what}", json=body or None)

    async def count(self) -> dict[str, Any]:
        """Closes and counts."""
        for what, body in (("close", {}), ("count", {"keys": self.opened["keys"]})):
            answer = await self.do(what, **body)
            assert answer.status_code == 200, answer.text
        return answer.json()


async def free_branches(office: httpx.AsyncClient) -> list[dict[str, Any]]:
    """Branches that have no poll in the quarter."""
    return (await office.get("/api/polls", params={"quarter": QUARTER})).json()["free"]


async def open_review(mine: Mine, voters: int = 30, place: int = 0, **more: Any) -> Review:
    """The office of the demo mine opens a poll of its branch number `place`."""
    office = await mine.sign_in_as("office")
    branch = (await free_branches(office))[place]["id"]
    asked = {"quarter": QUARTER, "branches": [branch], "voters": voters, "closes_on": LAST_DAY} | more
    answer = await office.post("/api/polls", json=asked)
    assert answer.status_code == 200, answer.text
    return Review(mine, office, answer.json())


def spelled(code: str) -> str:
    """A code as people write it."""
    return " ".join(re.findall("....", code.lower()))
