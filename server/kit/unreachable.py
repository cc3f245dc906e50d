"""Why a database does not answer, in words for whoever runs the server. What the driver said goes to the log alone."""

import errno
import logging
import socket
import sqlite3
import ssl

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

log = logging.getLogger(__name__)

_UNKNOWN = "原因写在日志里"
_FULL = "数据库所在的磁盘已满"
_FAULTY = "数据库所在的磁盘读写出错"
_CUT = "数据库中断了连接"
_NETWORK = "到数据库的网络不通，或数据库没有运行"
_BY_KIND: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
    (asyncpg.InvalidAuthorizationSpecificationError, "用户名或密码不对"),
    (asyncpg.InvalidCatalogNameError, "服务器上没有这个数据库"),
    (asyncpg.TooManyConnectionsError, "数据库的连接数已满"),
    (asyncpg.CannotConnectNowError, "数据库正在启动或关闭"),
    (asyncpg.InsufficientPrivilegeError, "这个用户在数据库中没有权限"),
    (asyncpg.DiskFullError, _FULL),
    (asyncpg.PostgresConnectionError, _CUT),
    (ssl.SSLCertVerificationError, "数据库的证书不可信，或与主机名不符"),
    (ssl.SSLError, "与数据库的加密连接没有建立"),
    (socket.gaierror, "找不到这个主机名"),
    (ConnectionRefusedError, "这个地址和端口上没有数据库在运行"),
    ((ConnectionResetError, ConnectionAbortedError, BrokenPipeError), _CUT),
    (ConnectionError, "数据库不接受加密连接，或中断了连接"),
    (TimeoutError, "数据库没有应答"),
    (PermissionError, "没有权限打开数据库的文件夹或文件"),
    (FileExistsError, "数据库文件夹的位置上是一个文件"),
    (NotADirectoryError, "数据库文件夹的位置上是一个文件"),
    (IsADirectoryError, "数据库文件的位置上是一个文件夹"),
    (FileNotFoundError, "数据库的文件夹或文件不存在，或本机上没有数据库在运行"),
)
"""The first that fits: what is more exact stands before what holds it."""
_BY_SYSTEM = {
    None: _NETWORK,  # several addresses were tried, and each failed
    **dict.fromkeys((errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN, errno.EADDRNOTAVAIL), _NETWORK),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), _FULL),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), "打开的文件和连接太多"),
    errno.EROFS: "数据库所在的磁盘只能读，不能写",
    errno.EIO: _FAULTY,
}
"""What is left of the system's own errors, by their number."""
_BY_SQLITE = {
    sqlite3.SQLITE_CANTOPEN: "数据库文件打不开：文件夹不存在，或没有权限",
    sqlite3.SQLITE_READONLY: "数据库文件只能读，不能写",
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _FAULTY,
    sqlite3.SQLITE_NOTADB: "这个文件不是数据库",
    sqlite3.SQLITE_CORRUPT: "数据库文件已损坏",
    sqlite3.SQLITE_BUSY: "另一个程序占用着数据库文件",
}


def why_unreachable(error: BaseException) -> str:
    """In words, of what the driver raised or of our own exception that stands for it; notes it in the log as it was."""
    cause = error.__cause__ or error
    log.warning("the database does not answer", extra={"error": repr(cause)})
    if isinstance(cause, sqlite3.Error):
        return _BY_SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, _UNKNOWN)
    by_system = _BY_SYSTEM.get(cause.errno, _UNKNOWN) if isinstance(cause, OSError) else _UNKNOWN
    return next((words for kind, words in _BY_KIND if isinstance(cause, kind)), by_system)
