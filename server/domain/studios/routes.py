"""Studios and achievements for the office: lists, histories with the decision, a studio with its year and quarter, sheets in and out."""

from typing import Annotated, Any, Literal

from litestar import Request, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.exports import send_book
from server.domain.files import FileOut, load_shown
from server.domain.organisation import sheet_routes
from server.domain.studios import rules
from server.domain.studios.queries import imports, reading, writing
from server.domain.studios.queries.reading import Filter
from server.domain.studios.schemas import (
    AchievementsOut,
    AchievementStoryOut,
    DecideAchievementIn,
    DecidedAchievementOut,
    StudioChoiceIn,
    StudioChoiceOut,
    StudioDetailOut,
    StudioIn,
    StudioReportOut,
    StudiosOut,
    TargetsIn,
)
from server.kit.identity import Actor
from server.kit.sheets import WORKBOOK
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
READERS = ("office", "committee_leader")
State = Annotated[Literal["", "submitted", "returned", "approved", "withdrawn"], QueryParameter(name="state")]
Text = Annotated[str, QueryParameter(max_length=64)]
Year = Annotated[str, QueryParameter(max_length=4)]
AskedYear = Annotated[int | None, QueryParameter(ge=2000, le=2100)]


@get("/api/achievements", summary="Achievements")
async def list_achievements(
    request: HttpRequest,
    replication: Mine,
    wanted: State = "",
    kind: Text = "",
    org: Text = "",
    studio: Text = "",
    year: Year = "",
    cursor: FromQuery[str | None] = None,
) -> AchievementsOut:
    """Those that were filed, the newest first; for office and committee leaders."""
    require(request.user, *READERS)
    return await reading.load_achievements(replication, Filter(wanted, kind, org, studio, year), cursor)


@get("/api/achievements/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Achievements as a workbook")
async def export_achievements(
    request: HttpRequest, replication: Mine, wanted: State = "", kind: Text = "", org: Text = "", studio: Text = "", year: Year = ""
) -> Stream:
    """All that `/api/achievements` pages through; recognised ones can be imported again."""
    require(request.user, *READERS)
    async with replication.database.read():
        kinds = {one.key: one.title for one in await reading.load_choices(replication.database.fetch)}
    chosen = {"状态": rules.LIFECYCLE.words.get(wanted, ""), "类型": kinds.get(kind, kind), "年度": year}
    book = rules.achievements_book(reading.achievement_rows(replication, Filter(wanted, kind, org, studio, year)), chosen, kinds)
    return await send_book(replication, request.user, book)


@get("/api/achievements/{achievement:str}", summary="An achievement's history")
async def show_achievement(achievement: FromPath[str], request: HttpRequest, replication: Mine) -> AchievementStoryOut:
    """Everything it says, every step of it, and what the person may do about it."""
    require(request.user, *READERS)
    return await reading.load_story(replication, request.user, achievement)


@get("/api/achievements/{achievement:str}/files", summary="The photos that show an achievement")
async def list_achievement_files(achievement: FromPath[str], request: HttpRequest, replication: Mine) -> list[FileOut]:
    """Oldest first, also those whose bytes have not come yet."""
    require(request.user, *READERS)
    await reading.find_filed(replication.database.fetch, achievement)
    return await load_shown(replication, achievement)


@post("/api/achievements/{achievement:str}/approve", status_code=200, summary="Recognise an achievement")
async def approve_achievement(
    achievement: FromPath[str], data: JSONBody[DecideAchievementIn], request: HttpRequest, replication: Mine
) -> DecidedAchievementOut:
    """Over exactly the revision that was seen, at the level applied for or another. From this day it counts for those who took part."""
    return await _decide(request, replication, achievement, "approve", data)


@post("/api/achievements/{achievement:str}/return", status_code=200, summary="Return an achievement")
async def return_achievement(
    achievement: FromPath[str], data: JSONBody[DecideAchievementIn], request: HttpRequest, replication: Mine
) -> DecidedAchievementOut:
    """With the reason; the branch mends it and files it again."""
    return await _decide(request, replication, achievement, "return", data)


