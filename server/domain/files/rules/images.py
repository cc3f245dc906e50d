"""What a stored file may contain: its type's own first bytes and, for images, a picture drawn anew without anything beside it. Pure."""

from contextlib import suppress
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageOps

PIXELS_AT_MOST = 40_000_000
"""An A4 page at 600 dpi has 35 million; drawn, these are 120 MB."""
SIDE_AT_LEAST = 120
"""A picture is made no smaller than this to spare bytes."""
_QUALITIES = (60, 45, 35)
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_QUALITY = {"JPEG": {"quality": 85}, "WEBP": {"quality": 85}, "PNG": {}}


class Unusable(Exception):
    """The bytes are not what the file claims to be; the reason is for the person who took the photo."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def check_magic(head: bytes, mime: str) -> None:
    """Refuses (Unusable) a file whose first 12 bytes are not those of its type."""
    begins = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n", "image/webp": b"RIFF", "application/pdf": b"%PDF-"}
    fits = head.startswith(begins[mime]) and (mime != "image/webp" or head[8:12] == b"WEBP")
    if not fits:
        raise Unusable("文件内容与类型不符，请重新拍照或选择")


def redraw(source: BinaryIO, target: BinaryIO, mime: str) -> None:
    """Writes the same picture to `target`, turned upright, without EXIF, GPS, comments, profiles or anything after its end.

    Raises Unusable for what cannot be drawn or has more than PIXELS_AT_MOST pixels. Errors of `target` pass through.
    """
    kind = _FORMATS[mime]
    _drawn(source, kind).save(target, kind, **_QUALITY[kind])


def fitted(source: BinaryIO, mime: str, side: int, bytes_at_most: int = 0) -> tuple[bytes, int, int]:
    """The same picture as a JPEG of at most `side` pixels each way, with its width and height; smaller until it has `bytes_at_most`, if given.

    Raises Unusable as `redraw` does.
    """
    whole = _drawn(source, _FORMATS[mime])
    while True:
        picture = _on_white(whole)
        picture.thumbnail((side, side), Image.Resampling.LANCZOS)
        for quality in _QUALITIES if bytes_at_most else (80,):
            out = BytesIO()
            picture.save(out, "JPEG", quality=quality, optimize=True)
            if not bytes_at_most or out.tell() <= bytes_at_most or (quality == _QUALITIES[-1] and side <= SIDE_AT_LEAST):
                return out.getvalue(), picture.width, picture.height
        side = side * 3 // 4


def _on_white(picture: Image.Image) -> Image.Image:
    """What is seen through stands on white: JPEG knows nothing that is seen through."""
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def mime_of(head: bytes) -> str:
    """Of which type a file is by its first 12 bytes. Raises Unusable for one that is no image and no PDF."""
    for mime in ("image/jpeg", "image/png", "image/webp", "application/pdf"):
        with suppress(Unusable):
            check_magic(head, mime)
            return mime
    raise Unusable("请选择 JPEG、PNG 或 WebP 图片，扫描件也可用 PDF")


def _drawn(source: BinaryIO, kind: str) -> Image.Image:
    try:
        with Image.open(source, formats=(kind,)) as picture:
            if picture.width * picture.height > PIXELS_AT_MOST:
                raise Unusable("图片像素过大，请缩小后重新选择")
            return _bare(ImageOps.exif_transpose(picture), kind)
    except Image.DecompressionBombError as error:
        raise Unusable("图片像素过大，请缩小后重新选择") from error
    except (Unusable, MemoryError):
        raise
    except Exception as error:  # decoders stumble over broken pictures in many ways
        raise Unusable("图片已损坏，无法打开，请重新拍照或选择") from error


def _bare(picture: Image.Image, kind: str) -> Image.Image:
    """A new picture with the same pixels: what is copied is seen, what is not seen is not copied."""
    mode = "L" if picture.mode in ("1", "L") else "RGB"
    if kind != "JPEG" and picture.has_transparency_data:
        mode = "RGBA"
    bare = Image.new(mode, picture.size)
    bare.paste(picture.convert(mode))
    return bare
