"""The pages of cases: an author's own posts, and the reviewers' queue. Plain forms, no script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.deps import After, AppDep, CallerDep, CaseIdPath, FormDep
from api.rendering import PageRoute, language_of, page, pieces, see_other, when, words
from compliance import service
from compliance.charter import Charter
from compliance.errors import StaleCase
from compliance.finding import Severity
from compliance.queue import OPEN, SYSTEM, Case, Decision, EventKind, Outcome, Status
from compliance.service import App, Caller

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PER_PAGE = 30
SHOWN = {"waiting": OPEN, "answered": (Status.DECIDED, Status.RELEASED)}


# One's own posts


@router.get("/mine")
def mine(request: Request, app: AppDep, caller: CallerDep, after: After = None) -> Response:
    found = service.my_cases(app, caller, after=after, limit=PER_PAGE)
    return page(
        request,
        "mine.html",
        caller=caller,
        here="/mine",
        cases=found.items,
        next=found.next,
        said=_Said(request, app, caller),
    )


@router.get("/mine/{case_id}")
def my_case(
    request: Request, app: AppDep, caller: CallerDep, case_id: CaseIdPath, moved: bool = False
) -> Response:
    case = service.case(app, caller, case_id)
    if case.author != caller.id:
        return see_other(f"/queue/{case_id}")
    if _unread(case):
        case = service.mark_read(app, caller, case_id)
    return _case_page(request, app, caller, case, root="/mine", moved=moved)


def _unread(case: Case) -> bool:
    answered = case.status in (Status.DECIDED, Status.RELEASED)
    return answered and all(e.kind is not EventKind.READ for e in case.events[-1:])


@router.post("/mine/{case_id}/{deed}")
def my_deed(
    app: AppDep, caller: CallerDep, case_id: CaseIdPath, deed: str, form: FormDep
) -> Response:
    return _done("/mine", MY_DEEDS, deed, _deed(app, caller, case_id, form))


# The reviewers' queue


@router.get("/queue")
def queue(
    request: Request,
    app: AppDep,
    caller: CallerDep,
    show: Literal["waiting", "answered"] = "waiting",
    after: After = None,
) -> Response:
    found = service.queue_list(app, caller, statuses=SHOWN[show], after=after, limit=PER_PAGE)
    return page(
        request,
        "queue.html",
        caller=caller,
        here="/queue",
        show=show,
        cases=found.items,
        next=found.next,
        now=app.now(),
        said=_Said(request, app, caller),
    )


@router.get("/queue/{case_id}")
def queued_case(
    request: Request, app: AppDep, caller: CallerDep, case_id: CaseIdPath, moved: bool = False
) -> Response:
    case = service.case(app, caller, case_id)
    if case.author == caller.id:
        return see_other(f"/mine/{case_id}")
    return _case_page(request, app, caller, case, root="/queue", moved=moved)


@router.post("/queue/{case_id}/{deed}")
def queue_deed(
    app: AppDep, caller: CallerDep, case_id: CaseIdPath, deed: str, form: FormDep
) -> Response:
    return _done("/queue", REVIEWER_DEEDS, deed, _deed(app, caller, case_id, form))


# What these share


def _case_page(
    request: Request, app: App, caller: Caller, case: Case, *, root: str, moved: bool
) -> Response:
    return page(
        request,
        "case.html",
        caller=caller,
        here=root,
        root=root,
        own=root == "/mine",
        case=case,
        moved=moved,
        parts=list(pieces(case.post.text, case.report.findings)),
        contested={e.article for e in case.events if e.kind is EventKind.CONTESTED},
        said=_Said(request, app, caller),
    )


class _Said:
    """How the templates say a time, an article, a person; the case's charter may be gone since."""

    def __init__(self, request: Request, app: App, caller: Caller) -> None:
        self._language = language_of(request)
        self._words = words(self._language)
        self._app, self._caller = app, caller

    def when(self, case: Case, moment: datetime) -> str:
        charter = self._charter(case)
        return when(moment, charter.time_zone if charter else "UTC", self._words)

    def title(self, case: Case, article: str | None) -> str:
        charter = self._charter(case)
        known = charter.by_article.get(article or "") if charter else None
        if charter is None or known is None:
            return article or ""
        return charter.in_language(known.title, self._language)

    def topics(self, case: Case) -> list[tuple[str, Severity]]:
        """Title and worst severity of each article found, the worst first."""
        worst: dict[str, Severity] = {}
        for finding in sorted(case.report.findings, key=lambda f: -f.severity.rank):
            worst.setdefault(finding.article, finding.severity)
        return [(self.title(case, article), severity) for article, severity in worst.items()]

    def who(self, account: str) -> str:
        names = {self._caller.id: self._words["case"]["you"], SYSTEM: self._words["case"]["balise"]}
        return str(names.get(account, account))

    def _charter(self, case: Case) -> Charter | None:
        checker = self._app.checkers.get(case.charter.id)
        return checker.charter if checker else None


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does to a case by a form. seen: how many events the page showed."""

    app: App
    caller: Caller
    case_id: str
    form: Mapping[str, str]
    seen: int | None


def _ask(deed: Deed) -> Case:
    return service.ask_second_look(deed.app, deed.caller, deed.case_id, expected=deed.seen)


def _withdraw(deed: Deed) -> Case:
    return service.withdraw(deed.app, deed.caller, deed.case_id, expected=deed.seen)


def _comment(deed: Deed) -> Case:
    said = deed.form.get("words", "")
    return service.comment(deed.app, deed.caller, deed.case_id, said, expected=deed.seen)


def _contest(deed: Deed) -> Case:
    article, said = deed.form.get("article", ""), deed.form.get("words", "")
    return service.contest(
        deed.app, deed.caller, deed.case_id, article=article, words=said, expected=deed.seen
    )


def _claim(deed: Deed) -> Case:
    return service.claim(deed.app, deed.caller, deed.case_id, expected=deed.seen)


def _unclaim(deed: Deed) -> Case:
    return service.unclaim(deed.app, deed.caller, deed.case_id, expected=deed.seen)


def _decide(deed: Deed) -> Case:
    outcome = deed.form.get("outcome")
    # The form always sends the wording; it counts with `adjust` only.
    wording = deed.form.get("suggestion") if outcome == Outcome.ADJUST else None
    answer = {"outcome": outcome, "reason": deed.form.get("reason"), "suggestion": wording}
    decision = Decision.model_validate(answer)
    return service.decide(deed.app, deed.caller, deed.case_id, decision, expected=deed.seen)


Deeds = Mapping[str, Callable[[Deed], Case]]
MY_DEEDS: Deeds = {"ask": _ask, "comment": _comment, "contest": _contest, "withdraw": _withdraw}
REVIEWER_DEEDS: Deeds = {
    "claim": _claim,
    "comment": _comment,
    "contest": _contest,
    "decide": _decide,
    "unclaim": _unclaim,
}


def _done(root: str, deeds: Deeds, name: str, deed: Deed) -> Response:
    """The case's page after the deed, or as it is now where it has moved on meanwhile."""
    if name not in deeds:
        raise HTTPException(404)
    try:
        deeds[name](deed)
    except StaleCase:
        return see_other(f"{root}/{deed.case_id}?moved=true")
    return see_other(f"{root}/{deed.case_id}")


def _deed(app: App, caller: Caller, case_id: str, form: Mapping[str, str]) -> Deed:
    seen = form.get("expected", "")
    known = seen.isascii() and seen.isdecimal() and len(seen) < 10
    return Deed(app, caller, case_id, form, int(seen) if known else None)
