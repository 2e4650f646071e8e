"""Makes a folder of broken and malicious files, each of its own kind, as a stranger could send them: nothing of it is kept in git.

names = make_hostile(folder)
"""

from __future__ import annotations

import io
import os
import socket
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.read.pdfs import assemble, lines, make_pdf

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))
SOUND = make_pdf(lines("London Borough of Havering", "Inspection of children's social care services", "Overall: good"))
LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<{'00' * 16}> <{'00' * 16}>]"
SPARSE = 4 << 30


def make_hostile(folder: Path) -> list[str]:
    """Fill the folder; gives the names of what a build meets in it, as the file system has them."""
    for name, make in FILES.items():
        (folder / name).write_bytes(make())
    _make_places(folder)
    return sorted(name for name in os.listdir(folder) if not (folder / name).is_dir() or name == "link-to-folder")  # noqa: PTH208


def _make_places(folder: Path) -> None:
    """What is no file, or not this folder's."""
    os.mkfifo(folder / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as made:
        here = Path.cwd()
        os.chdir(folder)  # a socket's name has room for a hundred letters
        try:
            made.bind("socket.pdf")
        finally:
            os.chdir(here)
    for name, target in {
        "link-out.txt": "/etc/hostname", "link-up.txt": "../../outside.txt", "link-device.pdf": "/dev/zero", "link-nowhere.pdf": "nowhere",
        "link-loop.pdf": "link-loop.pdf", "link-to-folder": "/etc", "link-to-here": ".",
    }.items():  # fmt: skip
        (folder / name).symlink_to(target)
    (folder / "folder.pdf").mkdir()
    with (folder / "sparse.pdf").open("wb") as stream:
        stream.truncate(SPARSE)
    for encoded in (
        b"no-utf-8-\xff\xfe.txt",
        b"escape-\x1b[2J-line\nbreak.txt",
        b"-rf.txt",
        b"turned-\xe2\x80\xae-fdp.txt",
        b"x" * 250 + b".txt",
    ):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + encoded)).write_text(f"A paper named {encoded!r}.\n")


def pdf(
    *objects: str, page: str = "", content: str = "BT /F1 12 Tf 72 700 Td (Words) Tj ET", trailer: str = ""
) -> bytes:
    """A PDF of one page; `page` goes into its dictionary, `objects` are those from the sixth on."""
    return assemble(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> {page} >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *objects,
        ],
        trailer,
    )


def tree(pages: str, *more: str) -> bytes:
    """A PDF with this page tree."""
    return assemble(["<< /Type /Catalog /Pages 2 0 R >>", pages, *more], "")


def deep_tree(depth: int) -> bytes:
    inner = (f"<< /Type /Pages /Kids [{n + 3} 0 R] /Count 1 /Parent {n + 1} 0 R >>" for n in range(depth))
    return assemble(["<< /Type /Catalog /Pages 2 0 R >>", *inner, f"<< /Type /Page /Parent {depth + 1} 0 R >>"], "")


