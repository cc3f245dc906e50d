"""Files: photos and scans of a meeting or of a request for correction, whose bytes follow by themselves; and what the office hands in whole."""

from server.domain.files import jobs, mutations, policy, routes, rules, tables
from server.domain.files.mutations import is_attached, put_asset
from server.domain.files.queries import Kept, Small, attach, keep_file, load_files, load_proofs, load_shown, open_stored
from server.domain.files.schemas import FileOut
from server.replication import Module, SyncedTable

module = Module(
    name="files",
    tables=(tables.FileAsset, tables.FileUpload, tables.FileContent),
    synced=(SyncedTable(tables.FileAsset, policy.FILE_ASSET, policy.file_scopes),),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
)

__all__ = [
    "FileOut",
    "Kept",
    "Small",
    "attach",
    "is_attached",
    "keep_file",
    "load_files",
    "load_proofs",
    "load_shown",
    "module",
    "open_stored",
    "put_asset",
    "rules",
]
