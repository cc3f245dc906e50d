"""Reads and writes files: rows, uploads under way, and the stored bytes."""

from server.domain.files.queries.assets import Asset, find_asset, list_files, load_files, load_proofs, open_content, reuse, settle
from server.domain.files.queries.parts import Arrival, Part
from server.domain.files.queries.purge import purge_files
from server.domain.files.queries.uploads import begin_upload, check_quota, find_upload, note_received

__all__ = [
    "Arrival",
    "Asset",
    "Part",
    "begin_upload",
    "check_quota",
    "find_asset",
    "find_upload",
    "list_files",
    "load_files",
    "load_proofs",
    "note_received",
    "open_content",
    "purge_files",
    "reuse",
    "settle",
]
