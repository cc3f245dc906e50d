"""Stories of typical persons and cases: what one is made of, how it goes from draft to members, whose consent it needs, what phones carry."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from server.kit.identity import Actor
from server.kit.lifecycle import LEADER, OFFICE, OWNER, Lifecycle, Move
from sync.mutation import Refusal

_NAMESPACE = uuid.UUID("5b1f4c52-7d0e-5a7d-9a53-8f1d60f6c2a4")
Row = Mapping[str, Any]
BLOCKS_AT_MOST, PICTURES_AT_MOST, PEOPLE_AT_MOST = 80, 12, 20
CARRIED, CARRIED_BYTES, CARRIED_PICTURES = 12, 160_000, 3
"""How many pages a phone holds at most, how many bytes they have together, and how many small pictures each brings along: what a first sync on a
slow network bears. The rest is read with a network."""
Answer = Literal["given", "declined", "withdrawn"]
PRESENT_STATES = frozenset({"asked", "given"})

_BY = frozenset({OFFICE, LEADER})
LIFECYCLE = Lifecycle(
    ("draft", "reviewed", "published", "withdrawn"),
    (
        Move("review", frozenset({"draft"}), "reviewed", _BY),
        Move("publish", frozenset({"reviewed"}), "published", _BY),
        Move("back", frozenset({"reviewed"}), "draft", _BY, ("text",)),
        Move("withdraw", frozenset({"reviewed", "published"}), "withdrawn", _BY, ("text",)),
        Move("reopen", frozenset({"withdrawn"}), "draft", _BY),
    ),
    {
        "draft": "草稿", "reviewed": "已审核", "published": "已发布", "withdrawn": "已撤下",
        "review": "审核", "publish": "发布", "back": "退回修改", "withdraw": "撤下", "reopen": "重新编写", "text": "理由",
    },
)  # fmt: skip
"""Reviewed, the text stands, and everybody in it is asked; published, everyone reads it."""


class Block(Struct, frozen=True, forbid_unknown_fields=True):
    """One piece of a story: words, or a picture with the words below it, which also tell it to who does not see it. Never markup."""

    kind: Literal["paragraph", "heading", "quote", "picture"]
    text: Annotated[str, Meta(max_length=2000)] = ""
    picture: Annotated[str, Meta(max_length=64)] = ""


class Someone(Struct, frozen=True, forbid_unknown_fields=True):
    """A person who is told of or to be seen; `member` is empty for who is not on the roster."""

    name: Annotated[str, Meta(min_length=1, max_length=40)]
    member: Annotated[str, Meta(max_length=64)] = ""

    @property
    def key(self) -> str:
        return self.member or f"name:{self.name}"


class Consenting(Struct, frozen=True, forbid_unknown_fields=True):
    """What someone says on the own phone to the question (a consent) that the mutation's row names."""

    answer: Answer
    note: Annotated[str, Meta(max_length=500)] = ""


def consent_id(story: str, person: str, asked_at: int) -> str:
    """The one id of asking a person about the text that stood then."""
    return str(uuid.uuid5(_NAMESPACE, f"{story}/{person}/{asked_at}"))


def page_id(story: str, member: str, at: int) -> str:
    """The one id of a page for everyone ('') or one member, published or asked about then."""
    return str(uuid.uuid5(_NAMESPACE, f"page/{story}/{member}/{at}"))


def step_id(story: str, place: int) -> str:
    """The one id of a story's step: two at a time are one after the other."""
    return str(uuid.uuid5(_NAMESPACE, f"step/{story}/{place}"))


# --- What a story is


def text_fault(blocks: Sequence[Block], people: Sequence[Someone], pictures: Collection[str]) -> Refusal | None:
    """Why a text cannot be kept, or None: it may be unfinished, but nothing in it is strange. `pictures` are those handed in for it."""
    shown = [one for one in blocks if one.kind == "picture"]
    if len(blocks) > BLOCKS_AT_MOST or len(shown) > PICTURES_AT_MOST or len(people) > PEOPLE_AT_MOST:
        told = f"一篇最多 {BLOCKS_AT_MOST} 段、{PICTURES_AT_MOST} 张图片、{PEOPLE_AT_MOST} 个人。"
        return _refusal("long", "太长了", told, "请分成两篇。", "blocks")
    if any(one.picture not in pictures for one in shown) or any(one.picture for one in blocks if one.kind != "picture"):
        return _refusal("picture", "没有这张图片", "正文里有一张没有传上来的图片。", "请重新添加这张图片。", "blocks")
    if len({one.key for one in people}) < len(people):
        return _refusal("people", "有人写了两次", "同一个人只要写一次。", "请删去重复的一个。", "people")
    return None


def ready_fault(story: Row) -> Refusal | None:
    """What a draft lacks to be reviewed, or None."""
    blocks = msgspec.convert(story["blocks"], list[Block])
    if not story["title"].strip():
        return _refusal("title", "没有标题", "标题是大家最先看到的。", "请写上标题。", "title")
    if not any(one.kind == "paragraph" and one.text.strip() for one in blocks):
        return _refusal("text", "没有正文", "正文至少要有一段。", "请写上正文。", "blocks")
    if any(not one.text.strip() for one in blocks):
        return _refusal("blank", "有空着的段落，或没有说明的图片", "每张图片要写一句说明，看不清图片的人靠它。", "请补上，或删去这一段。", "blocks")
    if story["kind"] == "person" and not story["people"]:
        return _refusal("person", "没有写是谁", "典型人物要写明是哪一位，以便征得本人同意。", "请在“写到和拍到的人”里添上。", "people")
    return None


