"""What a value does not fit: the field, and why in words of a person. msgspec says it in English and of a program; nobody is told that. Pure."""

import msgspec

_TYPES = {"str": "文字", "int": "整数", "float": "数字", "bool": "是或否", "array": "列表", "object": "一组内容", "null": "空", "uuid": "编号"}
_BOUNDS = {">=": "不小于", "<=": "不大于", ">": "大于", "<": "小于"}
_MISSING, _UNKNOWN = "Object missing required field ", "Object contains unknown field "
_LENGTHS = {">=": "至少", "<=": "最多", ">": "多于", "<": "少于", "==": "须为"}


def field_fault(error: msgspec.ValidationError) -> tuple[str, str]:
    """The field that does not fit ("" for the whole) and why."""
    text, _, place = str(error).partition(" - at `")
    return named_fault(text, place.rpartition("$")[2].strip(".`"))


def named_fault(message: str, field: str) -> tuple[str, str]:
    """The same of a message and the place that stands beside it: what is missing or unknown is named by the message itself."""
    head, name, _ = _cut(message)
    if head in (_MISSING, _UNKNOWN):
        field = f"{field}.{name}" if field else name
    return field, value_fault(message)


def said_of(field: str, reason: str) -> str:
    """Field and reason in one line; a place within (`marks[0].status`) is for the app, which has it beside, and no word of a sentence."""
    return f"{field}：{reason}" if field.isidentifier() else reason


def value_fault(message: str) -> str:
    """What msgspec says of a value, as a person says it."""
    head, kind, rest = _cut(message)
    kind = kind.removesuffix(" | null")
    match head, rest.split():
        case "Expected ", [",", "got", *_] if kind.isidentifier():
            return f"应为{_TYPES.get(kind, '另一种值')}"
        case "Expected ", [sign, bound] if sign in _BOUNDS:
            return f"应{_BOUNDS[sign]} {bound}"
        case "Expected ", ["of", "length", sign, length] if sign in _LENGTHS:
            return f"{_LENGTHS[sign]} {length} {'项' if kind in ('array', 'object') else '个字符'}"
        case head, _ if head.startswith((_MISSING, "Missing required")):
            return "必须填写"
        case head, _ if head == _UNKNOWN:
            return "不是可以填写的项目"
        case _:
            return "不是可选的值" if message.startswith("Invalid enum value") else "格式不对"


def _cut(message: str) -> tuple[str, str, str]:
    """What stands before the first name in a message, the name, and what stands behind it."""
    head, _, rest = message.partition("`")
    name, _, rest = rest.partition("`")
    return head, name, rest
