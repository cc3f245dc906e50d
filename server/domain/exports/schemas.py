"""What the list of exports tells."""

import msgspec


class ExportOut(msgspec.Struct, frozen=True):
    """One file that was taken: by what its rows were chosen (label -> words), how many they were; `at` in epoch ms."""

    id: str
    name: str
    chosen: dict[str, str]
    rows: int
    account_name: str
    at: int


class ExportsOut(msgspec.Struct, frozen=True):
    """The latest exports, newest first."""

    exports: list[ExportOut]
