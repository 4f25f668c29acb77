"""Every act that people do is told to somebody, or stands here as one that nobody is told of."""

from __future__ import annotations

from claims.rules.acts import CLAIM_ACTS
from claims.rules.notices import TELLINGS

SILENT = {
    # The lists of the installation, and what claims name: in their own histories.
    *("term_added", "term_declared", "term_changed", "reply_text_kept"),
    "trust_text_written",
    *("party_recorded", "place_recorded", "incident_recorded"),
    *("party_changed", "place_changed", "incident_changed", "publisher_changed"),
    *("party_merged", "place_merged", "incident_merged", "publisher_merged"),
    *("party_removed", "place_removed", "incident_removed", "publisher_removed"),
    *("affiliated", "publisher_affiliated", "publisher_named", "publisher_graded"),
    # What a claim says: whoever works on it reads its journal.
    *("drafted", "recorded", "submitted", "draft_deleted", "revised", "dismissed", "prioritised"),
    # The end of its round is told of.
    "review_given_up",
    *("cited", "words_quoted", "citation_judged", "uncited", "words_mended", "words_confirmed"),
    *("citation_noted", "confirming", "not_confirming"),
    *("contested", "answered", "retracted", "answer_retracted"),
    *("translated", "translation_retracted"),
    *("page_described", "page_credited", "page_credit_mended", "page_credit_taken_back"),
    *("page_origin_stated", "watch_started", "watch_stopped", "change_seen", "change_unseen"),
    *("gone_seen", "gone_unseen"),
    # What readers see: the desk sees it on the claim and its dossier.
    *("dossier_released", "dossier_withdrawn", "dossier_restored", "claim_released"),
    *("releasing_at_once", "releasing_one_by_one"),
    # What a reader reported: it stands in the queue of editors until it is answered.
    "report_answered",
    # Steps of a round, before there is anything for somebody else to do.
    *(
        "round_opened",
        "round_repeated",
        "taken_down",
        "accepted",
        "taken",
        "review_sealed",
    ),
    *("reviews_opened", "waived", "interest_withdrawn", "reply_asked", "correction_withdrawn"),
    "publishing_planned",
}


def test_every_verb_of_the_acts_is_told_or_named_here_as_silent():
    told = {verb for telling in TELLINGS for verb in telling.verbs}

    assert told & SILENT == set()
    assert told | SILENT == set(CLAIM_ACTS.by_verb)
