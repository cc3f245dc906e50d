"""What leaves as a file, read by other programs than the ones that wrote it: Word by Python's own zip and XML, PDF by poppler, archives by unzip,
JSON by Node."""

import os
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
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


def unpacked(package: bytes, folder: Path) -> Path:
    """A zip as unzip takes it apart, with the check sums of its files."""
    folder.mkdir()
    path = folder / "package.zip"
    path.write_bytes(package)
    subprocess.run([program("unzip"), "-q", str(path), "-d", str(folder)], check=True, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return folder


_COLUMNS = """const [path, ...names] = process.argv.slice(1)
const lines = require("fs").readFileSync(path, "utf8").split("\\n").filter(Boolean).map(line => JSON.parse(line))
for (const one of lines) console.log(names.map(name => String(one[name])).join("\\t"))"""


def read_lines(node: str, path: Path, *names: str) -> list[tuple[str, ...]]:
    """Some values of each record of a file of JSON lines, sorted; none of them may hold a tab."""
    told = subprocess.run([node, "-e", _COLUMNS, str(path), *names], capture_output=True, check=True).stdout.decode()
    return sorted(tuple(line.split("\t")) for line in told.splitlines())
