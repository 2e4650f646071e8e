"""Whether what inspectors found is a strength or a need for improvement, by the words it is told in.

"However, …" turns a paragraph, "not yet consistent" a sentence. Progress with a weakness is a strength; "children who go missing"
miss nothing.
"""

from __future__ import annotations

import re
from typing import Literal

Polarity = Literal["strength", "improvement"]

_TURNS = re.compile(
    r"^(?:However|Nevertheless|Nonetheless|Despite|But|Although|Whilst|While|Also,\s+whilst|Given\s+the\s+strength)\b",
    re.IGNORECASE,
)
_IMPROVE = re.compile(
    r"\b(?:further\s+work|more\s+(?:needs|must|work|should|could\s+be\s+done)|areas?\s+to\s+(?:improve|strengthen|develop)|(?:ask|asked)\s+us\s+to|(?<!\bthey )(?<!what it )need(?:s|ed)?\s+to|needing\s+(?:\w+\s+)?(?:improvement|attention|development)|not\s+(?:yet\s+|always\s+|consistently\s+|sufficiently\s+|all\s+)?(?:\w+\s+)?(?:consistent|good|strong|clear|embedded|effective|enough|robust|recorded|led|considered|known)\w*|not\s+(?:yet|always|routinely|consistently|sufficiently)|inconsisten\w+|too\s+(?:slow|recent|few|many|long|late|little|often|uneven|variable|high|low|dependent|reliant)"
    r"|still\s+(?:\w+\s+){0,2}(?:work|more)\s+to\s+(?:do|be\s+done)|work\s+(?:still\s+)?remains|more\s+to\s+do|requires?\s+improvement|areas?\s+for\s+(?:improvement|development)|(?<!and )weakness\w*|superficial\w*|could\s+be\s+(?:better|(?:further\s+)?(?:strengthened|improved))|insufficient\w*|lack(?:s|ed|ing)?\b|poor\b|(?<!without\s)(?<!any\s)delay(?:s|ed)?|(?<!fewer\schildren\s)drift|concern(?:s|ed)?\s+(?:about|at|over|that|by|remain)|remain(?:s|ed)?\s+(?:an?\s+)?(?:challenge|variable|weak)|variable|limited\s+number|uneven"
    r"|recommend(?:ed|s)\s+(?:\w+\s+)?improvements?|(?:ask(?:s|ed)|recommended|call(?:s|ed))\s+(?:for|that|(?:us|the\s+(?:council|authority|partnership|service))\s+to)|advised\s+us\s+to|told\s+to\s+(?:improve|strengthen|address|ensure)|remains?\s+and\b|must\s+(?:be\s+done|improve)|too\s+little|no\s+longer\s+good|took\s+(?:somewhat\s+)?longer|ineffective|inadequate|still\s+(?:needs|too)|should\s+(?:be\s+)?(?:improve|strengthen)\w*"
    r"|critic(?:al(?=\s+of)|ised|isms?)|challenged\b|to\s+be\s+more\b|variations?\s+(?:in|across|between)|(?:has|have|had)\s+not\s+(?:yet\s+)?(?:led|resulted|improved|progressed|brought|made\s+enough)|not\s+been\s+(?:\w+\s+){0,2}(?:enough|implemented|completed|embedded|addressed)|yet\s+to|(?<!where\sthe\s)gaps\b|unclear|overdue|backlogs?|shortages?|shortfalls?|should|slow(?:ly)?\s+to|struggl\w+|is\s+missed|(?:are|were|is|was|been)\s+(?:sometimes|often)\s+(?:missing|missed|late|absent|unavailable)|would\s+benefit\s+from|(?:is|are|was|were)\s+not\s+(?:kept|made|seen|offered|given|shared|followed|completed|updated|reviewed|in\s+place)|(?:do|does|did)\s+not\b(?!\s+(?:have\s+to\b|wait|(?<!fewer\schildren\s)drift|need|experience|remain|become|feel\s+(?:unsafe|judged)))|(?:is|are|was|were)\s+not\b(?!,|\s+(?:only|just|left|delayed))|more\s+to\s+do|not\s+(?:\w+\s+){0,4}enough|vari(?:es|ed)\s+(?:between|across|too|from|in)|fall(?:s|ing)?\s+short|do\s+better|out\s+of\s+date|would\s+(?:have\s+)?liked?\s+to\b|worr(?:y|ies|ied)|(?:hard|difficult)\s+(?:to|for)|changes\s+of\s+social\s+worker|patchy|(?:exclusions?|away|distance|waiting|un(?:registered|regulated|allocated)|missing|re-?referr\w+)\b[^.;]{0,60}\b(?:rising|rises|risen|grown|growing|doubled|increas\w+)|attendance\s+(?:is|was|remains)\s+(?:low|poor|below)|lost\b|fail(?:s|ed|ing|ures?)?\b|unable\b|seldom|rarely|less\s+(?:assured|confident|convinced|well|good|strong|consistent|effective)|(?<!not\s)\babsent\b(?!\s+(?:parent|father))|un(?:prepared|supported|aware|heard|met|allocated|timely)|still\s+(?:\w+\s+)?(?:bedding|embedding|emerging|developing)|could\s+(?:\w+\s+)?be\s+(?:\w+er\b|more\s+\w+)|early\s+stage|(?:long|some|a)\s+way\s+(?:still\s+)?to\s+go|worsen\w*|deteriorat\w+|(?<!\bwhat\s)(?:is|are|was|were)\s+(?:limited|weak\w*|declining|worse|patchy))\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:no\s+longer\s+a\s+(?:cause|concern)|improv(?:ed|ements?)\b(?!\s+plan)|progress\b|strong\b|good\b|effective\b|positive\w*|strengthened)",
    re.IGNORECASE,
)
#: What a heading or a lead-in calls the things that it is of; plans and boards are called after improvement too.
_NO_TONE = re.compile(
    r"\b(?:improvement|development|action|progress)\s+(?:plans?|boards?|partners?|journey|programmes?|advis[eo]rs?|notices?|teams?|services?|reports?|updates?)\b",
    re.IGNORECASE,
)
_GOOD_NAME = re.compile(
    r"\b(?:strengths?|strong(?:er)?|positives?|positive(?:ly)?|good\s+practice|well|praise\w*|commend\w*|success\w*|impress\w+|(?:improvements?|progress)\s+(?:seen|noted|found|identified|recognised)|improved\s+since|admired|liked|pleased)\b",
    re.IGNORECASE,
)
_BAD_NAME = re.compile(
    r"\b(?:improve(?:d|s|ments?)?|better|strengthen(?:ed|ing)?|develop(?:ed|ment|ments)?|concerns?|worr(?:y|ies|ied)|weak\w*|shortfalls?|shortcomings?|challeng(?:es?|ing)|gaps|inconsisten\w+|put(?:ting)?\s+right|attention|consideration|do\s+more|more\s+to\s+do|less\s+well|deficits?|failings?|criticisms?|more\s+(?:work|progress)|too\s+(?:slow|recent|few|many|long|late|little))\b",
    re.IGNORECASE,
)
#: "significant progress in five of the eight areas of weakness".
_PROGRESS = re.compile(r"\b(?:sufficient|significant|good|strong|real)\s+progress\b", re.IGNORECASE)
_NO_PROGRESS = re.compile(r"\b(?:not|no|without|lack\w*|insufficient)\b", re.IGNORECASE)
#: "leaders have responded swiftly to | the areas for improvement": what was seen to is no need any more.
_SEEN_TO = re.compile(
    r"(?<!not\s)(?<!yet\s)\b(?:respond(?:ed|ing)|address(?:ed|ing)|tackl(?:ed|ing)|act(?:ed|ing)\s+(?:\w+\s+)?on|rectif(?:ied|ying)|resolv(?:ed|ing))\s+(?:\w+\s+)?(?:to\s+)?(?:(?:the|all|most|these|those|many|earlier|previous|of)\s+)*(?:areas?\s+for\s+(?:improvement|development)|weakness(?:es)?|concerns|shortfalls|gaps|delays)",
    re.IGNORECASE,
)
#: "things get better, | but change was too slow".
_BUT = re.compile(r"(?:[,;]\s+but\s+(?:that\s+)?|\s+but\s+that\s+)(?!\w+,)(?=\w)")


