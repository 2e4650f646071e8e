"""By what words inspectors and reviewers say what they found: "Inspectors saw that …", "They also noted …"; and who else speaks."""

from __future__ import annotations

import re

from graph.recognise.patterns import DFE, OFSTED

_FINDERS = rf"(?:(?:the\s+lead\s+)?inspectors?(?:\s+(?:in|at|on|during)\s+[^,.;:]{{3,40}}?)?|{OFSTED}|reviewers|{DFE}|(?<!this\s)(?:inspection|(?:re-?)?visit|letter|report|peer\s+review|(?:review|peer|inspection|challenge)\s+team|feedback)(?:\s*\([^()]{{3,40}}\))?(?:[^.]{{0,140}}?,)?(?:\s+(?!of\b|be\b|and\b)[\w’']+){{0,2}}?)"
FOUND = r"(?:found|saw|noted|reported|welcomed|(?:was|were)\s+(?:also\s+)?(?:confident|concerned|satisfied)\b|recognised|acknowledged|highlight(?:ed|s)|identified|observed|praised|commended|stated|concluded|affirmed|commented|recognises|acknowledges|were\s+(?:\w+\s+)?impressed(?:\s+(?:by|with))?|(?:was|were)\s+(?:\w+\s+)?(?:positive|complimentary)\s+about|felt|described|criticised|singled\s+out|(?:drew|drawn)\s+(?:\w+\s+)?attention\s+to|pointed\s+(?:to|out)|remarked|raised|(?:were|was|been)\s+(?:\w+\s+)?critical\s+of)"
#: "Inspectors saw that …", "Overall Ofsted reported that …", "The feedback offered … has affirmed the view"; not "Inspectors looked at".
SAYS = re.compile(
    rf"\b{_FINDERS}\s+(?:(?:also|has|have|had|again|further|then|offered\b[^.]{{0,160}}?)\s+)*{FOUND}\b(?!\s+(?:no\s+priority|its\b|by\b|as\b))|^(?:Inspectors|Officials|Reviewers|Ofsted|The\s+DfE)\b[^.;:]{{3,140}}?\band\s+(?:found|concluded)\s+that\b|\bfeedback\s+(?:was|is|has\s+been)\s+that\b|\btold\s+inspectors\s+(?:that|how)\b|\b(?:inspectors|reviewers|peers|advis[eo]rs|Ofsted[’']?s?\s+officers)\s+(?:also\s+)?said\s+that\b|\b(?:inspectors|Ofsted|reviewers|peers)\s+(?:also\s+)?(?:asked|want(?:ed)?|urged|challenged|advised)\s+(?:us|the\s+(?:council|authority|partnership|service))\s+to\b|(?:^|^[^.;:,]{{3,60}},\s+)(?:(?:the\s+)?inspectors|Ofsted|reviewers|peers)\s+(?:also\s+)?(?:credits?|credited|notes?|sees?|observes?|points?\s+(?:to|out)|comments?\s+(?:on|that)|finds?|praises?|commends?|recognises?|acknowledges?|describes?)\b|\b(?:letter|report|inspectors)\s+(?:is|are|was|were)\s+(?:\w+\s+)?(?:frank|clear|candid|blunt)\s+about\s+what\b|\b(?:was|were)\s+(?:also\s+)?(?:told|urged)\s+to\s+(?:improve|strengthen|address|ensure)\b|\b(?:inspectors[’']|Ofsted[’']s|their|its|headline|main|key)\s+(?:(?:main|principal|chief|key|only|overall|headline)\s+)?(?:criticisms?|concerns?|worr(?:y|ies)|messages?|conclusions?|findings?|view)(?:\s+(?:of|from|in)\s+the\s+(?:letter|report|inspection|visit|review))?\s+(?:was|were|is|are)\s+that\b|\b(?:was|were|been)\s+(?:also\s+)?(?:flagged(?:\s+up)?|highlighted|identified|praised|commended|recognised\s+(?:for|as|by))\b(?!\s+as\s+inadequate)|\b(?:was|were|been)\s+described\s+as\b",
    re.IGNORECASE,
)
#: "The report states that …", in a paper on an inspection: elsewhere it is the officer's own.
REPORT_SAYS = re.compile(
    r"(?:[A-Z][\w ,&’'-]{3,50}:\s+|(?:On|As\s+to|As\s+for|Regarding|Turning\s+to|In\s+respect\s+of|In\s+relation\s+to|With\s+regard\s+to|For|In)\s+[^,.;:]{3,60},\s+)?(?:(?:(?:Despite\s+this|However|Nevertheless|Overall|In\s+addition),?\s+)?[Tt]he|Their|Its)\s+(?:inspection\s+|inspectors[’']\s+)?(?:report|letter|inspection(?=\s+confirm))(?:,[^,]{5,60},|\s+(?:of|on|about|from)\s+[\w\s]{3,40}?)?\s+(?:also\s+)?(?:states|reports|says|said|notes|observes|observed|comments|commented|describes|described|acknowledges|welcomes|points\s+out|confirms|confirmed|identifies|highlights|finds|found|concludes|praises|recognises|records)\s+(?:(?:positively|favourably|critically)\s+)?(?:that|on|how)\b|(?:[Tt]he|Their|Its)\s+(?:inspection\s+|inspectors[’']\s+)?(?:report|letter)\s+(?:also\s+)?(?:praises|commends|criticises|compliments|is\s+(?:\w+\s+)?(?:critical\s+of|complimentary\s+about))\b"
)
#: "Two inspectors were with us. | They found that …".
THEY_FOUND = re.compile(
    rf"(?:They|The\s+(?:(?:review|peer)\s+)?team)\s+(?:also\s+|had\s+)*{FOUND}(?:\s+(?:that|\w+ing)\b|:)|(?:In\s+relation\s+to|In\s+respect\s+of|On|Regarding)\s+[^.:;]{{3,60}}?,?\s+they\s+(?:also\s+)?{FOUND}(?:\s+that\b|:)|There\s+(?:is|was)\s+(?:also\s+)?(?:recognition|praise)\s+(?:of|for|that)\b|(?:They|The\s+(?:(?:review|peer)\s+)?team)\s+(?:was|were|remained)\s+(?:also\s+)?(?:confident|concerned|impressed)\b|They\s+(?:were|had\s+been)\s+(?:\w+\s+)?critical\s+of\b|They\s+also\s+{FOUND}\b|They\s+(?:also\s+)?(?:told\s+us|said\s+(?:that\s+)?(?:our|we)\b)|(?:They|It|The\s+team)\s+(?:also\s+)?(?:recommended|advised|suggested)\b|Their\s+feedback\s+(?:was|is)\b"
)
#: "The Director advised | that inspectors had been impressed": what inspectors found, told on.
TOLD_ON = re.compile(
    rf"\b(?:that|how)\s+(?:the\s+)?(?:inspectors|{OFSTED}|reviewers|peers|(?:inspection|review|peer)\s+team)\s+(?:(?:had|have|were|was|been|also|particularly|especially|clearly)\s+)*(?:{FOUND}|impressed|positive\b)",
)
#: Others who speak: what they say is no finding of inspectors, whoever was told of before.
SPEAKER = re.compile(
    r"^(?:(?:These|Those)\s+(?:are|were)|This\s+(?:paper|report|briefing|item|note|update)|The\s+report\s+(?:also\s+)?(?:stated|explained|advised|asked|sought|set|summarised|provided|detailed|presented|outlined)|She|He|Members?|Councillors?|Cllr|Officers|In\s+response|The\s+(?!(?:report|letter|inspect|visit|review))(?:\w+\s+){0,3}(?:chair|cabinet|committee|director|leader|board|panel|officer|member|head(?!line)|portfolio)\w*)\b",
    re.IGNORECASE,
)
