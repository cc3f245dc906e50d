"""Whoever runs the server is told why its database does not answer: of the disk what is the disk's, and of the network nothing else."""

import errno
import os
import socket
import ssl

import asyncpg  # pyright: ignore[reportMissingTypeStubs]
import pytest

from server.kit.unreachable import why_unreachable

NETWORK = "到数据库的网络不通，或数据库没有运行"


def _os(number: int) -> OSError:
    return OSError(number, os.strerror(number), "/data")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (_os(errno.EROFS), "数据库所在的磁盘只能读，不能写"),
        (_os(errno.ENOSPC), "数据库所在的磁盘已满"),
        (_os(errno.EDQUOT), "数据库所在的磁盘已满"),
        (_os(errno.EIO), "数据库所在的磁盘读写出错"),
        (_os(errno.EMFILE), "打开的文件和连接太多"),
        (_os(errno.EISDIR), "数据库文件的位置上是一个文件夹"),
        (_os(errno.ENOENT), "数据库的文件夹或文件不存在，或本机上没有数据库在运行"),
        (_os(errno.EACCES), "没有权限打开数据库的文件夹或文件"),
        (_os(errno.ELOOP), "原因写在日志里"),
        (ssl.SSLCertVerificationError(1, "certificate verify failed"), "数据库的证书不可信，或与主机名不符"),
        (ssl.SSLError(1, "wrong version number"), "与数据库的加密连接没有建立"),
        (ConnectionError("rejected SSL upgrade"), "数据库不接受加密连接，或中断了连接"),
        (ConnectionResetError(errno.ECONNRESET, "reset"), "数据库中断了连接"),
        (asyncpg.ConnectionDoesNotExistError("closed in the middle"), "数据库中断了连接"),
        (asyncpg.InsufficientPrivilegeError("denied"), "这个用户在数据库中没有权限"),
        (socket.gaierror(socket.EAI_NONAME, "unknown"), "找不到这个主机名"),
        (_os(errno.EHOSTUNREACH), NETWORK),
        (_os(errno.ENETUNREACH), NETWORK),
        (OSError("Multiple exceptions: [Errno 111] ('::1', 5432), [Errno 111] ('127.0.0.1', 5432)"), NETWORK),
        (ValueError("invalid DSN"), "原因写在日志里"),
    ],
    ids=lambda one: one if isinstance(one, str) else f"{type(one).__name__} {getattr(one, 'errno', '')}",
)
def test_each_cause_has_its_own_words(error: Exception, told: str) -> None:
    assert why_unreachable(error) == told
