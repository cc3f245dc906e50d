"""Projects for the office: the list and the wall, one story with its next step, grades and levels, sheets in and out, the report on paper."""

from typing import Annotated, Any, Literal

from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.audit import ChoiceIn
from server.domain.exports import note_export, send_book
from server.domain.organisation import sheet_routes
from server.domain.papers import WORD, Format
from server.domain.projects import rules
from server.domain.projects.queries import imports, moving, reading
from server.domain.projects.schemas import (
    ProjectChoiceOut,
    ProjectMovedOut,
    ProjectMoveIn,
    ProjectOptionsOut,
    ProjectsOut,
    ProjectStoryOut,
)
from server.kit.identity import Actor
from server.kit.sheets import WORKBOOK, Book, Page, attached
from server.kit.typeset import PDF
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
READERS = ("office", "committee_leader")
Wanted = Annotated[Literal["all", "open", "waiting", "accepted", "ended", "drafts"], QueryParameter(name="list")]
Coloured = Annotated[Literal["", "grey", "yellow", "green", "red"], QueryParameter()]
Text = Annotated[str, QueryParameter(max_length=64)]
Form = Annotated[Format, QueryParameter(name="format")]


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
    field: FromPath[str], key: FromPath[str], data: JSONBody[ChoiceIn], request: HttpRequest, replication: Mine
) -> ProjectChoiceOut:
    """What ships is unconfirmed until the office says that it is the mine's."""
    require(request.user, "office")
    return await moving.define_choice(replication, request.user.account, field, key, data)


ROUTES = (
    list_projects,
    export_projects,
    show_project_options,
    *sheet_routes("/api/projects", "突破项目", "projects", rules.template, imports.import_projects, imports.mark_projects),
    show_project,
    take_report,
    move_project,
    put_project_choice,
)
