"""What the Bot API server looks at before it takes a photo with a caption."""

import struct
from html.parser import HTMLParser
from typing import Any

_TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
_LARGEST = 10 * 1024 * 1024


def photo_refused(parameters: dict[str, Any]) -> str | None:
    """Why a sendPhoto is refused; None where it is not."""
    photo = parameters.get("photo")
    if not isinstance(photo, bytes) or not photo:
        return "there is no photo in the request"
    if len(photo) > _LARGEST:
        return "file is too big"
    if not photo.startswith(b"\x89PNG\r\n\x1a\n"):
        return "IMAGE_PROCESS_FAILED"
    width, height = png_size(photo)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        return "PHOTO_INVALID_DIMENSIONS"
    return _caption_refused(parameters.get("caption", ""), parameters.get("parse_mode"))


def png_size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def _caption_refused(caption: str, mode: str | None) -> str | None:
    if mode != "HTML":
        return "message caption is too long" if _units(caption) > 1024 else None
    reader = _Reader()
    reader.feed(caption)
    reader.close()
    if reader.fault or reader.open:
        return f"can't parse entities: {reader.fault or reader.open}"
    return "message caption is too long" if _units(reader.text) > 1024 else None


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.fault, self.open = "", "", list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.fault = self.fault or ("" if tag in _TAGS else f"unsupported start tag {tag}")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.fault = self.fault or f"unmatched end tag {tag}"

    def handle_data(self, data: str) -> None:
        self.text += data
