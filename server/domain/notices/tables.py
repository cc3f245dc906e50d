"""Notices, what was read and chosen of them, the digests that went out, and where they were pushed to."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns


class Notice(SyncedColumns, Table, tablename="notice"):
    """One thing that a member is told of: its kind, the page of the app that shows it, and what a sentence about it needs. `at` in epoch ms.

    A conclusion: drawn once from the row `about` and never changed.
    """

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64, index=True)
    kind = Varchar(length=40)
    about = Varchar(length=64)
    route = Varchar(length=120)
    words = Text(default="{}")
    at = BigInt(index=True)


class NoticeRead(SyncedColumns, Table, tablename="notice_read"):
    """That a member has read a notice: the person's own word, so it is kept apart from what the server concludes."""

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64)
    notice = Varchar(length=64, index=True)
    read_at = BigInt()


class NoticeChoice(SyncedColumns, Table, tablename="notice_choice"):
    """What a member wants: kinds that are `off`, when the digest may come, and the hours that are quiet (local `HH:MM`). Without it: the defaults."""

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64)
    off = Text(default="[]")
    digest_at = Varchar(length=5, default="08:00")
    quiet_from = Varchar(length=5, default="22:00")
    quiet_to = Varchar(length=5, default="07:00")


class NoticeDigest(Table, tablename="notice_digest"):
    """A member's one digest of a day, with how many notices were `fresh`; its id follows from both, so that a second one cannot be."""

    id = Varchar(length=64, primary_key=True)
    member = Varchar(length=64, index=True)
    day_on = Varchar(length=10)
    fresh = Integer()
    route = Varchar(length=120)
    at = BigInt(index=True)


class NoticeTold(Table, tablename="notice_told"):
    """That a notice (the id) was in a digest: no digest tells it again, in whatever order things were committed."""

    id = Varchar(length=64, primary_key=True)
    digest = Varchar(length=64)
    at = BigInt(index=True)


class PushKey(Table, tablename="push_key"):
    """This installation's one key before push services (VAPID, P-256, the private number in base64url)."""

    id = Integer(primary_key=True)
    private = Varchar(length=60)


class PushSubscription(Table, tablename="push_subscription"):
    """A browser that may be pushed to, of the account that asked for it there last; the id follows from the endpoint.

    `store` is the person's store on that phone, `p256dh` and `auth` (base64url) are what only that browser can decrypt with.
    """

    id = Varchar(length=64, primary_key=True)
    account = Varchar(length=64, index=True)
    member = Varchar(length=64, index=True)
    store = Varchar(length=64)
    endpoint = Text()
    p256dh = Varchar(length=100)
    auth = Varchar(length=40)
    language = Varchar(length=10, default="zh")
    made_at = BigInt()


class PushDelivery(Table, tablename="push_delivery"):
    """One digest on its way to one browser. `state` is waiting, sent, gone or given_up; whoever sends it holds it until `claimed_until`."""

    id = Varchar(length=64, primary_key=True)
    digest = Varchar(length=64)
    subscription = Varchar(length=64, index=True)
    fresh = Integer()
    route = Varchar(length=120)
    state = Varchar(length=20, default="waiting")
    tries = Integer(default=0)
    next_at = BigInt()
    claimed_until = BigInt(default=0)
    at = BigInt(index=True)


class NoticeBot(Table, tablename="notice_bot"):
    """A bot of a chat group (WeCom or DingTalk) that tells once a day how many notices wait: those of a person, a branch or the office.

    `of` is the member's or branch's id, '' for the office. Whoever has `address` (and `secret`) can write to the group: neither is ever shown again,
    logged or put into a file; `target` is the address's SHA-256. `asked` counts the messages of the minute that began at `minute_at` (epoch ms).
    """

    id = Varchar(length=64, primary_key=True)
    owner = Varchar(length=10)
    of = Varchar(length=64, index=True)
    kind = Varchar(length=10)
    name = Varchar(length=60)
    address = Text()
    secret = Varchar(length=200)
    target = Varchar(length=64, unique=True)
    digest_at = Varchar(length=5, default="08:00")
    quiet_from = Varchar(length=5, default="22:00")
    quiet_to = Varchar(length=5, default="07:00")
    is_off = Boolean(default=False)
    made_at = BigInt()
    minute_at = BigInt(default=0)
    asked = Integer(default=0)


class BotDigest(Table, tablename="bot_digest"):
    """A bot's one message of a day; its id follows from both. `state` is waiting, sending, sent, refused, unsure or given_up, `code` says why.

    Whoever sends it holds it until `claimed_until`; one that was not noted by then may have arrived, and is never sent again. Instants in epoch ms.
    """

    id = Varchar(length=64, primary_key=True)
    bot = Varchar(length=64, index=True)
    day_on = Varchar(length=10)
    fresh = Integer()
    state = Varchar(length=20, default="waiting")
    code = Varchar(length=40, default="")
    tries = Integer(default=0)
    next_at = BigInt()
    claimed_until = BigInt(default=0)
    at = BigInt(index=True)


INDEXES = (
    """create index "push_delivery_waiting" on "push_delivery" ("next_at") where "state" = 'waiting' """,
    """create index "bot_digest_waiting" on "bot_digest" ("next_at") where "state" in ('waiting', 'sending') """,
)
