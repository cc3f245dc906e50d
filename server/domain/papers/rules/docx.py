"""Minutes as Word files: a template is checked before it is kept, and can then do nothing but put our texts in their places."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import msgspec
from docxtpl import DocxTemplate  # pyright: ignore[reportMissingTypeStubs]
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from server.domain.papers.rules.minutes import FIELDS, Minutes
from server.kit.problems import Problem

BYTES_AT_MOST = 2_000_000
UNPACKED_BYTES_AT_MOST = 40_000_000
LOOPS_WITHIN_AT_MOST = 2
FILTERS = frozenset({"join", "length", "first", "last"})
_MAY_STAND = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Const,
    nodes.Filter,
)
"""Naming a field, going through a list, leaving something out. No calls: a template of the office is not a program."""
_OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>")
_COUNTS = dict.fromkeys(("expected", "present", "leave", "absent", "made_up"), 1)
_LISTS = {name: ["第一条", "第二条"] for name in ("away", "sessions", "agenda", "discussion", "resolutions", "votes")}
SAMPLE = msgspec.convert({**FIELDS, **_COUNTS, **_LISTS}, Minutes)
"""Minutes with something in every field, by which a template is tried."""


def render(template: bytes, minutes: Minutes) -> bytes:
    """Minutes by a template that passed `check`."""
    paper: Any = DocxTemplate(BytesIO(template))
    paper.render(msgspec.to_builtins(minutes), jinja_env=_environment(), autoescape=True)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def check(template: bytes) -> None:
    """Raises Problem papers.template with what is wrong with a template, in words."""
    _check_file(template)
    try:
        for source in _sources(template):
            _check_tree(_environment().parse(source), 0)
        render(template, SAMPLE)
    except TemplateError as error:
        raise _unusable(f"标记写得不对：{_mark_fault(error.message or '')}") from error
    except Problem:
        raise
    except Exception as error:  # python-docx and lxml raise what they like at a broken file
        raise _unusable("这个文件不能作为 Word 模板打开") from error


def _mark_fault(message: str) -> str:
    """What Jinja says of a template, as a person says it."""
    if found := re.match(r"unexpected char ['\"](.)['\"]", message):
        return f"标记里有不能用的字符 {found[1]}，标点和括号要用英文的"
    if found := re.search(r"needs to be closed is '(\w+)'", message):
        return f"{found[1]} 没有结尾，请写上 end{found[1]}"
    if found := re.match(r"Encountered unknown tag '(\w+)'", message):
        return f"不能写 {found[1]}，或者它前面缺少 for 或 if"
    if found := re.search(r"has no attribute '(\w+)'", message):
        return f"没有名为 {found[1]} 的一项"
    return "有一处花括号里没有写完，或写得不对"


def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _check_file(template: bytes) -> None:
    """Before anything is unpacked: size, kind, macros, and what would be fetched from elsewhere when somebody opens the minutes."""
    if len(template) > BYTES_AT_MOST:
        raise _unusable(f"文件超过 {BYTES_AT_MOST // 1_000_000} MB")
    if not zipfile.is_zipfile(BytesIO(template)):
        raise _unusable("这不是 Word 文件（.docx）")
    with zipfile.ZipFile(BytesIO(template)) as archive:
        names = archive.namelist()
        if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_BYTES_AT_MOST or "word/document.xml" not in names:
            raise _unusable("这不是 Word 文件（.docx）")
        if any(name.endswith("vbaProject.bin") for name in names):
            raise _unusable("文件里有宏")
        outside = [found for name in names if name.endswith(".rels") for found in _OUTSIDE.findall(archive.read(name))]
    if any(b"/hyperlink" not in found for found in outside):
        raise _unusable("文件引用了外部的图片或模板")


def _sources(template: bytes) -> Iterator[str]:
    """What docxtpl will read as a template: the body, headers and footers."""
    paper: Any = DocxTemplate(BytesIO(template))
    paper.init_docx()
    yield paper.patch_xml(paper.get_xml())
    for kind in (paper.HEADER_URI, paper.FOOTER_URI):
        for _, part in paper.get_headers_footers(kind):
            yield paper.patch_xml(paper.get_part_xml(part))


def _check_tree(node: nodes.Node, loops: int, known: frozenset[str] = frozenset(FIELDS)) -> None:
    if not isinstance(node, _MAY_STAND) or (isinstance(node, nodes.Filter) and node.name not in FILTERS):
        raise _unusable("只能写字段、for 和 if，不能写别的程序")
    if isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in known:
        raise _unusable(f"没有名为 {node.name} 的字段；可用的有：{'、'.join(FIELDS)}")
    if isinstance(node, nodes.For):
        loops += 1
        if loops > LOOPS_WITHIN_AT_MOST:
            raise _unusable("for 套得太深")
        known |= {"loop", *(name.name for name in (node.target, *node.target.find_all(nodes.Name)) if isinstance(name, nodes.Name))}
    for child in node.iter_child_nodes():
        _check_tree(child, loops, known)


def _unusable(what: str) -> Problem:
    return Problem("papers.template", "模板不能用", f"{what}。", "请下载自带的模板，在它上面修改后再上传。", field="file")
