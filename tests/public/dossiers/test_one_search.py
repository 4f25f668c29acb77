"""One search finds claims, names and archived texts, and shows what found them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import strip_tags

from claims.matching.search import postings
from claims.matching.search.find import search_for
from claims.matching.search.readers import open_to_desk, open_to_readers
from claims.models import Claim
from claims.models.matching.index import IndexedKind
from claims.operations.matching.index import index_everything
from claims.operations.matching.texts import index_texts
from claims.operations.scene import record_place
from tests.factories import (
    AT,
    a_citation,
    a_claim,
    a_figure,
    a_page,
    a_party,
    a_publisher,
    a_user,
    an_editor,
    an_incident,
)
from tests.markup import tight
from tests.public.captures import a_capture
from tests.public.conftest import Read
from tests.suites.outside import Take
from tests.suites.strings import WORST
from tracker.base.values.partial_date import PartialDate

SAID = "Eighty-four Wagner fighters were killed at Tinzaouaten, the rebels said."
DAY = PartialDate.parse("2024-07-27")


@pytest.fixture
def told(db: None) -> Claim:
    """What is looked for, among others that share words with it."""
    editor = an_editor()
    place = record_place(name="Tinzaouaten", by=editor, at=AT)
    incident = an_incident(title="Ambush near Tinzaouaten", place=place, start=DAY, end=DAY)
    wagner = a_party("Wagner Group", slug="wagner")
    claim = a_claim(
        statement=SAID,
        claimant=a_party("Northern Front", aliases=[("ar", "جبهة الشمال")]),
        incident=incident,
        figures=[a_figure("killed", 84, subjects=[wagner])],
        made_on=PartialDate.parse("2024-07-28"),
    )
    for number in range(6):
        a_claim(statement=f"The army said that {number + 3} rebels were killed in a village.")
    page = a_page(publisher=a_publisher("Courrier du Nord"), title="What the wires say")
    a_citation(claim, page=page)
    a_capture(page, "Le 27 juillet 2024, la colonne de Wagner fut défaite à Tin Zaouatine.")
    index_everything()
    index_texts(at=AT)
    return claim


def first(words: str, kind: IndexedKind = IndexedKind.CLAIM) -> int | None:
    hits = search_for(words, open_to_readers()).of(kind).hits
    return hits[0].subject if hits else None


@pytest.mark.parametrize(
    "words",
    [
        "Rebels claim that 84 men of Wagner lost their lives near the town of Tinzaouaten in July",
        '"wagner fighters"',
        "killed -army",
        *("Tinzaouaten", "Tinzawatène", "Tin Zaouatine", "تينزاواتين", "Тинзауатен", "tinzaouatin"),
        *("28 July 2024", "2024-07-28", "juillet 2024", "٢٧ يوليو ٢٠٢٤", "27.07.2024"),
        *("84 wagner", "84", "wagnr fighers", "wanger", "figthers wagner"),
        "how many Wagner died at Tinzaouaten?",
        "جبهة الشمال",
    ],
)
def test_a_claim_is_found_by_whatever_people_know_of_it(told: Claim, words: str) -> None:
    assert first(words) == told.pk


@pytest.mark.parametrize("words", ["Melkhova", "minister of defence", "telegram"])
def test_a_claim_is_found_by_who_spoke_what_they_are_and_how(told: Claim, words: str) -> None:
    spoken = {"spokesperson": "Dara Melkhova", "spokesperson_role": "minister of defence"}
    claim = a_claim(statement="Nothing crossed the bridge.", **spoken, channel="on Telegram")

    assert first(words) == claim.pk


@pytest.mark.parametrize("words", ['"fighters wagner"', "tinzaouaten -wagner", "1 January 2019"])
def test_what_was_not_said_so_is_not_found(told: Claim, words: str) -> None:
    assert first(words) != told.pk


@pytest.mark.parametrize(
    ("words", "kind", "shown"),
    [
        ("tin zaouatine", "incident", "Ambush near <mark>Tinzaouaten</mark>"),
        ("27 July 2024", "incident", "Ambush near Tinzaouaten"),
        ("wagner", "party", "<mark>Wagner</mark> Group"),
        ("Тинзауатен", "place", "<mark>Tinzaouaten</mark>"),
        ("courrier", "publisher", "<mark>Courrier</mark> du Nord"),
        ("tinzaouaten", "page", "à <mark>Tin Zaouatine</mark>"),
        ("colnone", "page", "la <mark>colonne</mark> de"),
        ("july 2024", "page", "Le <mark>27 juillet 2024</mark>"),
        ("جبهة", "party", '<p class="found-beside" lang="ar" dir="rtl"><mark>جبهة</mark> الشمال'),
    ],
)
def test_each_kind_is_found_with_the_words_marked(
    read: Read, told: Claim, words: str, kind: str, shown: str
) -> None:
    page = tight(read("/search/", q=words))

    group = page.partition(f'<h2 id="found-{kind}">')[2].partition("</section>")[0]
    assert tight(shown) in group


def test_a_kind_opens_with_pages_of_its_own(read: Read, told: Claim) -> None:
    for number in range(25):
        a_claim(statement=f"Wagner left village {number}.")

    both = tight(read("/search/", q="wagner", measure=""))
    opened = tight(read("/search/", q="wagner", kind="claim", page="2"))

    assert 'href="/search/?q=wagner&amp;measure=&amp;kind=claim"' in both
    assert both.count('class="claim-card"') == 5
    assert "Page 2 of 2" in strip_tags(opened)
    assert 'id="found-party"' not in opened


def test_marks_are_escaped_where_they_stand(read: Read) -> None:
    a_claim(statement='<b onclick="x">Wagner</b> & Wagner')

    page = read("/search/", q="wagner")

    assert "&lt;b onclick=&quot;x&quot;&gt;<mark>Wagner</mark>&lt;/b&gt; &amp; <mark>" in page


def test_hidden_rows_are_not_found_and_push_nothing_out(
    told: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        a_claim(statement=f"Wagner fighters {number}", draft=True)
        a_claim(statement=f"Wagner fighters fell, {number}", released=False)
    monkeypatch.setattr(postings, "MOST_READ", 3)
    monkeypatch.setattr(postings, "MOST_NEWEST", 2)

    readers = search_for("wagner fighters", open_to_readers()).of(IndexedKind.CLAIM)
    desk = search_for("wagner fighters", open_to_desk(a_user())).of(IndexedKind.CLAIM)
    assert [hit.subject for hit in readers.hits] == [told.pk]
    drafts = Claim.objects.filter(status="draft").values_list("pk", flat=True)
    assert desk.hits
    assert not {hit.subject for hit in desk.hits} & set(drafts)


def test_filters_come_before_limits(told: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    from claims.reads.facets import ClaimFacets  # noqa: PLC0415

    monkeypatch.setattr(postings, "MOST_READ", 1)
    monkeypatch.setattr(postings, "MOST_NEWEST", 1)
    facets = ClaimFacets(incident=told.incident)

    found = search_for("killed", open_to_readers(), facets)

    assert [hit.subject for hit in found.of(IndexedKind.CLAIM).hits] == [told.pk]
    assert len(found.kinds) == 1


@pytest.mark.parametrize("address", ["/search/?q=wagner&partei=x", "/changes/?colour=red"])
def test_a_filter_that_a_list_does_not_have_is_refused(
    client: Client, db: None, address: str
) -> None:
    answer = client.get(address)

    assert answer.status_code == 400
    assert "This list has no such filter" in answer.content.decode()


def test_marks_of_a_shared_link_are_let_pass(read: Read, told: Claim) -> None:
    assert "<mark>Wagner</mark>" in read("/search/", q="wagner", utm_source="x", fbclid="y")


def test_the_api_gives_the_same_in_groups(client: Client, told: Claim) -> None:
    answer = client.get("/api/v1/search/", {"q": "84 wagner Тинзауатен"}).json()

    groups = {group["kind"]: group for group in answer["groups"]}
    claim = groups["claim"]["results"][0]
    assert claim["id"] == told.pk
    assert claim["address"].endswith(f"/api/v1/claims/{told.pk}/")
    assert [piece["text"] for piece in claim["pieces"] if piece["marked"]] == [
        "Wagner",
        "Tinzaouaten",
    ]
    assert {"incident", "party", "place", "page"} <= groups.keys()
    assert client.get(claim["address"]).status_code == 200


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"q": "x", "colour": "red"}, "colour"),
        ({"q": "x" * 3_000}, "q"),
        ({"q": "a\0b"}, "q"),
        ({"made_from": "then"}, "made_from"),
        ({"kind": "claim", "page": "11"}, "page"),
        ({"page": "2"}, "page"),
        ({"kind": "party", "language": "en"}, "language"),
    ],
)
def test_the_api_refuses_at_the_field(
    client: Client, db: None, asked: dict[str, str], field: str
) -> None:
    answer = client.get("/api/v1/search/", asked)

    assert answer.status_code == 400
    assert field in answer.json()["error"]["fields"]


def test_hostile_words_break_nothing(told: Claim, outside: Take) -> None:
    for text in (*outside("difficult_strings.json", slice(None, None, 4)), *WORST):
        search_for(text, open_to_readers())
    for word in ('"' * 2_000, "-" * 2_000, "-a " * 20, '"a" ' * 20, "ü" * 100_000, "1 " * 50_000):
        search_for(word, open_to_readers())
