"""Everything that can be set from outside: one struct, read from LINGHANG_… and documented by itself."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from sync.misfit import field_fault

PREFIX = "LINGHANG_"
DATABASE_SCHEMES = ("sqlite:///", "postgresql://", "postgres://")
FILES_SCHEMES = ("file:///", "s3://")


class SettingsError(Exception):
    """A setting is unknown or unusable; the sentence says which one and what to do."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one process. `title` is the Chinese line of a field, `description` the English one."""

    host: Annotated[str, Meta(title="监听的地址；对外服务请放在反向代理之后", description="Address to listen on; put a reverse proxy in front.")] = (
        "127.0.0.1"
    )
    port: Annotated[int, Meta(ge=1, le=65535, title="监听的端口", description="Port to listen on.")] = 8000
    data: Annotated[str, Meta(title="数据文件夹（SQLite 数据库在其中）", description="Folder for data; the SQLite file lives there.")] = "data"
    database_url: Annotated[
        str,
        Meta(
            title="数据库地址；留空则用数据文件夹中的 linghang.db",
            description="postgresql://… or sqlite:///path; empty means linghang.db in the data folder.",
        ),
    ] = ""
    files_url: Annotated[
        str,
        Meta(
            title="照片与扫描件的存放处：file:///路径 或 s3://桶/前缀；留空则用数据文件夹中的 files",
            description="Where photos and scans lie: file:///path or s3://bucket/prefix; empty means the folder files in the data folder.",
        ),
    ] = ""
    redis_url: Annotated[
        str,
        Meta(
            title="Redis 地址；留空则任务在本进程内运行（只可运行一个进程）",
            description="redis://…; empty means that jobs run inside the one server process.",
        ),
    ] = ""
    public_url: Annotated[
        str,
        Meta(
            title="用户访问的网址，如 https://dj.example.cn；用于核对请求来源",
            description="The address people open; requests that change something must come from it. https makes cookies secure.",
        ),
    ] = ""
    push_test_host: Annotated[
        str,
        Meta(
            title="测试用的推送服务或群机器人（主机:端口），可用 http、可在内网；平时留空",
            description="host:port of a push service or bot for tests: without TLS and inside the network. Leave empty otherwise.",
        ),
    ] = ""
    bot_hosts: Annotated[
        str,
        Meta(
            title="群机器人可以发往的主机，用逗号分开；都不发则写 none",
            description="Hosts to which messages for group bots may go, separated by commas; write none for none.",
        ),
    ] = "qyapi.weixin.qq.com,oapi.dingtalk.com"
    timezone: Annotated[str, Meta(title="日期与时限所用的时区", description="Time zone of dates and deadlines.")] = "Asia/Shanghai"
    log_format: Annotated[Literal["text", "json"], Meta(title="日志格式：text 或 json", description="text for people, json for collectors.")] = "text"
    demo: Annotated[bool, Meta(title="演示模式：使用虚构的矿与人员", description="Demo mode: an invented mine with invented people.")] = False

    @property
    def workers_in_process(self) -> bool:
        """Whether jobs run inside the server: so it is when no Redis is set."""
        return not self.redis_url

    @property
    def effective_database_url(self) -> str:
        """The address in use: the one set, or the SQLite file in the data folder."""
        return self.database_url or f"sqlite:///{Path(self.data) / 'linghang.db'}"

    @property
    def effective_files_url(self) -> str:
        """Where files are stored: the address set, or the folder `files` in the data folder."""
        return self.files_url or (Path(self.data).resolve() / "files").as_uri()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone as an object."""
        return ZoneInfo(self.timezone)


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Reads LINGHANG_… keys; other keys are none of our business.

    Raises SettingsError for an unknown key (naming the nearest) and for a value that cannot be used.
    """
    given = {key: value.strip() for key, value in environ.items() if key.startswith(PREFIX)}
    for key in given:
        _require_known(key)
    values = {key.removeprefix(PREFIX).lower(): value for key, value in given.items() if value}
    try:
        settings = msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(_explain(error)) from error
    _check(settings)
    return settings


def setting_names() -> list[str]:
    """Every key that may be set, in the order of the struct."""
    return [PREFIX + name.upper() for name in Settings.__struct_fields__]


def render_settings_table(language: Literal["en", "zh"] = "en") -> str:
    """A Markdown table of all settings, for docs/operations.md and for `linghang doctor`."""
    head = ("Key", "Default", "Meaning") if language == "en" else ("名称", "默认值", "含义")
    lines = [head, ("---", "---", "---"), *_rows(language)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _rows(language: Literal["en", "zh"]) -> Iterator[tuple[str, str, str]]:
    fields = msgspec.json.schema(Settings)["$defs"]["Settings"]["properties"]
    for name, field in fields.items():
        yield PREFIX + name.upper(), str(field["default"]), field["description" if language == "en" else "title"]


def _require_known(key: str) -> None:
    known = setting_names()
    if key in known:
        return
    nearest = difflib.get_close_matches(key, known, n=1, cutoff=0.0)[0]
    raise SettingsError(f"没有名为 {key} 的设置。最接近的是 {nearest}；请改名或删去它。")


def _explain(error: msgspec.ValidationError) -> str:
    field, reason = field_fault(error)
    return f"设置 {PREFIX}{field.upper()} 的值不可用：{reason}。请查阅 docs/operations.md 列出的含义。"


def _check(settings: Settings) -> None:
    if not settings.effective_database_url.startswith(DATABASE_SCHEMES):
        raise SettingsError(f"设置 LINGHANG_DATABASE_URL 须以 {' 或 '.join(DATABASE_SCHEMES)} 开头。")
    if ":memory:" in settings.database_url:
        raise SettingsError("设置 LINGHANG_DATABASE_URL 不能是内存数据库：多个连接须看到同一份数据。请写一个文件路径。")
    if settings.files_url and not settings.files_url.startswith(FILES_SCHEMES):
        raise SettingsError(f"设置 LINGHANG_FILES_URL 须以 {' 或 '.join(FILES_SCHEMES)} 开头。")
    if settings.public_url and not re.fullmatch(r"https?://[^/\s]+", settings.public_url):
        raise SettingsError("设置 LINGHANG_PUBLIC_URL 须形如 https://dj.example.cn，末尾不带斜杠与路径。")
    try:
        settings.zone.utcoffset(None)
    except Exception as error:
        raise SettingsError(f"设置 LINGHANG_TIMEZONE 的值 {settings.timezone} 不是可用的时区名，例如 Asia/Shanghai。") from error
