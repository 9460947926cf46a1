"""Style packs: folders of rules in Vale's format, read as they are."""

from __future__ import annotations

from compliance.styles.definition import Unsupported
from compliance.styles.pack import Pack, Said, Source, StyleRule, load, unusable

__all__ = ["Pack", "Said", "Source", "StyleRule", "Unsupported", "load", "unusable"]
