"""How tests are given to the processes that run beside each other: one by one, but for files whose tests share what is dear to make."""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/api/test_cycles_rights.py", "tests/deploy/test_installation.py")


class OneByOne(LoadScopeScheduling):
    """Whichever process is free gets the next test, so that all of them end together."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in TOGETHER else nodeid
