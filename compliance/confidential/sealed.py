"""Lists of confidential terms that can travel: matched as the plain list is, without holding it.

Every spelling, every beginning of whole words and every variant with letters left out stands in the
file as a keyed hash. Beside a hash lies a box that only what was hashed can open: it holds the key
of the term's own ciphertext. So a machine learns a term when somebody types something near it, and
then judges it exactly as the plain index does. docs/sealed-lists.md says what is hidden from whom.

Primitives are the standard library's: BLAKE2b keyed and personalised, scrypt on the caller's key,
SHAKE-256 as the stream under a key used once.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

import numpy as np

from compliance.charter import Organisation, Term
from compliance.confidential.index import Index
from compliance.confidential.keys import USUAL, Near, beginnings, keys
from compliance.confidential.walk import FARTHEST, MEMO, Listed, Seen
from compliance.errors import CharterError, Place
from compliance.matching.lexicon import is_ordinary
from compliance.matching.neighbours import TWO_EDITS_BESIDE
from compliance.matching.pieces import Lattice, Pieces
from compliance.ports import TermIndex

ANY_MAGIC = b"balise-sealed-"
MAGIC = ANY_MAGIC + b"2\n"
SHORTEST_KEY = 16  # bytes
SALT, TAG, OWN_KEY = 16, 8, 16
POINTER = 4
BOX = OWN_KEY + POINTER
PAD = 256  # ciphertexts are filled up to a multiple of it: their length tells nothing of a name
PREFIX = 10  # letters whose variants are kept
LONGEST = 64  # bytes of a spelling that are looked up
CUTS = 6  # pieces that a cut inside a word is followed over
SPELLING, BEGINNING, VARIANT = b"spelling", b"beginning", b"variant"
FIRST = bytes(4)  # after a text, where it is hashed as that of the first term that has it


def seal(terms: Iterable[Term], key: bytes) -> bytes:
    """The sealed list of `terms`, for `Path.write_bytes`. Raises CharterError on a short key."""
    salt = secrets.token_bytes(SALT)
    tags, writer = _Tags(key, salt), _Writer()
    size = 0
    for term in terms:
        own = secrets.token_bytes(OWN_KEY)
        held = own + writer.kept(_encrypted(term, own)).to_bytes(POINTER, "little")
        near = _near(term)
        size += len(near)
        texts = _bytes(each.text for each in near)
        spelled = _spelled(term)
        writer.add(tags, SPELLING, spelled, held)
        writer.add(tags, VARIANT, {v for t in texts for v in left_out(t[:PREFIX], _edits(t))}, held)
        begun = _bytes(b for name in term.names for b in beginnings(name))
        writer.begin(tags, sorted({*begun, *spelled, USUAL.encode()}))
    entries = writer.entries
    entries.sort()
    head = json.dumps({"entries": len(entries), "near": size}).encode()
    return b"".join(
        (
            MAGIC,
            salt,
            tags.check,
            len(head).to_bytes(4, "little"),
            head,
            b"".join(tag for tag, _ in entries),
            b"".join(box for _, box in entries),
            bytes(writer.store),
        )
    )


def open_sealed(path: Path, key: bytes, *, organisation: Organisation) -> TermIndex:
    """The index of a sealed list. Raises CharterError: no such file, not one, not its key."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CharterError(
            f"cannot read the sealed list: {error.strerror}", place=Place(str(path))
        ) from error
    try:
        sealed = Sealed(content, key)
    except ValueError as error:
        raise CharterError(
            str(error), place=Place(str(path)), mend="check the file and its key"
        ) from error
    return Index(sealed.terms, sealed, organisation=organisation)


