"""What comes out of the printer: a page printed to PDF by the browser, as the print button does it."""

import html
import re
import subprocess
from pathlib import Path

from playwright.sync_api import Page

A4 = (595, 842)
INSIDE = (79, 522)
"""Left and right edge of what may be printed on a record: margins of 28 and 26 mm. All in points."""
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>')


def sheets_of(page: Page, path: Path) -> int:
    """Prints to `path` with the page's own paper size, which must be A4; gives how many sheets."""
    paper = page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    sizes = [(round(float(width)), round(float(height))) for width, height in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)]
    assert sizes and set(sizes) == {A4}, sizes
    return len(sizes)


def text_of(path: Path) -> str:
    """All words on its sheets, one after the other without spaces; none of them reaches into a margin."""
    layout = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    words = [(float(left), float(right), html.unescape(word)) for left, right, word in _WORD.findall(layout)]
    cut = [word for left, right, word in words if left < INSIDE[0] - 1 or right > INSIDE[1] + 1]
    assert not cut, cut
    return "".join(word for _, _, word in words)
