"""Who says what, as a table: whose losses down, claimants across, what was found beside them."""

from __future__ import annotations

from claims.operations.shared_evidence import affiliate
from tests.factories import AT, a_claim, a_figure, a_party, a_publisher, a_user, an_incident
from tests.markup import tight
from tests.public.conftest import Read
from tests.public.opening.scenes import judged, parties, says, table
from tests.ratings import Rating


def test_it_has_whose_losses_down_and_claimants_across(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    says(incident, army, 2, army)
    says(incident, army, 20, league)
    judged(says(incident, league, 47, army), Rating.PARTLY_SUPPORTED, 10, 47)

    assert table(read, incident) == [
        ["What is counted", "Army", "League", "What reviewers found"],
        ["Losses of Army"],
        ["Killed", "its own losses: 2", "47", "10 to 47"],
        ["Losses of League"],
        ["Killed", "20", "", ""],
    ]


def test_a_cell_shows_how_a_figure_changed_and_leads_to_the_claims(read: Read) -> None:
    incident, (army, league) = an_incident(slug="ford"), parties("Army", "League")
    first = says(incident, league, 30, army, on="2026-02-01")
    says(incident, league, 80, army, on="2026-02-03")
    says(incident, league, 80, army, on="2026-02-04")
    says(incident, army, None, army, words="dozens")

    assert table(read, incident)[2] == ["Killed", "30, then 80", "its own losses: “dozens”", ""]
    assert f'<a href="/claims/{first.pk}/">30</a>' in read("/incidents/ford/")


def test_what_was_refuted_is_struck_and_said_in_words(read: Read) -> None:
    incident, (army, league) = an_incident(slug="ford"), parties("Army", "League")
    judged(says(incident, army, 2, army), Rating.REFUTED)
    says(incident, league, 47, army)

    assert table(read, incident)[2] == [
        "Killed", "its own losses: 2 (Refuted)", "47", "Army: Refuted",
    ]  # fmt: skip
    assert "<s>2</s>" in tight(read("/incidents/ford/"))


def test_an_outlet_stands_with_its_party_others_together(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    radio, post = a_publisher("Army Radio"), a_publisher("Morning Post")
    affiliate(publisher=radio, party=army, by=a_user(), at=AT)
    says(incident, army, 2, army)
    says(incident, a_party("Army Radio"), 3, army, outlet=radio)
    says(incident, a_party("Morning Post"), 24, army, outlet=post)
    says(incident, league, 47, army)
    for name in ("A soldier", "A nurse"):
        says(incident, a_party(name, kind="anonymous_source"), 9, army)

    assert table(read, incident)[0][1:-1] == [
        "Army",
        "League",
        "Morning Post",
        "Sources without a name",
    ]
    assert table(read, incident)[2][1:-1] == [
        "its own losses: 2 | Army Radio: 3", "47", "24", "A soldier: 9 | A nurse: 9",
    ]  # fmt: skip


def test_losses_of_two_parties_together_and_of_nobody_come_last(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    figures = [
        a_figure("distance_km", 3, subjects=[]),
        a_figure("captured", 7, subjects=[army, league]),
        a_figure("killed", 9, subjects=[league]),
    ]
    a_claim(incident=incident, claimant=army, figures=figures)

    assert [row[0] for row in table(read, incident)[1:]] == [
        "Losses of League", "Killed", "Losses of Army and League together", "Captured",
        "What else is counted", "Distance (km)",
    ]  # fmt: skip


def test_what_is_nobodys_is_told_from_the_losses_above_it(read: Read) -> None:
    incident, (army, league) = an_incident(), parties("Army", "League")
    alone = an_incident(slug="alone")
    distance = a_figure("distance_km", 3, subjects=[])
    of_nobody = [a_figure("killed", 12, subjects=[]), distance]
    a_claim(
        incident=incident,
        claimant=army,
        figures=[*of_nobody, a_figure("killed", 9, subjects=[league])],
    )
    a_claim(incident=alone, claimant=army, figures=[distance])

    assert [row[0] for row in table(read, incident)[1:]] == [
        "Losses of League", "Killed",
        "Losses of party not stated", "Killed",
        "What else is counted", "Distance (km)",
    ]  # fmt: skip
    assert [row[0] for row in table(read, alone)[1:]] == ["Distance (km)"]


def test_many_parties_share_a_column_and_single_figures_are_folded(read: Read) -> None:
    incident, army = an_incident(slug="ford"), a_party("Army")
    for number in range(1, 10):
        says(incident, a_party(f"Voice {number}"), number, army)
    measures = ("wounded", "captured", "missing", "detained", "arrested", "displaced", "deserted")
    for measure in (*measures, "surrendered"):
        says(incident, army, 1, army, measure=measure)

    rows = table(read, incident)

    assert rows[0][1:-1] == [f"Voice {n}" for n in range(1, 6)] + ["Others"]
    assert rows[2][6] == "Voice 6: 6 | Voice 7: 7 | Voice 8: 8 | Voice 9: 9"
    assert len(rows) == 3
    assert "8 more figures, each given by one claim only" in read("/incidents/ford/")
