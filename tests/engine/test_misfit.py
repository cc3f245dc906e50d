"""What a value does not fit is told in words, with the field: msgspec's English reaches nobody."""

from typing import Annotated, Any, Literal

import msgspec
import pytest

from sync.misfit import field_fault, said_of, value_fault


class _Mark(msgspec.Struct, forbid_unknown_fields=True):
    status: Literal["present", "leave"]


class _Asked(msgspec.Struct):
    text: Annotated[str, msgspec.Meta(max_length=3)]
    marks: list[_Mark] = []
    cursors: dict[str, int] = {}
    by_number: dict[int, str] = {}
    revs: Annotated[dict[str, int], msgspec.Meta(max_length=1)] = {}


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({}, "text：必须填写"),
        ({"text": 1}, "text：应为文字"),
        ({"text": "1234"}, "text：最多 3 个字符"),
        ({"text": "1", "marks": [{"status": "late"}]}, "不是可选的值"),
        ({"text": "1", "marks": [{}]}, "必须填写"),
        ({"text": "1", "marks": [{"status": "leave", "why": ""}]}, "不是可以填写的项目"),
        ({"text": "1", "cursors": {"site": "x"}}, "应为整数"),
        ({"text": "1", "revs": {"a": 1, "b": 2}}, "revs：最多 1 项"),
        ({"text": "1", "by_number": {"x": "1"}}, "by_number：应为整数"),
        ([], "应为一组内容"),
    ],
)
def test_what_does_not_fit_is_named_and_told_in_words(value: Any, told: str) -> None:
    with pytest.raises(msgspec.ValidationError) as raised:
        msgspec.convert(value, _Asked)
    assert said_of(*field_fault(raised.value)) == told


def test_a_place_within_is_for_the_app_and_in_no_sentence() -> None:
    with pytest.raises(msgspec.ValidationError) as raised:
        msgspec.convert({"text": "1", "marks": [{"status": "late"}]}, _Asked)
    assert field_fault(raised.value) == ("marks[0].status", "不是可选的值")


def test_what_nobody_foresaw_still_is_told_in_words() -> None:
    assert value_fault("Invalid RFC3339 encoded datetime") == "格式不对"
    assert value_fault("Expected `array` of length <= 3") == "最多 3 项"
    assert value_fault("Expected `str | null`, got `int`") == "应为文字"
    assert value_fault("Expected `int | str`, got `null`") == "格式不对"
    assert value_fault("Missing required query parameter 'on' for path /api/days") == "必须填写"
