"""Laws are judged by what they find, never by how long a busy machine took to try them."""

from hypothesis import HealthCheck, settings


def test_no_law_has_a_limit_of_time():
    assert settings.default.deadline is None
    assert HealthCheck.too_slow in settings.default.suppress_health_check
