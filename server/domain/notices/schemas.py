"""What the phone sends and gets about pushes."""

from typing import Annotated, Literal

import msgspec


class PushKeyOut(msgspec.Struct, frozen=True):
    """The key by which a browser's push service knows this installation (base64url)."""

    key: str


class SubscribeIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A browser as its push service describes it (base64url keys), the person's store on it, and the language of the app there."""

    endpoint: Annotated[str, msgspec.Meta(max_length=1000)]
    p256dh: Annotated[str, msgspec.Meta(max_length=100)]
    auth: Annotated[str, msgspec.Meta(max_length=40)]
    store: Annotated[str, msgspec.Meta(max_length=64)]
    language: Literal["zh", "en"] = "zh"


class SubscribedOut(msgspec.Struct, frozen=True):
    """The id by which the browser is taken off again."""

    subscription: str


# --- Bots of chat groups

Clock = Annotated[str, msgspec.Meta(max_length=5)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Address = Annotated[str, msgspec.Meta(max_length=500)]
Secret = Annotated[str, msgspec.Meta(max_length=200)]
Why = Annotated[str, msgspec.Meta(max_length=500)]


class BotDigestOut(msgspec.Struct, frozen=True):
    """What became of a bot's last message: its day (ISO), how many notices it told of, its state and in a word why; `at` in epoch ms."""

    day_on: str
    fresh: int
    state: str
    code: str
    at: int


class BotOut(msgspec.Struct, frozen=True):
    """A group's bot without its address: whose notices it counts (`of_name` '' but for a branch), when it speaks, and how that went last."""

    bot: str
    owner: str
    of: str
    of_name: str
    kind: str
    name: str
    host: str
    has_secret: bool
    digest_at: str
    quiet_from: str
    quiet_to: str
    is_off: bool
    last: BotDigestOut | None


class BotPlace(msgspec.Struct, frozen=True):
    """A branch whose bots the person keeps."""

    branch: str
    name: str


class BotsOut(msgspec.Struct, frozen=True):
    """The bots that the person keeps, the branches that may get one (for the office: all), and the hosts that the mine allows."""

    items: list[BotOut]
    branches: list[BotPlace]
    hosts: list[str]


class BotIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group's bot as its settings in WeCom or DingTalk give it, and whose notices it counts. A branch's and the office's need a reason."""

    owner: Literal["person", "branch", "office"]
    kind: Literal["wecom", "dingtalk"]
    name: Name
    address: Address
    of: Annotated[str, msgspec.Meta(max_length=64)] = ""
    secret: Secret = ""
    digest_at: Clock = "08:00"
    quiet_from: Clock = "22:00"
    quiet_to: Clock = "07:00"
    reason: Why = ""


class BotChangeIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of a bot is to be otherwise. Address and secret stay where they are empty."""

    name: Name
    digest_at: Clock
    quiet_from: Clock
    quiet_to: Clock
    is_off: bool = False
    address: Address = ""
    secret: Secret = ""
    reason: Why = ""


class BotRemoveIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a bot is removed."""

    reason: Why = ""


class BotTriedOut(msgspec.Struct, frozen=True):
    """What became of a trial message: its state, and in a word why."""

    state: str
    code: str
