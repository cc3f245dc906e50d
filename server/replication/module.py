"""What a part of the product hands to the house: its tables, what syncs, what phones may ask, what must be recomputed."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from piccolo.columns import Varchar
from piccolo.table import Table

from server.kit.edits import edit_fault
from server.kit.jobs import Job
from server.kit.lifecycle import Lifecycle
from server.replication.finding import Findable
from server.replication.news import News
from server.replication.sections import LedgerSection
from server.replication.touches import Touch
from sync.mutation import Refusal
from sync.plan import Intent, KeepHeld
from sync.policy import Field, Policy, TableRules, Values
from sync.upcast import Upcast
from sync.wire import IdOf

if TYPE_CHECKING:
    from server.replication.unit import Unit

Recompute = Callable[["Unit", list[str]], Awaitable[None]]


def _never(_: Values) -> bool:
    return False


class Typed(msgspec.Struct, frozen=True):
    """What people type into a row's fields, where what two typed may clash: by the decoder `bounds` that the fields' own mutation has, each with its
    word; to `as_written` the mutation adds what it knows, so that only what was written may stand.

    `named` and `owner` are the columns that tell the office which row it is and whose, `route` where the office reads it.
    """

    part: str
    bounds: type[msgspec.Struct]
    words: Mapping[str, str]
    as_written: frozenset[str] = frozenset()
    named: str = "title"
    owner: str = "branch"
    route: str = ""

    def fault(self, values: Values) -> Refusal | None:
        """Why these values cannot stand, or None."""
        if typed := self.as_written & values.keys():
            word = self.words[min(typed)]
            return Refusal(f"{self.part}.field", f"{word}不能另写", "这一项只能在两份里选一份。", "请选其中一份，再到页面上修改。", min(typed))
        return edit_fault(self.part, {field: (None, value) for field, value in values.items()}, self.bounds, self.words)


class SyncedTable(msgspec.Struct, frozen=True):
    """A table whose rows reach phones. `derived` tables hold conclusions of jobs: they keep no history, facts do.

    `id_of` says how an id follows from the row's own columns: it then does not travel. `typed` is what people may type into its fields.
    """

    table: type[Table]
    fields: Mapping[str, Field]
    scopes: Callable[[Values], frozenset[str]]
    frozen: Callable[[Values], bool] = _never
    derived: bool = False
    id_of: IdOf | None = None
    parent: str = ""
    typed: Typed | None = None

    @property
    def name(self) -> str:
        return self.table._meta.tablename  # pyright: ignore[reportPrivateUsage]

    def rules(self) -> TableRules:
        """The same declaration as the engine reads it."""
        told = (self.name, self.fields, self.scopes, self.frozen, self.parent, self._blank(), self._longest())
        return TableRules(*told, fault=self.typed.fault) if self.typed else TableRules(*told)

    def _longest(self) -> dict[str, int]:
        columns = {column._meta.name: column for column in self.table._meta.columns}  # pyright: ignore[reportPrivateUsage]
        return {name: column.length for name in self.fields if isinstance(column := columns[name], Varchar) and column.length}

    def _blank(self) -> dict[str, Any]:
        """The defaults of columns that are never null. An immutable field without a value can still be given one."""
        columns = {column._meta.name: column for column in self.table._meta.columns}  # pyright: ignore[reportPrivateUsage]
        return {
            name: msgspec.json.decode(default) if field.kind == "json" and default else default
            for name, field in self.fields.items()
            if field.policy is not Policy.IMMUTABLE and not columns[name]._meta.null
            for default in [columns[name].get_default_value()]
        }


class Module(msgspec.Struct, frozen=True):
    """One part of the product, complete.

    touches say which conclusions a changed row touches; recompute[kind](unit, keys) draws those conclusions again. recompute_later does so at
    the next schedule: for what nobody waits for at the page, and what a row that changes ten times in a minute would draw ten times.
    keep_held[reason](turn, held) writes the row in which a held mutation waits for a person; one part a reason.
    news are what people are told of when a row changes; one part, if it is there, draws them under the kind `news`.
    findable is what of its rows is found by searching; one part, if it is there, keeps the index under the kind `search`.
    ledger are its sections on the pages of organisations and members; one part, if it is there, shows them.
    lifecycles are exported to the phone by `make types`, so that it shows exactly the moves that are open.
    upcasts turn mutations of old versions into those of today; an intent that gets a successor leaves one behind.
    """

    name: str
    tables: Sequence[type[Table]] = ()
    synced: Sequence[SyncedTable] = ()
    intents: Sequence[Intent] = ()
    routes: Sequence[Any] = ()
    jobs: Sequence[Job] = ()
    touches: Sequence[Touch] = ()
    news: Sequence[News] = ()
    findable: Sequence[Findable] = ()
    ledger: Sequence[LedgerSection] = ()
    recompute: Mapping[str, Recompute] = {}
    recompute_later: Mapping[str, Recompute] = {}
    keep_held: Mapping[str, KeepHeld] = {}
    lifecycles: Mapping[str, Lifecycle] = {}
    upcasts: Sequence[Upcast] = ()