@post("/api/achievements/{achievement:str}/revoke", status_code=200, summary="Revoke a recognised achievement")
async def revoke_achievement(
    achievement: FromPath[str], data: JSONBody[DecideAchievementIn], request: HttpRequest, replication: Mine
) -> DecidedAchievementOut:
    """With the reason; it counts for nobody from then on. A frozen quarter stays as it is."""
    return await _decide(request, replication, achievement, "revoke", data)


async def _decide(request: HttpRequest, replication: Replication, achievement: str, move: str, data: DecideAchievementIn) -> DecidedAchievementOut:
    require(request.user, "office")
    return DecidedAchievementOut(achievement, await writing.decide(replication, request.user, achievement, move, data))


# --- Studios


@get("/api/studios", summary="Studios in a year")
async def list_studios(request: HttpRequest, replication: Mine, year: AskedYear = None) -> StudiosOut:
    """Each with its people and how far it is; without `year`, the running one."""
    require(request.user, *READERS)
    return await reading.load_studios(replication, year or reading.this_year(replication))


@get("/api/studios/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Studios in a year as a workbook")
async def export_studios(request: HttpRequest, replication: Mine, year: AskedYear = None) -> Stream:
    """All that `/api/studios` lists."""
    require(request.user, *READERS)
    found = await reading.load_studios(replication, year or reading.this_year(replication))
    return await send_book(replication, request.user, rules.studios_book(found.studios, found.year))


@get("/api/studios/{studio:str}", summary="A studio")
async def show_studio(studio: FromPath[str], request: HttpRequest, replication: Mine, year: AskedYear = None) -> StudioDetailOut:
    """With a year and its achievements."""
    require(request.user, *READERS)
    return await reading.load_studio(replication, studio, year or reading.this_year(replication))


@put("/api/studios/{studio:str}", status_code=200, summary="Describe a studio")
async def put_studio(studio: FromPath[str], data: JSONBody[StudioIn], request: HttpRequest, replication: Mine) -> StudioDetailOut:
    """Whose it is, its name and people over time; over the revision that was seen, 0 for a new one."""
    require(request.user, "office")
    await writing.keep_studio(replication, request.user, studio, data)
    return await reading.load_studio(replication, studio, reading.this_year(replication))


@put("/api/studios/{studio:str}/years/{year:str}", status_code=200, summary="Set a studio's targets for a year")
async def put_targets(
    studio: FromPath[str], year: FromPath[str], data: JSONBody[TargetsIn], request: HttpRequest, replication: Mine
) -> StudioDetailOut:
    """What is not named is as usual."""
    require(request.user, "office")
    wanted = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else 0
    await writing.keep_targets(replication, request.user, studio, wanted, data.targets)
    return await reading.load_studio(replication, studio, wanted)


@get("/api/studios/{studio:str}/report/{quarter:str}", summary="A studio's quarter")
async def show_report(studio: FromPath[str], quarter: FromPath[str], request: HttpRequest, replication: Mine) -> StudioReportOut:
    """Its achievements of the quarter, what is under way, and how the year stands: to be printed."""
    require(request.user, *READERS)
    return await reading.load_report(replication, studio, quarter)


@put("/api/studio-choices/{field:str}/{key:str}", status_code=200, summary="Define what counts towards a studio's year")
async def put_studio_choice(
    field: FromPath[str], key: FromPath[str], data: JSONBody[StudioChoiceIn], request: HttpRequest, replication: Mine
) -> StudioChoiceOut:
    """What ships is unconfirmed until the office says so."""
    require(request.user, "office")
    return await writing.define_choice(replication, request.user.account, field, key, data)


ROUTES = (
    list_achievements,
    export_achievements,
    *sheet_routes("/api/achievements", "创新成果", "recognised achievements", rules.template, imports.import_sheet, imports.mark_sheet),
    show_achievement,
    list_achievement_files,
    approve_achievement,
    return_achievement,
    revoke_achievement,
    list_studios,
    export_studios,
    show_studio,
    put_studio,
    put_targets,
    show_report,
    put_studio_choice,
)
