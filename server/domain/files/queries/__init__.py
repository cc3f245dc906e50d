"""Reads and writes files: rows, uploads under way, and the stored bytes."""

from server.domain.files.queries.assets import (
    Asset,
    find_asset,
    list_files,
    load_files,
    load_proofs,
    load_shown,
    open_content,
    open_stored,
    reuse,
    settle,
)
from server.domain.files.queries.keeping import Kept, Small, attach, keep_file
from server.domain.files.queries.parts import Arrival, Part
from server.domain.files.queries.purge import purge_files
from server.domain.files.queries.uploads import begin_upload, check_quota, find_upload, note_received

__all__ = [
    "Arrival",
    "Asset",
    "Kept",
    "Part",
    "Small",
    "attach",
    "begin_upload",
    "check_quota",
    "find_asset",
    "find_upload",
    "keep_file",
    "list_files",
    "load_files",
    "load_proofs",
    "load_shown",
    "note_received",
    "open_content",
    "open_stored",
    "purge_files",
    "reuse",
    "settle",
]
