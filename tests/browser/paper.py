"""What comes out of the printer: a page printed to PDF by the browser, as the print button does it."""

import re
from pathlib import Path

from playwright.sync_api import Page

A4 = (595, 842)
"""In points."""


def sheets_of(page: Page, path: Path) -> int:
    """Prints to `path` with the page's own paper size, which must be A4; gives how many sheets."""
    paper = page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    sizes = [(round(float(width)), round(float(height))) for width, height in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)]
    assert sizes and set(sizes) == {A4}, sizes
    return len(sizes)
