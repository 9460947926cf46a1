"""Keys and tokens that a service marks as its own: a prefix, an alphabet, a length."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator

from compliance.finding import Hit
from compliance.ports import example
from compliance.recognizers._pattern import DELETED, Pattern, flagged
from compliance.recognizers._secrets import entropy, is_placeholder
from compliance.text import Span, Text

# What services publish of their tokens' forms (their own documentation; gitleaks and CredSweeper,
# MIT; detect-secrets, Apache-2.0). Where a length
# may grow there is no upper bound, which would make the automaton many times larger.
FORMS = (
    # clouds and infrastructure
    r"(?:A3T[A-Z0-9]|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA|ABIA|ACCA)[A-Z0-9]{16}",
    r"ABSK[A-Za-z0-9+/]{60,}={0,2}|bedrock-api-key-[A-Za-z0-9+/=_-]{20,}"
    r"|amzn\.mws\.[a-z0-9-]{30,50}|da2-[a-z0-9]{26}",
    r"AIza[\w-]{30,40}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,40}|1//0[\w-]{40,}",
    r"[\w.~]{3}\dQ~[\w.~-]{31,34}|[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9+/=]{20,}",
    r"LTAI[A-Za-z0-9]{12,24}|AKID[A-Za-z0-9]{32}|wx[0-9a-f]{16}",
    r"do[opr]_v1_[a-f0-9]{64}|dapi[a-f0-9]{32}(?:-\d)?|HRKU-[\w-]{30,}"
    r"|rnd_[A-Za-z0-9]{32}|nfp_[A-Za-z0-9]{30,50}|vc[a-z]_[A-Za-z0-9]{50,}",
    r"v1\.0-[a-f0-9]{24}-[a-f0-9]{146}|cf(?:at|ut|k)_[A-Za-z0-9]{40,}|fo1_[\w-]{43}"
    r"|fm[12][ar]?_[A-Za-z0-9+/]{60,}={0,3}",
    r"(?:hvs|hvb|hvr)\.[\w.-]{24,}|[a-zA-Z0-9]{14}\.atlasv1\.[\w=-]{60,}"
    r"|s\.[A-Za-z0-9]*\d[A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]{15,20}",
    r"pul-[a-f0-9]{40}|tk-us-[\w-]{48}|pnu_[a-zA-Z0-9]{36}"
    r"|dt0[a-z]\d{2}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{64}|sha256~[\w-]{40,45}|4b1d[A-Za-z0-9]{38}",
    r"pscale_(?:tkn|oauth|pw)_[\w=.-]{30,}|sbp_(?:v\d_)?[a-f0-9]{40}"
    r"|sntry[us]_[\w+/=]{40,}|NR(?:JS|II|AK|BR|AL|RA)-[A-Za-z0-9-]{17,40}"
    r"|[a-z0-9]{36}NRAL",
    r"glc_[A-Za-z0-9+/]{32,}={0,3}|glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}"
    r"|eyJrIjoi[A-Za-z0-9+/=]{60,}|[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk",
    # forges, registries, machines
    r"gh[pousr]_[A-Za-z0-9_.-]{36,}|github_pat_\w{60,}",
    r"gl(?:pat|dt|ft|soat|ffct|wt|rt|rtr|cbt)-(?:t\d_)?[\w-]{20,}(?:\.\d\d\.[\w-]{5,12}"
    r"|\.[0-9a-z]{9})?|glptt-[0-9a-f]{40}|glimt-[\w-]{25}|glagent-[\w-]{50,}"
    r"|gloas-[\w-]{64}|GR1348941[\w-]{20,}|_gitlab_session=[0-9a-z]{32}",
    r"ATATT3[\w=\\+/-]{60,}|ATBB[A-Za-z0-9]{30,}|BBDC-[A-Za-z0-9+/]{40,}"
    r"|ATCTT3[\w=-]{60,}",
    r"npm_[A-Za-z0-9]{10,50}|pypi-[\w-]{50,}|rubygems_[a-f0-9]{48}"
    r"|CLOJARS_[A-Za-z0-9]{60}|oy2[a-z0-9]{43}|dckr_[a-z]{3}_[\w-]{20,50}"
    r"|cio[A-Za-z0-9]{32}",
    r"AKC[A-Za-z0-9]{10,90}|AP[0-9A-F][A-Za-z0-9]{10,90}|cmVmd[A-Za-z0-9]{30,}"
    r"|sgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}",
    r"lin_(?:api|oauth)_[A-Za-z0-9]{32,}|PMAK-[a-fA-F0-9]{24}-[a-fA-F0-9]{34}"
    r"|API-[A-Z0-9]{26}|(?:pat|sat)\.[\w-]{22}\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{20}",
    r"dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40,}"
    r"|dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}|SU[A-Z2-7]{56}|AGE-SECRET-KEY-1[A-Z0-9]{58}",
    r"A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}"
    r"|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}"
    r"|ops_eyJ[A-Za-z0-9+/]{100,}={0,3}",
    # payment and trade
    r"sk_[a-z0-9]{29}|(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{24,}"
    r"|access_token\$(?:production|sandbox)\$[a-z0-9]{10,20}\$[a-f0-9]{32}",
    r"sq0(?:atp|csp|idp)-[\w-]{22,}|EAAA[A-Za-z0-9_-]{22,}|EAA[A-Z][A-Za-z0-9]{60,}"
    r"|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|FLW(?:PUBK|SECK)_TEST-[A-Za-z0-9]{12,40}(?:-X)?",
    r"EZ[AT]K[A-Za-z0-9]{54}|shippo_(?:live|test)_[a-fA-F0-9]{40}|duffel_(?:test"
    r"|live)_[\w=-]{40,50}|sm_[aps]at_[A-Za-z0-9]{16}|live_[a-z0-9_=-]{40}",
    # models and data
    r"sk-[\w-]{10,90}T3BlbkFJ[\w-]{10,}|sk-(?:or-v1-[a-f0-9]{32})?[a-f0-9]{32}"
    r"|sk-ant-(?:api|admin|oat)\d{2}-[\w-]{93}AA|gsk_[A-Za-z0-9]{50,}|hf_[A-Za-z]{30,40}"
    r"|api_org_[A-Za-z]{30,40}|pplx-[A-Za-z0-9]{40,}",
    r"llx-[\w-]{40,}|tgp_v1_[\w-]{40,50}|tvly-(?:dev-)?[A-Za-z0-9]{28,40}"
    r"|r8_[A-Za-z0-9]{37}|xai-[A-Za-z0-9]{60,}|ico-[A-Za-z0-9]{32}|nvapi-[\w-]{50,}"
    r"|ph[cxsar]_[A-Za-z0-9]{40,}",
    r"pat[A-Za-z0-9]{14}\.[a-f0-9]{64}|key[A-Za-z0-9]{14}\.[a-f0-9]{30,}"
    r"|ntn_\d{11}[A-Za-z0-9]{35}|secret_[A-Za-z0-9]{43}|pk\.[a-z0-9]{60}\.[a-z0-9]{22}"
    r"|tfp_[\w.=-]{40,}|fio-u-[\w=-]{64}|rdme_[a-z0-9]{70}",
    # messages and networks
    r"xox[a-z].?xox[bp]-\d-[A-Z0-9]{100,}|xoxe-\d-[A-Za-z0-9]{100,}"
    r"|xox[abeoprs](?:-[A-Za-z0-9]{1,60}){2,6}|xox[ar]-(?:\d-)?[A-Za-z0-9]{8,48}"
    r"|xapp-\d-[A-Z0-9]+-\d+-[a-z0-9]+",
    r"(?:https?://)?hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{30,}"
    r"|https://[a-z0-9]+\.webhook\.office\.com/webhookb2/[^\s\"'<>]{60,}"
    r"|https://discord(?:app)?\.com/api/webhooks/\d{17,20}/[\w-]{60,}",
    r"[MNOA][A-Za-z\d_-]{23,25}\.[\w-]{6}\.[\w-]{27,40}|\d{8,11}:AA[\w-]{32,34}|(?:AC"
    r"|SK)[0-9a-fA-F]{32}|SG\.(?:[\w-]{10,30}\.[\w-]{10,50}|[\w=.-]{66})"
    r"|xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}",
    r"[0-9a-f]{32}-us\d{1,2}|(?:key|pubkey)-[0-9a-f]{32}|[a-h0-9]{32}-[a-h0-9]{8}-[a-h0-9]{8}"
    r"|figd_[\w-]{38,45}|A{19,22}[A-Za-z0-9%]{80,}|\d{15,16}[|%][0-9A-Za-z_-]{27,40}",
    r"AQVN[\w-]{35,38}|YC[A-Za-z0-9_-]{38}|t1\.[\w-]+={0,2}\.[\w-]{86}={0,2}"
    r"|akab-[a-z0-9]{16}-[a-z0-9]{16}|sl\.[A-Za-z0-9_=-]{100,}|[a-z0-9]{11}AAAAAAAAAA[\w=-]{43}"
    r"|s-s4t2(?:ud|af)-[a-f0-9]{64}|p8e-[A-Za-z0-9]{32}",
    r"(?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\."
    r"[A-Za-z0-9+/_=-]{30,}|squ_[a-z0-9]{40}|sq[ap]_[a-z0-9]{40}|b_[a-z0-9=_-]{44}|NTLM"
    r" [A-Za-z0-9+/=]{24,}|TlRMTVNTUAA[A-Za-z0-9+/=]{20,}|00D[A-Za-z0-9]{12}(?:![\w.]{60,})?",
    r"ey[A-Za-z0-9_-]{15,}\.ey[A-Za-z0-9_/\\-]{15,}(?:\.[A-Za-z0-9_/\\+=-]{0,})"
    r"?|ZXlK[A-Za-z0-9+/=]{60,}|OTI2[A-Za-z0-9+/]{40}",
    # a house's own, as houses write them: brn_live_…, lst_pat_…, kv-7Qm2-x81p
    r"[a-z]{2,8}_(?:live|test|prod|pat|key|tok|token|secret|api)_[A-Za-z0-9]{8,}",
)
# A terminal's colours, pasted with the words, may stand right before.
SHAPE = rf"(?:\b|\[\d{{1,2}}m)(?:{'|'.join(FORMS)})"
COLOUR = re.compile(r"\[\d{1,2}m")
# After a word that announces one, a shorter form will do.
ANNOUNCED = (
    r"\b(?i:x-(?:api-)?(?:token|key)|authorization|bearer|api[ -]?key|cl[ée] (?:d['’])?api"
    r"|(?:prod |staging |admin |access )?token|jeton)\b[ \x{a0}]?(?::|=|is|est|c['’]est|:"
    r" ?bearer)[ \x{a0}\"'`]{0,3}((?:[a-zA-Z0-9]{1,12}[_-]){0,5}[A-Za-z0-9_+/=-]{6,120})"
)
# Fixed alphabets: a form that strict needs no entropy.
AMAZON = re.compile(r"(?:A3T[A-Z0-9]|A[A-Z]{2}A)[A-Z0-9]{16}$")
EXEMPT = ("AKC", "AP")  # JFrog's own test tokens are full of x


class ApiKey:
    category = "security"
    form = "typed"
    look = None
    examples = (
        example(
            "token prod 🔧 dans le canal #aide : ⟦al_"
            + "live_"
            + "8fQ2x77v1k⟧ (je le change lundi)"
        ),
        example('curl -H "X-Token: ⟦hlx_' + '4Tq81vNe0⟧" et ça répond'),
        example("prod token: ⟦kv-7Qm2-x81p⟧, delete after reading"),
        example("le jeton : ghp_" + "x" * 36),
        example("prod token: nobody posts it, nobody asks for it"),
    )

    def __init__(self) -> None:
        self._shape, self._announced = Pattern(SHAPE), Pattern(ANNOUNCED)
        self.look = f"{SHAPE}|{ANNOUNCED}"

    def find(self, text: Text) -> Iterator[Hit]:
        words, reached = text.readable, 0
        for match in self._shape.finditer(words):
            start, end = match.span()
            start += len(colour[0]) if (colour := COLOUR.match(match[0])) else 0
            if start >= reached and _is_key(words[start:end]) and _is_whole(words, start, end):
                reached = end
                yield Hit(Span(start, end), suggestions=DELETED)
        for match in self._announced.finditer(words):
            start, end = flagged(match)
            if start >= reached and _is_announced(words[start:end]):
                reached = end
                yield Hit(Span(start, end), suggestions=DELETED)


def _is_key(value: str) -> bool:
    """Whether what has a token's form is random enough to be one."""
    if value.startswith(EXEMPT) and len(value) < 20:
        return any(c.isdigit() for c in value) or "xxx" in value
    if value.startswith("pk_"):  # the half that is made to be published
        return False
    if AMAZON.match(value):
        return "XXXX" not in value and "EXAMPLE" not in value
    if is_placeholder(value) or (value.startswith("xox") and sum(map(str.isdigit, value)) < 2):
        return False
    if value.startswith("hf_"):
        return not (value.islower() or value[3:].isupper())
    if ".." in value:
        return False
    if value.startswith("ey") and "." in value:
        return _is_json(value.partition(".")[0])
    return entropy(value) > (2.3 if len(value) > 12 else 2.0)


def _is_json(part: str) -> bool:
    """Whether a web token's first part is what its name says."""
    try:
        head = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
        return isinstance(json.loads(head), dict)
    except ValueError:
        return False


def _is_announced(value: str) -> bool:
    letters, digits = any(c.isalpha() for c in value), sum(c.isdigit() for c in value)
    return (
        letters
        and digits >= 2
        and len(value) >= 8
        and not is_placeholder(value)
        and entropy(value) > 2.5
    )


def _is_whole(words: str, start: int, end: int) -> bool:
    """Not cut out of a longer word, or of a file's name."""
    return not words[end : end + 1].isalnum() and words[max(start - 1, 0) : start] != "."


RECOGNIZER = ApiKey()