#: "Whilst there is more to do, | inspectors stated": a clause before the one that counts.
_WHILST = re.compile(r"(?:Although|Whilst|While|Though)\s+(?P<clause>[^,.;:]{5,120}),\s+", re.IGNORECASE)
#: "More must be done, | though inspectors saw improvements".
_THOUGH = re.compile(r",?\s+(?:though|although|albeit)\s+(?=\w)")


def turns(text: str) -> bool:
    """Whether a sentence turns what follows to the other side: "However, …"."""
    whilst = _WHILST.match(text)
    return _TURNS.match(text) is not None and not (whilst and needs_improvement(whilst["clause"]))


def needs_improvement(text: str) -> bool:
    """Whether a sentence holds words of something to improve."""
    return _IMPROVE.search(text) is not None


def find_tone(words: str) -> Polarity | None:
    """What a heading or a lead-in says that stands below it: strengths, or needs to improve; None where it says neither or both."""
    plain = _NO_TONE.sub(" ", words)
    good = _GOOD_NAME.search(plain)
    bad = _BAD_NAME.search(_GOOD_NAME.sub(" ", plain))
    if (good is None) == (bad is None):
        return None
    return "strength" if good else "improvement"


def find_polarity(text: str, *, turned: bool) -> Polarity:
    """What a sentence tells; `turned` where one before it in the paragraph began with "However"."""
    if _PROGRESS.search(text) and not _NO_PROGRESS.search(text):
        return "strength"
    if needs_improvement(_SEEN_TO.sub(" ", text)):
        return "improvement"
    return "improvement" if turned and not (_PRAISE.search(text) and not turns(text)) else "strength"


def split_polarity(text: str, *, turned: bool) -> list[tuple[int, int, Polarity]]:
    """The parts of a sentence with the polarity of each: two where it turns in the middle, else one."""
    turn, whilst = _BUT.search(text), _WHILST.match(text)
    if whilst and needs_improvement(whilst["clause"]) and not turned:
        rest = split_polarity(text[whilst.end() :], turned=False)
        return [(0 if not start else start + whilst.end(), end + whilst.end(), tone) for start, end, tone in rest]
    if (
        turn
        and not (turned and turns(text))
        and needs_improvement(text[turn.end() :])
        and not needs_improvement(text[: turn.start()])
    ):
        return [(0, turn.start(), "strength"), (turn.end(), len(text), "improvement")]
    though = _THOUGH.search(text)
    if though and though.start() > 15:
        first, second = text[: though.start()], text[though.end() :]
        if needs_improvement(first) and not needs_improvement(second) and _PRAISE.search(second):
            return [(0, though.start(), "improvement"), (though.end(), len(text), "strength")]
        if needs_improvement(second) and not needs_improvement(first) and not turned:
            return [(0, though.start(), "strength"), (though.end(), len(text), "improvement")]
    return [(0, len(text), find_polarity(text, turned=turned))]
