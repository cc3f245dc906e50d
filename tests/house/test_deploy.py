"""The files of deploy/, each read by the program that will read it: Caddy, systemd, bash, YAML, and our own Settings."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from server.kit.settings import PREFIX, load_settings, setting_names
from tests.house.project import ROOT, files
from tests.services import program

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
UNITS = sorted((DEPLOY / "systemd").iterdir())
# The keys of a service in the Compose specification that our file uses; a misspelt one would be silently useless in older releases.
SERVICE_KEYS = {"build", "image", "restart", "environment", "depends_on", "command", "volumes", "ports", "healthcheck", "stop_grace_period"}
HEALTH_KEYS = {"test", "interval", "timeout", "retries", "start_period"}
CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}


def run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=60, check=False, **options)


def env_example() -> dict[str, str]:
    lines = (DEPLOY / "env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))


def test_caddy_accepts_the_caddyfile(tmp_path):
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "SITE_ADDRESS": "https://dj.example.cn"}
    done = run(program("caddy"), "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile", env=environment)
    assert done.returncode == 0, done.stderr


def test_systemd_accepts_the_units(tmp_path):
    """Copies are checked, with the folder of an installation replaced by this one, so that the programs they start are there."""
    installed = tmp_path / "linghang"
    (installed / ".venv" / "bin").mkdir(parents=True)
    for name in (".venv/bin/linghang", "deploy/backup.sh"):
        (installed / name).parent.mkdir(exist_ok=True)
        (installed / name).write_text("#!/bin/sh\n")
        (installed / name).chmod(0o755)
    for unit in UNITS:
        (tmp_path / unit.name.replace("@.", "@1.")).write_text(unit.read_text().replace("/opt/linghang", str(installed)))
    copies = [tmp_path / unit.name.replace("@.", "@1.") for unit in UNITS]
    done = run(program("systemd-analyze"), "verify", "--man=no", *copies)
    ours = [line for line in done.stderr.splitlines() if "linghang" in line]
    assert not ours, "\n".join(ours)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_what_the_project_has(unit: Path):
    parsed = configparser.RawConfigParser(strict=False)
    parsed.optionxform = str
    parsed.read_string(unit.read_text())
    if unit.suffix == ".timer":
        assert (unit.parent / f"{unit.stem}.service").exists()
        return
    command = parsed["Service"]["ExecStart"].split()
    assert command[0].endswith("/.venv/bin/linghang") or (ROOT / Path(command[0]).relative_to("/opt/linghang")).exists()
    assert parsed["Service"]["User"] == "linghang"
    assert parsed["Service"]["NoNewPrivileges"] == "yes"


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_compose_service_is_well_formed(name: str):
    service = SERVICES[name]
    assert set(service) <= SERVICE_KEYS, set(service) - SERVICE_KEYS
    assert set(service.get("healthcheck", {})) <= HEALTH_KEYS
    for other, how in service.get("depends_on", {}).items():
        assert other in SERVICES
        assert how["condition"] in CONDITIONS
        assert how["condition"] != "service_healthy" or "healthcheck" in SERVICES[other], f"{other} has no health check to wait for"
    for volume in service.get("volumes", []):
        source = volume.split(":")[0]
        assert source in COMPOSE["volumes"] or (DEPLOY / source).exists(), f"{source} is neither a volume nor a file"
    if "build" in service:
        assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).exists()


def test_compose_runs_a_whole_installation():
    commands = [service["command"][:2] for service in SERVICES.values() if service.get("image") == "linghang"]
    assert commands.count(["linghang", "serve"]) == 2
    assert commands.count(["linghang", "worker"]) == 2
    assert commands.count(["linghang", "migrate"]) == 1
    assert {"postgres", "redis", "caddy"} <= set(SERVICES)


def test_compose_gives_linghang_only_settings_that_it_knows():
    for service in SERVICES.values():
        given = {key: "" for key in service.get("environment", {}) if key.startswith(PREFIX)}
        load_settings(given)


def test_the_dockerfile_copies_files_that_exist():
    copied = re.findall(r"^COPY (?!--from)(.+)$", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE)
    sources = [source for line in copied for source in line.split()[:-1]]
    assert sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_env_example_is_accepted_by_settings():
    """Every key in it is known, every value usable; Settings refuses an unknown key by itself."""
    given = {key: value for key, value in env_example().items() if key.startswith(PREFIX)}
    settings = load_settings(given)
    assert settings.database_url == given["LINGHANG_DATABASE_URL"]


@pytest.mark.parametrize("name", setting_names())
def test_every_setting_is_in_env_example_and_in_the_operations_page(name: str):
    assert re.search(rf"^(# )?{name}=", (DEPLOY / "env.example").read_text(), re.MULTILINE)
    assert f"`{name}`" in (ROOT / "docs" / "operations.md").read_text() or f"| {name} |" in (ROOT / "docs" / "operations.md").read_text()


@pytest.mark.parametrize("script", [path for path in files() if path.suffix == ".sh" or path == ROOT / ".ci" / "run"], ids=lambda path: path.name)
def test_a_shell_script_can_be_read_by_bash(script: Path):
    done = run("bash", "-n", script)
    assert done.returncode == 0, done.stderr
    if script.read_text().startswith("#!"):
        assert script.stat().st_mode & 0o111, f"{script.name} cannot be executed"


def test_make_knows_every_target_that_it_lists():
    """`make` alone lists the targets; each is one that `make --dry-run` can plan."""
    make = shutil.which("make") or pytest.fail("make is not installed")
    listed = re.findall(r"^\s+make (\w+)", run(make, "--no-print-directory", cwd=ROOT).stdout, re.MULTILINE)
    assert {"run", "test", "check", "bench", "simulate", "build", "types"} <= set(listed)
    for target in listed:
        done = run(make, "--dry-run", target, cwd=ROOT)
        assert done.returncode == 0, done.stderr
