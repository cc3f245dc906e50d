"""Honours and stories at the office; what is published, for everyone who has signed in."""

from typing import Annotated, Any, Literal

from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter, RawBody
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.exports import send_book
from server.domain.honours import rules
from server.domain.honours.queries import giving, imports, reading, writing
from server.domain.honours.queries.giving import Wanted
from server.domain.honours.schemas import (
    AnswerIn,
    HonourChangeIn,
    HonourIn,
    HonourKeptOut,
    HonourOptionsOut,
    HonourReport,
    HonoursOut,
    LevelIn,
    LevelOut,
    MoveIn,
    PictureOut,
    PrintedIn,
    ReadLinesOut,
    ReadOut,
    RemoveIn,
    StoriesOut,
    StoryIn,
    TaleOut,
)
from server.domain.organisation import TakesWorkbook
from server.kit.identity import Actor
from server.kit.sheets import WORKBOOK, attached
from server.replication import Replication

BYTES_AT_MOST = 10_000_000
PICTURE_BYTES_AT_MOST = 12 * 1024 * 1024 + 1
READERS = ("office", "committee_leader")
NOTHING_RUNS = "default-src 'none'; sandbox"
HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
Text = Annotated[str, QueryParameter(max_length=64)]
State = Annotated[Literal["", "draft", "reviewed", "published", "withdrawn"], QueryParameter()]
PictureKind = Annotated[Literal["picture", "paper"], QueryParameter()]


@get("/api/honours", summary="Honours")
async def list_honours(
    request: HttpRequest, replication: Mine, level: Text = "", org: Text = "", words: Text = "", cursor: FromQuery[str | None] = None
) -> HonoursOut:
    """For office and committee leaders, the newest year first; narrowed by level, organisation, and words of title or name."""
    require(request.user, *READERS)
    return await giving.load_honours(replication, Wanted(level, org, words.strip()), cursor)


@get("/api/honours/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Honours as a workbook")
async def export_honours(request: HttpRequest, replication: Mine, level: Text = "", org: Text = "", words: Text = "") -> Stream:
    """All that `/api/honours` pages through, as a sheet that can be imported again."""
    require(request.user, *READERS)
    wanted = Wanted(level, org, words.strip())
    chosen = await giving.words_of(replication, wanted)
    return await send_book(replication, request.user, rules.honours_book(giving.honour_rows(replication, wanted), chosen))


@get("/api/honours/options", summary="What honours and stories are made from")
async def show_options(request: HttpRequest, replication: Mine) -> HonourOptionsOut:
    """Levels, and the organisations that may be honoured."""
    require(request.user, *READERS)
    return await giving.load_options(replication)


@get("/api/honours/template", media_type=WORKBOOK, summary="An empty sheet of honours")
async def show_template(request: HttpRequest, replication: Mine) -> Response[bytes]:
    """A workbook with its columns, and how to fill them in."""
    require(request.user, "office")
    levels = [one.title for one in (await giving.load_options(replication)).levels if not one.is_off]
    return _workbook(rules.template(levels), "荣誉模板.xlsx")


@post("/api/honours", status_code=200, summary="Enter an honour")
async def enter_honour(data: JSONBody[HonourIn], request: HttpRequest, replication: Mine) -> HonourKeptOut:
    """Of a member or of an organisation. The same of a year is entered once."""
    require(request.user, "office")
    return HonourKeptOut(await giving.enter(replication, request.user, data))


@put("/api/honours/{honour:str}", status_code=200, summary="Put an honour right")
async def change_honour(honour: FromPath[str], data: JSONBody[HonourChangeIn], request: HttpRequest, replication: Mine) -> HonourKeptOut:
    """Its level, giver and words; what was before stays in the history."""
    require(request.user, "office")
    await giving.change(replication, request.user, honour, data)
    return HonourKeptOut(honour)


@post("/api/honours/{honour:str}/remove", status_code=200, summary="Remove what was never an honour")
async def remove_honour(honour: FromPath[str], data: JSONBody[RemoveIn], request: HttpRequest, replication: Mine) -> HonourKeptOut:
    """With the reason."""
    require(request.user, "office")
    await giving.remove(replication, request.user, honour, data.reason)
    return HonourKeptOut(honour)


@post(
    "/api/honours/import",
    status_code=200,
    request_max_body_size=BYTES_AT_MOST,
    operation_class=TakesWorkbook,
    summary="Import a sheet of honours, or say what that would do",
)
async def import_honours(body: RawBody, request: HttpRequest, replication: Mine, dry_run: FromQuery[bool] = False) -> HonourReport:
    """The body is an Excel workbook. Rows that cannot be taken are refused one by one; the others are written in one transaction."""
    require(request.user, "office")
    return await imports.import_sheet(replication, request.user, body, dry_run)


@post(
    "/api/honours/import/problems",
    status_code=200,
    request_max_body_size=BYTES_AT_MOST,
    operation_class=TakesWorkbook,
    media_type=WORKBOOK,
    summary="The sheet of honours with its problems",
)
async def mark_honours(body: RawBody, request: HttpRequest, replication: Mine) -> Response[bytes]:
    """The same workbook with one more column, 问题, that says why rows are refused. Nothing is written."""
    require(request.user, "office")
    return _workbook(await imports.mark_sheet(replication, request.user, body), "荣誉（问题）.xlsx")


@put("/api/honour-choices/{field:str}/{key:str}", status_code=200, summary="Define a level of honours")
async def put_level(field: FromPath[str], key: FromPath[str], data: JSONBody[LevelIn], request: HttpRequest, replication: Mine) -> LevelOut:
    """What ships is unconfirmed until the office says that the mine counts so."""
    require(request.user, "office")
    return await giving.define_level(replication, request.user.account, field, key, data)


