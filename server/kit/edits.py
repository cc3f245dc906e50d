"""Whether what was typed into fields is within bounds, and how a person says why not. Pure."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from sync.mutation import Refusal

_TYPES = {"str": "文字", "int": "整数", "float": "数字", "bool": "是或否", "array": "列表", "object": "一组内容", "null": "空", "uuid": "编号"}
_BOUNDS = {">=": "不小于", "<=": "不大于", ">": "大于", "<": "小于"}
_LENGTHS = {">=": "至少", "<=": "最多", ">": "多于", "<": "少于", "==": "须为"}


def edit_fault(part: str, edits: Mapping[str, tuple[Any, Any]], bounds: type[msgspec.Struct], words: Mapping[str, str]) -> Refusal | None:
    """Why an edit (field -> value seen, value wanted) is out of the bounds that a struct sets, naming the field by its word, or None."""
    for field, (_, wanted) in edits.items():
        try:
            msgspec.convert({field: wanted}, bounds)
        except msgspec.ValidationError as error:
            told = reason_in_chinese(str(error).partition(" - at `$")[0])
            return Refusal(f"{part}.field", f"{words.get(field, field)}填写不对", f"{told}。", "请改正这一项后重新保存。", field)
    return None


def reason_in_chinese(message: str) -> str:
    """What msgspec says of a value, as a person says it."""
    if found := re.fullmatch(r"Expected `(\w+)(?: \| null)?`, got `.*`", message):
        return f"应为{_TYPES.get(found[1], '另一种值')}"
    if found := re.fullmatch(r"Expected `\w+(?: \| null)?` (>=|<=|>|<) (\S+)", message):
        return f"应{_BOUNDS[found[1]]} {found[2]}"
    if found := re.fullmatch(r"Expected `(\w+)(?: \| null)?` of length (>=|<=|>|<|==) (\d+)", message):
        return f"{_LENGTHS[found[2]]} {found[3]} {'项' if found[1] == 'array' else '个字符'}"
    if message.startswith(("Object missing required field", "Missing required")):
        return "必须填写"
    if message.startswith("Object contains unknown field"):
        return "不是可以填写的项目"
    if message.startswith("Invalid enum value"):
        return "不是可选的值"
    return "格式不对"
