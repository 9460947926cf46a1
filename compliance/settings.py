"""Environment → Settings, once; no other file reads it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """Each is an environment variable of the same name in capitals after `BALISE_`.

    data: folder of the embedded database and of indexes.
    database_url: SQLAlchemy URL; the embedded SQLite in `data` where empty.
    charters: names or paths of the charters served, separated by commas; the first is the default.
    checks_per_minute: instant checks a key may ask for, before it is asked to wait.
    term_key: key of sealed lists of confidential terms; or `term_key_file`, a file that holds it.
    """

    model_config = SettingsConfigDict(env_prefix="BALISE_", frozen=True, extra="ignore")

    data: Path = Path.home() / ".local" / "share" / "balise"
    database_url: str = ""
    charters: Annotated[tuple[str, ...], NoDecode] = ("guide",)
    checks_per_minute: int = Field(240, gt=0)
    term_key: SecretStr | None = None
    term_key_file: Path | None = None

    @field_validator("charters", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return (
            [v.strip() for v in value.split(",") if v.strip()] if isinstance(value, str) else value
        )

    @property
    def database(self) -> str:
        """The SQLAlchemy URL to open."""
        return self.database_url or f"sqlite:///{self.data / 'balise.db'}"


@cache
def settings() -> Settings:
    """The environment's settings, read once. Raises pydantic's ValidationError."""
    return Settings()
