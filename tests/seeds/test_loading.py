"""Loading a dossier: what comes in, what the second time changes, what a refusal undoes."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model

from claims.exchange.dossier_files import Dossier, read_dossier
from claims.models import Claim, Counterclaim, Event, Figure, Incident, Party, Place
from claims.operations.cite import uncite
from claims.operations.imports import Loaded, demonstration_person, load_dossier, vocabulary
from claims.operations.record import revise_claim
from claims.operations.scene import record_party, record_place
from sources.models import Derivation, Page, Publisher, Quotation
from tests.factories import a_claim
from tests.seeds import small

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FOUNDED = (
    "place: town\n  public_note: Disputed.\n  founding_sentences: [3, 5]\n  summary: Story says so."
)
LATER = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
CITED = "claims.C1.cites.0.page"
ALL: tuple[type[Model], ...] = (
    *(Claim, Counterclaim, Event, Figure, Incident, Party, Place),
    *(Derivation, Page, Publisher, Quotation),
)


def read(folder: Path) -> Dossier:
    reading = read_dossier(folder, words=vocabulary())
    assert reading.dossier is not None
    return reading.dossier


def load(folder: Path, *, at: datetime = AT) -> Loaded:
    return load_dossier(
        read(folder),
        by=demonstration_person("recorder"),
        at=at,
        exercise_address="http://127.0.0.1:1/exercise",
    )


def everything() -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in ALL}


def test_a_sound_dossier_is_loaded(tmp_path: Path) -> None:
    loaded = load(small.write(tmp_path))

    assert (loaded.refused, loaded.differences) == ((), ())
    claim = Claim.objects.get(reference="small/C1")
    assert (claim.claimant.slug, claim.status, claim.created_at) == ("army", "recorded", AT)
    assert claim.place is not None
    assert claim.place.slug == "town"
    figure = claim.figures.get()
    assert (figure.low, figure.best, figure.high) == (None, Decimal(20), None)
    assert [party.slug for party in figure.subjects.all()] == ["rebels"]
    citation = claim.citations.get()
    assert citation.quotation is not None
    assert (citation.quotation.exact, citation.quotation.language) == ("une vingtaine", "fr")
    pair = Counterclaim.objects.get()
    assert (pair.claim.reference, pair.answers.reference) == ("small/C2", "small/C1")


def test_a_credit_becomes_a_derivation(tmp_path: Path) -> None:
    load(small.write(tmp_path))

    row = Derivation.objects.get()
    assert (row.page.origin, row.credited_to, row.kind) == ("derived", "The Wire", "wire_copy")
    assert row.from_publisher is not None
    assert (row.from_publisher.slug, row.origin_key) == ("wire", "publisher:wire")


def test_a_credit_to_nobody_known_stays_words(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    whom = "  credits:\n    - {publisher: wire, kind: wire_copy}\n"
    small.spoil(folder, "pages.yaml", f"credited: The Wire\n{whom}", "credited: Local Sources\n")

    load(folder)

    row = Derivation.objects.get()
    assert (row.from_publisher, row.origin_key) == (None, "words:local sources")


def test_other_names_of_a_publisher_and_what_confirms_a_claim_are_loaded(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    small.spoil(folder, "publishers.yaml", "country: ML", "aliases: {fr: [Le Jour, Jour]}")
    means = "confirms_by: Its own count.\n        quote: une"
    small.spoil(folder, "incidents/clash.yaml", "quote: une", means)

    loaded = load(folder)

    assert loaded.refused == ()
    names = Publisher.objects.get(slug="daily").aliases.values_list("language", "name")
    assert set(names) == {("fr", "Le Jour"), ("fr", "Jour")}
    citation = Claim.objects.get(reference="small/C1").citations.get()
    assert (citation.own_means, citation.means_marked_at) == ("Its own count.", AT)
    assert load(folder, at=LATER) == Loaded(loaded.added.__class__(), (), ())


def test_what_a_spokesperson_is_and_how_it_was_said_are_loaded_and_compared(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    spoken = "by: army\n    spokesperson: A. Person\n    spokesperson_role: minister"
    small.spoil(folder, "incidents/clash.yaml", "by: army", f"{spoken}\n    channel: on Telegram")

    loaded = load(folder)

    assert loaded.refused == ()
    claim = Claim.objects.get(reference="small/C1")
    assert (claim.spokesperson, claim.spokesperson_role, claim.channel) == (
        "A. Person",
        "minister",
        "on Telegram",
    )
    assert load(folder, at=LATER).differences == ()
    Claim.objects.filter(pk=claim.pk).update(spokesperson_role="president", channel="on X")
    again = load(folder, at=LATER).differences
    assert [row.where.name for row in again] == ["claims.C1.spokesperson_role", "claims.C1.channel"]


def test_a_page_of_the_claimant_confirms_nothing_in_a_file_either(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    small.spoil(folder, "publishers.yaml", "country: ML", "affiliated_with: army")
    small.spoil(
        folder,
        "pages.yaml",
        "  credited: The Wire\n  credits:\n    - {publisher: wire, kind: wire_copy}\n",
        "",
    )
    small.spoil(
        folder, "incidents/clash.yaml", "quote: une", "confirms_by: Seen.\n        quote: une"
    )

    loaded = load(folder)

    assert [problem.where.name for problem in loaded.refused] == ["claims.C1.cites.0"]


def test_the_second_time_changes_nothing(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    load(folder)
    before = everything()

    loaded = load(folder, at=LATER)

    assert loaded == Loaded(loaded.added.__class__(), (), ())
    assert everything() == before


def test_a_note_names_the_document_the_dossier_started_from(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    small.spoil(folder, "dossier.yaml", "id: small", "id: small\nfounding_document: story")
    small.spoil(folder, "incidents/clash.yaml", "place: town", FOUNDED)
    load(folder)

    assert Incident.objects.get(reference="small/clash").public_note == (
        "Disputed.\n\n"
        "Sentences 3, 5, counted from 0, of the article of The Daily that this dossier started "
        "from.\n\n“Story” in the texts means that document."
    )
    assert Incident.objects.get(reference="small/quiet").public_note == ""
    assert load(folder, at=LATER).differences == ()


def test_new_claims_and_incidents_are_added(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    load(folder)
    more = (
        "  C4:\n    by: rebels\n    paraphrase: More.\n    cites:\n      - page: other\n"
        "    answers:\n      - {claim: C1, ground: denial}\n"
    )
    path = folder / "incidents" / "clash.yaml"
    path.write_text(path.read_text() + more)

    loaded = load(folder, at=LATER)

    assert (loaded.added["claims"], loaded.added["pairs"], loaded.differences) == (1, 1, ())
    assert Claim.objects.get(reference="small/C4").counters.count() == 1


@pytest.mark.parametrize(
    ("file", "old", "new", "field"),
    [
        ("parties.yaml", "name: The rebels", "name: Rebels", "rebels.name"),
        ("publishers.yaml", "country: ML", "country: SN", "daily.country"),
        ("publishers.yaml", "country: ML", "aliases: {fr: [Le Jour]}", "daily.aliases"),
        ("places.yaml", "latitude: 12.5", "latitude: 12.6", "town.latitude"),
        ("pages.yaml", "language: fr", "language: ar", "story.language"),
        ("incidents/clash.yaml", "title: A clash", "title: The clash", "incident.title"),
        ("incidents/clash.yaml", "end: 2024-07-27", "end: 2024-07", "incident.end"),
        ("incidents/clash.yaml", "by: army", "by: rebels", "claims.C1.by"),
        ("incidents/clash.yaml", "Seven of us", "Eight of us", "claims.C2.verbatim"),
        ("incidents/clash.yaml", "about: 20", "about: 30", "claims.C1.figures.0"),
        ("incidents/clash.yaml", "quote: une", "quote: deux", CITED),
        ("incidents/clash.yaml", "quote:", "confirms_by: Seen.\n        quote:", CITED),
        ("incidents/clash.yaml", "different_figure", "denial", "claims.C2.answers.0.claim"),
    ],
)
def test_a_changed_row_is_reported_and_not_applied(
    tmp_path: Path, file: str, old: str, new: str, field: str
) -> None:
    folder = small.write(tmp_path)
    load(folder)
    before = everything()

    loaded = load(small.spoil(folder, file, old, new), at=LATER)

    assert field in [difference.where.name for difference in loaded.differences]
    assert {difference.where.file for difference in loaded.differences} == {file}
    assert everything() == before


def test_what_an_editor_changed_stays_changed(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    load(folder)
    claim = Claim.objects.get(reference="small/C1")
    editor = demonstration_person("editor")
    revise_claim(claim=claim, statement="Nineteen.", reason="read again", by=editor, at=AT)
    uncite(citation=claim.citations.get(), reason="not the page meant", by=editor, at=AT)

    loaded = load(folder, at=LATER)

    claim.refresh_from_db()
    assert (claim.statement, claim.citations.count()) == ("Nineteen.", 0)
    assert len(loaded.differences) == 2


def test_a_faulty_incident_is_left_out_whole(tmp_path: Path) -> None:
    load(small.spoil(small.write(tmp_path), "incidents/clash.yaml", "of: rebels", "of: nobody"))

    assert list(Incident.objects.values_list("slug", flat=True)) == ["quiet"]


def test_a_refused_row_undoes_its_incident_alone(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    # Only the operation knows that the day has not come yet.
    small.spoil(
        folder, "incidents/clash.yaml", "    verbatim: S", "    made: 2031-01-01\n    verbatim: S"
    )

    loaded = load(folder)

    assert list(Incident.objects.values_list("slug", flat=True)) == ["quiet"]
    assert Claim.objects.count() == 1
    assert Quotation.objects.count() == 0
    (problem,) = loaded.refused
    assert (problem.where.file, problem.where.line) == ("incidents/clash.yaml", 20)
    assert problem.where.name == "claims.C2.made"
    assert loaded.added["claims"] == 1


def test_a_mended_incident_is_loaded_at_the_next_time(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    small.spoil(folder, "incidents/clash.yaml", "of: rebels", "of: nobody")
    load(folder)

    loaded = load(small.spoil(folder, "incidents/clash.yaml", "of: nobody", "of: rebels"), at=LATER)

    assert (loaded.added["incidents"], loaded.added["claims"], loaded.added["pairs"]) == (1, 2, 1)


def test_incidents_that_answer_each_other_come_together(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    answers = "    answers:\n      - {claim: C1, ground: denial}\n"
    path = folder / "incidents" / "quiet.yaml"
    path.write_text(path.read_text() + answers)
    small.spoil(folder, "incidents/clash.yaml", "of: rebels", "of: nobody")

    load(folder)
    assert Incident.objects.count() == 0

    load(small.spoil(folder, "incidents/clash.yaml", "of: nobody", "of: rebels"))
    assert Incident.objects.count() == 2
    assert Counterclaim.objects.count() == 2


def test_two_claims_may_rest_on_one_quotation(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    cites = "      - page: story\n        quote: une vingtaine\n"
    small.spoil(folder, "incidents/clash.yaml", "      - page: other\n", cites)

    load(folder)

    assert Quotation.objects.get().citations.count() == 2


def test_a_page_may_derive_from_one_further_down(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    small.spoil(
        folder, "pages.yaml", "publisher: wire, kind: wire_copy", "page: other, kind: reprint"
    )

    load(folder)

    row = Derivation.objects.get()
    assert row.from_page is not None
    assert row.from_page.url == "https://daily.example/other"


def test_nobody_who_may_not_record_loads(tmp_path: Path) -> None:
    administrator = demonstration_person("recorder")
    administrator.role = "reader"

    loaded = load_dossier(read(small.write(tmp_path)), by=administrator, at=AT, exercise_address="")

    assert len(loaded.refused) == 1
    assert Party.objects.count() == 0


def test_an_exercise_served_at_another_port_is_still_the_same(tmp_path: Path) -> None:
    folder = small.write(tmp_path)
    small.spoil(folder, "dossier.yaml", "id: small", "id: small\nis_exercise: true")
    small.spoil(folder, "pages.yaml", "https://daily.example/other", "exercise:/other")
    load_dossier(
        read(folder),
        by=demonstration_person("recorder"),
        at=AT,
        exercise_address="http://127.0.0.1:8765/exercise",
    )
    before = everything()

    loaded = load_dossier(
        read(folder),
        by=demonstration_person("recorder"),
        at=AT,
        exercise_address="http://127.0.0.1:9000/exercise",
    )

    assert [row.where.name for row in loaded.differences] == ["other.address"]
    assert everything() == before


def test_what_may_be_here_already_is_told_with_its_line_and_loaded_all_the_same(
    tmp_path: Path,
) -> None:
    editor = demonstration_person("editor")
    army = record_party(name="L'armée", kind="armed_group", by=editor, at=AT)
    place = record_place(name="Tinzaouaten", by=editor, at=AT)
    statement = "About twenty rebels died, the army says."
    said = a_claim(statement=statement, by=editor, claimant=army)
    another = a_claim(statement=statement, by=editor)
    folder = small.write(tmp_path)
    small.spoil(folder, "places.yaml", "name: The town", "name: Тинзауатен")

    loaded = load(folder)

    told = {str(one.where): one.message for one in loaded.alike}
    assert told["places.yaml:2: town.name"] == (
        f"may be here already as place {place.pk}: Tinzaouaten"
    )
    assert "parties.yaml:2: army.name" in told
    claims = [message for where, message in told.items() if where.endswith("C1.paraphrase")]
    assert [f"claim {said.pk}:" in message for message in claims] == [True]
    assert not any(f"claim {another.pk}:" in one.message for one in loaded.alike)
    assert loaded.refused == ()
    assert Place.objects.count() == 2
    assert load(folder, at=LATER).alike == ()
