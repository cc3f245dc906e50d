"""Pushes to a person's own browsers: the key for subscribing, keeping a browser, and taking it off. All else about notices goes by sync."""

from typing import Any

from litestar import Request, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from server.domain.notices.queries import subscriptions
from server.domain.notices.schemas import PushKeyOut, SubscribedOut, SubscribeIn
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


ROUTES = (show_push_key, subscribe, unsubscribe)
