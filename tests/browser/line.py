"""A line between a phone and the server that a test makes slow, counts and really cuts: a forwarder of TCP, not a setting of the browser."""

import socket
import threading
import time
from contextlib import suppress

from tests.services import free_port

_CHUNK = 8 * 1024


class Line:
    """Forwards to `port`; `rate` is how many bytes a second go up (None: as fast as they come)."""

    def __init__(self, port: int) -> None:
        self.rate: int | None = None
        self.sent = 0
        self._target = port
        self._up = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", free_port()))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self.mend()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Every connection breaks where it is; what comes is turned away."""
        self._up.clear()
        with self._lock:
            sides = tuple(self._open)
        for side in sides:
            self._break(side)

    def mend(self) -> None:
        """The line is whole again."""
        self._up.set()

    def close(self) -> None:
        """No more connections."""
        self.cut()
        self._door.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                phone, _ = self._door.accept()
                if self._up.is_set():
                    self._connect(phone)
                else:
                    self._break(phone)

    def _connect(self, phone: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self._target))
            # A small buffer: what the phone believes to be sent is nearly what has arrived, as over a bad radio line.
            phone.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _CHUNK)
        except OSError:
            self._break(phone)
            return
        with self._lock:
            self._open.update((phone, server))
        threading.Thread(target=self._carry, args=(phone, server, True), daemon=True).start()
        threading.Thread(target=self._carry, args=(server, phone, False), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, upwards: bool) -> None:
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                if upwards:
                    self.sent += len(data)
                    if self.rate:
                        time.sleep(len(data) / self.rate)
                target.sendall(data)
        self._break(source)
        self._break(target)

    def _break(self, side: socket.socket) -> None:
        with self._lock:
            self._open.discard(side)
        with suppress(OSError):
            side.shutdown(socket.SHUT_RDWR)
        side.close()
