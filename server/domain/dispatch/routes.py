"""Orders for the office: the list, issuing, one story with its decision, what orders are made from; the month's table and its work meeting."""

from typing import Annotated, Any, Literal

from litestar import Request, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Stream

from server.domain.accounts import require
from server.domain.dispatch import rules
from server.domain.dispatch.queries import drafting, imports, issuing, months, reading
from server.domain.dispatch.rules import Act
from server.domain.dispatch.schemas import (
    AgendaOut,
    ChoiceOut,
    DecidedOrderOut,
    DecideOrderIn,
    DraftOut,
    IssuedOut,
    IssueIn,
    MonthTableOut,
    OptionsOut,
    OrderChoiceIn,
    OrdersOut,
    StoryOut,
    TargetOut,
    TemplateDropIn,
    TemplateIn,
    TemplateOut,
    WorkMeetingIn,
)
from server.domain.exports import send_book
from server.domain.organisation import sheet_routes
from server.kit.identity import Actor
from server.kit.problems import Reason, invalid, rights_missing
from server.kit.sheets import WORKBOOK
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]
Mine = NamedDependency[Replication]
READERS = reading.READERS
Wanted = Annotated[Literal["open", "reported", "closed", "withdrawn"], QueryParameter(name="state")]
Coloured = Annotated[Literal["", "grey", "yellow", "green", "red"], QueryParameter()]
Text = Annotated[str, QueryParameter(max_length=64)]


@get("/api/orders", summary="Orders to branches")
async def list_orders(
    request: HttpRequest,
    replication: Mine,
    wanted: Wanted = "open",
    colour: Coloured = "",
    kind: Text = "",
    org: Text = "",
    cursor: FromQuery[str | None] = None,
) -> OrdersOut:
    """For office and committee leaders: by deadline, the longest overdue first; counts of all that have not ended by colour."""
    require(request.user, *READERS)
    return await reading.load_orders(replication, wanted, colour, kind, org, cursor)


@post("/api/orders", status_code=200, summary="Issue an order")
async def issue_order(data: JSONBody[IssueIn], request: HttpRequest, replication: Mine) -> IssuedOut:
    """One order to each branch meant, all under one number. Sent again with the same batch it is issued once."""
    require(request.user, "office")
    return await issuing.issue(replication, request.user, data)


