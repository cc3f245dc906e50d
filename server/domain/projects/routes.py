"""Projects for the office: the list and the wall, one story with its next step, grades and levels, sheets in and out, the report on paper."""

import re
from typing import Annotated, Any, Literal

from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter, RawBody
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.exports import note_export, send_book
from server.domain.organisation import OwnedReport, TakesWorkbook
from server.domain.papers import WORD, Format
from server.domain.projects import rules
from server.domain.projects.queries import imports, moving, reading
from server.domain.projects.schemas import (
    ProjectChoiceIn,
    ProjectChoiceOut,
    ProjectMovedOut,
    ProjectMoveIn,
    ProjectOptionsOut,
    ProjectsOut,
    ProjectStoryOut,
)
from server.kit.identity import Actor
from server.kit.problems import Reason, invalid
from server.kit.sheets import WORKBOOK, Book, Page, attached
from server.kit.typeset import PDF
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
READERS = ("office", "committee_leader")
BYTES_AT_MOST = 10_000_000
Wanted = Annotated[Literal["all", "open", "waiting", "accepted", "ended", "drafts"], QueryParameter(name="list")]
Coloured = Annotated[Literal["", "grey", "yellow", "green", "red"], QueryParameter()]
Text = Annotated[str, QueryParameter(max_length=64)]
Form = Annotated[Format, QueryParameter(name="format")]
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


@get("/api/projects", summary="Breakthrough projects")
async def list_projects(
    request: HttpRequest, replication: Mine, wanted: Wanted = "all", colour: Coloured = "", org: Text = "", cursor: FromQuery[str | None] = None
) -> ProjectsOut:
    """For office and committee leaders, by the day they end; counts are of all. `org` is an owner, or a general branch above owners."""
    require(request.user, *READERS)
    return await reading.load_projects(replication, wanted, colour, org, cursor)


@get("/api/projects/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Breakthrough projects as a workbook")
async def export_projects(request: HttpRequest, replication: Mine, wanted: Wanted = "all", colour: Coloured = "", org: Text = "") -> Stream:
    """All that `/api/projects` pages through."""
    require(request.user, *READERS)
    chosen = {"列表": wanted, "颜色": colour, "承办组织": await reading.name_of(replication, org)}
    page = Page("突破项目", rules.COLUMNS, reading.project_rows(replication, wanted, colour, org))
    return await send_book(replication, request.user, Book("突破项目", {name: words for name, words in chosen.items() if words}, [page]))


@get("/api/projects/options", summary="What projects are described by")
async def show_project_options(request: HttpRequest, replication: Mine) -> ProjectOptionsOut:
    """Grades, levels of buy-back, and who may own a project."""
    require(request.user, *READERS)
    return await reading.load_options(replication)


@get("/api/projects/template", media_type=WORKBOOK, summary="An empty sheet of projects")
async def show_project_template(request: HttpRequest) -> Response[bytes]:
    """A workbook with the columns, and how to fill them in."""
    require(request.user, "office")
    return Response(rules.template(), media_type=WORKBOOK, headers=attached("突破项目模板.xlsx"))


@post(
    "/api/projects/import",
    status_code=200,
    request_max_body_size=BYTES_AT_MOST,
    operation_class=TakesWorkbook,
    summary="Import a sheet of projects, or say what that would do",
)
async def import_project_sheet(body: RawBody, request: HttpRequest, replication: Mine, dry_run: FromQuery[bool] = False) -> OwnedReport:
    """An Excel workbook of projects that the mine has approved. Rows that cannot be taken are refused one by one; `dry_run` writes nothing."""
    require(request.user, "office")
    return await imports.import_projects(replication, request.user, body, dry_run)


@post(
    "/api/projects/import/problems",
    status_code=200,
    request_max_body_size=BYTES_AT_MOST,
    operation_class=TakesWorkbook,
    media_type=WORKBOOK,
    summary="The sheet of projects with its problems",
)
async def mark_project_sheet(body: RawBody, request: HttpRequest, replication: Mine) -> Response[bytes]:
    """The same workbook with one more column, 问题, that says why rows are refused. Nothing is written."""
    require(request.user, "office")
    marked = await imports.mark_projects(replication, request.user, body)
    return Response(marked, media_type=WORKBOOK, headers=attached("突破项目（问题）.xlsx"))


@get("/api/projects/{project:str}", summary="A project's story")
async def show_project(project: FromPath[str], request: HttpRequest, replication: Mine) -> ProjectStoryOut:
    """The proposal, every step with who, when and which words, where it was promoted to, and what was paid."""
    require(request.user, *READERS)
    return await reading.load_story(replication, project)


@get("/api/projects/{project:str}/report", media_type=PDF, opt={"uncompressed": True}, summary="A project's report as Word or PDF")
async def take_report(project: FromPath[str], request: HttpRequest, replication: Mine, form: Form = "pdf") -> Response[bytes]:
    """立项报告, for office, committee leaders and those who hold a post in a branch of the owner."""
    name, content = await reading.write_proposal(replication, request.user, project, form)
    await note_export(replication, request.user, f"{name}.{form}", {}, 1)
    return Response(content, media_type=PDF if form == "pdf" else WORD, headers=attached(f"{name}.{form}"))


@post("/api/projects/{project:str}/move", status_code=200, summary="Take a step about a project")
async def move_project(project: FromPath[str], data: JSONBody[ProjectMoveIn], request: HttpRequest, replication: Mine) -> ProjectMovedOut:
    """Over exactly the story that was seen; who may take which step and what it needs, the lifecycle says. Nobody decides about an own project."""
    require(request.user, *READERS)
    return ProjectMovedOut(project, await moving.move(replication, request.user, project, data))


@put("/api/project-choices/{field:str}/{key:str}", status_code=200, summary="Define a grade or a level")
async def put_project_choice(
    field: FromPath[str], key: FromPath[str], data: JSONBody[ProjectChoiceIn], request: HttpRequest, replication: Mine
) -> ProjectChoiceOut:
    """What ships is unconfirmed until the office says that it is the mine's."""
    require(request.user, "office")
    if field not in ("grade", "level"):
        raise invalid([Reason("field", "只有等级和回购级别可以定义")])
    if not _KEY.fullmatch(key) or not data.title.strip():
        raise invalid([Reason("key", "代号要用小写字母开头，由字母、数字和下划线组成；名称不能空着")])
    return await moving.keep_choice(replication, request.user.account, field, key, data)


ROUTES = (
    list_projects,
    export_projects,
    show_project_options,
    show_project_template,
    import_project_sheet,
    mark_project_sheet,
    show_project,
    take_report,
    move_project,
    put_project_choice,
)
