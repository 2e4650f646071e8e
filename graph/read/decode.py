"""Bytes → text where a file says nothing of its encoding, or says it by a byte order mark.

The rule is simple because these files are: a mark decides; zeros at every other byte mean UTF-16; what is valid UTF-8
is UTF-8, since other encodings hardly ever are by chance; all else is Windows-1252, in which councils' older systems
write quotes and dashes as single bytes.
"""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    r"""The text of these bytes; what cannot be decoded becomes U+FFFD.

    >>> decode(b"\x91a\x92 \x96 b"), decode("‘a’".encode()), decode("‘a’".encode("utf-16"))
    ('‘a’ – b', '‘a’', '‘a’')
    """
    return data.decode(tell_encoding(data), errors="replace")


def tell_encoding(data: bytes) -> str:
    """The name of the encoding of these bytes."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[:4096]
    if head[1::2].count(0) > 0.6 * len(head[1::2]) > 0:
        return "utf-16-le"
    if head[::2].count(0) > 0.6 * len(head[::2]) > 0:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
