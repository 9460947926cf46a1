"""Links into meetings that carry their passcode, or stand beside it."""

from __future__ import annotations

from compliance.ports import example
from compliance.recognizers._pattern import PatternRecognizer

HOSTS = (
    r"(?:[\w-]{1,40}\.)?(?:zoom\.us|zoomgov\.com|webex\.com|gotomeeting\.com|gotomeet\.me"
    r"|meet\.google\.com|teams\.(?:microsoft|live)\.com|whereby\.com|livestorm\.co"
    r"|bluejeans\.com|chime\.aws|meet\.jit\.si|visio\.[\w.-]{3,40}|meet\.goto\.com|join\.skype\.com"
    r"|8x8\.vc|tixeo\.com|lifesize\.com|kmeet\.infomaniak\.com|ringcentral\.com|framatalk\.org"
    r"|(?:bbb|webconf|meet|conf|reunion|rendez-vous)\.[\w.-]{3,40})"
)
PATH = r"[^\s<>\"')\]]{0,300}"
WITH_CODE = (
    rf"(?:https?://)?{HOSTS}/{PATH}[?&](?:pwd|passcode|password|p|pin|mtid|roomkey|roomKey"
    rf"|token)={PATH}[^\s<>\"')\].,;!?]"
)
BESIDE = (
    rf"((?:https?://)?{HOSTS}/{PATH}[^\s<>\"')\].,;!?])[^\n]{{0,80}}?\b(?i:passcode|pass"
    rf" code|mot de passe|password|mdp|pwd|code secret|code d'acc[eè]s"
    rf"|kennwort|kenncode|passwort|contraseña|senha|wachtwoord|toegangscode|codigo|codice"
    rf"|pin)\b[^\n]{{0,12}}?[\w#!@-]{{4,20}}"
    # «code» is said of much else: digits must follow
    rf"|((?:https?://)?{HOSTS}/{PATH}[^\s<>\"')\].,;!?])[^\n\d]{{0,40}}?\b"
    r"(?i:code)[ :]{1,3}\d{4,8}\b"
)
REUNION = (
    r"\b(?i:meeting id|id de r[ée]union|num[ée]ro de r[ée]union)[ :]{1,3}\d[\d"
    r" ]{8,12}\d[^\n]{0,40}?(?i:passcode|code secret|password|mot de passe)["
    r" :]{1,3}[\w!@#-]{4,20}"
)

RECOGNIZER = PatternRecognizer(
    f"{WITH_CODE}|{BESIDE}|{REUNION}",
    category="security",
    form="typed",
    look=r"zoom\.us|zoomgov|webex\.|gotomeet|meet\.google|teams\.(?:microsoft|live)|whereby\."
    r"|livestorm\.|bluejeans|chime\.aws|jit\.si|visio\.|meet\.goto|join\.skype|8x8\.vc"
    r"|tixeo\.|lifesize\.|kmeet\.|ringcentral\.|framatalk\.|(?:bbb|webconf|meet|conf|reunion"
    r"|rendez-vous)\.|(?i:meeting id|de r[ée]union)",
    examples=(
        example("le point équipe 🎥 ⟦https://maison.zoom.us/j/81234567890?pwd=Q2hhbmdl⟧ à 9h"),
        example("⟦https://meet.jit.si/AtelierNord⟧, passcode 4471"),
        example("notre webinaire public : https://maison.zoom.us/webinar/register/abc"),
    ),
)
