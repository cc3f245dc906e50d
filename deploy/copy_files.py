"""Copies stored photos and scans from one folder to another:  copy_files.py FROM TO

Each is named by the sha256 of its content and never changes, so only what is missing is copied: checked, and there whole or not at all.
A copy's time is when it was last seen in FROM; by it the backup forgets what is long gone. Only the standard library, for any Python.
"""

import hashlib
import os
import sys
from pathlib import Path


def copy(source: Path, target: Path) -> bool:
    """Copies one content unless it is there; False if the source is not what its name says."""
    if not target.exists() or target.stat().st_size != source.stat().st_size:
        content = source.read_bytes()
        if hashlib.sha256(content).hexdigest() != source.name:
            return False
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        with part.open("wb") as file:
            file.write(content)
            os.fsync(file.fileno())
        part.replace(target)
    os.utime(target)
    return True


def main() -> str | None:
    """Copies everything; gives what is wrong in words, or None."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    contents = [path for path in source.glob("??/*") if len(path.name) == 64]
    damaged = [path for path in contents if not copy(path, target / path.parent.name / path.name)]
    return "\n".join(f"{path} is damaged and was not copied" for path in damaged) or None


if __name__ == "__main__":
    sys.exit(main())
