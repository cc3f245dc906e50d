"""Prints the versions of everything a test run depends on, one a line; a program that is missing says so."""

import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

PROGRAMS = {
    "PostgreSQL": (*map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))[-1:]), "--version"),
    "Redis": ("redis-server", "--version"),
    "Chromium": ("chromium", "--version"),
    "Node.js": ("node", "--version"),
}
PACKAGES = ("litestar", "piccolo", "msgspec", "arq", "redis", "uvicorn", "asyncpg", "aiosqlite", "pytest", "playwright", "hypothesis")


def spoken(command: tuple[str, ...]) -> str:
    """What the program says of itself."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False).stdout.strip()
    except OSError:
        return "not on PATH"


def system() -> str:
    """The operating system in its own words."""
    release = Path("/etc/os-release")
    names = dict(line.split("=", 1) for line in release.read_text().splitlines() if "=" in line) if release.exists() else {}
    return names.get("PRETTY_NAME", platform.platform()).strip('"')


if __name__ == "__main__":
    print(f"{'System':12}{system()}, {platform.machine()}, Python {platform.python_version()}")
    for name, command in PROGRAMS.items():
        print(f"{name:12}{spoken(command)}")
    for package in PACKAGES:
        print(f"{package:12}{version(package)}")
