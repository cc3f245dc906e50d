"""Files: photos and scans of a meeting. The row comes with the text; the bytes follow when the network allows."""

from server.domain.files import jobs, mutations, policy, routes, rules, tables
from server.domain.files.queries import load_files
from server.replication import Module, SyncedTable

module = Module(
    name="files",
    tables=(tables.FileAsset, tables.FileUpload, tables.FileContent),
    synced=(SyncedTable(tables.FileAsset, policy.FILE_ASSET, policy.file_scopes),),
    intents=mutations.INTENTS,
    routes=routes.ROUTES,
    jobs=jobs.JOBS,
)

__all__ = ["load_files", "module", "rules"]
