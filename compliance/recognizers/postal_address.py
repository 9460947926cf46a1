"""Postal addresses of people: a number and a street, in the forms of seven languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._pattern import DELETED, Pattern, apart, flagged, surroundings
from compliance.text import Span, Text

GAP = r"[\s\x{a0}\x{202f}]"
NUMBER = r"\d{1,5}(?:-\d{1,4})?(?:(?:,?[ ](?i:bis|ter|quater)|[ ]?(?i:bis|ter|quater|[a-d]))\b)?"
FRENCH_WAY = (
    r"(?i:rue|avenue|boulevard|blvd|all[ée]e|chemin|impasse|quai|route|rte|ruelle|venelle"
    r"|mont[ée]e|sentier|r[ée]sidence|lotissement|faubourg|fbg|esplanade|promenade|traverse"
    r"|rond-point|sente|hameau|lieu-dit|passage)"
)
# Abbreviations and words with other meanings: only before a name in capitals.
FRENCH_PLACE = (
    r"(?i:place|square|pl\.|cours|voie|villa|cit[ée]|mail|parvis|av\.?|bd\.?|bvd|all\.|ch\.|imp\.)"
)
OF = r"(?:(?i:de la|de l['’]|du|des|de|d['’]|la|le|les|l['’]|aux?|à)[ ]?)"
# Latin letters, with or without accents.
LETTER = r"A-Za-z\x{c0}-\x{24f}"
CAPITAL = r"[A-Z\x{c0}-\x{de}ŒŠŽ]"
NAME = rf"[{LETTER}0-9][{LETTER}0-9.'’-]*"
PROPER = rf"{CAPITAL}[{LETTER}0-9.'’-]*"
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
ENGLISH_WAY = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Crescent|Terrace|Place|Pl"
    r"|Way|Row|Loop|Trail|Alley|Parade|Heights|Turnpike|Square|Sq|Gardens|Grove|Mews|Rise|Hill"
    r"|Boulevard|Blvd|Walk|Green|Park|Circle|Yard"
    r"|Wharf|Quay|Parkway|Highway)"
)
# A name in one word: of the street, and what it is.
GERMANIC = (
    rf"(?:{CAPITAL}[{LETTER}-]{{1,30}}(?i:straße|strasse|str\.|gasse|weg|platz|allee|damm|ufer"
    r"|straat|laan|plein|gracht|kade|dijk|steeg|singel|dreef|vej|veien|vegen|vägen|gatan|gata"
    r"|gade|katu"
    r"|chaussee|stien|plads))"
)
ROMANCE = (
    r"(?i:calle|c/|ul\.|avenida|avda\.?|paseo|plaza|camino|carrer|via|viale|piazza|corso|vicolo"
    r"|largo|strada|rua|r\.|travessa|praça|estrada|alameda)"
)
FRENCH = (
    rf"(?:\b{IN_WORDS} {STREET}"
    rf"|\b{NUMBER},?{GAP}+{FRENCH_WAY}){GAP}+{OF}{{0,2}}{NAME}{REST}{INSIDE}{TOWN}"
    rf"|\b{NUMBER},?{GAP}+{FRENCH_PLACE}{GAP}+{OF}{{0,2}}{PROPER}{REST}{INSIDE}{TOWN}"
)
# What may follow in a block of several lines, quoted or not: a flat, a town, a postal code.
NEXT = r"[\s,>?]{1,6}"
UNIT = r"(?i:apt\.?|suite|unit) \d{1,4}"
REST_OF_BLOCK = rf"(?:(?:{NEXT}{UNIT}){{0,2}}(?:{NEXT}\(?{PROPER}\)?){{0,6}}{NEXT}\d{{4,6}}\b)?"
# A parcel or house number may stand before.
FIRST = r"(?:\b\d{2,5} )?"
ENGLISH = rf"{FIRST}\b\d{{1,5}}[A-Za-z]?,? (?:{PROPER} ){{1,4}}{ENGLISH_WAY}\b{REST_OF_BLOCK}"
PARTICLE = r"(?:de la|del|de|di|da|do|dos|das|della|dei|delle|los|las|la|el)"
OTHERS = (
    rf"{FIRST}(?:\b{GERMANIC} \d{{1,4}}[a-z]?\b"
    rf"|\b{CAPITAL}[{LETTER}-]{{2,30}} (?:Straße|Strasse|Str\.|Gasse|Allee) \d{{1,4}}[a-z]?\b"
    rf"|\b{ROMANCE} (?:{PARTICLE} )?{PROPER}"
    rf"(?: (?:{PARTICLE} )?{PROPER}){{0,4}},? (?:n[.º°]? ?)?\d{{1,5}}\b){REST_OF_BLOCK}"
)
AMERICAN = (
    rf"\b\d{{1,5}} (?:[^\s,;]{{1,30}} ){{0,5}}[^\s,;]{{1,30}}{NEXT}{UNIT}{REST_OF_BLOCK}"
    r"|\b[^\n]{3,30}\s(?i:apo|fpo|dpo) (?i:a[aep]) \d{5}\b"
)
# With a number, a street, a town and its code on lines of their own, no street needs its word.
BLOCK = (
    rf"\b\d{{2,5}} {PROPER}(?: {PROPER}){{0,3}} \d{{1,4}}\.?(?:{NEXT}{UNIT}){{0,2}}\s{{0,2}}\n"
    rf"(?:{NEXT}\(?{PROPER}\)?){{1,6}}{NEXT}\d{{4,6}}\b"
)
# What a house has as often as a person: only where words say whose it is.
DOUBTFUL = (
    rf"\b(?:BP|B\.P\.|CS|TSA|(?i:bo[iî]te postale|p\.?o\.? box|postfach|postbus"
    rf"|apartado)) ?\d{{1,6}},? {POST_TOWN}"
    rf"|\b(?:Rue|Avenue|Boulevard|Chaussée|Chemin|Allée|Quai|rue|avenue"
    rf"|chaussée) {OF}{{0,2}}{PROPER}{REST},? \d{{1,3}}[a-z]?\b"
)
# Without one of these there is no American form, which costs the most to look for.
A_UNIT = r"(?i:apt|suite|unit|[afd]po)\b"
LABELLED = (
    r"\b(?i:lives? at|(?:home )?address(?: is|:)|adresse(?: est)? ?:|habite au"
    r"|domicili[ée]e? au):?\s{1,8}(\d{1,5}[ ,]{1,2}[^\s,;][^\n,;!?]{2,50})"
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
    r" (?:\w+ )?(?:office|restaurant|shop) is|come (?:by|see|visit)|doors open|portes ouvertes)\b"
)
SOMEONES = re.compile(
    r"\bm\. |\b(?:mme|mr|mrs|ms|madame|monsieur|mlle|habit(?:e|ent|ait)|vit|loge|crech(?:e|ait)"
    r"|wohnt|woont|vive|abita|mora|livr(?:er|aison)|lives?|chez|cliente?|patiente?"
    r"|voisine?|locataire|abonnee?|colis|domicile|adresse perso|frau|herrn?|kundin|senora?|sra"
    r"|signora?|mevrouw|meneer|dona|nee?|seule|his|her|their home)\b"
)
REACH = 80
# «R. Zaragoza 0-1»
SCORE = re.compile(r"[-–:]\d")


class PostalAddress:
    category = "personal-data"
    form = "typed"
    look = (
        rf"\d(?:-\d{{1,4}})?(?:[ ]?(?i:bis|ter|quater|[a-d])\b)?,?{GAP}+(?:{FRENCH_WAY}"
        rf"|{FRENCH_PLACE}){GAP}|\b{IN_WORDS} {STREET} |\d[A-Za-z]?,? (?:{PROPER}"
        rf" ){{1,4}}{ENGLISH_WAY}\b|\b{GERMANIC} \d|\b{ROMANCE} [A-Z]|(?i:apt\.?|suite|unit|apo"
        rf"|fpo|dpo) [\da]|{POST_TOWN}|\b(?:Rue|Avenue|Boulevard|Chaussée|Chemin|Allée|Quai|rue"
        rf"|avenue"
        rf"|chaussée) [A-Z\x{{c0}}-\x{{de}}dla]|\d {PROPER}(?: {PROPER}){{0,3}} \d|(?:Straße"
        rf"|Strasse|Str\.|Gasse|Allee) \d"
        r"|(?i:lives? at|address(?: is|:)|adresse(?: est)? ?:|habite au|domicili[ée]e? au)"
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
        self._shape = Pattern(f"{FRENCH}|{PLACE}|{ENGLISH}|{OTHERS}|{BLOCK}")
        self._american, self._unit = Pattern(f"{AMERICAN}"), Pattern(A_UNIT)
        self._doubtful = Pattern(DOUBTFUL)
        self._labelled = Pattern(LABELLED)

    def find(self, text: Text) -> Iterator[Hit]:
        words = text.readable
        shaped = [Span(*match.span()) for match in self._shape.finditer(words)]
        if self._unit.search(words):
            american = [Span(*match.span()) for match in self._american.finditer(words)]
            shaped = sorted((*american, *apart(shaped, american)))
        labelled = [Span(*flagged(match)) for match in self._labelled.finditer(words)]
        told = sorted((*shaped, *apart(labelled, shaped)))
        doubtful = [Span(*match.span()) for match in self._doubtful.finditer(words)]
        for span in sorted((*told, *apart((s for s in doubtful if _is_somebodys(words, s)), told))):
            around = surroundings(words, span.start, span.end, REACH)
            if SCORE.match(words[span.end : span.end + 3]):
                continue
            if _is_private(around) and not _is_a_year(text[span], around):
                yield Hit(span, suggestions=DELETED)


def _is_somebodys(words: str, span: Span) -> bool:
    around = surroundings(words, span.start, span.end, REACH)
    return SOMEONES.search(around.partition("\0")[0]) is not None


def _is_private(around: str) -> bool:
    return SOMEONES.search(around) is not None or OPEN_DOORS.search(around) is None


def _is_a_year(address: str, around: str) -> bool:
    """«En 1932 rue des Cordiers»: four digits that read as a year, without a comma after."""
    if re.match(r"(?:1[89]|20)\d\d [a-z]", address):
        return True
    dated = re.search(r"\b(?:in|en|since|depuis|of|summer|spring|autumn|winter) \0", around)
    return dated is not None and re.match(r"(?:19|20)\d\d ", address) is not None


RECOGNIZER = PostalAddress()
