"""Postal addresses: homes flagged, open doors and mere numbers left alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compliance.ports import Recognizer
from compliance.recognizers.postal_address import RECOGNIZER

Asserts = Callable[[Recognizer, str], None]


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "L'agence vous accueille au 4, place du Tilleul",
        "il reste 212 places et 5 places, sur place",
        "les travaux au 12 rue Neuve, stationnement interdit",
        "8h07 cours Vauban, trois bagnoles",
        "T1 et T2 un passage sur deux",
        "un rond-point si je puis dire",
        "en 1932 rue des Cordiers on passait en tram",
        "Come visit our new office, 14 Larkspur Close",
        "In Spring 09 the band, scoring 2 in the 1st",
        # guilty
        "Au ⟦27 allée des Genêts, 4e gauche⟧, jamais un merci",
        "Amarand, ⟦12 rue du Lavoir⟧, née un 3 mai",
        "chez Raymond, ⟦18 montée des Oliviers à Castelmaur⟧",
        "elle vit ⟦3 rte des Ajoncs à Plouvic⟧, seule",
        "habite au ⟦37 bis, rue de la République 75011⟧",
        "Mrs Day, ⟦14 Larkspur Close⟧, asleep till 3",
        "die Kundin, ⟦Lindenstraße 12⟧, ist krank",
        "vive en ⟦Calle de la Luna 14⟧, sola",
    ],
)
def test_homes_are_flagged_and_open_doors_are_not(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "Rendez-vous au 12 rue des Lilas",
        "nos bureaux, 12 rue des Lilas, 38000 Grenoble",
        "Notre siège : 12 rue des Lilas, 38000 Grenoble",
        "Retrouvez-nous au 3 place Bellecour, Lyon",
        "stand 12, allée B",
        "quai 4, voie 12",
        "BP 123, 38001 Grenoble cedex : notre adresse",
        "le lieu-dit Les Granges est superbe",
        "le 38000 c'est chez moi",
        "Via Garibaldi abbiamo vinto 12 a 3",
        "Am Samstag 5 Kilometer",
        "Our shop at 42 Oak Street is open",
        "Via 12 partenaires",
        "5 Way to go, 3 Green ideas",
        # guilty
        "Mme Roux, ⟦12, bis rue des Lilas, 38000 Grenoble⟧",
        "Mme Roux habite ⟦12 bis, rue des Lilas, 38000 Grenoble⟧",
        "livraison chez M. Tardy, ⟦lieu-dit Les Granges, 38120 Proveysieux⟧",
        "chez Mme Odile, ⟦lieu-dit « Le Bourg », 24250 Domme⟧",
        "Mme Odile, ⟦BP 123, 38001 Grenoble⟧",
        "M. Bost habite ⟦5 lotissement Les Acacias⟧",
        "Sie wohnt ⟦Lange Straße 12⟧ in Kiel",
        "Frau Keller, ⟦Am Markt 5, 24103 Kiel⟧",
        "Frau Keller, ⟦Hauptstr. 12a⟧",
        "la clienta vive en ⟦C/ Mayor, 5⟧",
        "la señora Ruiz, ⟦Avda. de la Constitución, 12⟧, 3º B",
        "la signora vive in ⟦Via Garibaldi, 12⟧",
        "abita in ⟦via Garibaldi 12⟧",
        "mevrouw woont ⟦Kerkstraat 12⟧",
        "a dona Lurdes mora na ⟦Rua das Flores, 12⟧",
        "He lives at ⟦42 Oak Street⟧",
        "His home is ⟦221B Baker Street⟧",
    ],
)
def test_homes_are_told_in_the_forms_of_seven_languages(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        "la piscine du 12 avenue Foch fait peau neuve, rendez-vous samedi",
        "musée, 5 rue des Arts",
        "Rue de la Loi à Bruxelles, 27 États",
        "Avenue Louise 54, notre boutique ouvre",
        "Zum Beispiel 5 Leute",
        "lieu-dit Bellevue, une randonnée de 12 km",
        "hameau de Chantemerle, 38 habitants",
        "ferme des Quatre Vents, 2026",
        "In 2024 Green Park",
        "3 allées et venues",
        "Il a fait 3 passages piétons",
        "12 chemins de fer",
        "a 10 Park Lane hotel opens",
        "M. Peeters, ⟦Avenue Louise 54⟧, Bruxelles",
        "Mme Peeters habite ⟦rue de la Loi 16⟧",
        "le colis de Mme Roux : ⟦3 impasse du Moulin⟧",
        "son domicile, ⟦14 B rue du Port, 29200 Brest⟧",
    ],
)
def test_streets_where_nobody_is_named_to_live(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "un empire fondé en 48 av. J.-C., tombé en 61 av. J. - C.",
        "Rana Plaza Tewaskan 382 Orang",
        "On 20 June 2014, London was sunny",
        "Le salon, du 11 au 20 juin 2026, Lyon",
        "2015 Mazda 6, Sport",
        "auf Platz 3 gelandet",
        "Auntie 5 is back",
        "alle 16 replica la puntata",
        "Je suis allé 3 fois sur place",
        "GO 2 THE ROAD",
        "a 2 way street, he said",
        "4 Union Station, 12 Apple Springs",
        "Open house at 724 W. 2nd Avenue, noon to 3 p.m. at the gate",
        "meet at the corner of 5th and Main",
        "protest at the corner of Highway 7 and Main",
        "les travaux à l'angle de la rue Blanche et de la rue Pigalle",
        "Our offices are at 12 Oak Street, Suite 4",
        # guilty
        "Mme Roux, ⟦12 rue du 8 mai 1945⟧, Lyon",
        "M. Roux, ⟦12 av. J. Jaurès⟧, Lyon",
        "Mme Roux, ⟦5 Avn Jean Moulin 69100 Bron⟧",
        "il habite à l'⟦angle de la rue Blanche et de la rue Pigalle⟧",
        "the parcel for her: ⟦Flat 3, 12 Oak Road⟧",
        "his place, ⟦350 West 52nd Street⟧",
        "her cabin, ⟦4 Bear Lake⟧",
        "her house, ⟦42 oak street⟧, is empty",
        "Mr Roe, ⟦14 LARKSPUR CRESCENT⟧",
        "She moved to ⟦12 Broadway, New York, NY 10012⟧",
        "She moved to ⟦12 The Maltings, Leeds LS1 4AB⟧",
        "Mrs Roe lives at the ⟦corner of Oak Lane and Elm⟧",
        "Party at ⟦12 Oak Street Apt 4⟧, doors open at 8",
        "Frau Keller, ⟦Hallesches Ufer 57⟧",
        "wohnt ⟦Im Sandbüel 35⟧",
        "Frau Keller, ⟦Übergasse 5⟧",
        "vive en ⟦Pza. Mayor 3⟧",
        "la señora Ruiz, ⟦Ctra. de Fuentenueva 24⟧",
        "abita in ⟦Via dell'Orso 7⟧",
        "mora na ⟦Rua Vinte e Cinco de Abril 1257⟧",
        "mora na ⟦Av. Paulista, 1578⟧",
        "mevrouw woont ⟦Lupine 129⟧",
        "där bor han, ⟦Östbygatan 14⟧",
        "there he lives, ⟦Kossuth Lajos tér 5⟧",
        "Name\n⟦5850 Jana Nerudy 894\nNikosia\n78891⟧\nMobile",
    ],
)
def test_addresses_are_read_without_a_common_word_for_street(
    assert_flags: Asserts, marked: str
) -> None:
    assert_flags(RECOGNIZER, marked)


@pytest.mark.parametrize(
    "marked",
    [
        # innocent
        "il reste 2 places et 12 pl. assises",
        "un moteur de 68 ch. Le prototype vole",
        "Nos bureaux : Immeuble Le Doublon, 92400 Courbevoie",
        "The Old Rectory, Church Lane, Ashby LE65 1AA, open on Sundays",
        # guilty
        "Mme Roux, ⟦12/14 rue Neuve⟧",
        "Mme Roux, ⟦12T rue Neuve⟧",
        "Mme Roux, ⟦12 imp du Moulin⟧",
        "Mme Roux, ⟦1 pl Bellecour⟧",
        "M. Roux, ⟦3 lot. des Pins⟧",
        "Mme Roux, ⟦Rés. Les Pins, 13008 Marseille⟧",
        "Frau Keller, ⟦Keplerstr 12⟧",
        "Frau Keller, ⟦Lindenstr. 12-14⟧",
        "mevrouw De Wit, ⟦Prinsengracht 263-267⟧",
        "mevrouw De Wit, ⟦Laan van Meerdervoort 12⟧",
        "la signora Rossi, ⟦C.so Garibaldi 12⟧",
        "la signora Rossi, ⟦P.zza Duomo 3⟧",
        "her home, ⟦The Old Rectory, Church Lane, Ashby LE65 1AA⟧",
        "her home at ⟦12 Rose Cottages⟧",
    ],
)
def test_addresses_are_read_as_people_shorten_them(assert_flags: Asserts, marked: str) -> None:
    assert_flags(RECOGNIZER, marked)