def _workbook(content: bytes, name: str) -> Response[bytes]:
    return Response(content, media_type=WORKBOOK, headers=attached(name))


# --- Stories at the office


@get("/api/stories", summary="Stories as the office writes them")
async def list_stories(request: HttpRequest, replication: Mine, story_state: State = "", cursor: FromQuery[str | None] = None) -> StoriesOut:
    """For office and committee leaders, the one written last first."""
    require(request.user, *READERS)
    return await reading.load_stories(replication, story_state, cursor)


@get("/api/stories/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Stories as a workbook")
async def export_stories(request: HttpRequest, replication: Mine, story_state: State = "") -> Stream:
    """All that `/api/stories` pages through."""
    require(request.user, *READERS)
    return await send_book(replication, request.user, rules.stories_book(reading.story_rows(replication, story_state), story_state))


@post("/api/stories", status_code=200, summary="Begin a story")
async def begin_story(data: JSONBody[StoryIn], request: HttpRequest, replication: Mine) -> TaleOut:
    """A draft, with what is written so far."""
    require(request.user, "office")
    story = await writing.keep_story(replication, request.user, None, data)
    return await reading.load_tale(replication, request.user, story)


@get("/api/stories/{story:str}", summary="A story with all that belongs to it")
async def show_story(story: FromPath[str], request: HttpRequest, replication: Mine) -> TaleOut:
    """Text, pictures, who agreed and how, what was printed, and its history."""
    require(request.user, *READERS)
    return await reading.load_tale(replication, request.user, story)


@put("/api/stories/{story:str}", status_code=200, summary="Write a draft")
async def put_story(story: FromPath[str], data: JSONBody[StoryIn], request: HttpRequest, replication: Mine) -> TaleOut:
    """Whole, over the revision that was seen."""
    require(request.user, "office")
    await writing.keep_story(replication, request.user, story, data)
    return await reading.load_tale(replication, request.user, story)


@post("/api/stories/{story:str}/moves", status_code=200, summary="Move a story on")
async def move_story(story: FromPath[str], data: JSONBody[MoveIn], request: HttpRequest, replication: Mine) -> TaleOut:
    """Review asks everybody in it; publish needs everybody's consent; back and withdraw take what was shown away."""
    require(request.user, *READERS)
    await writing.move(replication, request.user, story, data)
    return await reading.load_tale(replication, request.user, story)


@post(
    "/api/stories/{story:str}/pictures",
    status_code=200,
    request_max_body_size=PICTURE_BYTES_AT_MOST,
    operation_class=TakesWorkbook,
    summary="Hand in a picture, or a paper that was signed",
)
async def add_picture(
    story: FromPath[str], body: RawBody, request: HttpRequest, replication: Mine, picture_kind: PictureKind = "picture"
) -> PictureOut:
    """The body is an image, of a paper also a PDF. It is drawn anew: nothing beside the picture is kept."""
    require(request.user, "office")
    return await writing.keep_picture(replication, request.user, story, body, picture_kind)


@post("/api/stories/{story:str}/consents/{consent:str}", status_code=200, summary="Record what someone answered on paper")
async def answer_consent(story: FromPath[str], consent: FromPath[str], data: JSONBody[AnswerIn], request: HttpRequest, replication: Mine) -> TaleOut:
    """Consent with the paper that was signed; who withdraws is obeyed at once."""
    require(request.user, "office")
    await writing.answer(replication, request.user, story, consent, data)
    return await reading.load_tale(replication, request.user, story)


@post("/api/stories/{story:str}/printed", status_code=200, summary="Note where a story was printed or put up")
async def note_printed(story: FromPath[str], data: JSONBody[PrintedIn], request: HttpRequest, replication: Mine) -> TaleOut:
    """It is told to who is in it, and again when the consent is withdrawn."""
    require(request.user, "office")
    await writing.note_printed(replication, request.user, story, data)
    return await reading.load_tale(replication, request.user, story)


# --- What is published


@get("/api/story-pages", summary="Published stories")
async def list_pages(replication: Mine, cursor: FromQuery[str | None] = None) -> ReadLinesOut:
    """The newest first, for everyone who has signed in."""
    return await reading.load_read(replication, cursor)


@get("/api/story-pages/{story:str}", summary="A published story")
async def show_page(story: FromPath[str], replication: Mine) -> ReadOut:
    """As a phone holds the newest ones."""
    return await reading.load_page(replication, story)


@get("/api/story-pictures/{picture:str}", opt={"uncompressed": True}, summary="The bytes of a picture")
async def show_picture(picture: FromPath[str], request: HttpRequest, replication: Mine) -> Stream:
    """Of a page that the person may read; signed papers for the office alone."""
    size, pieces, mime = await reading.open_picture(replication, request.user, picture)
    headers = {"Content-Length": str(size), "Content-Security-Policy": NOTHING_RUNS, "Cache-Control": "no-store"}
    return Stream(pieces, media_type=mime, headers=headers)


ROUTES = (
    list_honours,
    export_honours,
    show_options,
    show_template,
    enter_honour,
    change_honour,
    remove_honour,
    import_honours,
    mark_honours,
    put_level,
    list_stories,
    export_stories,
    begin_story,
    show_story,
    put_story,
    move_story,
    add_picture,
    answer_consent,
    note_printed,
    list_pages,
    show_page,
    show_picture,
)
