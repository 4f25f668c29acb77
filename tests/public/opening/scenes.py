"""What the tests of a dossier's opening say and read."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from claims.models import Claim, Incident, Party
from claims.rules.figures import Qualifier
from tests.factories import a_claim, a_figure, a_party, a_verdict, an_assignment, sealed
from tests.markup import folded
from tests.public.conftest import Read
from tests.ratings import Rating
from tracker.base.values.partial_date import PartialDate


def sentence(read: Read, incident: Incident) -> str:
    """The sentence with which the dossier opens."""
    page = read(f"/incidents/{incident.slug}/")
    found = re.search(r'<p class="opening">(.*?)</p>', page, re.DOTALL)
    assert found is not None
    return unescape(found[1])


def table(read: Read, incident: Incident) -> list[list[str]]:
    """The table of who says what, row by row, as its cells read."""
    page = read(f"/incidents/{incident.slug}/")
    found = re.search(r'<table class="matrix">(.*?)</table>', page, re.DOTALL)
    assert found is not None
    rows = re.findall(r"<tr.*?</tr>", found[1], re.DOTALL)
    return [[text(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


def text(markup: str) -> str:
    """What is read of a piece of a page."""
    plain = re.sub(r"<[^>]+>", "", markup.replace("<br>", " | "))
    return unescape(folded(plain).strip())


def says(
    incident: Incident, claimant: Party, best: int | None, of: Party | None, **fields: Any
) -> Claim:
    """A claim with one figure: said in ``words``, made ``on`` a day, or at ``least`` a number."""
    shape: dict[str, Any] = {"best": best}
    if words := fields.pop("words", ""):
        shape = {"best": None, "qualifier": Qualifier.VAGUE, "wording": words}
        fields = {"statement": f"There were {words}.", "wording": "verbatim"} | fields
    elif fields.pop("about", False):
        shape["qualifier"] = Qualifier.ABOUT
    elif fields.pop("least", False):
        shape = {"best": None, "low": best, "qualifier": Qualifier.AT_LEAST}
    measure, part = fields.pop("measure", "killed"), fields.pop("part", "")
    figure = a_figure(measure, subjects=[of] if of else [], part=part, **shape)
    if day := fields.pop("on", ""):
        fields["made_on"] = PartialDate.parse(day)
    return a_claim(incident=incident, claimant=claimant, figures=[figure], **fields)


def judged(claim: Claim, rating: Rating, low: int | None = None, high: int | None = None) -> None:
    """Two reviewers agree, on a range too if one is given, and the verdict is published."""
    figure = claim.figures.get() if low is not None else None
    for _ in range(2):
        sealed(an_assignment(claim), rating, figure=figure, low=low, high=high)
    claim.refresh_from_db()
    a_verdict(claim)


def parties(*names: str) -> list[Party]:
    """Armed groups of these names."""
    return [a_party(name) for name in names]
