"""Rescue: what a phone could not deliver arrives as a sealed file, and goes through the same code as what phones push."""

from server.domain.rescue import routes, tables
from server.domain.rescue.queries.imports import import_file
from server.replication import Module

module = Module(
    name="rescue",
    tables=(tables.RescueKey, tables.RescueImport),
    routes=routes.ROUTES,
)

__all__ = ["import_file", "module"]
