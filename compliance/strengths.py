"""What is good in a post, so that praise is true: who speaks, thanks, sources, one's own voice."""

from __future__ import annotations

import re

from compliance.charter import Organisation
from compliance.fold import folded
from compliance.text import Text

# On folded text (no accents, lower case), French and English together: a word of one language says
# nothing in the other, and posts mix them. Order is how much each is worth saying.
SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "insider",
        re.compile(
            r"\b(?:chez nous|mon equipe|notre equipe|nos equipes|mes collegues|mon metier"
            r"|my team|our team|my colleagues|where i work|at work)\b"
        ),
    ),
    (
        "source",
        re.compile(
            r"\b(?:selon|d'apres|source ?:|communique|rapport public|lien en commentaire"
            r"|according to|press release|link in (?:the )?comments)\b"
        ),
    ),
    (
        "thanks",
        re.compile(
            r"\b(?:merci|bravo|chapeau|felicitations|gratitude|thanks?|thank you|well done)\b"
        ),
    ),
    ("question", re.compile(r"\b(?:vous|votre|vos|toi|ton|you|your)\b[^.!?\n]{0,80}\?")),
    (
        "own-voice",
        re.compile(
            r"\b(?:j'ai|je suis|je me|j'etais|mon premier|ma premiere|i have|i've|i was|i am|i'm)\b"
        ),
    ),
)


def strengths(text: Text, organisation: Organisation) -> tuple[str, ...]:
    """Ids of what is good in `text`, most telling first; the words are in `messages`."""
    found = [id for id, sign in SIGNS if sign.search(text.folded)]
    return tuple(dict.fromkeys([*_by_name(text, organisation), *found]))


def _by_name(text: Text, organisation: Organisation) -> list[str]:
    """«insider» where the author says «chez» or "at" with the house's name."""
    names = [folded(name) for name in organisation.names if len(name) > 2]
    said = any(f"chez {n}" in text.folded or f"at {n}" in text.folded for n in names)
    return ["insider"] if said else []
