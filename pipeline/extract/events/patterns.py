"""The patterns of event triggers, compiled once from the word list.

``CLASH_WITH``, ``IN_CLASHES``, ``PLANNED``, ``RELEASED``, ``STATEMENT_OF`` and ``VIOLENCE`` search a text in small
letters: an alternation that ignores case is several times as slow.
"""

from __future__ import annotations

import re

from pipeline.extract.dates.words import any_of
from pipeline.extract.events.lexicon import noun_types, words

_W = words()
_WEAPONS = any_of([noun for noun, kind in noun_types().items() if kind in ("attack", "offensive")])
_CLASHES = any_of([*_W["nouns"]["clash"], "battle"])
_TALKS = any_of(_W["nouns"]["negotiation"])
_PACTS, _SIGNED = any_of(_W["agreement"]["nouns"]), any_of(_W["agreement"]["signed"])
_PAPERS = any_of(_W["statement"]["nouns"])
_CRIMES = any_of(_W["violence"]["words"])

TALKS = re.compile(
    r"\b(?:went back to|returned to|resumed|entered(?: into)?|opened|began|held|started)\s+(?:[a-z]+\s+)?"
    rf"(?P<noun>{_TALKS})\b"
)
CLASH_WITH = re.compile(rf"\b(?P<noun>{_CLASHES})\s+(?P<link>between|with)\b")
IN_CLASHES = re.compile(rf"\b(?:in|during)\s+(?P<noun>{_CLASHES})\b(?!\s+(?:between|with)\b)")
PLANNED = re.compile(
    rf"\b{any_of(_W['planning']['words'])}\s+(?:for\s+)?(?:an?|another|a new)\s+(?:[\w-]+\s+)?(?P<noun>{_WEAPONS})\b"
)
NAMED_PACT = re.compile(
    rf"\b(?:[A-Z][\w’'-]+\s+){{1,4}}{any_of(_W['agreement']['names'])}\b(?:\s+of\s+(?:[A-Z]\w+|\d{{4}}))?"
    r"|\b(?:Treaty|Peace|Truce|Accord|Pact)\s+of\s+[A-Z]\w+"
)
PACT_OPENING = re.compile(r"(?:The|In|On|After|By|Under|With|From|For|At|A|An)\s+")
SIGNED_PACT = re.compile(rf"\b{_SIGNED}\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}?{_PACTS}\b")
PACT_SIGNED = re.compile(
    rf"\b(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}?{_PACTS}\s+(?:was|were)\s+(?:signed|concluded|reached|agreed)\b"
)
RELEASED = re.compile(rf"\b{any_of(_W['statement']['verbs'])}\s+an?\s+(?:[\w-]+\s+)?{_PAPERS}\b")
STATEMENT_OF = re.compile(rf"\b(?:in\s+)?an?\s+(?:[\w-]+\s+)?{_PAPERS}\s+(?:by|from|of|released|issued|published)\b")
SPEECH = re.compile(
    rf"(?<!-)\b(?:declared(?=\s+that\b)|(?!declared){any_of(_W['statement']['speech'])})\b(?!\s+to\b|-)"
)
VIOLENCE = re.compile(
    rf"\b{_CRIMES}(?:,\s+(?:and\s+|or\s+)?(?:even\s+)?{_CRIMES}|\s+(?:and|or)\s+(?:even\s+)?{_CRIMES})+"
)

BE = re.compile(
    r"\b(?:was|were|been|being|be|is|are)\s+"
    r"(?:\w+ly\s+|(?:also|then|later|soon|not|both|first|all|once again|again)\s+){0,3}$",
    re.IGNORECASE,
)
UNREAL = re.compile(
    r"\b(?:not|never|n[’']t|would|could|should|may|might|must|can|cannot|will|shall|to|if|unless|failed to|tried to|"
    r"unable to|without|goal of|aim of|order to|instead of|intention of|threatened)\s+"
    r"(?:(?:be|have|been|fully|even|then|also|soon)\s+)*$",
    re.IGNORECASE,
)
MANAGED = re.compile(r"\b(?:managed|began|started|proceeded|succeeded|went on|continued|able)\s+to\s+$", re.IGNORECASE)
ADJECTIVE = re.compile(
    r"\b(?:the|a|an|some|many|other|his|their|its|newly|previously|recently|of|all|any|no|from|by|for)\s+$",
    re.IGNORECASE,
)
HANGING = re.compile(r"\b(?:of|for|in|at|by|before|without|from|against|on)\s+$", re.IGNORECASE)
AS_NOUN = re.compile(r"\s+(?:carried|conducted|by|of|was|were|from|continued|killed|left|resulted)\b", re.IGNORECASE)
POINTING = re.compile(r"\b(?:the|this|that|these|those|such|their|its|his|of)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
FRESH = re.compile(
    r"\b(?:renewed|new|fresh|further|more|another|heavy|fierce|violent|sporadic|notable)\s+$", re.IGNORECASE
)
ELSEWHERE = re.compile(
    r"\b(?:in|after|during|following|by|from|of|with|amid|despite|before)\s+(?:\w+\s+)?$", re.IGNORECASE
)
OTHER_SUBJECT = re.compile(r"\b(?:was|were|had|which|who|that|when|while|after)\b")
OF = re.compile(r"\bof\s+$")
BY = re.compile(r"\s+by\b")
