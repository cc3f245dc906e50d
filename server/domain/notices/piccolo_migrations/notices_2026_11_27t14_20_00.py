"""Tables and indexes of notices as of 2026-11-27."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar

from server.kit.migrations import CreatesTables, Tables, create_tables

ID = "2026-11-27T14:20:00"

TABLES: Tables = {
    ("Notice", "notice"): {
        "id": Varchar(length=64, primary_key=True),
        "member": Varchar(length=64, index=True),
        "kind": Varchar(length=40),
        "about": Varchar(length=64),
        "route": Varchar(length=120),
        "words": Text(default="{}"),
        "at": BigInt(index=True),
        "rev": BigInt(default=0),
        "marks": Text(default="{}"),
        "deleted": Boolean(default=False),
    },
    ("NoticeRead", "notice_read"): {
        "id": Varchar(length=64, primary_key=True),
        "member": Varchar(length=64),
        "notice": Varchar(length=64, index=True),
        "read_at": BigInt(),
        "rev": BigInt(default=0),
        "marks": Text(default="{}"),
        "deleted": Boolean(default=False),
    },
    ("NoticeChoice", "notice_choice"): {
        "id": Varchar(length=64, primary_key=True),
        "member": Varchar(length=64),
        "off": Text(default="[]"),
        "digest_at": Varchar(length=5, default="08:00"),
        "quiet_from": Varchar(length=5, default="22:00"),
        "quiet_to": Varchar(length=5, default="07:00"),
        "rev": BigInt(default=0),
        "marks": Text(default="{}"),
        "deleted": Boolean(default=False),
    },
    ("NoticeDigest", "notice_digest"): {
        "id": Varchar(length=64, primary_key=True),
        "member": Varchar(length=64, index=True),
        "day_on": Varchar(length=10),
        "fresh": Integer(),
        "route": Varchar(length=120),
        "at": BigInt(index=True),
    },
    ("NoticeTold", "notice_told"): {
        "id": Varchar(length=64, primary_key=True),
        "digest": Varchar(length=64),
        "at": BigInt(index=True),
    },
    ("PushKey", "push_key"): {
        "id": Integer(primary_key=True),
        "private": Varchar(length=60),
    },
    ("PushSubscription", "push_subscription"): {
        "id": Varchar(length=64, primary_key=True),
        "account": Varchar(length=64, index=True),
        "member": Varchar(length=64, index=True),
        "store": Varchar(length=64),
        "endpoint": Text(),
        "p256dh": Varchar(length=100),
        "auth": Varchar(length=40),
        "language": Varchar(length=10, default="zh"),
        "made_at": BigInt(),
    },
    ("PushDelivery", "push_delivery"): {
        "id": Varchar(length=64, primary_key=True),
        "digest": Varchar(length=64),
        "subscription": Varchar(length=64, index=True),
        "fresh": Integer(),
        "route": Varchar(length=120),
        "state": Varchar(length=20, default="waiting"),
        "tries": Integer(default=0),
        "next_at": BigInt(),
        "claimed_until": BigInt(default=0),
        "at": BigInt(index=True),
    },
    ("NoticeBot", "notice_bot"): {
        "id": Varchar(length=64, primary_key=True),
        "owner": Varchar(length=10),
        "of": Varchar(length=64, index=True),
        "kind": Varchar(length=10),
        "name": Varchar(length=60),
        "address": Text(),
        "secret": Varchar(length=200),
        "target": Varchar(length=64, unique=True),
        "digest_at": Varchar(length=5, default="08:00"),
        "quiet_from": Varchar(length=5, default="22:00"),
        "quiet_to": Varchar(length=5, default="07:00"),
        "is_off": Boolean(default=False),
        "made_at": BigInt(),
        "minute_at": BigInt(default=0),
        "asked": Integer(default=0),
    },
    ("BotDigest", "bot_digest"): {
        "id": Varchar(length=64, primary_key=True),
        "bot": Varchar(length=64, index=True),
        "day_on": Varchar(length=10),
        "fresh": Integer(),
        "state": Varchar(length=20, default="waiting"),
        "code": Varchar(length=40),
        "tries": Integer(default=0),
        "next_at": BigInt(),
        "claimed_until": BigInt(default=0),
        "at": BigInt(index=True),
    },
}
INDEXES = (
    """create index "push_delivery_waiting" on "push_delivery" ("next_at") where "state" = 'waiting' """,
    """create index "bot_digest_waiting" on "bot_digest" ("next_at") where "state" in ('waiting', 'sending') """,
)


async def forwards() -> CreatesTables:
    return create_tables(ID, "notices", TABLES, INDEXES)
