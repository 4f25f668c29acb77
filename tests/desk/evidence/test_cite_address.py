"""An address that can never be fetched is refused where it is typed, without a look-up."""

import pytest

from claims.models import Citation
from sources.archiver.network.guard import RULES
from sources.models import Page
from tests.desk.forms import a_citation_form, errors
from tests.factories import a_claim, a_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def cite(sign_in, checker, settings):
    settings.ALLOWED_ADDRESSES = []
    address = f"/desk/claims/{a_claim(by=checker).pk}/cite/"
    client = sign_in(checker)
    return lambda url, **more: client.post(address, a_citation_form(url=url, capture="", **more))


# No name under .example is ever found: that it is taken shows that nothing was looked up.
@pytest.mark.parametrize("url", ["https://example.org/a", "https://no.such.site.example/"])
def test_a_name_that_may_be_public_is_cited(cite, url):
    cite(url)

    assert Page.objects.get().url == url


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("http://127.0.0.1:8801/a", "not_public"),
        ("http://2130706433/", "not_public"),
        ("http://0x7f.1/", "not_public"),
        ("http://10.0.0.1/", "not_public"),
        ("http://169.254.169.254/latest/", "not_public"),
        ("http://[::1]/", "not_public"),
        ("http://[::ffff:10.0.0.1]/", "not_public"),
        ("http://localhost/", "special_name"),
        ("http://desk.localhost/", "special_name"),
        ("http://printer/", "single_label"),
        ("http://127.0.0.1.nip.io/", "address_name"),
        ("https://example.org:22/", "port"),
        ("https://me:secret@example.org/", "userinfo"),
        ("ftp://example.org/", "scheme"),
    ],
)
def test_an_address_that_is_never_fetched_is_refused_at_the_field(cite, url, rule):
    response = cite(url)

    assert errors(response) == {"url": [RULES[rule]]}
    assert not Citation.objects.exists()
    assert not Page.objects.exists()


def test_a_server_that_the_setting_admits_is_cited(cite, settings):
    settings.ALLOWED_ADDRESSES = ["127.0.0.1:8801"]
    cite("http://127.0.0.1:8801/a")

    assert Page.objects.get().url == "http://127.0.0.1:8801/a"
    assert list(errors(cite("http://127.0.0.1:8802/a"))) == ["url"]


@pytest.mark.parametrize(
    "url", ["HTTPS://EXAMPLE.ORG/e", "https://example.org:443/e#x", "https://example.org/%65"]
)
def test_an_address_is_accepted_in_any_spelling_and_kept_in_one(cite, url):
    assert cite(url).status_code == 302
    assert Page.objects.get().url == "https://example.org/e"


def test_a_page_under_another_address_is_offered_and_chosen_by_a_person(cite):
    known = a_page("https://example.org/story-1")
    shared = "https://m.example.org/story-1?utm_source=x"

    (offer,) = cite(shared).context["form"].offers
    chosen = cite(shared, use_instead=offer.value).context["form"]
    assert chosen["url"].value() == known.url
    assert Page.objects.count() == 1

    cite(shared, is_another="on")
    assert Page.objects.count() == 2
