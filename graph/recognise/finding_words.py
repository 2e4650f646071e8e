"""The words by which a paper tells what inspectors found, and those around findings that are none.

Patterns alone: `findings` tells what of it is one.
"""

from __future__ import annotations

import re

from graph.recognise.finders import FOUND
from graph.recognise.patterns import NUMBER, OFSTED

INSPECTING = re.compile(r"\b(?:[Ii]nspectors|Ofsted|reviewers|[Pp]eers|[Pp]eer\s+(?:review|challenge))\b")
INSPECTORS = re.compile(r"(?:(?:The|His\s+Majesty[’']s|Her\s+Majesty[’']s)\s+)?[Ii]nspectors\b|Ofsted\b|Reviewers\b")
LINE_SAYS = re.compile(r"(?:in\s+(?:their|its)\s+(?:latest\s+)?review\s+gave\b.*summary)", re.IGNORECASE)

#: What surrounds findings and is none: where to read them, what is planned, who was asked, how many were looked at.
NOT_FOUND = re.compile(
    r"^To\s+(?:update|inform|advise|brief|report|present|provide)\b|\b(?:(?:improvement|action|progress|development)\s+plan\s+(?:is|will|has|was|in)|issued\s+(?:an?|the)|this\s+(?:was|is)\s+(?:(?:in\s+part|partly|largely|mainly)\s+)?(?:a\s+legacy|due\s+to|because|the\s+result|attributed)|(?:was|were|been)\s+appointed|(?:statutory|improvement)\s+(?:direction|notice)|(?:new|revised|draft)\s+(?:\w+\s+){0,3}plan|will\s+be\s+presented|full\s+report|are\s+detailed\s+on|attached|no\s+priority\s+actions|(?:found|identified|saw|noted|named)\s+(?:\w+\s+){0,3}strengths?(?=\s*[.:]|\s*$)|reported\s+(?:in|on)\b|^of\s+(?:the\s+)?(?:first\s+)?\d+\s+(?:local\s+)?(?:areas|authorities|councils|inspections)|published\s+(?:on|in)\b(?!.*\bhighlights)|\w+\s+recommendations?\s+(?:in|of|made|were|for|concern|relate)\b|areas\s+of\s+(?:significant\s+|serious\s+)?weakness\s+(?:were|had\s+been|have\s+been)\s+(?:identified|found)|inspectors\s+(?:looked|considered(?!\s+that)|spoke|met)|self-?assessment\s+(?:is|will)|requested\s+to|asked\s+to|submitted|Statement\s+of\s+Action|took\s+place|(?:visit|inspection)\s+(?:is|was|(?:will|would)\s+be)\s+(?:\w+\s+)?(?:likely|due|expected|possible|planned)|identified\s+(?:\w+\s+)?(?:\w+\s+)?(?:areas|priority\s+actions)(?![^.]*(?::|,\s+(?:which\s+)?(?:includ\w+|were|are|namely))\s+\w)|(?:set\s+out|made|makes|gave)\s+\w+\s+recommendations|(?:areas\s+for\s+improvement|priority\s+actions)\s+(?:had|have)\b|there\s+were\s+\w+\s+areas\b|no\s+areas\s+for\s+priority|will\s+be\s+carried\s+out|inspected\s+by\s+Ofsted|(?:carried\s+out|undertaken)\s+(?:between|from|on)\s+\d|inconsistent\s+experiences\s+and\s+outcomes|be\s+noted|\w+\s+(?:areas\s+for\s+improvement|recommendations|priority\s+actions)\s+(?:were|are|was)\s+(?:set|made|named|given))\b",
    re.IGNORECASE,
)
ON_VISIT = re.compile(
    r"\b(?:visit|inspection|re-?inspection|revisit|peer\s+(?:review|challenge)|ILACS|JTAI)s?\b", re.IGNORECASE
)
CONCLUSION = re.compile(
    r"conclusions?|(?:(?:summary\s+of|key|main|headline|inspection|Ofsted)\s+)*findings|what\s+(?:the\s+)?(?:inspectors|Ofsted|visit)\s+found",
    re.IGNORECASE,
)
#: Of whom inspectors speak: "Leaders know their services"; and words by which a council tells what it does about it.
DESCRIBES = re.compile(
    r"(?:(?:However|Overall|Nevertheless|In\s+addition),?\s+)?(?:(?:The|the)\s+(?:quality|overall\s+(?:message|picture)|recording|voice|workforce|response|timeliness)\b|Leaders|Managers|Senior\s+\w+|Social\s+work\w*|Staff|Teams|Children|Young\s+people|Care\s+leavers|Families|Practice|Planning|Plans|Assessments|Partners|Partnership\w*|Foster\s+carers|Supervision"
    r"|Management\s+oversight|Direct\s+work|Thresholds|Decisions|Practitioners|Carers|Personal\s+advis[eo]rs|(?:The\s+)?[Vv]irtual\s+[Ss]chool|Caseloads|Early\s+[Hh]elp|Life-?\s?story\s+work|Pathway\s+plans|Unaccompanied\s+\w+|Disabled\s+children|Parents|Supervisors|Workers|Adopters|Recording|Referrals|Strategy\s+(?:meetings|discussions)|Visits|Too\s+(?:many|few)|Not\s+(?:all|enough|every)|The\s+(?:majority|number|views|needs|pace|impact|use|stability)\b|Few(?:er)?\b|[Mm]any\b|[Mm]ost\b|(?:A\s+(?:small\s+|growing\s+)?(?:number|few|minority|proportion)|Some)\s+(?:(?:wait|still|feel|do|have|are)\b|(?:of\s+)?(?:areas|points|children|plans|assessments|care\s+leavers|young\s+people|families|social\s+workers)))\b"
)
INTENDS = re.compile(
    r"\b(?:will|shall|plans?\s+to|intends?|aims?|proposes?|committees?|members|councillors|this\s+report|recommended|we|our)\b",
    re.IGNORECASE,
)
#: What may stand before those of whom inspectors speak: "4.6 For care leavers, | young people said", "Care: | most children".
OPENING = re.compile(
    r"^(?:[A-Z][a-z’'& -]{2,40}:\s+|(?:However|Overall|Nevertheless|In\s+addition|Similarly|Positively|More\s+positively|Importantly|Consequently|As\s+a\s+result|When|For|In)\b[^.;:,]{0,60},\s+)",
)
#: What is the council's own in a section on what inspectors found: its plans, its answer, its committees.
OWN_WORDS = re.compile(
    r"\b(?:will|shall|intends?|proposes?|committees?|members|councillors|cabinet|this\s+report|(?:improvement|action)\s+plan|has\s+(?:already|since|now)\s+been|have\s+(?:already|since|now)\s+been|in\s+response|appendi\w+|we\s+(?:have|are|expect|hope|plan\s+to)|work\s+is\s+under\s?way)\b",
    re.IGNORECASE,
)
#: What a place stands behind, whose findings they are: "In Barnet, …".
IN_PLACE = re.compile(r"(?:Elsewhere,?\s+in|In|At)\s+(?:the\s+)?(?:(?:London\s+Borough|City)\s+of\s+)?")
#: What was found by nobody who inspects: by audits, in a survey, at a mock inspection.
NOT_BY_INSPECTORS = re.compile(
    r"\b(?:mock|surveys?|consultation|respondents|audits?|auditors?|moderat\w+|practice\s+weeks?)\b", re.IGNORECASE
)
#: A numbered paragraph, of which each sentence tells: "3.3 The voice of young people is heard. …".
NUMBERED = re.compile(r"\s*\d{1,2}\.\d")
BULLETS = ("•", "‣", "●", "▪", "◦", "*", "-", "–", "—", "◼", "\uf0b7")
#: What tells how an inspection went, and not what it found.
PROCESS = re.compile(
    rf"(?:During\s+[^,]{{3,60}},\s+)?(?:The\s+)?(?:(?:\w+\s+){{0,2}}(?:inspectors?|inspection(?:\s+team)?|visit|letter|report|team|review|outcome|judge?ments?|{OFSTED}))\s+(?:was|were|is|are|has\s+been|had\s+been|looked|considered|spoke|met|took|focus\w*|covered|evaluated|sampled|carried|can\s+be|contain\w*|set[s]?\s+out|reviewed|visited|lasted|comprised|included|made|makes|concentrated|examined)\b",
    re.IGNORECASE,
)
#: A sentence that says only that there was something to praise or to improve.
NO_CONTENT = re.compile(
    r"\b(?:areas?\s+of\s+(?:good\s+practice|strengths?)\s+(?:as\s+well\s+as|and|alongside|along\s+with)\s+(?:\w+\s+)?areas?\b[^.;:]{0,60}|where\s+(?:it\s+was\s+felt\s+(?:that\s+)?)?(?:performance|practice|services|things|matters|arrangements)\s+(?:could|should|needed\s+to)\s+(?:be\s+)?improved?(?:\s+further)?|(?:number|range|series|couple|handful|variety)\s+of\s+(?:\w+\s+){0,2}(?:issues|areas|strengths|matters|points|concerns|themes|things|weaknesses)|much\s+(?:that\s+they\s+admired|to\s+\w+)|(?:many|several|two|three|four|five|six|seven|eight|various|some)\s+(?:\w+\s+)?(?:areas|issues|strengths|improvements|things)(?:\s+(?:for|of|to|that\s+(?:need|must|require)\w*|where)\s+(?:\w+\s+){0,3}(?:improve\w*|development|better|attention|strengthen\w*))?|(?:letter|report|inspectors?|they)\s+(?:is|are|was|were)\s+(?:\w+\s+)?(?:frank|clear|candid|blunt|plain)\s+(?:also\s+)?about\s+what\b[^.]{0,60}|where\s+we\s+(?:fall|fell|need|could|must|should)\b[^.]{0,30}|(?:many|several|some|various|few|two|three|four|five)\s+(?:\w+\s+)?(?:strengths|areas|issues|weaknesses)\s+(?:were|(?:have|had)\s+been)\s+(?:also\s+)?(?:identified|noted|found|highlighted|recognised)\b[^.,;:]{0,50}|(?:number|range|series|handful|variety)\s+of\s+(?:\w+\s+){0,2}(?:strengths|areas|issues|matters|points|concerns|weaknesses)\b[^.,;:]{0,60}\b(?:identified|noted|found|highlighted|recognised|raised)\b[^.,;:]{0,50})\s*[.:]?$",
    re.IGNORECASE,
)
#: What says of what a sentence before only counted: "A number of areas were identified for improvement. | These included".
THESE_INCLUDE = re.compile(
    r"(?:(?:These|Those|(?:Among|One|Two|Three)\s+(?:of\s+)?(?:them|these))\s+(?:include[sd]?|was|were|is|are|concern(?:ed)?|relate[sd]?\s+to|cover(?:ed)?)|They\s+(?:include[sd]?|concern(?:ed)?|relate[sd]?\s+to))\s+(?=\w)"
)
#: "Two recommendations were made. | These concern": what inspectors asked for.
RECOMMENDED = re.compile(
    rf"\b(?:{NUMBER}|several|some)\s+(?:\w+\s+)?recommendations?\s+(?:were|was|are|had\s+been|have\s+been)\s+(?:made|given|issued|identified)\b[^.:;]{{0,40}}\.?$",
    re.IGNORECASE,
)
#: Behind what was found of some areas: "The other three | had moved as well, but late".
THE_OTHERS = re.compile(
    rf"(?:(?:In|Against|On|For)\s+)?[Tt]he\s+(?:other|remaining)\s+(?:{NUMBER}|areas?|weakness(?:es)?)\b(?!\s+(?:\w+\s+)?(?:councils|authorities|members|councillors|actions|judge?ments?|grades?|ratings?))"
)
#: "Result: | systems have been strengthened".
RESULT = re.compile(r"(?:The\s+)?(?:Result|Outcome|Verdict|Conclusion|Overall\s+finding)s?:\s+(?=\w)", re.IGNORECASE)
#: What leads in to a finding and is none: "On what the last inspection had asked for, | they saw …", "This time | inspectors saw".
LEAD = re.compile(
    rf"[^.;:]{{3,140}}?\b(?:inspectors[’']|Ofsted[’']s|the)\s+(?:finding|criticism)s?\s+that\s+|(?:(?:On|At|In|During|Since)\s+[^.;:]{{3,120}}?,?\s+|(?:This|Last)\s+time,?\s+)(?=(?:they|(?:the\s+)?inspectors|{OFSTED}|reviewers)\s+(?:also\s+)?{FOUND}\b)|[^.;]{{3,140}},\s+when\s+(?=inspectors\s+found\b)|(?:Inspectors|Officials|Reviewers|Ofsted|The\s+DfE)\b[^.;:]{{3,140}}?\band\s+(?:found|concluded)\s+that\s+|The\s+(?:report|letter),\s+[^,]{{5,60}},\s+(?:highlights|says|states|notes|found)\s+that\s+",
    re.IGNORECASE,
)
#: "…; | in three out of five the local area now showed significant progress": what a revisit found, area by area.
PROGRESS_IN = re.compile(
    rf"(?:^|(?<=[;:]\s))(?:in|against|on|for)\s+{NUMBER}\s+(?:out\s+)?of\s+(?:the\s+|these\s+|those\s+)?(?:{NUMBER}\b)?[^.;]*?\b(?:significant|sufficient|insufficient|little|good|clear)\s+progress\b[^.;]*",
    re.IGNORECASE,
)
#: "Strengths included …", "Areas for development: …", "The main weakness was …", "There are two priority actions, on …".
LED = re.compile(
    rf"(?:the\s+)?(?:(?:key|main|principal|greatest|biggest|chief)\s+)?(?:(?:areas?\s+of\s+)?(?P<good>strengths?|what\s+(?:the\s+)?(?:inspectors|Ofsted)\s+(?:liked|praised|admired)|highlights(?=\s+(?:of|from)\s+(?:the\s+)?(?:inspect|Ofsted|report|letter)))|(?:areas?\s+(?:for|of)\s+(?:improvement|development|weakness|concern)|areas?\s+to\s+(?:strengthen|improve|develop)|weakness(?:es)?|challenges|shortfalls?|what\s+(?:the\s+)?(?:inspectors|Ofsted)\s+(?:did\s+not\s+like|liked\s+less|criticised)|what\s+(?:needs|must)(?:\s+to)?\s+improve(?=\s+(?:is|are)\b)))(?:\s+(?:identified|noted|named|found|seen|highlighted|(?:of|from)\s+(?:the\s+)?(?:inspect|Ofsted|report|letter))[^.;:]{{3,80}}?)?\s*(?:included?|were|are|was|is|:)\s+\w"
    rf"|there\s+(?:is|are|was|were)\s+(?:also\s+)?(?!no\b){NUMBER}\s+(?:areas?\s+for\s+)?(?:priority\s+actions?|improvement|development)(?:,\s+(?:on|in|about|for|around)|:)\s+\w"
    r"|among(?:st)?\s+(?:the\s+)?areas\s+(?:identified\s+)?for\s+(?:further\s+)?(?:consideration|improvement|development|attention)\s+(?:were|was|are)\s+\w"
    r"|the\s+areas\s+(?:which|that|where)\s+(?:the\s+)?(?:inspectors|Ofsted)\b[^.;:]{0,40}\bimprov\w*\s+(?:were|are)\s+\w"
    rf"|(?:it|they|(?:the\s+)?(?:inspectors|Ofsted|report|letter))\s+(?:also\s+)?(?:makes?|made)\s+{NUMBER}\s+recommendations?\s*(?::|,\s+(?:that|to|on|about))\s+\w"
    rf"|(?:(?:only|just|some|a\s+few|the|{NUMBER})\s+){{1,2}}(?:\w+\s+)?areas?\b[^.:;]{{3,80}}\b(?:attention|improvement|improving|development|strengthening|(?:further|more)\s+work)\b[^.:;]{{0,20}}:\s+\w",
    re.IGNORECASE,
)
LABEL = re.compile(r"^(?P<label>[A-Z]\w+(?:\s+\w+)?)\s+[–-]\s+")
