"""Whether what was typed into fields is within bounds, and how a person says why not. Pure."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.misfit import field_fault
from sync.mutation import Refusal


def edit_fault(part: str, edits: Mapping[str, tuple[Any, Any]], bounds: type[msgspec.Struct], words: Mapping[str, str]) -> Refusal | None:
    """Why an edit (field -> value seen, value wanted) is out of the bounds that a struct sets, naming the field by its word, or None."""
    for field, (_, wanted) in edits.items():
        try:
            msgspec.convert({field: wanted}, bounds)
        except msgspec.ValidationError as error:
            _, reason = field_fault(error)
            return Refusal(f"{part}.field", f"{words.get(field, field)}填写不对", f"{reason}。", "请改正这一项后重新保存。", field)
    return None
