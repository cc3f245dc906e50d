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
