"""Whom a sentence speaks about: its author, their family, somebody else."""

from __future__ import annotations

import re

from compliance.fold import folded
from compliance.text import Span, Text

AUTHOR = re.compile(
    r"\b(?:je|j'\w+|moi|mon|ma|mes|nous|i|i'(?:m|ve|d|ll)|my|mine|me|ich|mein\w*|yo|mi|io"
    r"|mio|mia|ik|mijn|eu|meu|minha)\b"
)
# Family, told by choice, is the author's own affair.
FAMILY = re.compile(
    r"\b(?:(?:ma|mon|mes|notre|nos) (?:(?:propre|petite?|grande?|jeune|vieille|vieux) )?(?:mere"
    r"|pere|maman|papa|soeurs?|freres?|filles?|fils|femme|mari|conjointe?|compagne|compagnon"
    r"|epou(?:x|se)|parents?|enfants?|grand[- ]?(?:mere|pere)|mamie|papi|tante|oncle|cousine?"
    r"|niece|neveu|belle-mere|beau-pere|bebe|ainee?|cadette?)|my (?:own |late |little |elder"
    r" )?(?:mum|mom|mother|dad|father|sister|brother|daughter|son|wife|husband|partner|parents?"
    r"|kids?|child(?:ren)?|gran(?:dmother|dfather|ny|dad|ma|pa)?|nan|aunt|uncle|cousin|niece"
    r"|nephew|baby))\b"
)
# Said with the person's leave, or about nobody in particular.
ALLOWED = re.compile(
    r"\b(?:avec (?:son|leur) (?:accord|consentement|autorisation)|m'a (?:autorise\w*|donne"
    r" (?:son accord|le feu vert))|(?:a|ont) (?:relu|donne (?:son|leur) accord|accepte)|with"
    r" (?:his|her|their) (?:permission|consent|blessing|ok)|(?:has|have) (?:agreed|read this)"
    r"|gave (?:me|us) permission|said i could|(?:est|is) d'accord|einverstanden|akkoord|de acuerdo"
    r"|d'accordo|(?:concorda|autorizou|autorizzat[oa]|autorizad[oa])|roman|film|serie|personnage|novel|character"
    r"|(?:elle|il) (?:le )?raconte|sur sa page|a (?:souhaite|tenu|choisi|demande)|publiquement"
    r"|openly|licked|kennel|veterinaire|vet|chien(?:ne)?|chat(?:te)?|cheval|lapin|dog|cat|horse"
    r"|puppy|depistage|sensibilisation|prevention|awareness|screening|octobre rose|movember"
    r"|recherche contre|journee mondiale|world .{0,12}day|cagnotte publique)\b"
)
# Words that open a sentence in capitals and name nobody.
OPENERS = """
    je on nous vous tu ca cela ce cet cette ces qui que quoi tout tous toute rien il elle ils
    elles le la les un une des du de au aux et ou mais donc or ni car si quand comme lorsque
    puisque apres avant pour par sans sous sur dans en avec chez mon ma mes ton ta tes son sa
    ses notre nos votre vos leur leurs aujourd'hui hier demain merci bravo bonjour oui non
    personne chacun chacune quelqu'un beaucoup certains certaines plusieurs trop peu moi toi lui
    eux i you he she it we they this that these those the a an and but so if when while as
    because my your his her its our their today yesterday tomorrow thanks thank please everyone
    everybody someone somebody nobody no yes not what who which there here every each some many
    most all one another both how why where
"""
NO_NAMES = frozenset(OPENERS.split())


ELIDED = frozenset(
    {"j", "l", "d", "c", "s", "n", "m", "t", "qu", "i", "we", "you", "it", "that", "there"}
)


def sentence_before(text: Text, span: Span) -> str:
    """The folded words of `span`'s sentence up to it."""
    start = text.sentence_at(span.start).start
    return folded(text.typed[max(start, span.start - 200) : span.start])


def sentence_around(text: Text, span: Span) -> str:
    """The folded sentence that holds `span`, not more than 200 signs on either side."""
    sentence = text.sentence_at(span.start)
    start, end = (
        max(sentence.start, span.start - 200),
        min(max(sentence.end, span.end), span.end + 200),
    )
    return folded(text.typed[start:end])


def is_name(typed: str) -> bool:
    """Whether a word as typed reads as a name: a capital, and no word that opens sentences."""
    plain = folded(typed)
    elided = plain.partition("'")[0] in ELIDED if "'" in plain else False
    return typed[:1].isupper() and not typed.isupper() and not elided and plain not in NO_NAMES
