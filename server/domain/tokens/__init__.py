"""Tokens: other systems of the mine read what they were let read, by a published interface, and nothing else."""

from server.domain.tokens import routes, tables
from server.domain.tokens.queries import create_token, list_tokens, revoke_token
from server.domain.tokens.rules import SCOPES
from server.replication import Module

module = Module(name="tokens", tables=(tables.ApiToken,), routes=routes.ROUTES)

__all__ = ["SCOPES", "create_token", "list_tokens", "module", "revoke_token"]
