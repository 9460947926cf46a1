"""Postal addresses of people: a number and a street, in the forms of seven languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compliance.finding import Hit
from compliance.fold import folded
from compliance.ports import example
from compliance.recognizers._dates import MONTH
from compliance.recognizers._pattern import DELETED, Pattern, apart, flagged, surroundings
from compliance.recognizers._streets import (
    CAPITAL,
    ENDING,
    ENGLISH_DOUBTFUL,
    ENGLISH_WAY,
    FRENCH_PLACE,
    FRENCH_WAY,
    GAP,
    GERMAN_AFTER,
    GERMAN_WAY,
    IN_CAPITALS,
    LETTER,
    NAME,
    OF,
    ONE_WORD,
    PARTICLE,
    PROPER,
    ROMANCE_DOUBTFUL,
    ROMANCE_WAY,
    START,
    TRAILING_WAY,
)
from compliance.text import Span, Text

NUMBER = (
    r"\d{1,5}(?:[-/]\d{1,4})?(?:(?:,?[ ](?i:bis|ter|quater)|[ ]?(?i:bis|ter|quater|[a-dqt]))\b)?"
)
REST = rf"(?:[ -]{OF}{{0,2}}{PROPER}){{0,6}}"
INSIDE = (
    r"(?:,? (?i:apt|appt?|apartment|suite|studio|b[âa]t(?:iment)?|esc(?:alier)?|[ée]tage"
    r"|\d{1,2}(?:er|e|[èe]me)? [ée]t(?:age)?|\d{1,2}(?:er|e) (?:gauche|droite"
    r"|face))\.?(?:[ ][0-9A-Za-z]{1,4})?\b)*"
)
TOWN = (
    rf"(?:,? ?(?:à )?\d{{2}} ?\d{{3}},?(?: {PROPER}(?:[ -](?:{PROPER}|sur|lès|les|la|le|de"
    rf"|du|en)){{0,4}})?|,? à {PROPER}(?:[ -]{PROPER}){{0,3}})?"
)
POST_TOWN = (
    rf"(?:[A-Z]{{1,2}}-)?\d{{2}} ?\d{{2,3}},? {PROPER}(?:[ -](?:{PROPER}|sur|lès|les|la|le|de|du"
    r"|en)){0,4}"
)
# A place without a number is an address once its town and its postal code follow.
PLACE = (
    rf"\b(?i:lieu-?[ ]?dit|hameau|ferme)(?: (?i:d[eu]s?|de la|d['’]))?(?: [«\"“] ?"
    rf"|[ ])(?:{OF}[ ]?){{0,2}}"
    rf"{PROPER}{REST}(?:[ ]?[»\"”])?,? {POST_TOWN}"
    rf"|\b(?:Am|Im|An der|An den|Auf der|Auf dem|In der|Unter den|Zum|Zur"
    rf"|Beim) {PROPER} \d{{1,3}}[a-z]?,"
    rf" {POST_TOWN}"
)
# Numbers in words, before what is nothing but a street.
IN_WORDS = r"(?i:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt)"
STREET = r"(?i:rue|avenue|boulevard|all[ée]e|chemin|impasse)"
UNIT = r"(?i:apt\.?|suite|unit) \d{1,4}"
# What may stand before the number of the house: a flat, the number of a parcel.
FIRST = rf"(?:\b(?:{UNIT}|(?i:flat) \d{{1,4}}),? )?(?:\b\d{{2,5}} )?"
# «rue du 8 mai 1945»: a day that streets are named after.
DAY = (
    r"\d{1,2}(?:er)? (?i:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre"
    r"|octobre|novembre|d[ée]cembre)(?: \d{4})?"
)
FRENCH = (
    rf"(?:\b{IN_WORDS} {STREET}"
    rf"|{FIRST}\b{NUMBER},?{GAP}+{FRENCH_WAY}){GAP}+{OF}{{0,2}}(?:{DAY}|{NAME}){REST}{INSIDE}{TOWN}"
    rf"|{FIRST}\b{NUMBER},?{GAP}+{FRENCH_PLACE}{GAP}+{OF}{{0,2}}{PROPER}{REST}{INSIDE}{TOWN}"
)
# What may follow in a block of several lines, quoted or not: a flat, a town, a postal code.
NEXT = r"[\s,>?]{1,6}"
CODE = r"(?:\d{4,6}|\d{3} \d\d)"
REST_OF_BLOCK = rf"(?:(?:{NEXT}{UNIT}){{0,2}}(?:{NEXT}\(?{PROPER}\)?){{0,6}}{NEXT}{CODE}\b)?"
# Between the words of a name: «Isle of Wight», «Camino del Rio», «Kossuth Lajos u. ».
SMALL = rf"(?:{PARTICLE}|of (?:the )?|[a-z]{{1,4}}\. )"
# «350 West 52nd Street»: a street may have a number for a name.
ORDINAL = r"\d{1,4}(?:st|nd|rd|th)?"
ENGLISH = (
    rf"{FIRST}(?:\b\d{{1,5}}[A-Za-z]?,? (?:{PROPER} {SMALL}?){{1,4}}(?:{ORDINAL}\.? )?"
    rf"{ENGLISH_WAY}\b|\b\d{{2,5}}[A-Z]?,? (?:[A-Z][A-Z.'’-]+ ){{1,3}}{IN_CAPITALS}\b)"
    rf"{REST_OF_BLOCK}"
)
TRAILING = (
    rf"{FIRST}{START}[{LETTER}0-9.'’-]*(?: [{LETTER}.'’-]{{2,30}}){{0,2}} {TRAILING_WAY}"
    r" \d{1,4}\b"
)
SOUTHERN_NAME = rf"{PARTICLE}?{PROPER}(?: {PARTICLE}?{PROPER}){{0,4}},? (?:n[.º°]? ?)?\d{{1,5}}\b"
HOUSE = r"\d{1,4}(?:[-–/]\d{1,4})?[a-z]?"
OTHERS = (
    rf"{FIRST}(?:{ONE_WORD} {HOUSE}\b|\bLaan van (?:de[rn]? |het )?{PROPER} {HOUSE}\b"
    rf"|{START}[{LETTER}-]{{2,30}}(?: {GERMAN_WAY}|{GERMAN_AFTER}) {HOUSE}\b"
    rf"|\b{ROMANCE_WAY} {SOUTHERN_NAME}){REST_OF_BLOCK}"
)
AMERICAN = (
    rf"\b\d{{1,5}} (?:[^\s,;]{{1,30}} ){{0,5}}[^\s,;]{{1,30}}{NEXT}{UNIT}{REST_OF_BLOCK}"
    r"|\b[^\n]{3,30}\s(?i:apo|fpo|dpo) (?i:a[aep]) \d{5}\b"
)
# With two numbers, a name between, and a town with its code after, no street needs its word.
NUMBERED = rf"\b\d{{2,5}} (?:{PROPER} {SMALL}?){{1,4}}\d{{1,4}}\b"
# A whole American or British address tells itself by its code.
STATE = r"[A-Z]{2},?\s{1,2}\d{5}(?:-\d{4})?"
POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"
COMPLETE = (
    rf"{FIRST}\b\d{{1,5}}[A-Za-z]? (?:{PROPER} {SMALL}?){{0,4}}{PROPER}"
    rf"(?:[\s,]{{1,3}}{PROPER}){{1,4}}[\s,]{{1,3}}(?:{STATE}|{POSTCODE})\b"
)
BLOCK = (
    rf"{NUMBERED}\.?(?:{NEXT}{UNIT}){{0,2}}\s{{0,2}}\n"
    rf"(?:[\s,>?(]{{0,6}}[{LETTER}.'’-]{{2,30}}\)?){{1,6}}{NEXT}{CODE}\b"
    rf"|\b{UNIT},? {NUMBERED}|{NUMBERED}, {PROPER}"
)
# As people type in a hurry.
SMALL_WAY = r"(?:street|avenue|boulevard|crescent|ave|blvd)"
# What a house has as often as a person: only where words say whose it is.
DOUBTFUL = (
    rf"\b(?:BP|B\.P\.|CS|TSA|(?i:bo[iî]te postale|p\.?o\.? box|postfach|postbus"
    rf"|apartado)) ?\d{{1,6}},? {POST_TOWN}"
    rf"|\b(?:Rue|Avenue|Boulevard|Chaussée|Chemin|Allée|Quai|rue|avenue"
    rf"|chaussée) {OF}{{0,2}}{PROPER}{REST},? \d{{1,3}}[a-z]?\b"
    rf"|{FIRST}\b\d{{1,5}}[A-Za-z]?,? (?:{PROPER} ){{1,3}}{ENGLISH_DOUBTFUL}\b{REST_OF_BLOCK}"
    rf"|\b\d{{1,5}} (?:[a-z]{{3,20}} ){{1,2}}{SMALL_WAY}\b|\b{ROMANCE_DOUBTFUL} {SOUTHERN_NAME}"
    rf"|\b(?i:r[ée]sidence|r[ée]s\.|lotissement|immeuble) {OF}{{0,2}}{PROPER}{REST},? {POST_TOWN}"
    rf"|\b(?:{PROPER},? ){{2,8}}{POSTCODE}\b"
)
# Two streets that meet; the second may lack its word.
SIDE = rf"(?:\d{{1,5}} )?{PROPER}(?: {NAME}){{0,4}}"
CROSSING = (
    rf"\b(?i:corner|intersection) of (?:the )?{SIDE} (?:and|&) {PROPER}(?: {PROPER}){{0,3}}"
    rf"|\b(?i:angle|coin) {OF}{FRENCH_WAY} {OF}{{0,2}}{PROPER}{REST} et {OF}(?:{FRENCH_WAY} )?"
    rf"{OF}{{0,2}}{PROPER}{REST}"
)
# Without one of these there is no American form, which costs the most to look for.
A_UNIT = r"(?i:apt|suite|unit|[afd]po)\b"
# After words that announce an address: a number and a name; a name and a number; both numbers.
LABELLED = (
    r"\b(?i:lives? at|(?:home )?address(?: is|:| of [^\n.\d]{1,40} is)|adresse(?: est)? ?:"
    r"|habite au|domicili[ée]e? au):?\s{1,8}(\d{1,5}[ ,]{1,2}[^\s,;][^\n,;!?]{2,50})"
    r"|\b(?i:lives at|living at|address(?: of [^\n.\d]{1,40})? is|address:|adresse(?: est)? ?:"
    r"|anschrift:|wohnt|woont|adres:|indirizzo:|direcci[óo]n:|endereço:|morada:)"
    rf"\s{{1,4}}({PROPER}(?: {PROPER}){{0,3}} \d{{1,4}}[a-z]?)\b"
    rf"|\b(?i:liv(?:es?|ed|ing)|resid(?:es?|ing)) (?i:in|on|at)\s{{1,4}}({NUMBERED})"
)

# Where everybody is welcome: a shop, an office, a meeting point, a building site.
OPEN_DOORS = re.compile(
    r"\b(?:accueille\w*|ouvert(?:e|ure|es|s)?|rendez-vous|rdv|venez|inaugur\w+|magasin|boutique"
    r"|agence|siege|bureaux|showroom|salle|gymnase|travaux|chantier|stationnement|circulation"
    r"|permanence|se retrouve|nos locaux|nos nouveaux|musee|mediatheque|theatre|librairie"
    r"|restaurant|stand|retrouve[rz][- ](?:nous|moi)|billet(?:s|terie)?|concert|tickets?"
    r"|tonight|saturday"
    r"|sunday|evacuation|hotel|stadium|church|eglise|expo(?:sition)?|festival"
    r"|our (?:new )?(?:offices?|shop|store|branch)|the"
    r" (?:\w+ )?(?:office|restaurant|shop) is|(?:come|stop) (?:by|see|visit)|doors open"
    r"|portes ouvertes|open[- ](?:mic|house|day)|club|gallery|free (?:till?|until|entry))\b"
)
SOMEONES = re.compile(
    r"(?<![.\w])m\. |\b(?:mme|mr|mrs|ms|madame|monsieur|mlle|habit(?:e|ent|ait)|vit|loge"
    r"|crech(?:e|ait)|wohnt|woont|vive|abita|mora|livr(?:er|aison)|lives?|chez|cliente?|patiente?"
    r"|voisine?|locataire|abonnee?|colis|domicile|adresse perso|frau|herrn?|kundin|senora?|sra"
    r"|signora?|mevrouw|meneer|dona|nee?|seule|his|her|their home)\b"
)
# What is sent, is sent to somebody.
SENT_TO = re.compile(
    r"\b(?:address(?:es)?|deliver(?:ed|y)?|ship(?:ped)?|send|sent|mail(?:ed)?|return(?:ed)?)\b"
    r"[^.!\0]{0,40}\Z"
)
# «the corner of Kuusiku 7 and …», not of Highway 7.
HOUSE_NUMBER = re.compile(
    r"\b(?!(?:Highway|Hwy|Route|Rte|Road|Rd|County|Interstate|Exit|Street|St|Avenue|Ave)\b)"
    r"[^\W\d]{3,}\.? \d{1,4}\b"
)
A_FLAT = re.compile(r"(?i)\b(?:apt|appt?|apartment|appartement|flat)\b\.? ?\w")
REACH = 80
# «48 av. J.-C.», «1100 av. J. - C.»
AGES_AGO = re.compile(r"\d+ av\.? ?J\.?\s?[-–‑]?\s?C\b(?!\.? [A-Z][a-z])")
# «un moteur de 68 ch. Le prototype…»
NO_NAME = re.compile(r"\d+ \S+ (?:Les?|La|Ils?|Elles?|Une?|Ces?|Cette|Des|On|Nous)\Z")
# «Rana Plaza … 382»: the word for a street in one language ends a name in another.
A_PLAZA = re.compile(r"(?i:plaza|via|largo|corso|r\.)\s")
NAMED_BEFORE = re.compile(r"[A-ZÀ-Þ][\w'’-]* \Z")
# «20 June 2014», «50 Cent Mixtape May 22», «2015 Mazda 6, …»; not «12 rue du 8 mai 1945».
A_DAY = re.compile(
    rf"\d{{1,5}} (?:[^\W\d][^\s\d]* ){{0,3}}{MONTH} (?:\d\d?|(?:19|20)\d\d)\b"
    r"|(?:19|20)\d\d [^\d,]+ \d{1,3}, "
)
# «R. Zaragoza 0-1»
SCORE = re.compile(r"[-–:]\d")


class PostalAddress:
    category = "personal-data"
    form = "typed"
    # Wider than the shapes, and without their counts, which an automaton pays for on every post.
    look = (
        rf"\d[ ]?(?i:bis|ter|quater|[a-dqt])?,?{GAP}+(?:{FRENCH_WAY}|{FRENCH_PLACE}){GAP}"
        rf"|\b{IN_WORDS} {STREET} |\d[A-Za-z]?,? (?:{PROPER} {SMALL}?)+(?:{ORDINAL}\.? )?"
        rf"(?:\d|{ENGLISH_WAY}\b|{ENGLISH_DOUBTFUL}\b|{IN_CAPITALS}\b)"
        rf"| {SMALL_WAY}\b|{START}[{LETTER}-]+{ENDING} \d|\bLaan van "
        rf"|(?:{GERMAN_WAY}|{GERMAN_AFTER}| {TRAILING_WAY}) \d"
        rf"|\b(?:{ROMANCE_WAY}|{ROMANCE_DOUBTFUL}) {PARTICLE}?{CAPITAL}"
        rf"|{STATE}\b|\b{POSTCODE}\b|{POST_TOWN}"
        rf"|(?i:apt\.?|suite|unit|apo|fpo|dpo) [\da]|(?i:corner|intersection) of |(?:angle|coin) d"
        rf"|\b(?:Rue|Avenue|Boulevard|Chaussée|Chemin|Allée|Quai|rue|avenue|chaussée)"
        rf" (?:{CAPITAL}|[dla])"
        r"|(?i:lives? at|living at|address(?: is|:| of)|adresse(?: est)? ?:|habite au"
        r"|domicili[ée]e? au|\b(?:wohnt|woont)|anschrift:|adres:|indirizzo:|direcci[óo]n:"
        r"|endereço:|morada:)"
    )
    examples = (
        example("😒 Au ⟦27 allée des Genêts, 4e gauche⟧, jamais un merci"),
        example("M. Brochet, ⟦14 rue des Tisserands à Hem⟧, a laissé son coffre ouvert"),
        example("Her parcel went to ⟦14 Larkspur Close⟧ again"),
        example("⟦Hauptstraße 12⟧, da wohnt sie"),
        example("L'agence vous accueille au 4, place du Tilleul"),
        example("il me reste 2 places, et 1932 rue des Cordiers on y passait en tram"),
    )

    def __init__(self) -> None:
        self._shape = Pattern(f"{FRENCH}|{PLACE}|{ENGLISH}|{OTHERS}|{TRAILING}|{BLOCK}|{COMPLETE}")
        self._american, self._unit = Pattern(f"{AMERICAN}"), Pattern(A_UNIT)
        self._doubtful, self._crossing = Pattern(DOUBTFUL), Pattern(CROSSING)
        self._labelled = Pattern(LABELLED)

    def find(self, text: Text) -> Iterator[Hit]:
        words = text.readable
        shaped = _spans(self._shape, words)
        if self._unit.search(words):
            american = _spans(self._american, words)
            shaped = sorted((*american, *apart(shaped, american)))
        told = sorted((*shaped, *apart(_spans(self._labelled, words), shaped)))
        doubtful = [s for s in _spans(self._doubtful, words) if _is_somebodys(words, s)]
        told = sorted((*told, *apart(doubtful, told)))
        crossings = [s for s in _spans(self._crossing, words) if _is_home(words, s, told)]
        for span in sorted((*crossings, *apart(told, crossings))):
            around = surroundings(words, span.start, span.end, REACH)
            if _is_private(around, text[span]) and not _is_something_else(text, span, around):
                yield Hit(span, suggestions=DELETED)


def _spans(shape: Pattern, words: str) -> list[Span]:
    return [Span(*flagged(match)) for match in shape.finditer(words)]


def _is_somebodys(words: str, span: Span) -> bool:
    around = surroundings(words, span.start, span.end, REACH)
    return SOMEONES.search(around.partition("\0")[0]) is not None


def _is_home(words: str, crossing: Span, told: Sequence[Span]) -> bool:
    """Whether two streets that meet are somebody's, or one of them has its number."""
    around = surroundings(words, crossing.start, crossing.end, REACH)
    return (
        any(crossing.overlaps(one) for one in told)
        or HOUSE_NUMBER.search(words[crossing.start : crossing.end]) is not None
        or _is_somebodys(words, crossing)
        or SENT_TO.search(around.partition("\0")[0]) is not None
    )


