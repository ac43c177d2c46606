"""``{{coord}}`` in each of its forms, and the amounts of ``{{convert}}``, dates and grouped numbers, as they show."""

from __future__ import annotations

import re

_SOUTH_WEST = ("S", "W")
_CONVERT_WORDS = {
    "-": "–",
    "–": "–",
    "to": " to ",
    "to(-)": " to ",
    "and": " and ",
    "or": " or ",
    "by": " by ",
    "x": " × ",
    "+/-": " ± ",
}
_NUMBER = re.compile(r"[-−]?[\d.,/+]+\Z")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def coordinates(values: list[str]) -> tuple[float, float] | None:
    """Latitude and longitude in degrees of the unnamed parameters of ``{{coord}}``; None where they make no place.

    ``38|07|05|N|23|58|42|E``, ``39.8|N|77.2|W``, ``32.7|-86.7``; what follows (type, region) is passed over.
    """
    numbers: list[float] = []
    degrees: list[float] = []
    for value in (value.strip().upper() for value in values):
        if value in ("N", "S", "E", "W") and numbers:
            total = sum(number / 60**power for power, number in enumerate(numbers[:3]))
            degrees.append(-total if value in _SOUTH_WEST else total)
            numbers = []
        else:
            try:
                numbers.append(float(value.replace("−", "-")))
            except ValueError:
                break
    if not degrees and len(numbers) >= 2:
        degrees = numbers[:2]
    if len(degrees) != 2 or not (-90 <= degrees[0] <= 90 and -180 <= degrees[1] <= 180):
        return None
    return degrees[0], degrees[1]


def degrees(value: float) -> str:
    """Degrees with at most six decimals, some 10 cm."""
    return f"{value:.6f}".rstrip("0").rstrip(".") if round(value, 6) else "0"


def amount(values: list[str]) -> str:
    """What ``{{convert}}`` was given: ``40|to|45|km`` is '40 to 45 km', ``5|ft|6|in`` '5 ft 6 in'."""
    shown = ""
    for place, value in enumerate(value.strip() for value in values):
        if value in _CONVERT_WORDS and place % 2:
            shown += _CONVERT_WORDS[value]
        elif _NUMBER.match(value):
            previous = values[place - 1].strip() if place else ""
            if place >= 2 and previous not in _CONVERT_WORDS and len(values) <= place + 1:
                break  # a number at the end says how the result is rounded
            shown += (" " if place and previous not in _CONVERT_WORDS else "") + value
        else:
            shown += f" {value}"
            if place + 1 >= len(values) or not _NUMBER.match(values[place + 1].strip()):
                break
    return shown.strip()


def date(values: list[str]) -> str:
    """Year, month and day, as far as they are given, as '10 May 1940'."""
    year, month, day = ([value.strip() for value in values] + ["", "", ""])[:3]
    if month.isdigit() and 1 <= int(month[:3]) <= 12:
        month = _MONTHS[int(month) - 1]
    return " ".join(part for part in (day.lstrip("0"), month, year) if part)


def grouped(value: str) -> str:
    """A number with its thousands parted by commas, if it is one."""
    value = value.strip()
    whole, point, rest = value.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.isascii() and whole.isdigit() and len(whole) < 40 else value
