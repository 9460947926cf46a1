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


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "https://zoom.us/webinar/register/abc",
        "https://meet.google.com/abc-defg-hij",
        "inscrivez-vous : https://app.livestorm.co/maison/webinaire",
        # guilty
        "⟦https://maison.zoom.us/j/81234567890?pwd=Q2hhbmdl⟧",
        "⟦https://teams.microsoft.com/l/meetup-join/19%3ameeting_x⟧ mot de passe : aB3dE9",
        "⟦https://teams.live.com/meet/9312345?p=abcDEF⟧",
        "⟦https://meet.google.com/abc-defg-hij⟧ code d'accès 4471",
        "⟦https://maison.webex.com/meet/salle?password=abc1⟧",
        "⟦ID de réunion : 812 3456 7890 code secret : 44aa71⟧",
        "⟦Meeting ID: 812 3456 7890 Passcode: 99aa22⟧",
    ],
)
def test_links_with_their_code_are_flagged_for_each_vendor(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "https://meet.maison.example/rejoindre, ouvert à tous, le code de conduite est en ligne",
        "https://conf.maison.example/programme : codez avec nous",
        "https://meet.maison.example/a et le code source en version beta",
        # guilty
        "⟦https://whereby.com/salle?roomKey=eyJhbG⟧",
        "⟦https://bbb.maison.example/b/abc-def⟧ code d'accès : 447112",
        "⟦https://meet.goto.com/123456789⟧ passcode 4471",
        "⟦https://webconf.maison.example/abc⟧ code 4471",
        "⟦https://maison.tixeo.com/meet⟧ mdp 4471a",
        "⟦https://teams.microsoft.com/l/meetup-join/19%3ax⟧ Kennwort: aB3dE9",
    ],
)
def test_a_room_s_code_is_told_from_other_codes(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
