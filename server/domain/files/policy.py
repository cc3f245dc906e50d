"""How each field of a file merges, and who sees the rows."""

from sync.policy import Field, Policy, Values

_given = Field(Policy.IMMUTABLE)
_server = Field(Policy.SERVER)

FILE_ASSET = {
    "meeting": _given,
    "correction": _server,
    "proves": _server,
    "member": _server,
    "branch": _given,
    "kind": _given,
    "name": _given,
    "sha256": _given,
    "mime": _given,
    "size": Field(Policy.IMMUTABLE, kind="int"),
    "state": _server,
    "refused_reason": _server,
    "content": _server,
    "created_at": Field(Policy.SERVER, kind="int"),
    "created_by": _server,
}


def file_scopes(values: Values) -> frozenset[str]:
    """A file is seen where its meeting is: by those who hold a post in the branch; a proof where its request is: by its member too, or alone."""
    branch = {f"branch:{values['branch']}"} if values["branch"] else set[str]()
    return frozenset(branch | {f"person:{values['member']}"} if values["member"] else branch)
