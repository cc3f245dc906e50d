"""The text of Word and PDF files as other programs than the ones that wrote them read it: Python's own zip and XML, and poppler."""

import subprocess
import zipfile
from io import BytesIO
from xml.etree import ElementTree

from tests.services import program

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word_text(content: bytes) -> str:
    """The paragraphs of a Word file, a line each."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    paragraphs = ("".join(_said(node) for node in paragraph.iter()) for paragraph in body.iter(f"{_W}p"))
    return "\n".join(paragraphs)


def _said(node: ElementTree.Element) -> str:
    return (node.text or "") if node.tag == f"{_W}t" else "\n" if node.tag == f"{_W}br" else ""


def pdf_text(content: bytes) -> str:
    """The text of a PDF without the breaks that its lines make; pages are separated by form feeds."""
    told = subprocess.run([program("pdftotext"), "-raw", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    return told.replace("\n", "")


def pdf_fonts(content: bytes) -> list[str]:
    """The names of the fonts that a PDF brings with it."""
    told = subprocess.run([program("pdffonts"), "-"], input=content, capture_output=True, check=True).stdout.decode()
    return [line.split()[0] for line in told.splitlines()[2:]]
