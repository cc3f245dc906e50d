"""The table of contents of the product: every part, in the order in which conclusions build on each other."""

from __future__ import annotations

from importlib import import_module

from server.replication import Module

_PARTS = ("organisation", "accounts", "meetings", "review", "obligations", "assessments", "ratings")


def _modules() -> tuple[Module, ...]:
    found: list[Module] = []
    for part in _PARTS:
        try:
            found.append(import_module(f"server.domain.{part}").module)
        except (ImportError, AttributeError):
            continue
    return tuple(found)


MODULES = _modules()
