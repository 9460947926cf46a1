"""International bank account numbers (ISO 13616), whole or half masked."""

from __future__ import annotations

from compliance.ports import example
from compliance.recognizers._pattern import PatternRecognizer

# Signs of a country's IBAN, its two letters included (SWIFT's registry, release 99).
LENGTHS = {
    "ad": 24, "ae": 23, "al": 28, "at": 20, "az": 28, "ba": 20, "be": 16, "bg": 22, "bh": 22,
    "bi": 27, "br": 29, "by": 28, "ch": 21, "cr": 22, "cy": 28, "cz": 24, "de": 22, "dj": 27,
    "dk": 18, "do": 28, "ee": 20, "eg": 29, "es": 24, "fi": 18, "fk": 18, "fo": 18, "fr": 27,
    "gb": 22, "ge": 22, "gi": 23, "gl": 18, "gr": 27, "gt": 28, "hn": 28, "hr": 21, "hu": 28,
    "ie": 22, "il": 23, "iq": 23, "is": 26, "it": 27, "jo": 30, "kw": 30, "kz": 20, "lb": 28,
    "lc": 32, "li": 21, "lt": 20, "lu": 20, "lv": 21, "ly": 25, "mc": 27, "md": 24, "me": 22,
    "mk": 19, "mn": 20, "mr": 27, "mt": 31, "mu": 30, "ni": 28, "nl": 18, "no": 15, "om": 23,
    "pk": 24, "pl": 28, "ps": 29, "pt": 25, "qa": 29, "ro": 24, "rs": 22, "ru": 33, "sa": 24,
    "sc": 31, "sd": 18, "se": 24, "si": 19, "sk": 24, "sm": 27, "sn": 28, "so": 23,
    "st": 25, "sv": 28,
    "tl": 23, "tn": 24, "tr": 26, "ua": 29, "va": 22, "vg": 24, "xk": 20, "ye": 30,
}  # fmt: skip
UNKNOWN_TO_STDNUM = frozenset({"sn"})
# Belgium: stdnum asks a list of banks that lacks many, the examples of the standard among them.
OWN_REGISTER = frozenset({"be"})
WHOLE = "|".join(
    rf"\b{country}\d\d(?:[ -]?[a-z0-9]){{{length - 4}}}\b" for country, length in LENGTHS.items()
)
MASKED = r"\biban\b.{0,12}?\b[a-z]{2}\d\d[ \d]{0,24}(?:\.|x|\*|•){1,24}[ .x*•]{0,20}\d{2,6}\b"
MASKED_FRENCH = r"\bfr\d\d ?\d{4}[ \d]{0,18} ?(?:\.|xx|\*\*|••)[ .x*•]{0,20}\d{2,6}\b"


def is_account(iban: str) -> bool:
    """Whether `iban`, without separators, holds together; a masked one cannot tell."""
    if not iban.isalnum():
        return True
    return "02" <= iban[2:4] <= "98" and digits_agree(iban) and fits_country(iban)


def digits_agree(iban: str) -> bool:
    """Whether `iban` passes ISO 7064 mod 97-10."""
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1


def fits_country(iban: str) -> bool:
    """Whether the account has its country's structure and keys, where stdnum knows the country."""
    from stdnum import iban as registry
    from stdnum.exceptions import InvalidComponent

    try:
        return registry.validate(iban, check_country=iban[:2] not in OWN_REGISTER) != ""
    except InvalidComponent:
        return iban[:2] in UNKNOWN_TO_STDNUM
    except ValueError:
        return False


RECOGNIZER = PatternRecognizer(
    f"{WHOLE}|{MASKED}|{MASKED_FRENCH}",
    category="personal-data",
    look=r"\b[a-z]{2}\d\d[ -]?[a-z0-9.x*•]{1,4}",
    proof=is_account,
    separators=" -",
    examples=(
        example("virement 💶 ⟦FR76 3000 6000 0112 3456 7890 189⟧ MERCI À TOUS"),
        example("l'⟦IBAN FR76 1027 … 0391⟧, solde −842 €"),
        example("dossier FR76 3000 6000 0112 3456 7890 180"),
    ),
)