class _Writer:
    """The entries and ciphertexts of a file that is being sealed."""

    def __init__(self) -> None:
        self.entries: list[tuple[bytes, bytes]] = []
        self.store = bytearray()
        self._times: Counter[tuple[bytes, bytes]] = Counter()

    def kept(self, encrypted: bytes) -> int:
        """Where the ciphertext stands, in units of `PAD`."""
        at = len(self.store) // PAD
        self.store += encrypted
        return at

    def add(self, tags: _Tags, person: bytes, texts: Iterable[bytes], held: bytes) -> None:
        for text in sorted(texts):
            times = self._times[person, text]
            self._times[person, text] += 1
            numbered = _numbered(text, times)
            self.entries.append((tags.tag(person, numbered), tags.opened(person, numbered, held)))

    def begin(self, tags: _Tags, texts: Iterable[bytes]) -> None:
        """Beginnings open nothing: their boxes hold noise, and each stands once."""
        new = [text for text in texts if not self._times[BEGINNING, text]]
        self.add(tags, BEGINNING, new, secrets.token_bytes(BOX))


def _numbered(text: bytes, times: int) -> bytes:
    """The same text of another term is hashed as another: equal entries do not show."""
    return text + b"\0" + times.to_bytes(3, "little")


class _Tags:
    """Keyed hashes and boxes of one file."""

    def __init__(self, key: bytes, salt: bytes) -> None:
        if len(key) < SHORTEST_KEY:
            raise CharterError(
                f"the key of a sealed list needs {SHORTEST_KEY} bytes or more",
                mend="make one of 32 random bytes and keep it out of the charter",
            )
        secret = hashlib.scrypt(key, salt=salt, n=2**14, r=8, p=1, dklen=32)
        self._bases = {
            (person, use): hashlib.blake2b(key=secret, person=use + person[:12], digest_size=size)
            for person in (SPELLING, BEGINNING, VARIANT)
            for use, size in ((b"tag:", TAG), (b"box:", BOX))
        }
        self.check = hashlib.blake2b(key=secret, person=b"check", digest_size=16).digest()

    def tag(self, person: bytes, text: bytes) -> bytes:
        state = self.base(person).copy()
        state.update(text)
        return state.digest()

    def base(self, person: bytes) -> hashlib.blake2b:
        """What a tag goes on from, to be copied."""
        return self._bases[person, b"tag:"]

    def opened(self, person: bytes, text: bytes, box: bytes) -> bytes:
        """What `box` holds, or a box of it: the two are each other's inverse."""
        state = self._bases[person, b"box:"].copy()
        state.update(text)
        return bytes(a ^ b for a, b in zip(state.digest(), box, strict=True))


def _spelled(term: Term) -> list[bytes]:
    return _bytes(key.text for name in term.names for key in keys(name, term.kind)[0])


def _near(term: Term) -> set[Near]:
    """The spellings that typos are measured from."""
    found = (near for name in term.names for near in keys(name, term.kind)[1])
    return {Near(near.text, near.needs, 0) for near in found}


def _bytes(texts: Iterable[str]) -> list[bytes]:
    return sorted({text.encode("utf-8", "replace")[:LONGEST] for text in texts})


def _edits(text: bytes) -> int:
    return 2 if len(text) >= TWO_EDITS_BESIDE else 1


def left_out(text: bytes, most: int) -> set[bytes]:
    """`text` with up to `most` of its bytes left out."""
    found = last = {text}
    for _ in range(most):
        last = {each[:at] + each[at + 1 :] for each in last for at in range(len(each))}
        found = found | last
    return found


def _encrypted(term: Term, own: bytes) -> bytes:
    plain = term.model_dump_json().encode()
    sized = len(plain).to_bytes(4, "little") + plain
    sized += bytes(-(len(sized) + TAG) % PAD)
    return _stream(sized, own) + hashlib.blake2b(sized, key=own, digest_size=TAG).digest()


def _stream(data: bytes, own: bytes) -> bytes:
    pad = np.frombuffer(hashlib.shake_256(own).digest(len(data)), np.uint8)
    return (np.frombuffer(data, np.uint8) ^ pad).tobytes()


class Unlocked:
    """The terms that somebody has typed something near of, by their place in the file."""

    def __init__(self) -> None:
        self._terms: dict[int, Term] = {}

    def __getitem__(self, place: int) -> Term:
        return self._terms[place]

    def __contains__(self, place: int) -> bool:
        return place in self._terms

    def keep(self, place: int, term: Term) -> None:
        self._terms[place] = term


