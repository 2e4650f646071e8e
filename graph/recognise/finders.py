"""By what words inspectors and reviewers say what they found: "Inspectors saw that …", "They also noted …"; and who else speaks."""

from __future__ import annotations

import re

from graph.recognise.patterns import DFE, OFSTED

_FINDERS = rf"(?:(?:the\s+lead\s+)?inspectors?(?:\s+(?:in|at|on|during)\s+[^,.;:]{{3,40}}?)?|{OFSTED}|HMI(?!\s+(?:Probation|Constabulary|of\b))|reviewers|{DFE}|(?<!this\s)(?:inspection|(?:re-?)?visit|letter|report|peer\s+review|(?:review|peer|inspection|challenge)\s+team|feedback)(?:\s*\([^()]{{3,40}}\))?(?:\s+(?:of|in|on|from)\s+[^.,;:]{{3,30}}?\b\d{{4}})?(?:[^.]{{0,140}}?,)?(?:\s+(?!of\b|be\b|and\b)[\w’']+){{0,2}}?)"
_FEELS = r"(?:confident|concerned|satisfied|(?:impressed|pleased|encouraged|reassured|struck|disappointed|worried)(?:\s+(?:by|with))?|clear\s+(?:that|about))\b"
FOUND = rf"(?:found|saw|(?<!was\s)(?<!were\s)(?<!be\s)(?<!been\s)seen|did\s+(?:acknowledge|find|see|note|recognise|identify|highlight|raise|like)|liked|admired|flagged(?!\s+up\s+by)|noted|reported|welcomed|(?:been|was|were)\s+(?:also\s+)?(?:\w+\s+)?{_FEELS}|recognised|acknowledged|highlight(?:ed|s)|identified|observed|praised|commended|stated|concluded|affirmed|established|commented|(?:had|have)\s+(?:\w+\s+)?praise\s+for|spoke\s+(?:highly|warmly|positively)\s+(?:of|about)|spoke\s+of(?=\s+(?:\w+\s+)?practice)|recognises|acknowledges|(?:is|are|been|was|were)\s+(?:\w+\s+)?(?:positive|complimentary)\s+about|felt|heard\s+(?:from\s+[^.,;:]{{3,40}}?\s+)?that|set\s+(?:us\s+)?(?:two|three|four|five|six|seven|eight)\s+(?:things|areas|priorities)|(?<!is\s)(?<!was\s)(?<!are\s)(?<!were\s)(?<!been\s)described|criticised|singled\s+out|(?:draws?|drew|drawn)\s+(?:\w+\s+)?attention\s+to|pointed\s+(?:to|out)|remarked|raised|(?:were|was|been)\s+(?:\w+\s+)?critical\s+of|(?:were|was|are)\s+of\s+the\s+(?:opinion|view)\s+that|thought\s+that|(?:considered|judged|made\s+(?:it\s+)?clear)\s+that|(?:indicated|showed|demonstrated|confirmed)\s+(?:that(?!\s+(?:it|they)\s+(?:will|would|intend))|how|an?\s+range)|expressed\s+(?:\w+\s+)?(?:concerns?|confidence|disappointment|worr(?:y|ies)))"
_PEOPLE = r"(?:(?:the\s+)?(?:lead\s+)?inspectors?|Ofsted|reviewers|peers|(?:the\s+)?(?:inspection|review|peer|challenge)\s+team)"
#: The ways of saying what inspectors found, none of which an officer would say of anybody else; not "Inspectors looked at".
_WAYS = (
    # "Inspectors saw that …", "Overall Ofsted reported that …", "The feedback offered … has affirmed the view"
    rf"\b{_FINDERS}\s+(?:(?:also|has|have|had|again|further|then|particularly|especially|offered\b[^.]{{0,160}}?)\s+)*{FOUND}\b(?!\s+(?:no\s+priority|its\b|by\b|as\b))",
    r"^(?:Inspectors|Officials|Reviewers|Ofsted|The\s+DfE)\b[^.;:]{3,140}?\band\s+(?:found|concluded)\s+that\b",
    r"\bfeedback\s+(?:was|is|has\s+been)\s+that\b|\btold\s+inspectors\s+(?:that|how)\b",
    r"\b(?:inspectors|reviewers|peers|Ofsted|advis[eo]rs|Ofsted[’']?s?\s+officers)\s+(?:also\s+)?said\b(?!\s+(?:they|it|he|she|so)\b)",
    r"\b(?:inspectors|Ofsted|reviewers|peers|letter|(?<!this\s)report)\s+(?:also\s+|did\s+)?(?:asks?|asked|wants?|wanted|urged|challenged|advised)\s+(?:us|the\s+(?:council|authority|partnership|service))\s+to\b",
    r"(?:^|^[^.;:,]{3,60},\s+)(?:(?:the\s+)?inspectors|Ofsted|reviewers|peers)\s+(?:also\s+)?(?:credits?|credited|notes?|sees?|observes?|points?\s+(?:to|out)|comments?\s+(?:on|that)|finds?|praises?|commends?|recognises?|acknowledges?|describes?)\b",
    r"\b(?:letter|(?<!this\s)report|inspectors)\s+(?:is|are|was|were)\s+(?:\w+\s+)?(?:frank|clear|candid|blunt)\s+(?:about\s+what|that)\b|\b(?:its|Ofsted[’']s|inspectors[’'])\s+letter(?:\s+of\s+\d{1,2}\s+\w+(?:\s+\d{4})?)?\s+(?:reports|says|describes|notes|records|praises|welcomes|acknowledges|points\s+(?:to|out))\b|\bletter\s+(?:makes|made)\s+(?:it\s+)?(?:\w+\s+)?clear\s+that\b",
    r"\b(?:was|were)\s+(?:also\s+)?(?:told|urged)\s+to\s+(?:improve|strengthen|address|ensure)\b",
    r"\b(?:inspectors[’']|Ofsted[’']s|their|its|headline|main|key)\s+(?:(?:main|principal|chief|key|only|overall|headline)\s+)?(?:criticisms?|concerns?|worr(?:y|ies)|messages?|conclusions?|findings?|view)(?:\s+(?:of|from|in)\s+the\s+(?:letter|report|inspection|visit|review))?\s+(?:was|were|is|are)\s+that\b",
    r"\b(?:was|were|been)\s+(?:also\s+)?(?:flagged(?:\s+up)?|highlighted|identified|praised|commended|recognised\s+(?:for|as|by))\b(?!\s+as\s+inadequate)|\b(?:was|were|been)\s+described\s+as\b",
    # "It was also noted by inspectors that …", "…, inspectors said.", "According to the report, …"
    rf"\b(?:was|were|been)\s+(?:also\s+)?(?:noted|acknowledged|reported|raised|welcomed|seen|found|felt|considered|observed)\s+by\s+{_PEOPLE}\b",
    rf",\s+(?:{_PEOPLE}|the\s+(?:report|letter))\s+(?:said|says|found|noted|notes|reported|observed|concluded|added|adds|states|stated)\s*(?=[.;]|$)",
    rf",?\s+according\s+to\s+(?:{_PEOPLE}|the\s+(?:inspection\s+)?(?:report|letter))\b",
    rf"^(?:However,\s+|But\s+)?(?:according\s+to|in\s+the\s+(?:view|opinion|words)\s+of)\s+(?:{_PEOPLE}|the\s+(?:inspection\s+report|letter))\b|^In\s+(?:inspectors[’']|Ofsted[’']s)\s+(?:view|opinion|words)\b",
)
SAYS = re.compile("|".join(_WAYS), re.IGNORECASE)
#: What says so only near inspectors: "Supervision | was seen to be regular"; elsewhere it is a member's or an officer's view.
SEEN_TO_BE = re.compile(
    r"\b(?:was|were|been)\s+(?:(?:also|all|generally|largely)\s+)*(?:found|seen|shown)\s+to\s+(?:be|have)\b"
)
#: By whom else, or of what, that is said.
NOT_SEEN = re.compile(
    r"\bby\s+(?:the\s+|most\s+|some\s+|all\s+)?(?:members?|councillors|committee|panel|board|cabinet|staff|managers|officers|users|partners|parents)\b|\b(?:internal|audits?|surveys?)\b|^(?:The|This|An?|Our)\s+(?:\w+\s+){0,3}(?:plan|strategy|inspection|visit|report|letter|review|process|dashboard|framework)\s+(?:was|were|had)\b",
    re.IGNORECASE,
)
#: The same where a paragraph has told of inspectors: "| Concerns were raised about".
THERE_WERE = re.compile(
    r"\b(?:praise|credit|recognition)\s+(?:was|were)\s+(?:also\s+)?(?:given|expressed)\b|(?<!\bno\s)\b(?:concerns?|criticisms?)\s+(?:was|were)\s+(?:also\s+)?(?:raised|noted|expressed)\b(?!\s+by\b)|\b(?:was|were)\s+(?:also\s+)?felt\s+to\s+be\b|,\s+(?:it|they)\s+(?:says?|said|finds?|found|notes?|noted|adds?|added|concludes?|concluded)\s*(?=[.;,]|$)",
    re.IGNORECASE,
)
#: "The report states that …", in a paper on an inspection: elsewhere it is the officer's own.
REPORT_SAYS = re.compile(
    r"(?:However,\s+)?According\s+to\s+the\s+report,|The\s+report\s+(?:makes|made)\s+(?:it\s+)?clear\s+that\b|(?:[A-Z][\w ,&’'-]{3,50}:\s+|Published\s+[^.;:]{3,60},\s+|(?:On|As\s+to|As\s+for|Regarding|Turning\s+to|In\s+respect\s+of|In\s+relation\s+to|With\s+regard\s+to|For|In)\s+[^,.;:]{3,60},\s+)?(?:(?:(?:Despite\s+this|However|Nevertheless|Overall|In\s+addition),?\s+)?[Tt]he|Their|Its)\s+(?:inspection\s+|inspectors[’']\s+)?(?:report|letter|inspection(?=\s+confirm))(?:,[^,]{5,60},|\s+(?:of|on|about|from|published)\s+[\w\s]{3,40}?)?\s+(?:also\s+)?(?:states|details|reports|says|said|notes|observes|observed|comments|commented|describes|described|acknowledges|welcomes|points\s+out|confirms|confirmed|identifies|highlights|finds|found|concludes|praises|recognises|records)\s+(?:(?:positively|favourably|critically)\s+)?(?:that|on|how)\b|(?:[Tt]he|Their|Its)\s+(?:inspection\s+|inspectors[’']\s+)?(?:report|letter)\s+(?:also\s+)?(?:praises|commends|criticises|compliments|speaks\s+of|talks\s+of|points\s+to|is\s+(?:\w+\s+)?(?:critical\s+of|complimentary\s+about))\b"
)
#: "Two inspectors were with us. | They found that …".
THEY_FOUND = re.compile(
    rf"It\s+(?:also\s+)?(?:adds|added|says|notes|noted|finds|found|recognises|recognised)\s+that\b|(?:They|The\s+(?:(?:review|peer)\s+)?team)\s+(?:also\s+|had\s+)*{FOUND}(?:\s+(?:that|\w+ing)\b|:)|(?:In\s+relation\s+to|In\s+respect\s+of|On|Regarding)\s+[^.:;]{{3,60}}?,?\s+they\s+(?:also\s+)?{FOUND}(?:\s+that\b|:)|In\s+their\s+(?:view|opinion),|There\s+(?:is|was)\s+(?:also\s+)?(?:recognition|praise|criticism|concern)\s+(?:of|for|that|about)\b|(?:They|The\s+(?:(?:review|peer)\s+)?team)\s+(?:was|were|remained)\s+(?:also\s+)?(?:confident|concerned|impressed)\b|They\s+(?:were|had(?:,\s+however,)?\s+been)\s+(?:\w+\s+)?critical\s+of\b|They\s+(?:spoke|talked)\s+of\b|They\s+(?:also\s+)?thought\b|It\s+was\s+(?:also\s+)?clear\s+to\s+(?:them|inspectors)\s+that\b|(?:It|They)\s+(?:also\s+)?(?:wants?|asks?|urges?|expects?)\s+us\s+to\b|They\s+also\s+{FOUND}\b|They\s+(?:also\s+)?(?:told\s+us|said\s+that\b|said\s+(?:our|we)\b)|(?:They|It|The\s+team)\s+(?:also\s+)?(?:recommended|advised|suggested)\b|Their\s+feedback\s+(?:was|is)\b"
)
#: "The Director advised | that inspectors had been impressed": what inspectors found, told on.
TOLD_ON = re.compile(
    rf"\b(?:that|how)\s+(?:the\s+)?(?:inspectors|{OFSTED}|reviewers|peers|(?:inspection|review|peer)\s+team)\s+(?:(?:had|have|were|was|been|also|particularly|especially|clearly)\s+)*(?:{FOUND}|impressed|positive\b)|\b(?:inspectors[’']\s+|Ofsted[’']s\s+|the\s+)(?:finding|criticism)s?\s+that\b",
)
#: Others who speak: what they say is no finding of inspectors, whoever was told of before.
SPEAKER = re.compile(
    r"^(?:(?:These|Those)\s+(?:are|were)|This\s+(?:paper|report|briefing|item|note|update)|The\s+report\s+(?:also\s+)?(?:stated|indicated|explained|advised|asked|sought|set|summarised|provided|detailed|presented|outlined)|She|He|Members?|Councillors?|Cllr|Officers|In\s+response|The\s+(?!(?:report|letter|inspect|visit|review))(?:\w+\s+){0,3}(?:chair|cabinet|committee|director|leader|board|panel|officer|member|head(?!line)|portfolio)\w*)\b",
    re.IGNORECASE,
)
