"""What must stand in no file of the project: addresses of package registries, paths of one machine, unfinished or switched-off work."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from pip._internal.models.index import PyPI

from tests.house.project import ROOT, name_of, named, text_of, texts

LOCKS = [*(ROOT / "requirements").glob("*.txt"), ROOT / "pwa" / "package-lock.json"]
# Put together here, so that this file does not hold what it looks for.
MARKS = "|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"])
UNFINISHED = re.compile(rf"\b({MARKS})\b|raise NotImplemented" + r"Error")
SWITCHED_OFF = re.compile(r"pytest\.(skip|xfail|importorskip)\(|mark\.(skip|skipif|xfail)\b|\b(it|test|describe)\.(skip|only|fixme|todo)\(")


def spoken(*command: str) -> str:
    """What a program says, or nothing if it is not there."""
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False).stdout
    except OSError:
        return ""


@cache
def registry_hosts() -> frozenset[str]:
    """The hosts that this machine's pip, npm and apt ask, besides those that pip and npm know by themselves."""
    hosts = {PyPI.netloc, PyPI.file_storage_domain, ".".join(["registry", "npmjs", "org"])}
    sources = " ".join(path.read_text() for path in Path("/etc/apt").rglob("*.*") if path.suffix in (".list", ".sources"))
    told = " ".join([spoken("npm", "config", "get", "registry"), spoken("python3", "-m", "pip", "config", "list"), sources])
    return frozenset(hosts | set(re.findall(r"https?://(?:[^/\s'\"@]+@)?([\w.-]+\.\w+)", told)))


def test_no_registry_is_named():
    hosts = re.compile("|".join(re.escape(host) for host in sorted(registry_hosts())))
    found = [f"{name_of(path)}: {match.group()}" for path, text in texts() for match in hosts.finditer(text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_leaves_the_registry_to_the_machine(lock):
    """Hashes pin the content, so any mirror will do; an address would pin the mirror."""
    text = lock.read_text()
    assert not re.findall(r'^\s*--(?:extra-)?(?:index-url|find-links).*$|"resolved": "http.*"', text, re.MULTILINE)
    assert "sha256:" in text or '"integrity": "sha512-' in text


def test_no_path_of_a_machine_is_named():
    folders = "|".join(["wo" + "rk", "fa" + "rm", "Us" + "ers", "ho" + "me"])
    paths = re.compile(rf"(?<![\w.~}}$])/({folders})/\w+")
    found = [f"{name_of(path)}: {match.group()}" for path, text in texts() for match in paths.finditer(text)]
    assert not found, "\n".join(found)


def test_nothing_is_unfinished():
    found = [f"{name_of(path)}: {match.group()}" for path, text in texts() for match in UNFINISHED.finditer(text)]
    assert not found, "\n".join(found)


def test_no_test_is_switched_off():
    scripts = [*named(".py", under="tests"), *named(".ts", ".tsx", under="pwa")]
    found = [f"{name_of(path)}: {match.group()}" for path in scripts for match in SWITCHED_OFF.finditer(text_of(path) or "")]
    assert not found, "\n".join(found)
