"""What a reading keeps while its post is checked."""

from __future__ import annotations

from compliance.text import Text
from tests.support import reading


def test_what_is_made_of_a_text_is_made_once() -> None:
    asked = []

    def words(text: Text) -> list[str]:
        asked.append(text.typed)
        return text.typed.split()

    at = reading("Bonjour à tous")
    assert at.once(words) == at.once(words) == ["Bonjour", "à", "tous"]
    assert asked == ["Bonjour à tous"]
    assert reading("Bonsoir").once(words) == ["Bonsoir"]
