"""The shipped Word template for minutes, by the layout of official documents (GB/T 9704-2012); made by code, so that it can be read here."""

from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement  # pyright: ignore[reportUnknownVariableType]
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

_ELEMENT: Any = OxmlElement  # pyright: ignore[reportUnknownVariableType]
SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋", "黑体", "楷体"
BODY_PT, TITLE_PT, FOOT_PT = 16, 22, 14  # 三号, 二号, 四号
LINE_PT = 28.9  # 22 lines in 225 mm
CENTRE, LEFT, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT

_FACTS = (
    ("会议名称", "{{ title }}", "title"),
    ("时　　间", "{{ date }} {{ time }}", ""),
    ("地　　点", "{{ place }}", ""),
    ("主　　持", "{{ chair }}", ""),
    ("记　　录", "{{ recorder }}", ""),
    ("列　　席", "{{ observers }}", "observers"),
    ("人　　数", "应到{{ expected }}人，实到{{ present }}人，请假{{ leave }}人，缺席{{ absent }}人，{{ quorum }}", ""),
    ("到　　会", "{{ present_names }}", "present_names"),
    ("未 到 会", "{{ away|join('、') }}", "away"),
    ("场　　次", "{{ sessions|join('；') }}", "sessions"),
)
_PARTS = (("议题", "agenda"), ("讨论情况", "discussion"), ("决议", "resolutions"), ("表决情况", "votes"))


@cache
def shipped_template() -> bytes:
    """The template as a Word file, for the server to write minutes by and for the office to take as a start of its own."""
    paper: Any = Document()
    lay_out(paper)
    put_paragraph(paper, [("{{ heading }}", SONG, TITLE_PT)], CENTRE)
    _only_if(paper, "sequence", lambda: put_paragraph(paper, [("（{{ sequence }}）", KAI, BODY_PT)], CENTRE))
    for label, words, needed in _FACTS:
        _only_if(paper, needed, lambda label=label, words=words: put_fact(paper, label, words))
    for name, field in _PARTS:
        _only_if(paper, field, lambda name=name, field=field: _part(paper, name, field))
    put_paragraph(paper, [("主持人（签名）：　　　　　　　　记录人（签名）：", FANG, BODY_PT)], LEFT, before_pt=20)
    put_paragraph(paper, [("记录状态：{{ status }}", KAI, 12)], RIGHT)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def lay_out(paper: Any) -> None:
    """The page and type of an official document."""
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    section.footer_distance = Mm(35 - 7 - 5)
    paper.settings.odd_and_even_pages_header_footer = True
    _number(section.footer.paragraphs[0], RIGHT)
    _number(section.even_page_footer.paragraphs[0], LEFT)
    _face(paper.styles["Normal"], FANG, BODY_PT)


def _number(paragraph: Any, side: Any) -> None:
    """The page's number between dashes, one character from the edge of the type area."""
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(FOOT_PT)
    for kind, text in (("", "— "), ("begin", ""), ("code", "PAGE"), ("end", ""), ("", " —")):
        run = paragraph.add_run(text if kind == "" else "")
        _face(run, "宋体", FOOT_PT)
        if kind:
            mark = _ELEMENT("w:instrText" if kind == "code" else "w:fldChar")
            if kind == "code":
                mark.text = text
            else:
                mark.set(qn("w:fldCharType"), kind)
            run._element.append(mark)


def _only_if(paper: Any, field: str, add: Any) -> None:
    """Paragraphs that are left out where a field is empty; without a field they always stand."""
    if field:
        put_paragraph(paper, [(f"{{%p if {field} %}}", FANG, BODY_PT)])
    add()
    if field:
        put_paragraph(paper, [("{%p endif %}", FANG, BODY_PT)])


def put_fact(paper: Any, label: str, words: str) -> None:
    """A name and its words; lines after the first stand beneath the words."""
    paragraph = put_paragraph(paper, [(label, HEI, BODY_PT), (f"：{words}", FANG, BODY_PT)])
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Pt(5 * BODY_PT), Pt(-5 * BODY_PT)


def _part(paper: Any, name: str, field: str) -> None:
    put_paragraph(paper, [(name, HEI, BODY_PT)], before_pt=6)
    put_paragraph(paper, [(f"{{%p for words in {field} %}}", FANG, BODY_PT)])
    put_paragraph(paper, [("{{ words }}", FANG, BODY_PT)]).paragraph_format.first_line_indent = Pt(2 * BODY_PT)
    put_paragraph(paper, [("{%p endfor %}", FANG, BODY_PT)])


def put_paragraph(paper: Any, runs: list[tuple[str, str, int]], side: Any = None, before_pt: float = 0) -> Any:
    """A paragraph of runs (text, font, points) on the lines of the page."""
    paragraph = paper.add_paragraph()
    paragraph.alignment = side
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before_pt), Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE_PT)
    for text, font, size in runs:
        _face(paragraph.add_run(text), font, size)
    return paragraph


def _face(of: Any, font: str, size_pt: int) -> None:
    """A font for both scripts: Word keeps them apart."""
    of.font.name, of.font.size = font, Pt(size_pt)
    of.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
