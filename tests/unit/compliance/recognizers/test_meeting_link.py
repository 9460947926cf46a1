"""Meeting links that carry their passcode."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.meeting_link import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "webinaire public : https://maison.zoom.us/webinar/register/abc",
        "https://zoom.us/j/81234567890",
        "on se voit sur teams",
        # guilty
        "⟦https://maison.zoom.us/j/81234567890?pwd=Q2hhbmdl⟧ à 9h",
        "⟦https://meet.jit.si/AtelierNord⟧, passcode 4471",
        "⟦Meeting ID: 812 3456 7890 Passcode: 4471xy⟧ ok",
    ],
)
def test_links_with_a_passcode_are_flagged(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
