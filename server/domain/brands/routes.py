"""Brands for the office: the list, one story with its next step, sheets in and out; the picture of a brand."""

from typing import Annotated, Any, Literal

from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter, RawBody
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.brands import rules
from server.domain.brands.queries import imports, moving, reading
from server.domain.brands.schemas import BrandMovedOut, BrandMoveIn, BrandOwnerOut, BrandsOut, BrandStoryOut
from server.domain.exports import note_export, send_book
from server.domain.files import open_stored
from server.domain.files import rules as files
from server.domain.organisation import TakesWorkbook, sheet_routes
from server.domain.papers import WORD, Format
from server.kit.identity import Actor
from server.kit.sheets import WORKBOOK, Book, Page, attached
from server.kit.typeset import PDF
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
READERS = ("office", "committee_leader")
Wanted = Annotated[Literal["all", "waiting", "growing", "named", "withdrawn", "drafts"], QueryParameter(name="list")]
Coloured = Annotated[Literal["", "grey", "yellow", "green", "red"], QueryParameter()]
Text = Annotated[str, QueryParameter(max_length=64)]
Form = Annotated[Format, QueryParameter(name="format")]


@get("/api/brands", summary="Brands of branches")
async def list_brands(
    request: HttpRequest, replication: Mine, wanted: Wanted = "all", colour: Coloured = "", org: Text = "", cursor: FromQuery[str | None] = None
) -> BrandsOut:
    """For office and committee leaders, by name; counts of all by state and colour. `org` is an owner, or a general branch above owners."""
    require(request.user, *READERS)
    return await reading.load_brands(replication, wanted, colour, org, cursor)


@get("/api/brands/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Brands as a workbook")
async def export_brands(request: HttpRequest, replication: Mine, wanted: Wanted = "all", colour: Coloured = "", org: Text = "") -> Stream:
    """All that `/api/brands` pages through."""
    require(request.user, *READERS)
    page = Page("支部品牌", rules.COLUMNS, reading.brand_rows(replication, wanted, colour, org))
    return await send_book(replication, request.user, Book("支部品牌", {"列表": wanted}, [page]))


@get("/api/brands/owners", summary="Who may have a brand")
async def list_brand_owners(request: HttpRequest, replication: Mine) -> list[BrandOwnerOut]:
    """General branches and branches."""
    require(request.user, *READERS)
    return await reading.load_owners(replication)


@get("/api/brands/{brand:str}", summary="A brand's story")
async def show_brand(brand: FromPath[str], request: HttpRequest, replication: Mine) -> BrandStoryOut:
    """What was declared, and every step with who, when and which words."""
    require(request.user, *READERS)
    return await reading.load_story(replication, brand)


@get("/api/brands/{brand:str}/paper", media_type=PDF, opt={"uncompressed": True}, summary="A brand as Word or PDF")
async def take_brand_paper(brand: FromPath[str], request: HttpRequest, replication: Mine, form: Form = "pdf") -> Response[bytes]:
    """For everyone once it is named; before that for its owners, office and committee leaders."""
    name, content = await reading.write_paper(replication, request.user, brand, form)
    await note_export(replication, request.user, f"{name}.{form}", {}, 1)
    return Response(content, media_type=PDF if form == "pdf" else WORD, headers=attached(f"{name}.{form}"))


@post("/api/brands/{brand:str}/move", status_code=200, summary="Take a step about a brand")
async def move_brand(brand: FromPath[str], data: JSONBody[BrandMoveIn], request: HttpRequest, replication: Mine) -> BrandMovedOut:
    """Over exactly the story that was seen; who may take which step and what it needs, the lifecycle says. Nobody decides about an own brand."""
    require(request.user, *READERS)
    return BrandMovedOut(brand, await moving.move(replication, request.user, brand, data))


@get("/api/brands/{brand:str}/picture", opt={"uncompressed": True}, summary="A brand's picture")
async def show_brand_picture(brand: FromPath[str], request: HttpRequest, replication: Mine) -> Stream:
    """For everyone once it is named; before that for its owners, office and committee leaders."""
    content = await reading.picture_of(replication, request.user, brand)
    size, pieces = await open_stored(replication, content)
    return Stream(pieces, media_type="image/jpeg", headers={"Content-Length": str(size), "Cache-Control": "private, max-age=86400"})


@put(
    "/api/brands/{brand:str}/picture",
    status_code=200,
    request_max_body_size=files.SIZE_AT_MOST + 1,
    operation_class=TakesWorkbook,
    summary="Hand in a brand's picture",
)
async def put_brand_picture(brand: FromPath[str], body: RawBody, request: HttpRequest, replication: Mine) -> BrandMovedOut:
    """The body is a JPEG, PNG or WebP. It is drawn anew, without anything beside its pixels; from its owners or the office."""
    return BrandMovedOut(brand, await moving.put_picture(replication, request.user, brand, body))


ROUTES = (
    list_brands,
    export_brands,
    list_brand_owners,
    *sheet_routes("/api/brands", "支部品牌", "brands", rules.template, imports.import_brands, imports.mark_brands),
    show_brand,
    take_brand_paper,
    move_brand,
    show_brand_picture,
    put_brand_picture,
)
