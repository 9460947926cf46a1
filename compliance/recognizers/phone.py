"""Phone numbers of people: French and international forms, other national ones by context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._contact import OTHERS, open_to_all
from compliance.recognizers._pattern import DELETED, Pattern, in_a_link, surroundings
from compliance.text import Text

SIGNS = r"[ .\-/]"
# A whole run of digits and separators, so that no number is cut out of a longer one.
RUN = Pattern(r"(?:\+|\(\+?)?\d(?:[ ().\-/]{0,3}\d){6,60}(?: ?(?:x|ext\.? ?|poste )\d{2,5}\b)?")
FRENCH = re.compile(rf"0[1-9](?:{SIGNS}?\d\d){{4}}(?!\d)|0[1-9](?:{SIGNS}?\d{{2,4}}){{2,4}}(?!\d)")
ABROAD = re.compile(
    r"(?:\+|00 ?|\(\+?)([1-9]\d{0,2})\)?(?:[ .\-/]?(?:\(0\))?[ .\-/]?)\(?\d(?:["
    r" ().\-/]{0,2}\d){5,12}(?!\d)"
)
# With a word that announces a number, any national form will do.
NATIONAL = re.compile(r"\(?\d(?:[ ().\-/]{0,2}\d){6,13}(?: ?(?:x|ext\.? ?)\d{2,5})?(?!\d)")
ANNOUNCED = re.compile(
    r"\b(?:tel(?:ephone)?s?|telefon[eo]?|fon|phone|mobile|movil|telemovel|cell(?:ulare)?|handy"
    r"|gsm|fax|portable|(?:son|au|tel(?:ephone)?) fixe|desk|whatsapp|signal|numero|number|nummer"
    r"|call(?:ing|ed)?|rang|ring|text|appel\w*|joindre|joignable|rappel\w*|answering at|poste"
    r"|ligne|llama\w*|bel)\b[^\0\n]{0,25}\0|\0\W{0,3}(?:office|mobile|fax|cell|home|work|tel)\b"
)
# What counts as the digits of a number: 8 to 15 with the country's code (ITU E.164).
PLANS: dict[str, tuple[int, ...]] = {
    "33": (9,), "32": (8, 9), "41": (9,), "352": (6, 7, 8, 9, 10, 11), "377": (8, 9), "590": (9,),
    "594": (9,), "596": (9,), "262": (9,), "212": (9,), "213": (8, 9), "216": (8,), "221": (9,),
    "225": (10,), "44": (7, 9, 10), "353": (7, 8, 9, 10), "1": (10,), "34": (9,), "351": (9,),
    "39": (6, 7, 8, 9, 10, 11), "49": (6, 7, 8, 9, 10, 11), "43": (6, 7, 8, 9, 10, 11, 12, 13),
    "31": (7, 8, 9, 10), "55": (8, 9, 10, 11),
}  # fmt: skip
REACH = 60
NOT_A_PHONE = re.compile(
    r"\b(?:iban|siren|siret|rcs|tva|n° ?(?:de )?(?:serie|dossier|commande|securite)|isbn"
    r"|ref(?:erence)?|securite sociale|nir|cni|imei|carte|card|cc|ssn|ipp|nda|licen[cs]e|permis"
    r"|identifica\w+|dossier|assure|sous le numero|account|compte|passe?port|badge|matricule"
    r"|commande|order|tracking|tirage|loto|grille)\b[^\0]{0,25}\0"
)


class Phone:
    category = "personal-data"
    form = "folded"
    look = r"\d(?:[ ().\-/]{0,3}\d){6}"
    examples = (
        example("🚪 voici le portable de Quentin : ⟦06 39 98 27 14⟧, il habite à côté"),
        example("son perso c'est le ⟦+33 (0)6 39 98 27 14⟧"),
        example("I rang Bea on her mobile, ⟦07700 900461⟧, she always picks up"),
        example("C'est moi au 06 39 98 12 60, laissez un message"),
        example("Ou le standard de l'agence, 05 36 49 12 00."),
        example("Une question ? 0 800 00 00 00, appel gratuit, et 08 92 00 00 00 après 18 h"),
        example("compte FR76 3000 6000 0112 3456 7890 180, 12 000 000 de vues"),
    )

    def find(self, text: Text) -> Iterator[Hit]:
        words = text.folded
        for run in RUN.finditer(words):
            if _stands_alone(words, *run.span()) and not in_a_link(words, run.start()):
                yield from self._numbers(text, *run.span())

    def _numbers(self, text: Text, start: int, end: int) -> Iterator[Hit]:
        """The numbers that fill `[start, end)` one after the other, up to what is none."""
        while start < end:
            around = surroundings(text.folded, start, end, REACH)
            length = _length(text.folded[start:end], around)
            if length is None:
                return
            if not open_to_all(around) and not _is_a_service(
                text.folded[start : start + length], around
            ):
                yield Hit(text.span(start, start + length), suggestions=DELETED)
            start += length
            start += len(text.folded[start:end]) - len(text.folded[start:end].lstrip(" ./-,"))


def _stands_alone(words: str, start: int, end: int) -> bool:
    before, after = words[max(start - 1, 0) : start], words[end : end + 1]
    return not (before.isalnum() or (before in "_#=&%" and before)) and not (
        after.isalnum() or after == "_"
    )


def _length(words: str, around: str) -> int | None:
    """How many signs of `words` make a phone number, from its first on."""
    if NOT_A_PHONE.search(around) or _counts(words):
        return None
    announced = ANNOUNCED.search(around) is not None
    french, abroad, national = (form.match(words) for form in (FRENCH, ABROAD, NATIONAL))
    if french and _is_french(french):
        return french.end()
    if abroad and _is_abroad(abroad, announced):
        return abroad.end()
    if national is None or national.end() != len(words):
        return None
    fits = _is_of_a_neighbour(words) or (announced and _is_national(words))
    return national.end() if fits else None


def _is_a_service(words: str, around: str) -> bool:
    """Free and premium lines are nobody's, unless words say whose; a bare number denies nothing."""
    before, _, after = around.partition("\0")
    return (
        (SERVICE.fullmatch(_digits(words)) or PARTED_AS_A_SERVICE.fullmatch(words)) is not None
        and re.search(r"[^\W\d_]", before + after) is not None
        and OTHERS.search(before[-45:]) is None
    )


