"""Pushes to a person's own browsers, and bots of chat groups, each kept by those whose notices it counts. All else about notices goes by sync."""

from typing import Any

from litestar import Request, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from server.domain.notices.queries import bots, subscriptions
from server.domain.notices.queries.bot_sending import try_bot
from server.domain.notices.schemas import BotChangeIn, BotIn, BotRemoveIn, BotsOut, BotTriedOut, PushKeyOut, SubscribedOut, SubscribeIn
from server.kit.identity import Actor
from server.replication import Replication

HttpRequest = Request[Actor, Any, Any]


@get("/api/push/key", summary="The key for subscribing to pushes")
async def show_push_key(replication: NamedDependency[Replication]) -> PushKeyOut:
    """The installation's public key; the same for everyone who is signed in."""
    return PushKeyOut(await subscriptions.public_key(replication.database))


@post("/api/push/subscriptions", status_code=200, summary="Let this browser be pushed to")
async def subscribe(data: JSONBody[SubscribeIn], request: HttpRequest, replication: NamedDependency[Replication]) -> SubscribedOut:
    """Binds the browser to the account that asks, and to no other any more. The same browser again changes nothing else."""
    return SubscribedOut(await subscriptions.subscribe(replication, request.user, data))


@delete("/api/push/subscriptions/{subscription:str}", status_code=204, summary="Push to this browser no more")
async def unsubscribe(subscription: FromPath[str], request: HttpRequest, replication: NamedDependency[Replication]) -> None:
    """Takes an own browser off; of others nothing is told and nothing is changed."""
    await subscriptions.unsubscribe(replication, request.user, subscription)


@get("/api/bots", summary="Bots of chat groups")
async def list_bots(request: HttpRequest, replication: NamedDependency[Replication]) -> BotsOut:
    """Those that the person keeps: own ones, those of the branches the person speaks for; for the office those of all branches and its own."""
    return await bots.load_bots(replication, request.user)


@post("/api/bots", status_code=200, summary="Register a group's bot")
async def add_bot(data: JSONBody[BotIn], request: HttpRequest, replication: NamedDependency[Replication]) -> BotsOut:
    """Its address and secret are kept and never told again."""
    await bots.add_bot(replication, request.user, data)
    return await bots.load_bots(replication, request.user)


@put("/api/bots/{bot:str}", status_code=200, summary="Change a group's bot")
async def change_bot(bot: FromPath[str], data: JSONBody[BotChangeIn], request: HttpRequest, replication: NamedDependency[Replication]) -> BotsOut:
    """When it speaks, whether at all, or to which address."""
    await bots.change_bot(replication, request.user, bot, data)
    return await bots.load_bots(replication, request.user)


@post("/api/bots/{bot:str}/remove", status_code=200, summary="Remove a group's bot")
async def remove_bot(bot: FromPath[str], data: JSONBody[BotRemoveIn], request: HttpRequest, replication: NamedDependency[Replication]) -> BotsOut:
    """With its address and secret."""
    await bots.remove_bot(replication, request.user, bot, data.reason)
    return await bots.load_bots(replication, request.user)


@post("/api/bots/{bot:str}/try", status_code=200, summary="Send a trial message to a group")
async def send_trial(bot: FromPath[str], request: HttpRequest, replication: NamedDependency[Replication]) -> BotTriedOut:
    """At once; 429 with Retry-After after ten in a minute."""
    fate = await try_bot(replication, await bots.kept_bot(replication, request.user, bot))
    return BotTriedOut(fate.state, fate.code)


ROUTES = (show_push_key, subscribe, unsubscribe, list_bots, add_bot, change_bot, remove_bot, send_trial)
