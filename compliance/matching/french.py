"""The inflected forms of a French word, by rule and by a table of irregular verbs.

Forms are folded: without accents most of the alternations of French spelling vanish.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from compliance.fold import folded

# The present in five forms (je or tu, il, nous, vous, ils), stems of the future and of the past
# historic, the participle, then what else differs. A row serves every verb that ends like it, or
# after `=` the verb itself: «metre» is not of être, «contraire» not of traire.
VERBS = """
=avoir: ai as a avons avez ont | aur | eu | eu | aie aies ait ayons ayez aient ayant
=être: suis es est sommes etes sont | ser | fu | ete | sois soit soyons soyez soient etant
=être: etais etait etions etiez etaient | ser | fu | ete
=aller: vais vas va allons allez vont | ir | alla | alle | aille ailles aillent allee alles allees
envoyer: envoie envoies envoyons envoyez envoient | enverr | envoya | envoye
faire: fais fait faisons faites font | fer | fi | fait | fasse fasses fassions fassiez fassent
dire: dis dit disons dites disent | dir | di | dit | disez
lire: lis lit lisons lisez lisent | lir | lu | lu
crire: cris crit crivons crivez crivent | crir | crivi | crit
rire: ris rit rions riez rient | rir | ri | ri
suffire: suffis suffit suffisons suffisez suffisent | suffir | suffi | suffi
vivre: vis vit vivons vivez vivent | vivr | vecu | vecu
suivre: suis suit suivons suivez suivent | suivr | suivi | suivi
croire: crois croit croyons croyez croient | croir | cru | cru
boire: bois boit buvons buvez boivent | boir | bu | bu
voir: vois voit voyons voyez voient | verr | vi | vu | voir voirai voira voiront
cevoir: cois coit cevons cevez coivent | cevr | cu | cu
=devoir: dois doit devons devez doivent | devr | du | du
pouvoir: peux peut pouvons pouvez peuvent | pourr | pu | pu | puis puisse puissions puissent
vouloir: veux veut voulons voulez veulent | voudr | voulu | voulu | veuille veuillez veuillent
savoir: sais sait savons savez savent | saur | su | su | sache sachons sachez sachent sachant
valoir: vaux vaut valons valez valent | vaudr | valu | valu | vaille vailles vaillent
falloir: faut faut fallons fallez fallent | faudr | fallu | fallu | faille
pleuvoir: pleut pleut pleuvons pleuvez pleuvent | pleuvr | plu | plu
foutre: fous fout foutons foutez foutent | foutr | fouti | foutu
mouvoir: meus meut mouvons mouvez meuvent | mouvr | mu | mu
asseoir: assieds assied asseyons asseyez asseyent | assier | assi | assis | assois assoit assoient
naître: nais nait naissons naissez naissent | naitr | naqui | ne
aître: ais ait aissons aissez aissent | aitr | u | u
croître: crois croit croissons croissez croissent | croitr | cru | cru
plaire: plais plait plaisons plaisez plaisent | plair | plu | plu
=taire: tais tait taisons taisez taisent | tair | tu | tu
traire: trais trait trayons trayez traient | trair | tray | trait
clure: clus clut cluons cluez cluent | clur | clu | clu | cluse cluses
soudre: sous sout solvons solvez solvent | soudr | solu | solu | soute soutes
coudre: couds coud cousons cousez cousent | coudr | cousi | cousu
rompre: romps rompt rompons rompez rompent | rompr | rompi | rompu
vaincre: vaincs vainc vainquons vainquez vainquent | vaincr | vainqui | vaincu
battre: bats bat battons battez battent | battr | batti | battu
mettre: mets met mettons mettez mettent | mettr | mi | mis
prendre: prends prend prenons prenez prennent | prendr | pri | pris
uire: uis uit uisons uisez uisent | uir | uisi | uit | ui
aindre: ains aint aignons aignez aignent | aindr | aigni | aint
eindre: eins eint eignons eignez eignent | eindr | eigni | eint
oindre: oins oint oignons oignez oignent | oindr | oigni | oint
dre: ds d dons dez dent | dr | di | du
venir: viens vient venons venez viennent | viendr | vin | venu
tenir: tiens tient tenons tenez tiennent | tiendr | tin | tenu
vrir: vre vres vrons vrez vrent | vrir | vri | vert
ffrir: ffre ffres ffrons ffrez ffrent | ffrir | ffri | ffert
ueillir: ueille ueilles ueillons ueillez ueillent | ueiller | ueilli | ueilli
aillir: aille ailles aillons aillez aillent | aillir | ailli | ailli
courir: cours court courons courez courent | courr | couru | couru
mourir: meurs meurt mourons mourez meurent | mourr | mouru | mort
quérir: quiers quiert querons querez quierent | querr | qui | quis
fuir: fuis fuit fuyons fuyez fuient | fuir | fui | fui
dormir: dors dort dormons dormez dorment | dormir | dormi | dormi
servir: sers sert servons servez servent | servir | servi | servi
partir: pars part partons partez partent | partir | parti | parti
sortir: sors sort sortons sortez sortent | sortir | sorti | sorti
mentir: mens ment mentons mentez mentent | mentir | menti | menti
sentir: sens sent sentons sentez sentent | sentir | senti | senti
ir: is it issons issez issent | ir | i | i
"""
# Nouns and adjectives that end like a verb of the table.
NO_VERBS = ("affaire", "maitre", "xemplaire", "contraire", "itraire", "taire", "lavoir", "avenir")


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


IMPERFECT = _each("ais ait ions iez aient ant ante ants antes")
FUTURE = _each("ai as a ons ez ont ais ait ions iez aient")
PAST = _each("s t mes tes rent sse ssent")
SUBJUNCTIVE = _each("e es ent")
AGREED = ("", "e", "s", "es")
# Of the verbs in -er: before a mute e, before an a or o, and the others.
MUTE = _each("e es ent er erai eras era erons erez eront erais erait erions eriez eraient")
OPEN = _each("ai as a ames ates asse assent ons ais ait aient ant ante ants antes")
OTHER = _each("ez iez ions erent e ee es ees")

# A feminine ending for each masculine one; a plural in -x where it is not -s.
FEMININE = (
    ("teur", ("trice", "teuse")),
    ("eur", ("euse", "eure")),
    ("eux", ("euse",)),
    ("oux", ("ouse", "ousse", "ouce")),
    ("faux", ("fausse",)),
    ("vieux", ("vieille", "vieil")),
    ("eau", ("elle", "el")),
    ("er", ("ere",)),
    ("if", ("ive",)),
    ("ef", ("eve",)),
    ("en", ("enne",)),
    ("on", ("onne",)),
    ("iel", ("ielle",)),
    ("nel", ("nelle",)),
    ("rel", ("relle",)),
    ("tel", ("telle",)),
    ("uel", ("uelle",)),
    ("eel", ("eelle",)),
    ("eil", ("eille",)),
    ("nul", ("nulle",)),
    ("gentil", ("gentille",)),
    ("et", ("ette", "ete")),
    ("fou", ("folle",)),
    ("mou", ("molle",)),
    ("ic", ("ique",)),
    ("anc", ("anche",)),
    ("sec", ("seche",)),
    ("ng", ("ngue",)),
    ("sot", ("sotte",)),
    ("gros", ("grosse",)),
    ("bas", ("basse",)),
    ("lin", ("ligne",)),
    ("frais", ("fraiche",)),
    ("neuf", ("neuve",)),
)
# Endings of the adjectives and names of people whose feminine only adds an e. Short words are left
# out but for these: «port» has no feminine, and «porte» is another word.
ADDS_E = _each(
    "ant ent and ard art at al il in ain an i u is ais ois it ot ert our eur oir und oid ect oint"
    " oli un ond erd"
)
SHORT = _each(
    "ami bleu brun court decu elu fort grand gris haut laid lent lourd mort noir nu plat pret prof"
    " rond sain seul soul sourd tout vert vil vrai"
)
SHORT_ER = _each("nier lier tuer puer oser user ruer huer muer fier")
PLURAL_X = (("al", "aux"), ("ail", "aux"), ("au", "aux"), ("eu", "eux"), ("ou", "oux"))
INVARIABLE_PLURAL = ("s", "x", "z")
IRREGULAR_PLURALS = {"oeil": "yeux", "monsieur": "messieurs", "madame": "mesdames", "ciel": "cieux"}


def forms(word: str) -> Iterator[str]:
    """Forms of a French word, folded: as a noun, an adjective and, where it can be one, a verb."""
    plain = folded(word)
    yield plain
    yield from _plurals(plain)
    for feminine in _feminines(plain, ends_in_e_acute=word[-1:] in ("é", "É")):
        yield feminine
        yield feminine + "s"
    if plain.endswith("er") and (len(plain) > 4 or plain in SHORT_ER):
        yield from _er_verb(plain.removesuffix("er"))
    yield from _table_verb(plain)


def _feminines(word: str, *, ends_in_e_acute: bool) -> Iterator[str]:
    if ends_in_e_acute or word in SHORT or (len(word) > 4 and word.endswith(ADDS_E)):
        yield word + "e"
    for ending, others in FEMININE:
        if word.endswith(ending) and word != "mer":  # whose «mère» is another word
            yield from (word.removesuffix(ending) + other for other in others)


def _plurals(word: str) -> Iterator[str]:
    if not word.endswith(INVARIABLE_PLURAL):
        yield word + "s"
    for ending, plural in PLURAL_X:
        if word.endswith(ending):
            yield word.removesuffix(ending) + plural
    if word in IRREGULAR_PLURALS:
        yield IRREGULAR_PLURALS[word]


def _er_verb(stem: str) -> Iterator[str]:
    yield from (stem + ending for ending in (*MUTE, *OPEN, *OTHER))
    if stem.endswith("g"):
        yield from (stem + "e" + ending for ending in OPEN)
    for mute in _mute_stems(stem):
        yield from (mute + ending for ending in MUTE)


def _mute_stems(stem: str) -> Iterator[str]:
    """«appell-» of appeler, «nettoi-» of nettoyer: the stem before a mute e."""
    if stem.endswith(("el", "et")):
        yield stem + stem[-1]
    if stem.endswith("y"):
        yield stem[:-1] + "i"


def _table_verb(word: str) -> Iterator[str]:
    table = _table()
    if f"={word}" in table:
        yield from table[f"={word}"]
        return
    if word.endswith(NO_VERBS):
        return
    ending = next((word[at:] for at in range(len(word)) if word[at:] in table), None)
    if ending is not None and not (ending == "ir" and word.endswith("oir")):
        yield from (word.removesuffix(ending) + form for form in table[ending])
    if word.endswith("tir"):  # «répartir» and «assortir» go like «finir»
        yield from (word.removesuffix("ir") + form for form in table["ir"])


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """The forms that replace each infinitive or ending."""
    table: dict[str, tuple[str, ...]] = {}
    for line in folded(VERBS).strip().splitlines():
        ending, _, row = line.partition(": ")
        table[ending] = (*table.get(ending, ()), *_conjugated(row))
    return table


def _conjugated(row: str) -> Iterator[str]:
    present, future, past, participle, *others = (part.strip() for part in row.split("|"))
    yield from present.split()
    yield from (future + ending for ending in FUTURE)
    yield from (past + ending for ending in PAST)
    yield from (participle + ending for ending in AGREED)
    yield from " ".join(others).split()
    we, they = present.split()[-3], present.split()[-1]
    if we.endswith("ons"):
        yield from (we.removesuffix("ons") + ending for ending in IMPERFECT)
        yield from (they.removesuffix("ent") + ending for ending in SUBJUNCTIVE)
