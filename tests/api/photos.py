"""Photos as cameras and attackers make them, and a phone that attaches and uploads them."""

import hashlib
import io
import struct
import uuid
import zlib
from typing import Any

import httpx
from PIL import ExifTags, Image

from tests.api.phone import HttpPhone

TUS = {"Tus-Resumable": "1.0.0"}
CHUNK = TUS | {"Content-Type": "application/offset+octet-stream"}
PLACE = b"39.1234N"


def picture(kind: str = "JPEG", colour: int = 1) -> bytes:
    """A small picture as a camera writes it: lying on its side, with its place and a comment."""
    image = Image.new("RGB", (80, 40), (colour * 25, 60, 90))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.ImageDescription] = PLACE.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    target = io.BytesIO()
    image.save(target, kind, exif=exif, **({"comment": PLACE} if kind == "JPEG" else {}))
    return target.getvalue() + PLACE


def bomb() -> bytes:
    """A PNG of a few bytes that claims 30,000 by 30,000 pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def attach(phone: HttpPhone, meeting: str, content: bytes, **other: Any) -> str:
    """Attaches a file to a meeting in the log; gives its id."""
    row = str(uuid.uuid4())
    args = {"kind": "photo", "mime": "image/jpeg", "name": "现场.jpg", "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    phone.record("file.attach.v1", row)
    phone.mutations[-1]["args"] = {"meeting": meeting, **args, **other}
    return row


async def attached(phone: HttpPhone, content: bytes, **other: Any) -> str:
    """A new meeting with one file, synced; gives the file's id."""
    row = attach(phone, phone.start_meeting(), content, **other)
    await phone.sync()
    return row


async def begin(phone: HttpPhone, row: str, length: int) -> httpx.Response:
    return await phone.client.post(f"/api/files/{row}", headers=TUS | {"Upload-Length": str(length)})


async def send(phone: HttpPhone, row: str, offset: int, content: Any, **headers: str) -> httpx.Response:
    told = CHUNK | {"Upload-Offset": str(offset)} | {name.replace("_", "-"): value for name, value in headers.items()}
    return await phone.client.patch(f"/api/files/{row}", content=content, headers=told)


async def offset_of(phone: HttpPhone, row: str) -> int:
    answer = await phone.client.head(f"/api/files/{row}", headers=TUS)
    assert answer.status_code == 200
    return int(answer.headers["upload-offset"])


async def upload(phone: HttpPhone, row: str, content: bytes) -> httpx.Response:
    """The whole in one piece, and the row afterwards."""
    assert (await begin(phone, row, len(content))).status_code == 201
    answer = await send(phone, row, 0, content)
    await phone.sync()
    return answer


def state(phone: HttpPhone, row: str) -> str:
    return phone.rows["file_asset"][row]["state"]
