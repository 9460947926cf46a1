"""What numbers prove about themselves."""

from __future__ import annotations


def luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn key of the others (ISO/IEC 7812-1, annex B)."""
    doubled = (sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
