"""Countries and other large places that a text names, from the CLDR's English names (Babel)."""

import re
from functools import lru_cache

from knowledge.words import fold

# How people write places that the CLDR names otherwise, or not at all, with the country that each is in.
_MORE = {
    "GB": "uk,britain,great britain,england,scotland,wales,northern ireland,london,manchester,birmingham,glasgow,edinburgh",
    "US": "usa,us,u.s.,america,the states,california,texas,florida,new york,new jersey,illinois,ohio,washington,oregon,arizona,"
    "nevada,chicago,boston",
    "CA": "ontario,quebec,british columbia,alberta,vancouver,toronto,montreal",
    "AU": "sydney,melbourne,brisbane,perth",
    "IN": "bangalore,bengaluru,mumbai,delhi,hyderabad,chennai,pune,kolkata",
    "DE": "bavaria,berlin,munich,hamburg",
    "FR": "paris",
    "JP": "tokyo",
    "AE": "dubai,abu dhabi,uae",
    "IE": "dublin",
    "NL": "holland,amsterdam",
    "CZ": "czech republic",
    "TR": "turkey",
    "CI": "ivory coast",
    "MM": "burma",
    "KE": "nairobi",
    "NG": "lagos",
    "ZA": "johannesburg,cape town",
    "PK": "karachi,lahore",
    "": "europe,european union,eu,africa,asia,south america,latin america,the middle east",
}
_NOT_ASKED = {"world", "united states", "us", "usa", "u.s.", "america", "the states"}  # Most figures are of them.
_NO_COUNTRIES = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"}
_COMMON_WORDS = {"us", "perth", "eu"}


def places_in(text: str) -> set[str]:
    """The places that a text names, folded; the United States are left out, since most figures are of them."""
    return {match.group() for match in _pattern().finditer(fold(text))} - _NOT_ASKED


def country_of(place: str) -> str | None:
    """The ISO code of the country that a place is or is in; None where it is in none or in several."""
    return _codes().get(fold(place)) or None


@lru_cache(maxsize=1)
def countries() -> dict[str, str]:
    """The ISO codes of all countries by their English names, in the order of the names."""
    from babel import Locale

    named = Locale("en").territories.items()
    codes = {str(name): code for code, name in named if len(code) == 2 and code not in _NO_COUNTRIES}
    return dict(sorted(codes.items()))


@lru_cache(maxsize=1)
def place_names() -> frozenset[str]:
    """Every place that is known, folded."""
    return frozenset(_codes()) - _COMMON_WORDS


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    from babel import Locale

    codes = {fold(name): code for code, name in Locale("en").territories.items() if not code.isdigit() and code != "ZZ"}
    return codes | {name: code for code, names in _MORE.items() for name in names.split(",")}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted(map(re.escape, place_names() - {"world"}), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(names) + r")\b")
