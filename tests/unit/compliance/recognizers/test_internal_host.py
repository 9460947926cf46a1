"""Hosts inside the organisation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.charter import Domains, Organisation
from compliance.ports import Recognizer
from compliance.recognizers.internal_host import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "play.foxlantern.example, see you at eight",
        "notre local.poubelles est plein",
        "écrivez à paul@bureau.local",
        "le local est fermé",
        # guilty
        "answers at ⟦builds.fox.lan⟧, no login",
        "journaux sur ⟦sw2.interne.lan:8443⟧, je regarde",
        "⟦https://partage.oriane.lan/essayages⟧. Régalez-vous",
        "(⟦wiki.corp⟧)",
    ],
)
def test_names_no_public_domain_has_are_flagged(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


def test_the_internal_domains_of_the_house_are_flagged(assert_flags: Asserts) -> None:
    at_home = RECOGNIZER.within(
        Organisation(domains=Domains(official=("fda.example",), internal=("git.fda.example",)))
    )
    assert_flags(at_home, "rendez-vous sur fda.example et carrieres.fda.example")
    assert_flags(at_home, "😀 ⟦https://git.fda.example/d/8812⟧ ping moi")
    assert_flags(at_home, "sur ⟦Old.Git.FDA.example/x?y=1⟧, ça passe encore")
    assert_flags(at_home, "widget.fda.example n'en est pas")


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "notre local.poubelles est plein",
        "produit 100 % local. intranet",
        "http://localhost:8000",
        # guilty
        "voir ⟦http://wiki.maison.lan/paie⟧",
        "le serveur ⟦srv-paie01.corp⟧ est mort",
        "⟦\\\\nas.maison.local\\compta⟧",
        "⟦http://gitlab.internal:8080/x⟧",
        "⟦http://srv-paie01:8080/admin⟧",
    ],
)
def test_names_that_nobody_outside_can_reach_are_flagged(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "http://192.168.1.1:8080",
        "voir http://a.example:8080/x",
    ],
)
def test_public_hosts_with_a_port_are_left_alone(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