def move_fault(story: Row, name: str, actor: Actor, who: Collection[str], text: str, consents: Iterable[Row]) -> Refusal | None:
    """Why someone may not move a story so now, or None. Who is told of in it, or wrote the text that is to be reviewed, does not decide about it."""
    if fault := party_fault(story, actor, who):
        return fault
    if name == "review" and story["edited_by"] == actor.account:
        return Refusal("rights.own_case", "不能审核自己写的稿子", "稿子由另一位同志审核。", "请由党群工作部的其他同志或党委领导审核。")
    if fault := LIFECYCLE.fault(name, story["state"], who, {"text": text}):
        return fault
    if name == "review":
        return ready_fault(story)
    return publish_fault(story, consents) if name == "publish" else None


def party_fault(story: Row, actor: Actor, who: Collection[str]) -> Refusal | None:
    """Who is told of in a story, or speaks for the branch that it is of, neither decides about it nor records what others answered (回避)."""
    if actor.member and any(one["member"] == actor.member for one in story["people"]):
        told = "这篇写到了您本人，不能由您办理；征求您本人意见的，请在您自己的手机上回答。"
    elif OWNER in who:
        told = "这篇写的是您任职的组织，不能由您办理。"
    else:
        return None
    return Refusal("rights.own_case", "不能办理自己的事", told, "请由党群工作部的其他同志或党委领导办理。")


def publish_fault(story: Row, consents: Iterable[Row]) -> Refusal | None:
    """Who has not agreed yet, or None: without consent nothing is published."""
    given = {one["member"] or f"name:{one['name']}" for one in consents if one["state"] == "given"}
    lacking = [one.name for one in msgspec.convert(story["people"], list[Someone]) if one.key not in given]
    if not lacking:
        return None
    told = f"{'、'.join(lacking)}还没有同意。"
    return _refusal("consent", "还没有征得本人同意", told, "请等本人在手机上同意，或登记本人签字的书面同意。", None)


# --- Consent


def answer_fault(consent: Row | None, answer: Answer) -> Refusal | None:
    """Why an answer cannot be taken, or None. `consent` is None, or deleted, where another text is asked about by now."""
    if consent is None:
        return _refusal("asked_anew", "稿子又改过了", "您看的是以前的稿子，那一稿已经不用了。", "请看新的稿子，再说同意不同意。", None)
    if answer == "withdrawn" and consent["state"] != "given":
        return _refusal("not_given", "还没有同意过", "没有同意，就没有什么要撤回。", "不同意的，请选“不同意”。", None)
    if answer != "withdrawn" and consent["state"] == "withdrawn":
        return _refusal("was_withdrawn", "已经撤回同意", "这篇已经撤下。", "要重新发布的，请告诉党群工作部。", None)
    return None


def is_same(consent: Row, answer: Answer) -> bool:
    """Whether this has been answered before."""
    return consent["state"] == answer


def people_of(story: Row) -> list[Someone]:
    """Those whom a story tells of, each to be asked."""
    return msgspec.convert(story["people"], list[Someone])


# --- What is read


def page_of(story: Row, member: str, at: int, org_name: str, pictures: Mapping[str, Row], honours: Sequence[Row]) -> dict[str, Any]:
    """A story as it is read, with the small copies of its first pictures; `at` (epoch ms) is when it was published or asked about."""
    shown = [one["picture"] for one in story["blocks"] if one["kind"] == "picture"][:CARRIED_PICTURES]
    small = {key: {name: pictures[key][name] for name in ("width", "height", "small")} for key in shown if key in pictures}
    told = {name: story[name] for name in ("kind", "title", "lead", "org", "blocks")}
    page = {"story": story["id"], "member": member, **told, "org_name": org_name, "names": "、".join(one["name"] for one in story["people"])}
    page |= {"pictures": small, "honours": list(honours), "published_at": at, "is_carried": False}
    return page | {"size": len(msgspec.json.encode(page))}


BLANK: Mapping[str, Any] = {
    **dict.fromkeys(("title", "lead", "org_name", "names"), ""),
    "blocks": [], "pictures": {}, "honours": [], "size": 0, "is_carried": False,
}  # fmt: skip
"""What is left of a page that was taken away."""


def carried(pages: Iterable[Row]) -> set[str]:
    """Which of everyone's pages phones hold: the newest ones, as many as there is room for."""
    found: set[str] = set()
    room = CARRIED_BYTES
    for page in sorted(pages, key=lambda one: (-one["published_at"], one["id"]))[:CARRIED]:
        room -= page["size"]
        if room < 0:
            break
        found.add(page["id"])
    return found


def base64_of(content: bytes) -> str:
    """Bytes as they stand in a row."""
    return base64.b64encode(content).decode()


def plain_text(blocks: Iterable[Row]) -> str:
    """The words of a story, to be searched."""
    return "\n".join(one["text"] for one in blocks if one["text"])


def _refusal(name: str, title: str, detail: str, remedy: str, field: str | None) -> Refusal:
    return Refusal(f"honours.story_{name}", title, detail, remedy, field)