def _digits(words: str) -> str:
    return "".join(sign for sign in words if sign.isdigit())


def _is_french(match: re.Match[str]) -> bool:
    return len(_digits(match[0])) == 10 and not DATE.match(match[0])


def _counts(words: str) -> bool:
    """«06 07 08 09 10»: dates, lines of a table."""
    pairs = [int(pair) for pair in words.split() if len(pair) == 2 and pair.isdigit()]
    return len(pairs) > 4 and {b - a for a, b in pairwise(pairs)} == {1}


def _is_abroad(match: re.Match[str], announced: bool) -> bool:
    """Whether the country has numbers of that length; the library is asked where we do not know.

    Two zeros begin other numbers too, so that an unknown country after them must be announced.
    """
    dialled = _digits(match[0].replace("(0)", ""))
    digits = dialled.removeprefix("00")
    for size in (3, 2, 1):
        lengths = PLANS.get(digits[:size])
        if lengths:
            rest = digits[size:]
            fits = len(rest) in lengths or (rest[:1] == "0" and len(rest) - 1 in lengths)
            alike = not announced and COMPANY.fullmatch(match[0]) is not None
            return fits and (not alike or _is_a_mobile(digits))
    if dialled != digits and not announced:
        return False
    import phonenumbers

    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(f"+{digits}")))
    except phonenumbers.NumberParseException:
        return False


def _is_a_mobile(digits: str) -> bool:
    """Whether `digits`, the country's code first, are a mobile's: few random ones would be."""
    import phonenumbers

    if digits.startswith("44") and FICTION.match(f"0{digits[2:]}"):
        return True
    kind = phonenumbers.number_type(phonenumbers.parse(f"+{digits}"))
    return bool(kind == phonenumbers.PhoneNumberType.MOBILE)


def _is_of_a_neighbour(words: str) -> bool:
    """Ten to twelve digits that begin with 0 and that a neighbouring country's plan has."""
    digits = _digits(words)
    if not re.fullmatch(r"0[1-9]\d{8,10}", digits):
        return False
    import phonenumbers

    numbers = (phonenumbers.parse(digits, region) for region in ("GB", "DE", "NL", "AT", "BE"))
    return any(map(phonenumbers.is_valid_number, numbers)) or FICTION.match(digits) is not None


def _is_national(words: str) -> bool:
    """Seven to thirteen digits that are no date, amount or address."""
    digits = _digits(words.split("x")[0])
    return (
        7 <= len(digits) <= 13
        and not DATE.fullmatch(words)
        and not ADDRESS.fullmatch(words.strip("()"))
    )


# Free and premium lines of France; the free ones of its neighbours and of North America.
SERVICE = re.compile(
    r"(?:0|0?033|33)(?:80[05]\d{6}|81[01]\d{6}|82[0156]\d{6}|89\d{7}|969\d{6})|0?800\d{4,8}"
    r"|1?8(?:00|33|44|55|66|77|88)\d{7}"
)
PARTED_AS_A_SERVICE = re.compile(r"0[ .]8\d\d[ .]\d{3}[ .]\d{3}")
# As a company's number, that other things than phones have: fourteen digits after two zeros.
COMPANY = re.compile(r"\d{14}|\d{3}[ .-]\d{3}[ .-]\d{3}[ .-]\d{5}")
# What the United Kingdom's regulator keeps for films and books; no plan has it.
FICTION = re.compile(r"07700900\d{3}")
DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.*|\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d.*|\d{1,3}(?: 000)+"
)
ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")

RECOGNIZER = Phone()
