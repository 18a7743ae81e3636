"""What buttons carry: a version and the id of what they point at, never a position, in at most 64 bytes."""

from collections.abc import Set as AbstractSet
from hashlib import blake2s

_VERSION = "1:"
_HASHED = "#"
_LIMIT = 64  # bytes, Telegram's


def encode(target: str) -> str:
    """Callback data for a target: "1:<target>", or a hash of it where the target is too long."""
    data = _VERSION + target
    return data if len(data.encode()) <= _LIMIT and not target.startswith(_HASHED) else _VERSION + _hash(target)


def decode(data: str, targets: AbstractSet[str]) -> str | None:
    """The target of callback data; None for data of another version, and for targets that are not there any more."""
    if not data.startswith(_VERSION):
        return None
    target = data.removeprefix(_VERSION)
    if target.startswith(_HASHED):
        return next((t for t in targets if _hash(t) == target), None)
    return target if target in targets else None


def _hash(target: str) -> str:
    return _HASHED + blake2s(target.encode(), digest_size=16).hexdigest()
