"""Who may read by the published interface, and how far."""

from piccolo.columns import BigInt, Integer, Text, Varchar
from piccolo.table import Table

__all__ = ["ApiToken"]


class ApiToken(Table, tablename="api_token"):
    """One token. `hash` is the SHA-256 of what its holder sends: who reads the table cannot read by it.

    `scopes` is a JSON list; `asked` is how often it read in the minute that began at `minute_at`. Instants in epoch ms.
    """

    id = Varchar(length=64, primary_key=True)
    name = Varchar(length=100)
    hash = Varchar(length=64, unique=True)
    scopes = Text()
    created_at = BigInt()
    expires_at = BigInt()
    revoked_at = BigInt(null=True, default=None)
    used_at = BigInt(null=True, default=None)
    minute_at = BigInt(default=0)
    asked = Integer(default=0)
