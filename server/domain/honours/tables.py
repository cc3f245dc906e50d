"""Honours, their levels, and stories with what becomes of them: their pictures, the consent of who is told of, and the page that members read."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = (
    'create index "honour_newest" on "honour" ("year", "id")',
    'create index "honour_of_org" on "honour" ("org", "year")',
    'create index "honour_of_branch" on "honour" ("branch", "year")',
    'create index "story_newest" on "story" ("edited_at", "id")',
    'create index "story_page_newest" on "story_page" ("published_at", "id")',
)


class Honour(SyncedColumns, Table, tablename="honour"):
    """An honour that a `member` or an organisation (`org`) was given in a year; the other of both is empty. `level` is a key of HonourChoice.

    `name` is whose it is, as it was called then, `branch` where that belonged; `source` is entry, or the import that brought it.
    """

    id = Varchar(length=64, primary_key=True)
    year = Integer()
    level = Varchar(length=40)
    title = Varchar(length=100)
    giver = Varchar(length=100, default="")
    member = Varchar(length=64, default="", index=True)
    org = Varchar(length=64, default="")
    branch = Varchar(length=64, null=True, default=None)
    name = Varchar(length=100, default="")
    text = Varchar(length=500, default="")
    source = Varchar(length=80, default="entry")
    entered_by = Varchar(length=64, default="")
    entered_by_name = Varchar(length=100, default="")
    entered_at = BigInt(default=0)


class HonourChoice(SyncedColumns, Table, tablename="honour_choice"):
    """A level of honours, the highest first by `place`. `is_confirmed`: the mine has said that it counts so; what ships has not been."""

    id = Varchar(length=64, primary_key=True)
    field = Varchar(length=10)
    key = Varchar(length=40)
    title = Varchar(length=40)
    place = Integer(default=0)
    is_confirmed = Boolean(default=False)
    is_off = Boolean(default=False)


class Story(SyncedColumns, Table, tablename="story"):
    """A typical person or case (典型) as the office writes it; it is on no phone. `blocks` are paragraphs, headings, quotes and pictures in order.

    `people` are those who are told of or to be seen: {member, name}, the member empty for who is not on the roster. `printed` is where it was put
    up or printed: {on, place, copies, by_name}. `edited_by` wrote the text that stands.
    """

    id = Varchar(length=64, primary_key=True)
    kind = Varchar(length=10)
    title = Varchar(length=60, default="")
    lead = Varchar(length=200, default="")
    org = Varchar(length=64)
    people = Text(default="[]")
    blocks = Text(default="[]")
    state = Varchar(length=20, default="draft")
    printed = Text(default="[]")
    edited_by = Varchar(length=64, default="")
    edited_by_name = Varchar(length=100, default="")
    edited_at = BigInt(default=0)
    published_at = BigInt(null=True, default=None)


class StoryStep(SyncedColumns, Table, tablename="story_step"):
    """What somebody did to a story, for ever: a move, an answer about consent, a print. `place` is its number in the story's history."""

    id = Varchar(length=64, primary_key=True)
    story = Varchar(length=64, index=True)
    place = Integer()
    act = Varchar(length=20)
    at = BigInt()
    by = Varchar(length=64, default="")
    by_name = Varchar(length=100, default="")
    text = Varchar(length=500, default="")


class StoryConsent(SyncedColumns, Table, tablename="story_consent"):
    """Whether someone agrees to a story about them, as it was asked at `asked_at`: a text that changes is asked about anew, in another row.

    `state` is asked, given, declined or withdrawn, answered by `way`, phone or paper; `paper` is the file of what they signed, `printed` what
    cannot be taken back.
    """

    id = Varchar(length=64, primary_key=True)
    story = Varchar(length=64, index=True)
    member = Varchar(length=64, default="", index=True)
    name = Varchar(length=100)
    title = Varchar(length=60, default="")
    state = Varchar(length=20, default="asked")
    way = Varchar(length=10, default="")
    asked_at = BigInt()
    answered_at = BigInt(null=True, default=None)
    answered_by_name = Varchar(length=100, default="")
    note = Varchar(length=500, default="")
    paper = Varchar(length=64, default="")
    printed = Text(default="[]")


class StoryPage(SyncedColumns, Table, tablename="story_page"):
    """A story as it is read: by everyone once it is published and everybody in it agrees, or by the one `member` who is asked to agree. A conclusion.

    `pictures` are small copies by id: {width, height, small}, in base64. Of everyone's pages phones hold those that are `is_carried`: the newest
    ones, as far as their `size` (bytes) goes.
    """

    id = Varchar(length=64, primary_key=True)
    story = Varchar(length=64, index=True)
    member = Varchar(length=64, default="")
    kind = Varchar(length=10)
    title = Varchar(length=60)
    lead = Varchar(length=200, default="")
    org = Varchar(length=64)
    org_name = Varchar(length=100, default="")
    names = Varchar(length=500, default="")
    blocks = Text(default="[]")
    pictures = Text(default="{}")
    honours = Text(default="[]")
    published_at = BigInt()
    is_carried = Boolean(default=False)
    size = Integer(default=0)


class StoryPicture(Table, tablename="story_picture"):
    """A picture of a story, or the paper on which somebody agreed (`kind` picture or paper), with its small copy in base64."""

    id = Varchar(length=64, primary_key=True)
    story = Varchar(length=64, index=True)
    kind = Varchar(length=10)
    content = Varchar(length=64)
    mime = Varchar(length=60)
    width = Integer(default=0)
    height = Integer(default=0)
    small = Text(default="")
    by = Varchar(length=64)
    at = BigInt()
