"""Names of people: "Sarah Canto", "Dick O’Brien", "Debora Barazetti-Scott", "Máire Atherton", "Fiona J Millns".

A name here is a run of two to four capitalised words that stands in a place for names (after "Lead inspector:", in a team's
cell). Finding out that such a place is meant belongs to the callers: capitalised words in running text are no person.
"""

from __future__ import annotations

import re

from graph.recognise.patterns import one_line

_WORD = r"(?:[A-ZÀ-Þ][’'‘])?[A-ZÀ-Þ][a-zß-ÿ]+(?:[A-Z][a-zß-ÿ]+)?(?:[’'‘][A-Z]?[a-z]+)?"
_PART = rf"{_WORD}(?:(?:-\s?|\s-){_WORD})?"
_PARTICLE = r"(?:de|da|di|du|van|von|der|den|le|la|al|el|bin|ap|Al|El)"

#: Two to four words, the first of which may be an initial, with particles before the surname.
NAME = rf"(?<!\w)(?:{_PART}|[A-Z](?=\s))(?:\s+(?:{_PARTICLE}\s+)*(?:{_PART}|[A-Z]\b\.?)){{0,2}}\s+(?:{_PARTICLE}\s+)*{_PART}"

_TWO_PEOPLE = rf"({_PART} {_PART}) ({_PART} {_PART})(?![\w’'-])"

#: What may stand before a name, and behind it.
HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Cllr|Councillor|County Councillor)\.?\s+"
HONOURS = r"(?:,?\s*\(?(?:OBE|CBE|MBE|QPM)\)?)?"
_TITLE = re.compile(rf"^{HONORIFIC}")
#: Post-nominals and grades of inspectors: "(HMI)", "Senior HMI", "Her Majesty’s Inspector", "(OBE)", "(AI)".
RANK = re.compile(
    r"[\s,]*\(?\b(?:(?:Senior|Seconded|Acting|Ofsted|Regulatory|Additional|Contracted|Retired|Designated?)\s+)*(?:S?HMI|OI|AI|SCRI|CSI|RI|OBE|CBE|MBE"
    r"|(?:His|Her)\s+Majesty[’']?s[’']?\s+Inspectors?(?:\s+of\s+\w+)?"
    r"|(?:Ofsted|[Aa]dditional|[Cc]ontracted|[Ss]econded|[Aa]ssociate|[Ss]hadow|[Ss]ocial\s+[Cc]are\s+[Rr]egulatory)\s+[Ii]nspectors?)(?![\w])\)?(?:\s+designate\b)?"
)


_CAPITALS = re.compile(r"(?<![\w’'])[A-ZÀ-Þ][A-ZÀ-Þ’'‘-]+")
_KEPT = re.compile(r"S?HMI|OI|AI|SCRI|CSI|RI|OBE|CBE|MBE|QPM|CQC|HMICFRS|HMIP")


def from_capitals(text: str) -> str:
    """Words of a line in capitals as names are written, each where it stands: "ANN O’DOWD (HMI)" gives "Ann O’Dowd (HMI)"."""
    if not text.isupper():
        return text
    written = _CAPITALS.sub(lambda word: word[0] if _KEPT.fullmatch(word[0]) else word[0].title(), text)
    return re.sub(r"(?<=[’'‘])S\b", "s", written)


def clean_name(text: str) -> str:
    """A name without titles, ranks and stray punctuation: "Dr Tina Pagett, HMI" gives "Tina Pagett".

    A hyphen that the page prints with a space beside it ("Thomson- Jones") is a hyphen, and a straight apostrophe is the
    same as a curled one: one person's name has one spelling.
    """
    name = RANK.sub("", _TITLE.sub("", text.strip().replace("'", "’")))
    name = re.sub(r"\s*-\s*", "-", one_line(name))
    return name.strip(" ,.;:()")


def split_names(text: str) -> list[tuple[str, int, int]]:
    """The names of a list, each with its place: "Karen Wareing (HMI) Fiona Millns (OI), Matthew Reed and Jo Bell".

    Ranks part names as commas do, because reports leave commas out after them; where nothing parts four plain words,
    they are two people ("Sarah Urding Deane Jennings").
    """
    names = []
    position = 0
    for separator in [*re.finditer(rf"\s*(?:,|;|/|&|\n|\t|\band\b|{RANK.pattern})+\s*", text), None]:
        end = separator.start() if separator else len(text)
        for match in re.finditer(f"{_TWO_PEOPLE}|{NAME}", text[position:end]):
            names += [
                (clean_name(match[group]), position + match.start(group), position + match.end(group))
                for group in ((1, 2) if match[1] else (0,))
            ]
        position = separator.end() if separator else end
    return names