@get("/api/orders/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="Orders to branches as a workbook")
async def export_orders(
    request: HttpRequest, replication: Mine, wanted: Wanted = "open", colour: Coloured = "", kind: Text = "", org: Text = ""
) -> Stream:
    """All that `/api/orders` pages through, as a sheet that can be imported again."""
    require(request.user, *READERS)
    chosen = {"颜色": colour, **await reading.words_of(replication, kind, org)}
    async with replication.database.read():
        titles = await issuing.load_titles(replication.database.fetch)
    book = rules.orders_book(reading.order_rows(replication, wanted, colour, kind, org), wanted, chosen, titles)
    return await send_book(replication, request.user, book)


@get("/api/orders/options", summary="What an order is made from")
async def show_options(request: HttpRequest, replication: Mine) -> OptionsOut:
    """Kinds, cadences, templates, and the tree of those who may be ordered."""
    require(request.user, *READERS)
    return await issuing.load_options(replication)


@get("/api/orders/draft", summary="An order drawn up from something")
async def draft_order(
    request: HttpRequest, replication: Mine, meeting: Text = "", resolution: Text = "", obligation: Text = "", month: Text = "", decision: Text = ""
) -> DraftOut:
    """From a record's resolution (`meeting`, `resolution`), a duty (`obligation`), or a decision of a work meeting (`month`, `decision`)."""
    require(request.user, "office")
    if resolution:
        return await drafting.draft_from_resolution(replication, meeting, resolution)
    if decision:
        return await drafting.draft_from_decision(replication, month, decision)
    return await drafting.draft_from_duty(replication, obligation)


@get("/api/orders/{order:str}", summary="An order's story")
async def show_order(order: FromPath[str], request: HttpRequest, replication: Mine) -> StoryOut:
    """Every step with who, when and which words; and how the same order stands at other branches."""
    return await reading.load_story(replication, request.user, order)


@post("/api/orders/{order:str}/close", status_code=200, summary="Close an order")
async def close_order(order: FromPath[str], data: JSONBody[DecideOrderIn], request: HttpRequest, replication: Mine) -> DecidedOrderOut:
    """Over exactly the story that was seen. Without a report it needs a reason."""
    return await _decide(request, replication, order, "closed", data)


@post("/api/orders/{order:str}/return", status_code=200, summary="Return what was reported")
async def return_order(order: FromPath[str], data: JSONBody[DecideOrderIn], request: HttpRequest, replication: Mine) -> DecidedOrderOut:
    """With the reason. The branch mends it within five working days, or until the deadline if that is later."""
    return await _decide(request, replication, order, "returned", data)


@post("/api/orders/{order:str}/withdraw", status_code=200, summary="Withdraw an order")
async def withdraw_order(order: FromPath[str], data: JSONBody[DecideOrderIn], request: HttpRequest, replication: Mine) -> DecidedOrderOut:
    """With the reason. It costs the branch nothing from then on."""
    return await _decide(request, replication, order, "withdrawn", data)


async def _decide(request: HttpRequest, replication: Replication, order: str, act: Act, data: DecideOrderIn) -> DecidedOrderOut:
    require(request.user, "office")
    return DecidedOrderOut(order, await issuing.decide(replication, request.user, order, act, data))


@put("/api/order-choices/{field:str}/{key:str}", status_code=200, summary="Define a kind or a cadence")
async def put_choice(field: FromPath[str], key: FromPath[str], data: JSONBody[OrderChoiceIn], request: HttpRequest, replication: Mine) -> ChoiceOut:
    """What ships is unconfirmed until the office says what it means by it; orders that were issued keep what it meant then."""
    require(request.user, "office")
    return await issuing.define_choice(replication, request.user.account, field, key, data)


@put("/api/order-templates", status_code=200, summary="Keep an order to be issued again")
async def put_template(data: JSONBody[TemplateIn], request: HttpRequest, replication: Mine) -> TemplateOut:
    """Under its title, with a reason; one of the same title is replaced."""
    require(request.user, "office")
    if not data.title.strip() or not data.content.strip():
        raise invalid([Reason("title" if data.content.strip() else "content", "请写上模板的名称和内容")])
    return await issuing.keep_template(replication, request.user.account, data)


@post("/api/order-templates/{template:str}/drop", status_code=204, summary="Take a template away")
async def drop_template(template: FromPath[str], data: JSONBody[TemplateDropIn], request: HttpRequest, replication: Mine) -> None:
    """With a reason; orders that came of it stay."""
    require(request.user, "office")
    await issuing.drop_template(replication, request.user.account, template, data.reason)


# --- The month


@get("/api/month-tables", summary="Whose task tables there are")
async def list_tables(request: HttpRequest, replication: Mine) -> list[TargetOut]:
    """All branches for office and committee leaders, their own ones for those who hold a post."""
    actor = request.user
    if not actor.has(*READERS) and not actor.branches:
        raise rights_missing("任务表由支部班子、党群工作部和党委领导查看。")
    found = await months.load_branches(replication)
    return found if actor.has(*READERS) else [one for one in found if one.org in actor.branches]


def _see_table(actor: Actor, branch: str) -> None:
    if branch not in actor.branches and not actor.has(*READERS):
        raise rights_missing("任务表由支部班子、党群工作部和党委领导查看。")


@get("/api/month-tables/{branch:str}/{month:str}", summary="A branch's task table of a month")
async def show_table(branch: FromPath[str], month: FromPath[str], request: HttpRequest, replication: Mine) -> MonthTableOut:
    """Duties, orders and resolutions that fall due then; the running month carries on what earlier ones left."""
    _see_table(request.user, branch)
    return await months.load_table(replication, branch, month)


@get("/api/month-tables/{branch:str}/{month:str}/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="A task table as a workbook")
async def export_table(branch: FromPath[str], month: FromPath[str], request: HttpRequest, replication: Mine) -> Stream:
    """The same lines."""
    _see_table(request.user, branch)
    return await send_book(replication, request.user, rules.table_book(await months.load_table(replication, branch, month)))


@get("/api/work-meetings/{month:str}", summary="A month's work meeting, prepared")
async def show_meeting(month: FromPath[str], request: HttpRequest, replication: Mine) -> AgendaOut:
    """What is red, what falls due, what became of last month's decisions and orders; and what was noted and decided."""
    require(request.user, *READERS)
    return await months.load_agenda(replication, month)


@get("/api/work-meetings/{month:str}/export", media_type=WORKBOOK, opt={"uncompressed": True}, summary="The same as a workbook")
async def export_meeting(month: FromPath[str], request: HttpRequest, replication: Mine) -> Stream:
    """What its page shows, a sheet a list."""
    require(request.user, *READERS)
    agenda = await months.load_agenda(replication, month)
    async with replication.database.read():
        titles = await issuing.load_titles(replication.database.fetch)
    return await send_book(replication, request.user, rules.agenda_book(agenda, titles))


@put("/api/work-meetings/{month:str}", status_code=200, summary="Note a month's work meeting")
async def put_meeting(month: FromPath[str], data: JSONBody[WorkMeetingIn], request: HttpRequest, replication: Mine) -> AgendaOut:
    """When, where, who and what was decided, over the revision that was seen."""
    require(request.user, "office")
    await months.keep_meeting(replication, request.user.account, month, data)
    return await months.load_agenda(replication, month)


ROUTES = (
    list_orders,
    issue_order,
    export_orders,
    *sheet_routes("/api/orders", "督办", "orders", rules.order_template, imports.import_orders, imports.mark_orders),
    show_options,
    draft_order,
    show_order,
    close_order,
    return_order,
    withdraw_order,
    put_choice,
    put_template,
    drop_template,
    list_tables,
    show_table,
    export_table,
    show_meeting,
    export_meeting,
    put_meeting,
)
