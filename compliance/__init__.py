"""Balise reads a post against an organisation's own charter and says what to think about."""

__version__ = "0.1.0"
