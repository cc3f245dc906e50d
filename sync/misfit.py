"""What a value does not fit: the field, and why in words of a person. msgspec says it in English and of a program; nobody is told that. Pure."""

import re

import msgspec

_TYPES = {"str": "文字", "int": "整数", "float": "数字", "bool": "是或否", "array": "列表", "object": "一组内容", "null": "空", "uuid": "编号"}
_BOUNDS = {">=": "不小于", "<=": "不大于", ">": "大于", "<": "小于"}
_LENGTHS = {">=": "至少", "<=": "最多", ">": "多于", "<": "少于", "==": "须为"}


def field_fault(error: msgspec.ValidationError) -> tuple[str, str]:
    """The field that does not fit ("" for the whole) and why."""
    text, _, place = str(error).partition(" - at `")
    return named_fault(text, place.rpartition("$")[2].strip(".`"))


def named_fault(message: str, field: str) -> tuple[str, str]:
    """The same of a message and the place that stands beside it: what is missing or unknown is named by the message itself."""
    if found := re.match(r"Object (?:missing required|contains unknown) field `(.+?)`", message):
        field = f"{field}.{found[1]}" if field else found[1]
    return field, value_fault(message)


def said_of(field: str, reason: str) -> str:
    """Field and reason in one line."""
    return f"{field}：{reason}" if field else reason


def value_fault(message: str) -> str:
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
