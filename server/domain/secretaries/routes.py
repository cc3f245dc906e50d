"""Secretaries for the office: who they are, one of them over the years, what the office notes, what it arranges, sheets in and out."""

from typing import Annotated, Any

from litestar import Request, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.exports import send_book
from server.domain.organisation import sheet_routes, today_of
from server.domain.secretaries import rules
from server.domain.secretaries.queries import imports, reading, writing
from server.domain.secretaries.schemas import (
    SecretariesOut,
    SecretaryNeedMovedOut,
    SecretaryNeedMoveIn,
    SecretaryNeedOfCourseOut,
    SecretaryNoteIn,
    SecretaryNoteOut,
    SecretaryProfileOut,
)
from server.kit.identity import Actor
from server.kit.sheets import WORKBOOK, Book, Page
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
READERS = ("office", "committee_leader")
Course = Annotated[str, QueryParameter(max_length=64)]
Year = Annotated[int, QueryParameter(ge=0, le=2999)]


def _year(replication: Replication, asked: int) -> int:
    return asked or int(today_of(replication)[:4])


@get("/api/secretaries", summary="Secretaries")
async def list_secretaries(request: HttpRequest, replication: Mine, year: Year = 0) -> SecretariesOut:
    """Who leads a branch now, and how far the notes of a year have come; for office and committee leaders, by branch and never by rank."""
    require(request.user, *READERS)
    return await reading.load_secretaries(replication, _year(replication, year))


@get("/api/secretaries/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Notes and needs of secretaries as a workbook")
async def export_secretaries(request: HttpRequest, replication: Mine, year: Year = 0) -> Stream:
    """All of a year."""
    require(request.user, *READERS)
    asked = _year(replication, year)
    pages = [
        Page("十一项", rules.NOTE_COLUMNS, reading.note_rows(replication, asked)),
        Page("培训需求", rules.NEED_COLUMNS, reading.need_rows(replication, asked)),
    ]
    return await send_book(replication, request.user, Book("三基四会四强", {"年度": str(asked)}, pages))


@get("/api/secretaries/{member:str}", summary="A secretary over the years")
async def show_secretary(member: FromPath[str], request: HttpRequest, replication: Mine) -> SecretaryProfileOut:
    """What both sides say of the eleven items, and what the secretary wants to learn. The branch does not see it."""
    require(request.user, *READERS)
    return await reading.load_profile(replication, member)


@put("/api/secretaries/{member:str}/note", status_code=200, summary="Note something about a secretary")
async def put_secretary_note(member: FromPath[str], data: JSONBody[SecretaryNoteIn], request: HttpRequest, replication: Mine) -> SecretaryNoteOut:
    """A level in a word and an example that shows it; the secretary reads it. Nobody notes about themselves."""
    require(request.user, "office")
    return await writing.keep_note(replication, request.user, member, data)


@post("/api/secretary-needs/{need:str}/move", status_code=200, summary="Arrange what a secretary wants to learn, or answer it")
async def move_secretary_need(
    need: FromPath[str], data: JSONBody[SecretaryNeedMoveIn], request: HttpRequest, replication: Mine
) -> SecretaryNeedMovedOut:
    """Over exactly the need that was seen. Nobody answers an own one."""
    require(request.user, "office")
    return await writing.move_need(replication, request.user, need, data)


@get("/api/secretary-needs", summary="What secretaries want to learn and a course answers")
async def list_needs_of_course(course: Course, request: HttpRequest, replication: Mine) -> list[SecretaryNeedOfCourseOut]:
    """For office and committee leaders, as the profiles are: whoever else sees the course does not see who asked for it."""
    require(request.user, *READERS)
    return await reading.load_of_course(replication, course)


ROUTES = (
    list_needs_of_course,
    list_secretaries,
    export_secretaries,
    *sheet_routes("/api/secretaries", "书记组织意见", "notes about secretaries", rules.template, imports.import_notes, imports.mark_notes),
    show_secretary,
    put_secretary_note,
    move_secretary_need,
)
