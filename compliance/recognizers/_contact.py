"""Contact lines that are nobody's private business: the author's own, and those of a front desk."""

from __future__ import annotations

import re

# The author hands out their own line. Folded words before it, the line itself being `\0`.
OWN = re.compile(
    r"\b(?:me|m') ?(?:joindre|contacter|ecrire|appeler|trouver|rappeler)\b[^\0]*\0"
    r"|\b(?:contactez|ecrivez|ecris|appelez|appelle|rappelez|envoyez|envoie|laissez)[- ]m(?:oi"
    r"|'en)\b[^\0]*\0|\b(?:c'est moi|je suis (?:joignable|dispo(?:nible)?)|je (?:reponds"
    r"|decroche))\b[^\0]{0,40}\0|\b(?:mon|my) \0|\b(?:ma ligne|mon (?:(?:numero|portable|mobile"
    r"|tel(?:ephone)?|fixe|06|07|mail|e-mail|adresse)(?: (?:pro|professionnel(?:le)?|perso"
    r"|direct))?))\b[^.!?\0]{0,40}\0|\0[^.!?]{0,25}\b(?:c'est (?:mon|ma|moi)|je (?:reponds"
    r"|decroche)|i (?:pick up|answer|reply))\b|\b(?:(?:reach|call|text|ring|ping|phone|drop"
    r"|whatsapp|mail|write(?: to)?|contact|message|e-?mail|dm|find) (?:me|us))\b[^\0]*\0|\b(?:my"
    r" (?:(?:work|office|direct|business|new|own) )*(?:number|phone|cell|mobile|line|desk"
    r"|inbox))\b[^.!?\0]{0,25}\0|\b(?:contactame|llamame|escribeme|contattami|scrivimi|chiamami"
    r"|ruft? mich|erreichen sie mich|bel me|mail me|ligue[- ]me|contacte[- ]me)\b[^\0]*\0"
)
# A line that a house gives to everybody.
PUBLIC = re.compile(
    r"\0[^\n]{0,12}\baffichee? (?:a|sur|en|dans|au)\b|\b(?:standard|accueil|permanence|mairie"
    r"|agence|numero vert|poste de garde|service client|boutique|office de tourisme|planning"
    r"|infoline|ecoute|sos|numero unique|plateforme|contact presse|emergen\w+|urgences?|numero"
    r" verde|hotel|boite (?:collective|de l'equipe)|reception|switchboard|front desk|helpline"
    r"|hotline|help ?desk|box office|ticket office|bookings?|ward|surgery|line has been set up"
    r"|press (?:office|contact|enquiries)|ecrivez[- ]nous|contactez[- ]nous|appelez[- ]nous|nous"
    r" joindre|call us|reach us|contact us)\b[^\n\0]{0,45}\0"
)
# Somebody else's, whatever else is said.
OTHERS = re.compile(
    r"\b(?:perso(?:nnel)?|sa mere|son pere|chez (?:lui|elle|sa|son)|his|hers?|their|celui (?:de|d')"
    r"|(?:son|sa) (?:numero|portable|mobile|tel|mail|ligne|06|07)|rappelez[- ](?:le|la)"
    r"|appelez-(?:le|la)|a personne|me l'a (?:file|donne))\b"
)


def open_to_all(around: str) -> bool:
    """Whether the words around a phone number or an address say that it is meant to be known.

    around: folded, the number or address itself being `\\0`.
    """
    before = around.split("\0")[0]
    if OTHERS.search(before[-45:]):
        return False
    return bool(OWN.search(around) or PUBLIC.search(around))
