"""Pages by typst: a template of ours and data make a PDF. Data is data: nothing in it is ever read as markup."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import msgspec
import typst  # pyright: ignore[reportMissingTypeStubs]

PDF = "application/pdf"
_ONE_AT_A_TIME = asyncio.Semaphore(1)
"""Setting pages keeps every core busy: one job after the other, and the requests between them."""


def font_families(fonts: Path) -> frozenset[str]:
    """The families of fonts on this machine and in the folder `fonts`, if it is there."""
    found: Any = typst.Fonts(font_paths=_folders(fonts))
    return frozenset(found.families())


async def typeset(template: Path, data: Any, fonts: Path) -> bytes:
    """A PDF of `data` (as JSON `sys.inputs.data`) by a template file. Fonts of the folder `fonts`, if it is there, go with those of the machine."""
    async with _ONE_AT_A_TIME:
        return await asyncio.to_thread(set_pages, template, data, fonts)


def set_pages(template: Path, data: Any, fonts: Path) -> bytes:
    """The same, in this thread."""
    inputs = {"data": msgspec.json.encode(data).decode()}
    made: Any = typst.compile(template, root=template.parent, font_paths=_folders(fonts), sys_inputs=inputs)
    return made


def _folders(fonts: Path) -> list[Path]:
    return [fonts] if fonts.is_dir() else []
