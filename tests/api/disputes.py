"""Claims with everything hanging on them."""

from __future__ import annotations

from typing import Any

from tests.house.database import rows
from tracker.base.ledger.chain import digest


def dispute(**claim: Any) -> Any:
    """A claim with a figure of a party's, a citation with quotation, capture and finding."""
    said = rows.claim(**claim)
    figure = rows.figure(claim=said, best=12)
    rows.figure_subject(figure=figure)
    page = rows.page()
    quotation = rows.quotation(page=page)
    rows.derivation(page=page, from_publisher=rows.publisher())
    rows.citation(claim=said, page=page, quotation=quotation)
    text = "The army lost 12 men."
    capture = rows.sealed_capture(page=page, text_sha256=digest(text))
    rows.capture_text(capture=capture, text=text)
    rows.finding(quotation=quotation, capture=capture)
    rows.translation(claim=said)
    return said
