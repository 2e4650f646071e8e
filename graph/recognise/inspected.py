"""Which council a sentence tells an inspection of, where a paper names several.

"Stoke's services were judged …" and "Windsor and Maidenhead had its inspection" are of those councils; "led by the director at
Devon" is not of Devon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.recognise.councils import Mention
from graph.recognise.passages import Sentence

#: Around a place's name that is the subject: "…; | Windsor and Maidenhead | had its inspection", "In July | Stoke | was judged".
_OPENS = re.compile(r"(?:^|[.;:]\s+|\b(?:that|and|while|whilst|but|comparison)\s+|^(?:In|On|By)\s[^,.;]{3,40},?\s+)$")
_OWNS = re.compile(
    r"(?:[’']s?\b|(?:\s+and\s+[A-Z][\w-]+){0,2}\s+(?:was|were|is|are|had|has|have|received|went|moved|requires?|remain\w*)\b)"
)
#: Before another council's name, where it is the reviewers' and not the one reviewed: "led by the director at Devon".
_NOT_INSPECTED = re.compile(
    r"(?:\band\s+|\b(?:by|from|with|led|director|officers?|colleagues|peers|team)\b[^.;]*)$", re.IGNORECASE
)


def find_inspected(sentence: Sentence, councils: Iterable[Mention]) -> dict[str, Mention]:
    """The councils that a sentence may tell the inspection of: by words that say that a council is meant, or as its subject."""
    return {
        mention.code: mention
        for mention in councils
        if sentence.start <= mention.start < sentence.end and _is_inspected(sentence, mention)
    }


def _is_inspected(sentence: Sentence, mention: Mention) -> bool:
    start, end = mention.start - sentence.start, mention.end - sentence.start
    before = sentence.text[:start]
    is_subject = _OPENS.search(before) is not None and _OWNS.match(sentence.text, end) is not None
    return (mention.sure or is_subject) and not _NOT_INSPECTED.search(before[-90:])
