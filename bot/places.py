"""Countries and other large places that a text names, from the CLDR's English names (Babel)."""

import re
from functools import lru_cache

from knowledge.words import fold

# How people write places that the CLDR names otherwise, or not at all.
_MORE = """uk britain great britain england scotland wales northern ireland europe european union dubai london ontario quebec
british columbia alberta california texas florida new york new jersey illinois ohio washington oregon arizona nevada
bangalore bengaluru mumbai delhi hyderabad chennai pune bavaria berlin paris tokyo sydney melbourne toronto vancouver"""
_MULTIWORD = ("great britain", "northern ireland", "european union", "british columbia", "new york", "new jersey")
_NOT_ASKED = {"world", "united states"}  # What the figures are of unless a text says otherwise.


def places_in(text: str) -> set[str]:
    """The places that a text names, folded; the United States are left out, since most figures are of them."""
    return {match.group() for match in _pattern().finditer(fold(text))}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    from babel import Locale

    names = {fold(name) for code, name in Locale("en").territories.items() if not code.isdigit()}
    rest = " ".join(_MORE.split())
    for name in _MULTIWORD:
        rest = rest.replace(name, "")
    names |= {*rest.split(), *_MULTIWORD} - _NOT_ASKED
    names -= _NOT_ASKED
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\b")
