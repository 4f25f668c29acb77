"""What people outside can be told of a published verdict, in each language that has a text."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from claims.models import Claim, Rating, Verdict
from claims.presentation.words import who
from claims.rules.reply_texts import Placeholder, filled
from tracker.base.web.pages import whole_address


@dataclass(frozen=True, slots=True)
class FilledText:
    """A text to send, and the tag of its language."""

    language: str
    text: str

    @property
    def lines(self) -> int:
        """How many lines the box has that shows it: some of its own are long."""
        return self.text.count("\n") + 5


def reply_texts(claim: Claim, verdict: Verdict, rating: Rating) -> list[FilledText]:
    """The texts of the verdict's rating, filled in.

    The rating is named as the verdict keeps it. A language that the verdict has no name in, because
    it was added since, is left out. Where the claim has a translation into the language, that is
    quoted and not the statement.

    Args:
        claim: a published claim, whose translations are read.
        verdict: its verdict in force.
        rating: the rating of that verdict, as it is kept now.
    """
    translated = {row.language: row.text for row in claim.translations.all()}
    return [
        FilledText(
            language,
            filled(
                text,
                {
                    Placeholder.CLAIM: translated.get(language, claim.statement),
                    Placeholder.CLAIMANT: who(claim),
                    Placeholder.VERDICT: verdict.rating_labels[language],
                    Placeholder.MEANING: verdict.rating_meanings.get(language, ""),
                    Placeholder.SUMMARY: verdict.summary,
                    Placeholder.LINK: whole_address(reverse("public:claim", args=[claim.pk])),
                },
            ),
        )
        for language, text in rating.replies.items()
        if language in verdict.rating_labels
    ]
