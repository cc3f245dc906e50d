"""Skill contests with their results, layered courses with sessions and attendance, mentor pairs, and their dictionary."""

from piccolo.columns import BigInt, Boolean, Integer, Text, Varchar
from piccolo.table import Table

from server.replication import SyncedColumns

INDEXES = (
    'create index "contest_result_of_branch" on "contest_result" ("branch", "held_on")',
    'create index "training_mark_of_branch" on "training_mark" ("branch", "held_on")',
    'create index "mentor_pair_of_branch" on "mentor_pair" ("branch", "from_on")',
)


class Contest(SyncedColumns, Table, tablename="contest"):
    """A skill contest (技能比武) and the trades in which it was held, a list of texts."""

    id = Varchar(length=64, primary_key=True)
    title = Varchar(length=100)
    held_on = Varchar(length=10)
    trades = Text(default="[]")
    note = Varchar(length=500, default="")
    edited_by = Varchar(length=64, default="")
    edited_by_name = Varchar(length=100, default="")
    edited_at = BigInt(default=0)


class ContestResult(SyncedColumns, Table, tablename="contest_result"):
    """A member's rank in a trade of a contest: first, second, third, or other for whoever took part. Title and day are the contest's."""

    id = Varchar(length=64, primary_key=True)
    contest = Varchar(length=64, index=True)
    title = Varchar(length=100)
    held_on = Varchar(length=10)
    trade = Varchar(length=60)
    member = Varchar(length=64, index=True)
    name = Varchar(length=100)
    branch = Varchar(length=64)
    rank = Varchar(length=20)
    entered_by = Varchar(length=64)
    entered_by_name = Varchar(length=100, default="")
    entered_at = BigInt()


class Course(SyncedColumns, Table, tablename="course"):
    """A course (培训课程) of a layer, held by an organisation; `branches` (a list) are those whose members it is for: all, where `reach` is mine."""

    id = Varchar(length=64, primary_key=True)
    layer = Varchar(length=40)
    reach = Varchar(length=20)
    org = Varchar(length=64, index=True)
    branches = Text(default="[]")
    title = Varchar(length=100)
    subject = Varchar(length=500, default="")
    closed_on = Varchar(length=10, default="")
    edited_by = Varchar(length=64, default="")
    edited_at = BigInt(default=0)


class TrainingSession(SyncedColumns, Table, tablename="training_session"):
    """One session: the day, the place, who taught. Title, layer, reach and branches are its course's; a branch's own has none ('').

    `cancel_reason` is why its branch took it back, '' while it stands: then nobody is marked at it.
    """

    id = Varchar(length=64, primary_key=True)
    course = Varchar(length=64, index=True)
    title = Varchar(length=100)
    layer = Varchar(length=40)
    reach = Varchar(length=20)
    branches = Text(default="[]")
    held_on = Varchar(length=10)
    place = Varchar(length=100, default="")
    lecturer = Varchar(length=100, default="")
    cancel_reason = Varchar(length=200, default="")
    edited_by = Varchar(length=64, default="")
    edited_at = BigInt(default=0)


class TrainingMark(SyncedColumns, Table, tablename="training_mark"):
    """Whether a member was at a session: present, leave, absent, or made_up later; with a reason where one is due. `at` in epoch ms."""

    id = Varchar(length=64, primary_key=True)
    session = Varchar(length=64, index=True)
    title = Varchar(length=100, default="")
    held_on = Varchar(length=10, default="")
    member = Varchar(length=64, index=True)
    branch = Varchar(length=64)
    status = Varchar(length=20)
    reason = Varchar(length=200, default="")
    by = Varchar(length=64, default="")
    by_name = Varchar(length=100, default="")
    at = BigInt(default=0)


class MentorPair(SyncedColumns, Table, tablename="mentor_pair"):
    """A mentor and an apprentice (师带徒) with their goal, from a day to another, and what came of it: result passed, failed, or '' while it runs.

    The apprentice may be a worker who is no member: then there is only a name.
    """

    id = Varchar(length=64, primary_key=True)
    branch = Varchar(length=64)
    mentor = Varchar(length=64, index=True)
    mentor_name = Varchar(length=100)
    apprentice = Varchar(length=64, default="")
    apprentice_name = Varchar(length=100)
    trade = Varchar(length=60, default="")
    goal = Varchar(length=500)
    from_on = Varchar(length=10)
    to_on = Varchar(length=10)
    result = Varchar(length=20, default="")
    ended_on = Varchar(length=10, default="")
    note = Varchar(length=500, default="")
    edited_by = Varchar(length=64, default="")
    edited_by_name = Varchar(length=100, default="")
    edited_at = BigInt(default=0)


class TrainingChoice(SyncedColumns, Table, tablename="training_choice"):
    """A layer of courses: whose members it is for (`reach`: mine, general_branch, branch). `is_confirmed`: the mine has said so."""

    id = Varchar(length=64, primary_key=True)
    key = Varchar(length=40)
    title = Varchar(length=40)
    reach = Varchar(length=20)
    place = Integer(default=0)
    is_confirmed = Boolean(default=False)
    is_off = Boolean(default=False)
