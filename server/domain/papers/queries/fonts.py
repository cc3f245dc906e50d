"""Which fonts there are for paper, on the machine and in the folder where the site may put its own."""

from pathlib import Path

from server.domain.papers.rules import FACES, chosen_faces, no_font
from server.kit.database import Database
from server.kit.doctor import Finding
from server.kit.settings import Settings
from server.kit.typeset import font_families


def fonts_of(settings: Settings) -> Path:
    """Where the site may put fonts of its own, such as 仿宋_GB2312 and 方正小标宋."""
    return Path(settings.data) / "fonts"


def faces_of(settings: Settings) -> dict[str, list[str]]:
    """For each role on paper the families that are there, the best one first. Raises Problem papers.font where one has none at all."""
    return chosen_faces(font_families(fonts_of(settings)))


def examine_fonts(settings: Settings):
    """For linghang doctor: whether minutes can be set, and by which fonts."""

    async def examine(_: Database) -> list[Finding]:
        there = font_families(fonts_of(settings))
        lacking = [title for title, families in FACES.values() if not there & set(families)]
        if lacking:
            return [Finding("注意", "字体", f"没有可用的{'、'.join(lacking)}，不能生成 PDF 会议记录", no_font().remedy)]
        told = "、".join(f"{title} {families[0]}" for (title, _), families in zip(FACES.values(), chosen_faces(there).values(), strict=True))
        return [Finding("正常", "字体", told)]

    return examine