def _is_private(around: str, address: str) -> bool:
    """Whether words say whose it is, or none that everybody is welcome. A flat is a home."""
    return (
        A_FLAT.search(address) is not None
        or SOMEONES.search(around) is not None
        or OPEN_DOORS.search(around) is None
    )


def _is_something_else(text: Text, span: Span, around: str) -> bool:
    """A year, a day, a score, a count and a new sentence, an age of history, the end of a name."""
    address, before = text[span], text.typed[max(span.start - 30, 0) : span.start]
    return (
        SCORE.match(text.typed[span.end : span.end + 3]) is not None
        or NO_NAME.match(address) is not None
        or AGES_AGO.match(text.typed[span.start : span.end + 10]) is not None
        or (A_PLAZA.match(address) is not None and NAMED_BEFORE.search(before) is not None)
        or _is_a_year(address, around)
        or A_DAY.match(folded(address)) is not None
    )


def _is_a_year(address: str, around: str) -> bool:
    """«En 1932 rue des Cordiers»: four digits that read as a year, without a comma after."""
    if re.match(r"(?:1[89]|20)\d\d [a-z]", address):
        return True
    dated = re.search(r"\b(?:in|en|since|depuis|of|summer|spring|autumn|winter) \0", around)
    return dated is not None and re.match(r"(?:19|20)\d\d (?!\d)", address) is not None


RECOGNIZER = PostalAddress()
