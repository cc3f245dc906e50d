"""Settings from the environment: defaults that work, faults told in words, documentation that cannot go stale."""

from pathlib import Path

import pytest

from server.kit.settings import Settings, SettingsError, load_settings, render_settings_table, setting_names

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_set_is_a_working_single_process() -> None:
    settings = load_settings({"PATH": "/bin"})
    assert settings == Settings()
    assert settings.workers_in_process
    assert settings.effective_database_url == "sqlite:///data/linghang.db"


def test_values_are_read_by_type() -> None:
    settings = load_settings({"LINGHANG_PORT": "8001", "LINGHANG_DEMO": "1", "LINGHANG_REDIS_URL": "redis://r/0", "LINGHANG_HOST": ""})
    assert (settings.port, settings.demo, settings.workers_in_process, settings.host) == (8001, True, False, "127.0.0.1")


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("LINGHANG_POTR", "8000", "最接近的是 LINGHANG_PORT"),
        ("LINGHANG_REDIS", "redis://x", "最接近的是 LINGHANG_REDIS_URL"),
        ("LINGHANG_PORT", "eighty", "LINGHANG_PORT 的值不可用：应为整数。"),
        ("LINGHANG_PORT", "70000", "LINGHANG_PORT 的值不可用：应不大于 65535。"),
        ("LINGHANG_DEMO", "perhaps", "LINGHANG_DEMO 的值不可用：应为是或否。"),
        ("LINGHANG_LOG_FORMAT", "xml", "LINGHANG_LOG_FORMAT 的值不可用：不是可选的值。"),
        ("LINGHANG_DATABASE_URL", "mysql://x", "sqlite:///"),
        ("LINGHANG_DATABASE_URL", "sqlite:///:memory:", "内存"),
        ("LINGHANG_TIMEZONE", "Asia/Atlantis", "Asia/Shanghai"),
        ("LINGHANG_PUBLIC_URL", "dj.example.cn", "https://"),
        ("LINGHANG_PUBLIC_URL", "https://dj.example.cn/", "斜杠"),
    ],
)
def test_a_fault_names_the_setting_and_the_way_out(key: str, value: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        load_settings({key: value})


def test_the_documentation_holds_the_table_of_the_code() -> None:
    assert render_settings_table("en") in (ROOT / "docs" / "operations.md").read_text()


def test_every_setting_is_explained_in_both_languages() -> None:
    for language in ("en", "zh"):
        table = render_settings_table(language)
        assert all(f"| {name} |" in table for name in setting_names())
        assert "|  |\n" not in table and not table.endswith("|  |")
