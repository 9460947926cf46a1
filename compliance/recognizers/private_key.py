"""Private keys in PEM, OpenSSH, PGP or PuTTY form, whole or cut short."""

from __future__ import annotations

from compliance.ports import example
from compliance.recognizers._pattern import PatternRecognizer

HEAD = r"-----BEGIN[ A-Z0-9_-]{0,60}PRIVATE KEY(?: BLOCK)?-----"
# No five dashes in it, so that a text of nothing but headings is read once.
BODY = r"(?:[\sA-Za-z0-9+/=\\\"',:.;()$]|-[A-Za-z0-9])*"
FOOT = r"(?:-----(?:END[ A-Z0-9_-]{0,60}KEY(?: BLOCK)?-----)?)?"
SHORTEST = 90


def is_real(key: str) -> bool:
    """Whether something as long as a key follows the heading, and not a placeholder."""
    return key.startswith("PuTTY") or len(key) > SHORTEST


RECOGNIZER = PatternRecognizer(
    rf"{HEAD}{BODY}{FOOT}|PuTTY-User-Key-File-\d: [a-z0-9-]+",
    category="security",
    form="typed",
    look=r"-----BEGIN[ A-Z0-9_-]{0,60}PRIVATE KEY|PuTTY-User-Key-File-\d",
    proof=is_real,
    examples=(
        example(
            f"voici 🔑 ⟦-----BEGIN RSA PRIVATE KEY-----\n{'c2FuZCBib3gg' * 6}"
            "\n-----END RSA PRIVATE KEY-----⟧ 🙈"
        ),
        example("-----BEGIN PRIVATE KEY-----\nanything\n-----END PRIVATE KEY-----"),
        example("-----BEGIN PUBLIC KEY-----"),
    ),
)
