"""Files: photos and scans of a meeting or of a request for correction. The row comes with the text; the bytes follow when the network allows."""

from server.domain.files import jobs, mutations, policy, routes, rules, tables
from server.domain.files.mutations import is_attached, put_asset
from server.domain.files.queries import load_files, load_proofs
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

__all__ = ["FileOut", "is_attached", "load_files", "load_proofs", "module", "put_asset", "rules"]