class Sealed:
    """The `Spellings` of a sealed list. Raises ValueError: not a sealed list, not its key."""

    prefix = PREFIX

    def __init__(self, content: bytes, key: bytes) -> None:
        if not content.startswith(MAGIC) and content.startswith(ANY_MAGIC):
            raise ValueError("this list was sealed by an earlier version: seal it again")
        if not content.startswith(MAGIC):
            raise ValueError("this is not a sealed list")
        at = len(MAGIC)
        salt, check = content[at : at + SALT], content[at + SALT : at + SALT + 16]
        self._tags = _Tags(key, salt)
        if not hmac.compare_digest(check, self._tags.check):
            raise ValueError("this key does not open the sealed list")
        at += SALT + 16
        size = int.from_bytes(content[at : at + 4], "little")
        head = json.loads(content[at + 4 : at + 4 + size])
        at += 4 + size
        entries = head["entries"]
        self.size = int(head["near"])
        boxes = at + entries * TAG
        self._store_at = boxes + entries * BOX
        if self._store_at > len(content):
            raise ValueError("this sealed list is cut short")
        self._content, self._boxes = content, boxes
        self._sorted = np.frombuffer(content, ">u8", entries, at).astype(np.uint64).data
        self._filter, self._mask = _filter(self._sorted)
        self.terms = Unlocked()
        self._near: list[Listed] = []
        self._near_of: dict[int, list[int]] = {}
        self._kinds: dict[tuple[int, str], int] = {}
        self._looked: dict[bytes, tuple[tuple[int, ...], bool]] = {}

    def exact(self, lattice: Lattice) -> Iterator[Seen]:
        """As the plain index walks. It cannot tell that letters begin no name, so a name cut inside
        its words is followed over a few pieces, or letter by letter.
        """
        pieces, size = lattice.pieces, len(lattice.pieces)
        looked = self._looked
        for first in range(size):
            if not pieces.opens[first]:
                continue
            far = min(size, first + FARTHEST)
            stack, met = [(first, b"", 0, 0)], set[tuple[int, bytes]]()
            while stack:
                at, so_far, seen, cuts = stack.pop()
                for text, end, through, last in lattice.readings(at):
                    joined, goes_on = so_far + text, False
                    if not joined or (end, joined) in met:
                        continue
                    met.add((end, joined))
                    if text:
                        owners, goes_on = looked.get(joined) or self._look(joined)
                        for owner in owners:
                            spelling = joined.decode("utf-8", "replace")
                            kind = self._kinds[owner, spelling]
                            yield Seen(first, end, owner, kind, spelling, seen | through)
                    if last or end >= far or not pieces.joins[end] or len(joined) >= LONGEST:
                        continue
                    cut = 0 if goes_on and text else cuts + 1 if text else cuts
                    if not cut or _may_be_cut(pieces, first, end, cut):
                        stack.append((end, joined, seen | through, cut))

    def _look(self, text: bytes) -> tuple[tuple[int, ...], bool]:
        """The terms that `text` spells, and whether it begins one: no spelling does not."""
        if len(self._looked) >= MEMO:
            self._looked.clear()
        begins = bool(self._maybe(BEGINNING, (text,))) and any(
            True for _ in self._places(self._tags.tag(BEGINNING, _numbered(text, 0)))
        )
        owners = tuple(self._opened(SPELLING, text)) if begins else ()
        found = self._looked[text] = (owners, begins)
        return found

    def _maybe(self, person: bytes, texts: Iterable[bytes]) -> list[bytes]:
        """Those of `texts` that the filter lets through: the look most often asked for."""
        base, held, mask = self._tags.base(person), self._filter, self._mask
        found = []
        for text in texts:
            state = base.copy()
            state.update(text + FIRST)
            bit = int.from_bytes(state.digest(), "big") & mask
            if held[bit >> 3] >> (bit & 7) & 1:
                found.append(text)
        return found

    def is_beginning(self, text: str) -> bool:
        data = text.encode("utf-8", "replace")
        return (self._looked.get(data) or self._look(data))[1]

    def near(self, id: int) -> Listed:
        return self._near[id]

    def heard(self, sounding: str) -> Iterable[int]:
        data = sounding.encode()
        return (self._looked.get(data) or self._look(data))[0]

    def candidates(self, texts: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
        for row, text in enumerate(texts):
            data = text.encode("utf-8", "replace")
            met = dict[int, None]()
            for variant in self._maybe(VARIANT, left_out(data[:PREFIX], _edits(data))):
                met.update(dict.fromkeys(self._opened(VARIANT, variant)))
            for owner in met:
                for id in self._near_of.get(owner, ()):
                    longer = len(self._near[id].spelling) > len(text) + 2
                    if not longer or len(text) >= PREFIX + 2:
                        yield row, id, longer

    def _opened(self, person: bytes, text: bytes) -> Iterator[int]:
        """The places of terms whose boxes `text` opens."""
        for times in count():
            numbered = _numbered(text, times)
            there = False
            for at in self._places(self._tags.tag(person, numbered)):
                there = True
                start = self._boxes + at * BOX
                held = self._tags.opened(person, numbered, self._content[start : start + BOX])
                place = int.from_bytes(held[OWN_KEY:], "little")
                if place in self.terms or self._unlock(place, held[:OWN_KEY]):
                    yield place
            if not there:
                return

    def _places(self, tag: bytes) -> Iterator[int]:
        value = int.from_bytes(tag, "big")
        bit = value & self._mask
        if not self._filter[bit >> 3] >> (bit & 7) & 1:
            return
        at = bisect_left(self._sorted, value)
        while at < len(self._sorted) and self._sorted[at] == value:
            yield at
            at += 1

    def _unlock(self, place: int, own: bytes) -> bool:
        """Whether `own` is the key of the term at `place`, which is then kept."""
        start = self._store_at + place * PAD
        whole = PAD
        while start + whole <= len(self._content):
            data = self._content[start : start + whole]
            sized = _stream(data[:-TAG], own)
            size = int.from_bytes(sized[:4], "little")
            needed = -(-(size + 4 + TAG) // PAD) * PAD
            if needed != whole:
                if needed < whole or needed > len(self._content):
                    return False
                whole = needed
                continue
            proof = hashlib.blake2b(sized, key=own, digest_size=TAG).digest()
            if not hmac.compare_digest(proof, data[-TAG:]):
                return False
            self._learn(place, Term.model_validate_json(sized[4 : 4 + size]))
            return True
        return False

    def _learn(self, place: int, term: Term) -> None:
        for name in term.names:
            found, typos = keys(name, term.kind)
            for key in found:
                known = self._kinds.get((place, key.text), key.kind)
                self._kinds[place, key.text] = min(known, key.kind)
            for typo in typos:
                self._measure_from(Listed(typo.text, place, typo.kind, typo.needs))
        self.terms.keep(place, term)

    def _measure_from(self, listed: Listed) -> None:
        mine = self._near_of.setdefault(listed.owner, [])
        for id in mine:
            known = self._near[id]
            if (known.spelling, known.needs) == (listed.spelling, listed.needs):
                self._near[id] = known._replace(kind=min(known.kind, listed.kind))
                return
        mine.append(len(self._near))
        self._near.append(listed)


def _filter(tags: memoryview) -> tuple[memoryview, int]:
    """A bit for the end of every tag, and the mask of its place: most look-ups stop here."""
    bits = max(13, (len(tags) * 16).bit_length())
    held = np.zeros(1 << bits, bool)
    held[np.asarray(tags) & np.uint64((1 << bits) - 1)] = True
    return np.packbits(held, bitorder="little").data, (1 << bits) - 1


def _may_be_cut(pieces: Pieces, first: int, end: int, cuts: int) -> bool:
    """Whether a name may be cut inside its words here: spelled out, or by more than a space."""
    if not pieces.spaced[end]:
        return cuts <= CUTS or _single(pieces, first, end)
    if cuts == 1 and _strayed(pieces, end):
        return True
    return len(pieces.words[first]) == 1 and _single(pieces, first, end)


def _strayed(pieces: Pieces, end: int) -> bool:
    """Whether the space before a piece may have slipped by a letter («rappor tSarrand»)."""
    return not (is_ordinary(pieces.words[end - 1]) and is_ordinary(pieces.words[end]))


def _single(pieces: Pieces, first: int, end: int) -> bool:
    return all(len(word) == 1 for word in pieces.words[first:end])
