"""The pages of a charter: its text for all; the dial and the figures for who looks after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.deps import AppDep, CallerDep, FieldsDep
from api.forms import Field
from api.rendering import PageRoute, day, language_of, page, see_other, words
from api.samples import brought, samples
from compliance import service
from compliance.charter import Article, Charter, Level, Mode
from compliance.errors import InputError, TextTooLong
from compliance.finding import Severity
from compliance.lines import Line
from compliance.post import Post
from compliance.records import Role
from compliance.report import Route
from compliance.service import FIGURES_POSTS, REPLAY_LIMIT, App, Caller

router = APIRouter(include_in_schema=False, route_class=PageRoute)

# Tabs of a charter: path, key of its name, the roles that may open it (none: everybody).
TABS: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("", "read", ()),
    ("/dial", "dial", (Role.CHARTER_OWNER, Role.REVIEWER)),
    ("/figures", "figures", (Role.CHARTER_OWNER, Role.ANALYST)),
)
DRAFT_ROUTES = (Route.CLEAR, Route.ADVISE, Route.REVIEW)
BAD_SHOWN = 10


# Reading it


@router.get("/charters")
async def charters(request: Request, app: AppDep, caller: CallerDep) -> Response:
    """The one there is, or a choice."""
    if len(app.checkers) == 1:
        return see_other(f"/charters/{next(iter(app.checkers))}")
    language = language_of(request)
    known = [checker.charter for checker in app.checkers.values()]
    titles = [(c.id, c.in_language(c.title, language) or c.id, c.level) for c in known]
    return page(request, "charters.html", caller=caller, here="/charters", titles=titles)


@router.get("/charters/{charter_id}")
async def charter(request: Request, app: AppDep, caller: CallerDep, charter_id: str) -> Response:
    shown = _Shown(request, app, caller, charter_id)
    read = shown.charter
    owner = caller.may(Role.CHARTER_OWNER)
    articles = [a for a in read.articles if owner or a.mode is Mode.ACTIVE]
    # As people feel it: what matters most first, in the charter's own order within.
    articles.sort(key=lambda article: -article.severity.rank)
    return shown.page("charter.html", tab="", articles=articles, severities=list(Severity)[::-1])


class _Shown:
    """A charter in its reader's language, and the page around it."""

    def __init__(self, request: Request, app: App, caller: Caller, charter_id: str) -> None:
        self.request, self.caller = request, caller
        self.charter = app.checker(charter_id).charter
        self.language = language_of(request)

    @property
    def spoken(self) -> str:
        """The language the charter answers the reader in."""
        languages = self.charter.languages
        return self.language if self.language in languages else languages[0]

    def says(self, words: Mapping[str, str]) -> str:
        return self.charter.in_language(words, self.language)

    def day(self, of: date) -> str:
        return day(of, words(self.language))

    def title(self, article: str) -> str:
        """Of an article by its id; the id where the charter has none such any more."""
        known = self.charter.by_article.get(article)
        return self.says(known.title) if known else article

    def page(self, name: str, *, tab: str, status: int = 200, **more: object) -> Response:
        return page(
            self.request,
            name,
            caller=self.caller,
            status=status,
            here="/charters",
            back=f"/charters/{self.charter.id}{tab}",
            charter=self.charter,
            root=f"/charters/{self.charter.id}",
            tab=tab,
            tabs=[(path, key) for path, key, roles in TABS if not roles or self.caller.may(*roles)],
            shown=self,
            **more,
        )


# The dial


@router.get("/charters/{charter_id}/dial")
def dial(
    request: Request, app: AppDep, caller: CallerDep, charter_id: str, level: Level | None = None
) -> Response:
    shown = _Shown(request, app, caller, charter_id)
    return _dial(shown, app, _Turn(level or shown.charter.level, (), "", ()))


@router.post("/charters/{charter_id}/dial")
def turn(
    request: Request, app: AppDep, caller: CallerDep, charter_id: str, form: FieldsDep
) -> Response:
    """Judges the posts that came with the form, and gives them back in the page: none is kept."""
    return _dial(_Shown(request, app, caller, charter_id), app, _turn(form))


@dataclass(frozen=True, slots=True)
class _Turn:
    """What the form asks. words: the posts as they were brought, "" for the made-up ones."""

    level: Level
    overlays: tuple[str, ...]
    words: str
    lines: tuple[Line, ...]
    shadow: bool = False

    @property
    def posts(self) -> Sequence[Post]:
        if not self.lines:
            return samples()
        return [line.post for line in self.lines if line.post is not None]

    @property
    def observed_count(self) -> int:
        return sum(not post.is_draft for post in self.posts)

    @property
    def bad(self) -> list[tuple[object, str]]:
        """Id or number, and what is wrong, of lines that are no post."""
        return [(line.id, str(line.error)) for line in self.lines if line.post is None]


def _turn(form: Sequence[Field]) -> _Turn:
    fields = dict(form)
    words = fields.get("file") or fields.get("posts", "")
    if fields.get("level") not in set(Level):
        raise InputError("the form names no level")
    overlays = tuple(value for name, value in form if name == "overlay")
    lines = tuple(brought(words))
    return _Turn(Level(fields["level"]), overlays, words, lines, shadow="shadow" in fields)


def _dial(shown: _Shown, app: App, turn: _Turn) -> Response:
    tried, wrong = None, ""
    try:
        tried = service.replay(
            app,
            shown.caller,
            turn.posts,
            charter_id=shown.charter.id,
            level=turn.level,
            overlays=turn.overlays,
            shadow=turn.shadow,
        )
    except TextTooLong:
        wrong = "too_long"
    except InputError:
        wrong = "too_many"
    return shown.page(
        "dial.html",
        tab="/dial",
        status=422 if wrong else 200,
        turn=turn,
        tried=tried,
        wrong=wrong,
        bad=turn.bad[:BAD_SHOWN],
        bad_count=len(turn.bad),
        overlays=app.overlays,
        on_trial=any(_on_trial(article) for article in shown.charter.articles),
        levels=list(Level),
        routes=DRAFT_ROUTES,
        limit=REPLAY_LIMIT,
        many=_many(shown.language),
        sample_count=len(samples()),
    )


def _on_trial(article: Article) -> bool:
    return Mode.SHADOW in (article.mode, *(rule.mode for rule in article.rules))


# The figures


@router.get("/charters/{charter_id}/figures")
def figures(request: Request, app: AppDep, caller: CallerDep, charter_id: str) -> Response:
    shown = _Shown(request, app, caller, charter_id)
    counted = {f.article: f for f in service.article_figures(app, caller, charter_id=charter_id)}
    modes = {article.id: article.mode for article in shown.charter.articles}
    silent = [article for article in shown.charter.articles if _on_trial(article)]
    return shown.page(
        "figures.html",
        tab="/figures",
        counted=counted,
        modes=modes,
        articles=_with_figures(shown.charter, set(counted)),
        silent=silent,
        posts=FIGURES_POSTS,
        many=_many(shown.language),
    )


def _many(language: str) -> Callable[[int], str]:
    """Writes a number with its thousands apart, as the language does."""
    apart = {"fr": "\u202f"}.get(language, ",")
    return lambda number: f"{number:,}".replace(",", apart)


def _with_figures(charter: Charter, counted: set[str]) -> list[str]:
    """Ids: in `shadow` first, as they wait for somebody, then the charter's, then those gone."""
    live: list[Article] = [a for a in charter.articles if a.mode is not Mode.OFF]
    live.sort(key=lambda article: article.mode is not Mode.SHADOW)
    known = [article.id for article in live]
    return [*known, *sorted(counted - set(known))]
