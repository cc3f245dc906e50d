"""The two places where files may lie, behind one interface: a folder, and a small server that speaks the little of S3 that is used."""

import hashlib
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from server.domain.files.queries.storage import storage_of
from server.kit.settings import Settings, SettingsError, load_settings

CONTENT = b"a photo" * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Bucket(BaseHTTPRequestHandler):
    """PUT, GET and removal of objects, in memory; `signed` remembers whether each request carried a signature."""

    objects: dict[str, bytes]
    signed: list[bool]

    def do_PUT(self) -> None:
        self.objects[self.path] = self.rfile.read(int(self.headers["content-length"]))
        self.answer(200)

    def do_GET(self) -> None:
        found = self.objects.get(self.path)
        self.answer(404 if found is None else 200, found or b"")

    def do_POST(self) -> None:
        """Several objects removed at once, as S3 has it: their keys are in the body."""
        bucket = self.path.partition("?")[0]
        asked = self.rfile.read(int(self.headers["content-length"])).decode()
        keys = re.findall(r"<Key>(.*?)</Key>", asked)
        for key in keys:
            self.objects.pop(f"{bucket}/{key}", None)
        told = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self.answer(200, f"<DeleteResult>{told}</DeleteResult>".encode())

    def answer(self, status: int, body: bytes = b"") -> None:
        self.signed.append("AWS4-HMAC-SHA256" in self.headers.get("authorization", ""))
        self.send_response(status)
        self.send_header("ETag", '"x"')
        self.send_header("Last-Modified", "Sun, 22 Nov 2026 08:00:00 GMT")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Bucket]]:
    """A bucket on this machine, named by the environment as an operator would."""
    handler = type("OwnBucket", (Bucket,), {"objects": {}, "signed": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    given = {"ENDPOINT": f"http://127.0.0.1:{server.server_port}", "ALLOW_HTTP": "true", "REGION": "mine"}
    for name, value in (given | {"ACCESS_KEY_ID": "key", "SECRET_ACCESS_KEY": "secret"}).items():
        monkeypatch.setenv(f"AWS_{name}", value)
    yield handler
    server.shutdown()
    server.server_close()


async def is_kept_and_removed(settings: Settings, file: Path) -> None:
    """What every storage promises."""
    storage = storage_of(settings)
    file.write_bytes(CONTENT)
    await storage.put(SHA256, file)
    await storage.put(SHA256, file)
    size, pieces = await storage.read(SHA256)
    assert (size, b"".join([piece async for piece in pieces])) == (len(CONTENT), CONTENT)
    await storage.remove(SHA256)
    await storage.remove(SHA256)
    with pytest.raises(FileNotFoundError):
        await storage.read(SHA256)


async def test_a_folder_keeps_files(tmp_path: Path) -> None:
    await is_kept_and_removed(Settings(data=str(tmp_path)), tmp_path / "one")
    await is_kept_and_removed(Settings(files_url=f"file://{tmp_path}/照片"), tmp_path / "one")
    assert (tmp_path / "files" / SHA256[:2]).is_dir() and (tmp_path / "照片" / SHA256[:2]).is_dir()


async def test_s3_keeps_files(tmp_path: Path, bucket: type[Bucket]) -> None:
    await is_kept_and_removed(Settings(files_url=f"s3://mine-{tmp_path.name.replace('_', '-')}/photos"), tmp_path / "one")
    assert bucket.signed and all(bucket.signed)
    assert bucket.objects == {}


def test_an_address_of_no_known_kind_is_refused() -> None:
    with pytest.raises(SettingsError, match="LINGHANG_FILES_URL"):
        load_settings({"LINGHANG_FILES_URL": "ftp://example.cn"})
