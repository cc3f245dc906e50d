"""What a template for minutes may hold: fields in their places, and nothing that runs or reaches elsewhere."""

import zipfile
from io import BytesIO
from typing import Any

import msgspec
import pytest
from docx import Document

from server.domain.papers import rules
from server.domain.papers.rules.docx import SAMPLE
from server.kit.problems import Problem
from tests.documents import word_text


def template(*paragraphs: str) -> bytes:
    paper: Any = Document()
    for words in paragraphs:
        paper.add_paragraph(words)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def with_file(content: bytes, name: str, text: bytes) -> bytes:
    """The same Word file with one more file in it, or another one."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for one in before.namelist():
            if one != name:
                after.writestr(one, before.read(one))
        after.writestr(name, text)
    return out.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(Problem) as told:
        rules.check(content)
    assert (told.value.code, told.value.field) == ("papers.template", "file")
    assert told.value.remedy
    return told.value.detail


def test_the_shipped_template_can_be_used_and_names_every_field_that_a_record_has():
    shipped = rules.shipped_template()
    rules.check(shipped)
    told = word_text(rules.render(shipped, SAMPLE))
    assert "{" not in told
    texts = [one for value in msgspec.to_builtins(SAMPLE).values() for one in (value if isinstance(value, list) else [str(value)])]
    unsaid = {rules.FIELDS["branch"], rules.FIELDS["organisation"], rules.FIELDS["kind"]}  # the heading says them
    assert [one for one in texts if one not in told and one not in unsaid] == []


def test_the_shipped_template_has_the_measures_of_an_official_document():
    section = Document(BytesIO(rules.shipped_template())).sections[0]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(edge.mm) for edge in edges] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_what_people_wrote_is_never_read_as_a_template():
    odd = ["{{ 7 * 7 }}", "{% for x in y %}", "<w:p>&amp;</w:p>", "第一行\n第二行"]
    minutes = msgspec.structs.replace(SAMPLE, discussion=odd, title="{{ chair }}")
    told = word_text(rules.render(rules.shipped_template(), minutes))
    for words in odd:
        assert words in told
    assert "{{ chair }}" in told


@pytest.mark.parametrize(
    ("paragraphs", "said"),
    [
        (["{{ ''.__class__.__mro__ }}"], ""),
        (["{{ heading.upper() }}"], "不能写别的程序"),
        (["{% for x in range(100000) %}x{% endfor %}"], "不能写别的程序"),
        (["{{ 'x' * 1000000000 }}"], "不能写别的程序"),
        (["{% set x = 1 %}"], "不能写别的程序"),
        (["{% include 'other' %}"], "不能写别的程序"),
        (["{{ agenda|list|pprint }}"], "不能写别的程序"),
        (["{{ teacher }}"], "没有名为 teacher 的字段"),
        (["{%p for a in agenda %}", "{%p for b in agenda %}", "{%p for c in agenda %}", "x", *["{%p endfor %}"] * 3], "套得太深"),
        (["{% for x in agenda %}"], "标记写得不对：for 没有结尾，请写上 endfor。"),
        (["{% endif %}"], "标记写得不对：不能写 endif，或者它前面缺少 for 或 if。"),
        (["{{ heading.colour }}"], "标记写得不对：没有名为 colour 的一项。"),
        (["{{ heading，}}"], "标记写得不对：标记里有不能用的字符 ，，标点和括号要用英文的。"),
        (["{% for x agenda %}{% endfor %}"], "标记写得不对：有一处花括号里没有写完，或写得不对。"),
    ],
)
def test_a_template_that_does_more_than_name_fields_is_refused_in_words(paragraphs: list[str], said: str):
    assert said in refusal(template(*paragraphs))


def test_a_file_that_is_no_word_file_or_reaches_elsewhere_is_refused_in_words():
    good = template("{{ heading }}")
    rules.check(good)
    outside = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    outside += b'Type="http://x/attachedTemplate" Target="http://elsewhere/t.dotx" TargetMode="External"/></Relationships>'
    assert "不是 Word 文件" in refusal(b"PK, but no archive")
    assert "不是 Word 文件" in refusal(with_file(BytesIO(b"PK\x05\x06" + bytes(18)).getvalue(), "a.txt", b"a"))
    assert "有宏" in refusal(with_file(good, "word/vbaProject.bin", b"x"))
    assert "外部" in refusal(with_file(good, "word/_rels/settings.xml.rels", outside))
    assert "不能作为 Word 模板" in refusal(with_file(good, "word/document.xml", b"<w:broken"))
    assert "MB" in refusal(good + bytes(rules.BYTES_AT_MOST))


def test_a_template_may_leave_out_and_repeat():
    own = template("我们的记录：{{ heading }}", "{%p if observers %}", "列席：{{ observers }}", "{%p endif %}", "{{ agenda|join('；') }}")
    rules.check(own)
    told = word_text(rules.render(own, msgspec.structs.replace(SAMPLE, observers="", heading="标题")))
    assert told.splitlines()[:2] == ["我们的记录：标题", "第一条；第二条"]
