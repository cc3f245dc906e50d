"""What the office is told of opinions, and what it answers."""

from typing import Annotated, Literal

import msgspec


class OpinionOut(msgspec.Struct, frozen=True, kw_only=True):
    """One opinion. `by_name` and `branch_name` are empty where the person is not named. `own`: whoever asks wrote it, and does not answer it."""

    opinion: str
    kind: Literal["burden", "fault", "suggestion", "complaint"]
    text: str
    about: str
    route: str
    is_named: bool
    by_name: str
    branch_name: str
    state: Literal["waiting", "answered", "closed"]
    sent_at: int
    answer: str
    answered_by_name: str
    answered_at: int | None
    outcome: str
    closed_at: int | None
    own: bool


class OpinionPage(msgspec.Struct, frozen=True):
    """Opinions in one state; `more`: there are others, which leave with the workbook."""

    items: list[OpinionOut]
    more: bool


class AnswerOpinionIn(msgspec.Struct, forbid_unknown_fields=True):
    """The words that the person reads; `closes`: with them it is settled."""

    answer: Annotated[str, msgspec.Meta(max_length=1000)]
    closes: bool = False


class CloseOpinionIn(msgspec.Struct, forbid_unknown_fields=True):
    """What came of it, in words, if there is more to say than the answer did."""

    outcome: Annotated[str, msgspec.Meta(max_length=1000)] = ""


class OpinionFiguresOut(msgspec.Struct, frozen=True):
    """How many wait now; of those sent in the running `quarter` how many came, how many have an answer, and after how many days (median)."""

    waiting: int
    quarter: str
    came: int
    answered: int
    median_days: float | None
