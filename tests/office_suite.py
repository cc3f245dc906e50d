"""Files as LibreOffice reads them: another program than those that wrote them, and than those with which other tests read them."""

import csv
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.services import program

Sheets = dict[str, dict[str, list[dict[str, str]]]]
"""File -> worksheet -> rows by the titles of their columns, each cell as it is shown."""
_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
"""Comma, double quote, UTF-8, from the first line on; cells as shown and not their formulas; every worksheet in a file of its own."""
_AS_TEXT = "txt:Text (encoded):UTF8"


def read_books(folder: Path, books: Mapping[str, bytes]) -> Sheets:
    """Workbooks by the names of their files, in one start of the program."""
    _convert(folder, _AS_SHOWN, {f"{name}.xlsx": content for name, content in books.items()})
    found: Sheets = {name: {} for name in books}
    for path in sorted(folder.glob("*.csv")):
        name, _, title = path.stem.partition("-")
        with path.open(encoding="utf-8", newline="") as lines:
            found[name][title] = list(csv.DictReader(lines))
    return found


def read_letters(folder: Path, letters: Mapping[str, bytes]) -> dict[str, str]:
    """The text of Word files by their names, without the breaks between its paragraphs."""
    _convert(folder, _AS_TEXT, {f"{name}.docx": content for name, content in letters.items()})
    return {name: (folder / f"{name}.txt").read_text(encoding="utf-8-sig").replace("\n", "") for name in letters}


def _convert(folder: Path, form: str, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program("soffice"), "--headless", profile, "--convert-to", form, "--outdir", str(folder), *(str(folder / name) for name in files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
