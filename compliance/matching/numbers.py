"""Numbers as people write them, brought to one spelling: «quatorze virgule six», «14,6», "14.6"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

NAMES = (
    "zero|un une one|deux two|trois three|quatre four|cinq five|six|sept seven|huit eight|neuf nine"
    "|dix ten|onze eleven|douze twelve|treize thirteen|quatorze fourteen|quinze fifteen"
    "|seize sixteen|seventeen|eighteen|nineteen"
)
UNITS = {word: value for value, words in enumerate(NAMES.split("|")) for word in words.split()}
TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
HUNDREDS = frozenset({"cent", "cents", "hundred"})
THOUSANDS = frozenset({"mille", "thousand"})
POINT = frozenset({"virgule", "point", "comma"})
LINKS = frozenset({"et", "and"})
ALONE_IS_AN_ARTICLE = frozenset({"un", "une", "one"})
WORDS = frozenset(UNITS) | frozenset(TENS) | HUNDREDS | THOUSANDS

MILLIONS = frozenset({"m", "million", "millions", "mio", "meur", "mln"})
BILLIONS = frozenset({"md", "mds", "milliard", "milliards", "billion", "billions", "bn", "mrd"})
CURRENCY = frozenset({"euro", "euros", "eur", "dollar", "dollars", "usd"})

LONGEST = 18  # digits; a longer run is no number that anybody says
LEAST = 1_000_000  # money from which on people say millions


def amounts(number: str, power: int | None) -> list[str]:
    """The ways to list `number` times ten to `power`: in units, in millions («412m»), in thousands
    of millions («0.412md»). Without a power, the number without idle zeros.
    """
    value = Decimal(number)
    if power is None or (power == 0 and value < LEAST):
        return [_plain(value)]
    value *= 10**power
    scaled = [_plain(value / 10**9) + "md", _plain(value / 10**6) + "m"] if value >= LEAST else []
    return [*scaled, _plain(value)] if value == value.to_integral_value() else scaled


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def spelled(words: Sequence[str], start: int) -> tuple[str, int] | None:
    """The number said in words from `start` on, in digits, and where it ends; None for none.

    A lone «un» is an article. A percent («onze pour cent») is not a hundred.
    """
    whole, end = _whole(words, start)
    if end == start or (end == start + 1 and words[start] in ALONE_IS_AN_ARTICLE):
        return None
    if end + 1 < len(words) and words[end] in POINT:
        decimals, after = _whole(words, end + 1)
        if after > end + 1:
            return f"{whole}.{decimals}", after
    return str(whole), end


def _whole(words: Sequence[str], start: int) -> tuple[int, int]:
    total = group = 0
    end = at = start
    while at < len(words):
        word = words[at]
        if word in UNITS and (group % 10 == 0 or group % 100 == 10 or group in (60, 80)):
            group += UNITS[word]
        elif word in TENS and word in ("vingt", "vingts") and group % 100 == 4:
            group += 76  # quatre-vingts
        elif word in TENS and group % 100 == 0:
            group += TENS[word]
        elif word in HUNDREDS and group < 10 and not (at and words[at - 1] in ("pour", "per")):
            group = max(group, 1) * 100
        elif word in THOUSANDS:
            total, group = total + max(group, 1) * 1000, 0
        elif word in LINKS and at > start and at + 1 < len(words) and words[at + 1] in WORDS:
            at += 1
            continue
        else:
            break
        at += 1
        end = at
    return total + group, end


def grouped(digits: Sequence[str], separators: Sequence[str]) -> list[tuple[str, int]]:
    """The ways to read digit groups («14 200», "7.8") as one number: its spelling, groups used.

    separators: what stands between the groups, one fewer than the groups.
    """
    readings = [(digits[0], 1)]
    whole, used = digits[0], 1
    while used < len(digits) and len(digits[used]) == 3 and len(digits[0]) <= 3:
        if separators[used - 1] not in (" ", ".", ",", "'"):
            break
        whole, used = whole + digits[used], used + 1
        readings.append((whole, used))
    if used < len(digits) and separators[used - 1] in (".", ","):
        readings.append((f"{whole}.{digits[used]}", used + 1))
    if used > 1 and separators[0] in (".", ","):
        readings.append((f"{digits[0]}.{digits[1]}", 2))
    return readings[1:]
