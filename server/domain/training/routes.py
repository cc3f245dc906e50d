"""Training for the office: contests with results, sheets in and out, courses with sessions, mentor pairs, layers."""

from typing import Annotated, Any

from litestar import Request, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.exports import send_book
from server.domain.organisation import sheet_routes
from server.domain.training import rules
from server.domain.training.queries import imports, reading, writing
from server.domain.training.schemas import (
    ContestIn,
    ContestResultIn,
    ContestsOut,
    CourseIn,
    CoursesOut,
    LayerIn,
    LayerOut,
    LayersOut,
    PairIn,
    PairsOut,
    SessionOut,
    TrainingSessionIn,
)
from server.kit.identity import Actor
from server.kit.sheets import WORKBOOK
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
READERS = ("office", "committee_leader")
Year = Annotated[str, QueryParameter(max_length=4)]


@get("/api/contests", summary="Skill contests")
async def list_contests(request: HttpRequest, replication: Mine) -> ContestsOut:
    """All with their results, the newest first."""
    require(request.user, *READERS)
    return await reading.load_contests(replication)


@get("/api/training/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Ranks, attendance and mentor pairs as a workbook")
async def export_training(request: HttpRequest, replication: Mine, year: Year = "") -> Stream:
    """Its first page, the ranks, can be imported again."""
    require(request.user, *READERS)
    return await send_book(replication, request.user, await reading.book(replication, year))


@put("/api/contests/{contest:str}", status_code=200, summary="Write a contest down")
async def put_contest(contest: FromPath[str], data: JSONBody[ContestIn], request: HttpRequest, replication: Mine) -> ContestsOut:
    """Its name, day and trades, over the revision that was seen."""
    require(request.user, "office")
    await writing.keep_contest(replication, request.user, contest, data)
    return await reading.load_contests(replication)


@post("/api/contests/{contest:str}/results", status_code=200, summary="Write a rank down")
async def put_result(contest: FromPath[str], data: JSONBody[ContestResultIn], request: HttpRequest, replication: Mine) -> ContestsOut:
    """It counts for the member's skills, and from first to third for the studio."""
    require(request.user, "office")
    await writing.keep_result(replication, request.user, contest, data)
    return await reading.load_contests(replication)


@post("/api/contest-results/{result:str}/remove", status_code=200, summary="Take a rank away")
async def remove_result(result: FromPath[str], request: HttpRequest, replication: Mine) -> ContestsOut:
    """It counts no longer."""
    require(request.user, "office")
    await writing.drop_result(replication, request.user, result)
    return await reading.load_contests(replication)


@post("/api/contests/{contest:str}/remove", status_code=200, summary="Take a contest away")
async def remove_contest(contest: FromPath[str], request: HttpRequest, replication: Mine) -> ContestsOut:
    """One without ranks."""
    require(request.user, "office")
    await writing.drop_empty(replication, request.user, "contest", contest)
    return await reading.load_contests(replication)


# --- Courses


@get("/api/courses", summary="Courses with their sessions")
async def list_courses(request: HttpRequest, replication: Mine) -> CoursesOut:
    """By layer; with what branches held of their own."""
    require(request.user, *READERS)
    return await reading.load_courses(replication)


@put("/api/courses/{course:str}", status_code=200, summary="Write a course down")
async def put_course(course: FromPath[str], data: JSONBody[CourseIn], request: HttpRequest, replication: Mine) -> CoursesOut:
    """For the branches that its layer reaches from its organisation."""
    require(request.user, "office")
    await writing.keep_course(replication, request.user, course, data)
    return await reading.load_courses(replication)


@put("/api/courses/{course:str}/sessions/{session:str}", status_code=200, summary="Write a session down")
async def put_session(
    course: FromPath[str], session: FromPath[str], data: JSONBody[TrainingSessionIn], request: HttpRequest, replication: Mine
) -> CoursesOut:
    """Branches then mark who of theirs was there, on the phone."""
    require(request.user, "office")
    await writing.keep_session(replication, request.user, course, session, data)
    return await reading.load_courses(replication)


@post("/api/courses/{course:str}/remove", status_code=200, summary="Take a course away")
async def remove_course(course: FromPath[str], request: HttpRequest, replication: Mine) -> CoursesOut:
    """One without sessions."""
    require(request.user, "office")
    await writing.drop_empty(replication, request.user, "course", course)
    return await reading.load_courses(replication)


@get("/api/training-sessions/{session:str}", summary="A session with everyone's mark")
async def get_session(session: FromPath[str], request: HttpRequest, replication: Mine) -> SessionOut:
    """And the branches that have not told who was there."""
    require(request.user, *READERS)
    return await reading.load_session(replication, session)


@post("/api/training-sessions/{session:str}/remove", status_code=200, summary="Take a session away")
async def remove_session(session: FromPath[str], request: HttpRequest, replication: Mine) -> CoursesOut:
    """One that nobody was marked at."""
    require(request.user, "office")
    await writing.drop_empty(replication, request.user, "training_session", session)
    return await reading.load_courses(replication)


@get("/api/training-layers", summary="Layers of courses")
async def list_layers(request: HttpRequest, replication: Mine) -> LayersOut:
    """Whose members each is for."""
    require(request.user, *READERS)
    return await reading.load_layers(replication)


@put("/api/training-layers/{key:str}", status_code=200, summary="Define a layer of courses")
async def put_layer(key: FromPath[str], data: JSONBody[LayerIn], request: HttpRequest, replication: Mine) -> LayerOut:
    """What ships is unconfirmed until the office says so."""
    require(request.user, "office")
    return await writing.keep_layer(replication, request.user, key, data)


# --- Pairs


@get("/api/mentor-pairs", summary="Mentor pairs")
async def list_pairs(request: HttpRequest, replication: Mine) -> PairsOut:
    """Those that run first."""
    require(request.user, *READERS)
    return await reading.load_pairs(replication)


@put("/api/mentor-pairs/{pair:str}", status_code=200, summary="Write a mentor pair down, or what came of it")
async def put_pair(pair: FromPath[str], data: JSONBody[PairIn], request: HttpRequest, replication: Mine) -> PairsOut:
    """It counts for its mentor while it runs and when the apprentice passed."""
    require(request.user, "office")
    await writing.keep_pair(replication, request.user, pair, data)
    return await reading.load_pairs(replication)


@post("/api/mentor-pairs/{pair:str}/remove", status_code=200, summary="Take a mentor pair away")
async def remove_pair(pair: FromPath[str], request: HttpRequest, replication: Mine) -> PairsOut:
    """One that was written down by mistake; it counts no longer."""
    require(request.user, "office")
    await writing.drop_pair(replication, request.user, pair)
    return await reading.load_pairs(replication)


ROUTES = (
    list_contests,
    export_training,
    *sheet_routes("/api/contests", "技能比武", "contest results", rules.template, imports.import_sheet, imports.mark_sheet),
    put_contest,
    put_result,
    remove_result,
    remove_contest,
    list_courses,
    put_course,
    put_session,
    remove_course,
    get_session,
    remove_session,
    list_layers,
    put_layer,
    list_pairs,
    put_pair,
    remove_pair,
)
