"""Words that make a street of a name, in the languages of Europe, as RE2 shapes on typed text.

Sources: United States Postal Service, Publication 28, appendix C1 (suffixes of English streets);
AFNOR NF Z10-011 (French abbreviations).
"""

from __future__ import annotations

GAP = r"[\s\x{a0}\x{202f}]"
# Latin, Greek and Cyrillic letters, as ranges: RE2's automata grow a hundredfold with \p{L}.
LETTER = r"A-Za-z\x{c0}-\x{52f}"
CAPITAL = r"[A-Z\x{c0}-\x{de}ČĐŁŒŘŚŠŻŽ\x{391}-\x{3a9}\x{410}-\x{42f}]"
NAME = rf"[{LETTER}0-9][{LETTER}0-9.'’-]*"
PROPER = rf"{CAPITAL}[{LETTER}0-9.'’-]*"
# RE2's `\b` knows ASCII only: before Ö or É stands what it calls no edge.
ACCENTED = r"[\x{c0}-\x{de}ČĐŁŒŘŚŠŻŽ]"
START = rf"(?:\b[A-Z]|\B{ACCENTED})"

FRENCH_WAY = (
    r"(?i:rue|avenue|boulevard|blvd|all[ée]e|chemin|impasse|quai|route|rte|ruelle|venelle"
    r"|mont[ée]e|sentier|r[ée]sidence|lotissement|faubourg|fbg|esplanade|promenade|traverse"
    r"|rond-point|sente|hameau|lieu-dit|passage)"
)
# Abbreviations and words with other meanings: only before a name in capitals.
FRENCH_PLACE = (
    r"(?i:place|square|pl\.?|cours|voie|villa|cit[ée]|mail|parvis|avn?\.?|bd\.?|bvd|bld\.?|boul\."
    r"|chem\.|all\.|ch\.|imp\.?|lot\.)"
)
OF = r"(?:(?i:de la|de l['’]|du|des|de|d['’]|la|le|les|l['’]|aux?|à)[ ]?)"
ENGLISH_WAY = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Crescent|Cres|Terrace|Ter"
    r"|Place|Pl|Way|Row|Loop|Trail|Alley|Parade|Heights|Turnpike|Square|Sq|Gardens|Grove|Mews"
    r"|Rise|Hill|Boulevard|Blvd|Walk|Green|Park|Circle|Yard|Wharf|Quay|Parkway|Pkwy|Highway|Hwy"
    r"|Gateway|Causeway|Esplanade|Expressway|Freeway|Throughway|Skyway|Byway|Bypass|Crossing"
    r"|Gdns|Pde|Knolls?|Hollow|Glens?|Pike|Spurs?|Courts|Greens|Drives|Meadows?|Croft|Mount)"
)
IN_CAPITALS = r"(?:STREET|ST|ROAD|RD|AVENUE|AVE|LANE|BOULEVARD|BLVD|CRESCENT|TERRACE)"
# These name many other things: a street only where words say that somebody lives there.
ENGLISH_DOUBTFUL = (
    r"(?:Annex|Arcade|Bend|Bluffs?|Branch|Bridge|Brooks?|Canyon|Centers?|Cliffs?|Common|Corners?"
    r"|Course|Coves?|Creek|Crest|Dale|Estates?|Falls?|Ferry|Fields?|Flats?|Fords?|Forest|Forges?"
    r"|Forks?|Garden|Gate|Harbors?|Haven|Hills|Inlet|Islands?|Isle|Junctions?|Keys?|Lakes?"
    r"|Landing|Lights?|Locks?|Lodge|Mall|Manors?|Mills?|Mission|Motorway|Mountains?|Neck|Orchard"
    r"|Oval|Pass|Passage|Path|Pines?|Plains?|Plaza|Points?|Ports?|Prairie|Ranch|Rapids?|Rest"
    r"|Ridges?|River|Route|Run|Shoals?|Shores?|Springs?|Squares|Station|Stream|Summit|Trace"
    r"|Track|Tunnel|Unions?|Valleys?|Via|Viaduct|Views?|Villages?|Ville|Vista|Wells?|Cottages?"
    r"|Villas|Barn|Farm|Chase|Vale|Mead|Fold|Garth|Mansions|House)"
)
# A name in one word: of the street, and what it is.
ENDING = (
    r"(?i:straße|strasse|str\.?|gasse|weg|platz|allee|damm|ufer"
    r"|straat|laan|plein|gracht|kade|dijk|steeg|singel|dreef|vej|veien|vegen|vägen|gatan|gata"
    r"|gade|katu|kuja|polku|kaari|aukio|rinne|bakken|svingen|haugen|stigen|gränd|stræde|stræti"
    r"|vegur|braut|gerði|heiði|hlíð|stíg(?:ur)?|chaussee|stien|plads|(?:[aeioöu]|ee)ntie)"
)
ONE_WORD = rf"(?:{START}[{LETTER}-]{{1,30}}{ENDING})"
GERMAN_WAY = r"(?:Straße|Strasse|Str\.|Gasse|Allee)"
# «Hallesches Ufer 57»: after an adjective only, as in «auf Platz 3».
GERMAN_AFTER = r"(?:er|es) (?:Ufer|Damm|Weg|Platz|Ring|Chaussee|Promenade|Steig|Markt)"
ROMANCE_WAY = (
    r"(?i:calle|c/|ul\.|avenida|avinguda|avda\.?|av\.|paseo|passeig|plaza|pza\.|pla[çc]a|camino"
    r"|carrer|glorieta|traves[ií]a|pasaje|rambla|via|viale|piazza|piazzetta|piazzale|corso|vicolo"
    r"|largo|strada|lungomare|contrada|c\.so|p\.zza|v\.le|l\.go|rua|r\.|travessa|praça|estrada|alameda|beco|ladeira)"
)
# Roads, towns and farms as well.
ROMANCE_DOUBTFUL = (
    r"(?:[Cc]arretera|[Cc](?:tra|rta)\.?|[Rr]onda|[Uu]rbanizaci[óo]n|[Uu]rb\.|[Qq]uinta"
    r"|[Rr]odovia|[Ss]alita|[Bb]orgo)"
)
PARTICLE = (
    r"(?:(?:de la|de los|de las|del|de|di|da|do|dos|das|della|dei|degli|delle|dal|al|ai|los|las"
    r"|la|el|e|y|i) |(?:dell|all|d|l)['’])"
)
# In the North and the East of Europe the word may follow the name, in small letters.
TRAILING_WAY = (
    r"(?:vei|veg|vej|gata|plass|torg|utca|útja?|tér|kapu|krt\.|körút|ulica|ulice|cesta|náměstí"
    r"|tänav|caddesi|sokak)"
)