def packed(data: bytes, times: int = 1) -> str:
    """A stream that unpacks to the data, in as many turns."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = "/FlateDecode " * times
    return f"<< /Filter [{filters}] /Length {len(data)} >>\nstream\n{data.decode('latin-1')}\nendstream"


def packed_pdf(data: bytes, times: int) -> bytes:
    content = packed(data, times)
    sound = pdf(page="/Contents 6 0 R")
    start = sound.replace(b"/Contents 4 0 R", b"").rindex(b"xref\n0")
    body = sound.replace(b"/Contents 4 0 R", b"")[:start]
    # Without a table of objects, which readers then make themselves.
    return body + b"6 0 obj\n" + content.encode("latin-1") + b"\nendobj\ntrailer\n<< /Size 7 /Root 1 0 R >>\n%%EOF\n"


def archive(parts: dict[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", level) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **more: str) -> bytes:
    parts = {"document": f"<w:document {W}><w:body>{body}</w:body></w:document>", **more}
    return archive({f"word/{name}.xml": text.encode() for name, text in parts.items()})


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(form: str, start: int) -> bytes:
    """A DOCX with a list whose first number is far."""
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return docx(paragraph("Improve the quality of plans.", item), numbering=numbering)


def zip_in_zip(depth: int) -> bytes:
    data = b"words " * 100
    for _ in range(depth):
        data = archive({"word/document.xml": data, "inner.zip": data})
    return data


def locked_zip() -> bytes:
    data = bytearray(docx(paragraph("Secret")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


def html(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><main>{body}</main></body></html>".encode()


def nested(opening: str, depth: int, inner: str = "words", closing: str = "") -> str:
    return opening * depth + inner + closing * depth


def rdf_xml(dtd: str, text: str) -> bytes:
    names = 'xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.example/"'
    return f'<?xml version="1.0"?>{dtd}<r:RDF {names}><r:Description r:about="http://e.example/a"><e:n>{text}</e:n></r:Description></r:RDF>'.encode()


def _broken_pdfs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    for tenth in range(1, 10):
        yield f"cut-{tenth}.pdf", lambda tenth=tenth: SOUND[: len(SOUND) * tenth // 10]
        yield f"cut-with-end-{tenth}.pdf", lambda tenth=tenth: SOUND[: len(SOUND) * tenth // 10] + b"\n%%EOF\n"
    yield "encrypted.pdf", lambda: make_pdf(lines("Secret"), trailer=LOCK)
    yield "head-and-end.pdf", lambda: b"%PDF-1.7\n%%EOF\n"
    yield "noise.pdf", lambda: b"%PDF-1.7\n" + bytes(n * n * 31 % 251 for n in range(50_000)) + b"\n%%EOF\n"
    yield "tree-is-its-own-child.pdf", lambda: tree("<< /Type /Pages /Kids [2 0 R] /Count 1 >>")
    yield (
        "tree-in-a-ring.pdf",
        lambda: tree(
            "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"
        ),
    )
    yield "tree-of-depth.pdf", partial(deep_tree, 20_000)
    yield "tree-that-lies.pdf", lambda: SOUND.replace(b"/Count 1 ", b"/Count 999999999 ")
    yield "tree-without-pages.pdf", lambda: tree("<< /Type /Pages /Kids [] /Count 0 >>")
    yield "tree-of-nothing.pdf", lambda: tree("null")
    yield "page-of-a-million-miles.pdf", lambda: SOUND.replace(b"[0 0 595 842]", b"[0 0 99999999999 99999999999]")
    yield "page-without-size.pdf", lambda: SOUND.replace(b"[0 0 595 842]", b"[0 0 0 0]")
    yield "page-of-no-number.pdf", lambda: SOUND.replace(b"[0 0 595 842]", b"[nan inf (x) null]")
    yield "many-pages.pdf", lambda: make_pdf(*([lines("Words")] * 3_000))
    yield "many-objects.pdf", lambda: pdf(*(["null"] * 100_000))
    yield "many-letters.pdf", lambda: pdf(content="BT /F1 1 Tf " + "(Words on words) Tj " * 30_000 + "ET")
    yield "many-strokes.pdf", lambda: pdf(content="0 0 m 9 9 l S 1 1 5 .5 re f " * 60_000)
    yield "deep-states.pdf", lambda: pdf(content="q " * 500_000 + "BT /F1 12 Tf (Words) Tj ET")
    yield "deep-arrays.pdf", lambda: pdf("[" * 200_000)
    yield "deep-dictionaries.pdf", lambda: pdf("<< /A " * 200_000)
    yield "deep-content.pdf", lambda: pdf(content="[" * 200_000 + " TJ")
    yield "form-of-itself.pdf", lambda: pdf(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 11 >>\nstream\n/X Do /X Do\nendstream",
        content="/X Do", page="/Resources << /XObject << /X 6 0 R >> >>",
    )  # fmt: skip
    yield "length-of-itself.pdf", lambda: pdf("<< /Length 6 0 R >>\nstream\nx\nendstream", page="/Contents 6 0 R")
    yield "length-that-lies.pdf", lambda: SOUND.replace(b"/Length ", b"/Length 99999999")
    yield "table-of-itself.pdf", lambda: pdf(trailer="/Prev 9")
    yield "size-that-lies.pdf", lambda: SOUND.replace(b"/Size ", b"/Size 2147483647 %")
    yield "root-of-nothing.pdf", lambda: SOUND.replace(b"/Root 1 0 R", b"/Root 99 0 R")
    yield (
        "font-of-itself.pdf",
        lambda: pdf(
            "<< /Type /Font /Subtype /Type0 /DescendantFonts [6 0 R] >>", page="/Resources << /Font << /F1 6 0 R >> >>"
        ),
    )
    yield "picture-of-a-billion-dots.pdf", lambda: pdf(
        "<< /Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Length 1 >>\nstream\nx\nendstream",
        content="/X Do", page="/Resources << /XObject << /X 6 0 R >> >>",
    )  # fmt: skip
    yield "bomb.pdf", lambda: packed_pdf(b"q Q " * 5_000_000, 1)
    yield "bomb-in-a-bomb.pdf", lambda: packed_pdf(b"q Q " * 5_000_000, 2)
    yield "opens-a-program.pdf", lambda: pdf("<< /S /Launch /F (/bin/sh) >>", trailer="/OpenAction 6 0 R")
    yield "runs-a-script.pdf", lambda: pdf("<< /S /JavaScript /JS (while(1);) >>", trailer="/OpenAction 6 0 R")


def _broken_docx() -> Iterator[tuple[str, Callable[[], bytes]]]:
    sound = docx(paragraph("London Borough of Havering") * 50)
    for fifth in range(1, 5):
        yield f"cut-{fifth}.docx", lambda fifth=fifth: sound[: len(sound) * fifth // 5]
    yield "bytes-gone.docx", lambda: sound[20:]
    yield "bytes-gone-inside.docx", lambda: sound[:4] + sound[400:]
    yield "zip-in-zip.docx", partial(zip_in_zip, 30)
    yield "locked.docx", locked_zip
    yield "bomb.docx", lambda: archive({"word/document.xml": b" " * 9_000_000})
    yield "large-bomb.docx", lambda: archive({"word/document.xml": b" " * 60_000_000})
    yield (
        "many-parts.docx",
        lambda: archive({f"word/document{n}.xml": b"<a/>" for n in range(5_000)}, zipfile.ZIP_STORED),
    )
    yield "parts-elsewhere.docx", lambda: archive({"../../../../etc/passwd": b"x", "/etc/shadow": b"x"})
    yield "entities.docx", lambda: archive({"word/document.xml": f"<!DOCTYPE d [{LAUGHS}]><d>&a11;</d>".encode()})
    yield (
        "entity-of-a-file.docx",
        lambda: archive({"word/document.xml": b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'}),
    )
    yield (
        "entity-in-utf-7.docx",
        lambda: archive({"word/document.xml": b'<?xml version="1.0" encoding="UTF-7"?>+ADw-d/+AD4-'}),
    )
    yield "deep.docx", lambda: docx(nested("<w:sdt>", 100_000, paragraph("words"), "</w:sdt>"))
    yield "deep-enough.docx", lambda: docx(nested("<w:sdt>", 250, paragraph("words"), "</w:sdt>"))
    yield (
        "deep-tables.docx",
        lambda: docx(nested("<w:tbl><w:tr><w:tc>", 80, paragraph("words"), "</w:tc></w:tr></w:tbl>")),
    )
    yield (
        "wide-cell.docx",
        lambda: docx(
            f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{paragraph("a")}</w:tc></w:tr></w:tbl>'
        ),
    )
    yield "list-from-a-billion-in-roman.docx", partial(numbered, "upperRoman", 999_999_999)
    yield "list-from-a-billion-in-letters.docx", partial(numbered, "lowerLetter", 999_999_999)
    yield "list-from-nothing.docx", partial(numbered, "decimal", -1)
    yield (
        "style-of-itself.docx",
        lambda: docx(
            paragraph("words", '<w:pStyle w:val="a"/>'),
            styles=f'<w:styles {W}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>',
        ),
    )
    yield "one-paragraph.docx", lambda: docx(paragraph("good " * 300_000))
    yield "many-paragraphs.docx", lambda: docx(paragraph("x") * 5_000)
    yield "no-words.docx", lambda: docx("")


def _broken_pages() -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield "deep.html", lambda: html(nested("<div>", 100_000))
    yield "deep-enough.html", lambda: html(nested("<div>", 240))
    yield "deep-lists.html", lambda: html(nested("<ul><li>", 5_000))
    yield "deep-tables.html", lambda: html(nested("<table><tr><td>", 5_000))
    yield (
        "list-from-a-billion.html",
        lambda: html("".join(f'<ol start="999999999" type="{form}"><li>words</li></ol>' for form in "aAiI1")),
    )
    yield (
        "wide-cells.html",
        lambda: html('<table><tr><td colspan="999999999" rowspan="999999999">words</td></tr></table>'),
    )
    yield "many-tags.html", lambda: html("<b>x</b>" * 20_000)
    yield "many-attributes.html", lambda: html("<p " + " ".join(f"a{n}=x" for n in range(10_000)) + ">words</p>")
    yield "comments.html", lambda: b"<!-- -->" * 5_000 + b"words"
    yield "comment-without-end.html", lambda: b"<!doctype html><p>words<!-- " + b"-- " * 300_000
    yield "script-only.html", lambda: html("<script>for(;;);</script>")
    yield "odd-letters.html", lambda: html("words&#0;&#xD800;&#x110000;&#31;&amp;\x00\x1b")
    yield "odd-charset.html", lambda: html("caf\u00e9", '<meta charset="rot13">')
    yield "charset-of-a-program.html", lambda: html("words", '<meta charset="zlib_codec">')
    yield "half-a-tag.html", lambda: b"<!doctype html><html><body><p title='" + b"x" * 300_000
    yield "entities.xhtml", f'<?xml version="1.0"?><!DOCTYPE html [{LAUGHS}]><html><p>&a11;</p></html>'.encode


def _broken_texts() -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield "one-line.txt", lambda: b"words " * 50_000
    yield "no-space.txt", lambda: b"x" * 200_000
    yield "spaces-first.txt", lambda: b" " * 1_000_000 + b"x"
    yield "empty-lines.txt", lambda: b"x\n" + b"\n" * 300_000 + b"x"
    yield "form-feeds.txt", lambda: b"x\f" * 20_000
    yield "tabs.txt", lambda: b"x\t" * 10_000
    yield "empty.txt", lambda: b""
    yield "blank.txt", lambda: b" \n\t\n"
    yield "nothing-but-zeros.txt", lambda: b"\0" * 10_000
    yield "half-a-letter.txt", lambda: "caf\u00e9 ".encode("utf-16") * 50 + b"\xd8"
    yield "no-utf-8.txt", lambda: b"Children\xff\xfe\x80 services \xed\xa0\x80 are good. " * 20
    yield "brackets.txt", lambda: b"(" * 100_000
    yield "quotes.txt", lambda: "\u201cgood\u201d ".encode() * 30_000
    yield "numbers.txt", lambda: b"1." * 100_000
    yield "digits.txt", lambda: b"9" * 50_000
    yield "months.txt", lambda: b"1 January 2020 to 2 February 2021 and " * 4_000
    yield "grades.txt", lambda: b"The overall effectiveness is inadequate. Leadership is good. " * 1_000
    yield "councils.txt", lambda: b"Birmingham City Council and Lancashire County Council " * 3_000
    yield "names.txt", lambda: b"Her Majesty's Inspector Ann Ann " * 5_000
    yield "quotes.csv", lambda: b'council,kind,start\n"' + b'a"",' * 20_000
    yield "one-cell.csv", lambda: b"council,kind,start\na,b," + b"x" * 500_000
    yield "many-columns.csv", lambda: ",".join(f"column {n}" for n in range(20_000)).encode() + b"\n" + b"x," * 20_000
    yield "zeros.csv", lambda: b"council,kind,start\na,b,\0\n" * 3


def _broken_rdf() -> Iterator[tuple[str, Callable[[], bytes]]]:
    triple = b"<http://e.example/a> <http://e.example/b> "
    yield "deep.ttl", lambda: triple + b"[ <http://e.example/b> " * 300_000
    yield "deep-lists.ttl", lambda: triple + b"( " * 300_000
    yield "cut.ttl", lambda: triple
    yield "odd-names.nt", lambda: triple + b"<http://e.example/ x> .\n"
    yield "no-utf-8.nt", lambda: triple + b'"\xff\xfe" .\n'
    yield "large-literal.nt", lambda: triple + b'"' + b"x" * 3_000_000 + b'" .\n'
    yield (
        "own-names.trig",
        lambda: b"<https://w3id.org/scrutiny-graph/id/graph/facts> { <http://e.example/a> a <http://e.example/b> }\n",
    )
    yield "deep.jsonld", lambda: b'{"@id": "http://e.example/a", "@graph": ' + b"[" * 300_000
    yield "deeper.jsonld", lambda: b'{"http://e.example/b": ' * 5_000 + b"1" + b"}" * 5_000
    yield (
        "context-elsewhere.jsonld",
        lambda: b'{"@context": "http://127.0.0.1:9/", "@id": "http://e.example/a", "name": "x"}',
    )
    yield "entities.rdf", lambda: rdf_xml(f"<!DOCTYPE r [{LAUGHS}]>", "&a11;")
    yield "entity-of-a-file.rdf", lambda: rdf_xml('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;")
    yield "entity-of-itself.rdf", lambda: rdf_xml('<!DOCTYPE r [<!ENTITY x "&x;">]>', "&x;")
    yield "deep.rdf", lambda: rdf_xml("", nested("<e:n>", 50_000, "x", "</e:n>"))
    yield "comments.rdf", lambda: b"<!-- -->" * 5_000 + b"words"
    yield "spaces.rdf", lambda: b" " * 65_000 + b"words"


WRONG = {
    "picture.pdf": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", "photograph.docx": b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1", "program.pdf": b"\x7fELF\2\1\1\0\0\0\0\0",
    "word-97.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "packed.gz": b"\x1f\x8b\x08\0\0\0\0\0\0\3" + b"\0" * 50, "tape.tar": b"x" + b"\0" * 1023,
    "base.sqlite": b"SQLite format 3\0" + b"\0" * 500, "sound.mp3": b"ID3\4\0\0\0\0\0\0" + b"\xff\xfb\x90\0" * 50, "feed.xml": b'<?xml version="1.0"?><rss/>',
    "drawing.svg": b"<svg onload='x()'><script/></svg>", "class.html": b"\xca\xfe\xba\xbe\0\0\0\x3d", "mark-only.pdf": b"%PDF-",
}  # fmt: skip

FILES: dict[str, Callable[[], bytes]] = {
    **dict(_broken_pdfs()),
    **dict(_broken_docx()),
    **dict(_broken_pages()),
    **dict(_broken_texts()),
    **dict(_broken_rdf()),
    **{f"wrong-{name}": partial(bytes, content) for name, content in WRONG.items()},
}
"""What makes the content of each file, by name."""
