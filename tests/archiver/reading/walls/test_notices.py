"""What stands in the place of a page is named for what it is, and no article is."""

from __future__ import annotations

import pytest

from sources.archiver.outcomes import Outcome
from sources.archiver.reading.read_body import read
from sources.archiver.reading.walls.judge import judge_answer
from sources.archiver.values import Extraction, ExtractionState, Fetched, Hop, Target
from tests.archiver.conftest import AT

URL = "https://news.example/2024/07/army-says-84-killed"
MENU = (
    "<nav>" + "".join(f"<a href=/s{n}>Section {n} of the paper</a> " for n in range(80)) + "</nav>"
)
REST = "<p>" + "The ministry said on Friday that the convoy had left the town before dawn. " * 12
ARTICLE = "<p>" + "Twelve soldiers were killed near the border, the ministry said. " * 40


def judged(html: str, *headers: tuple[str, str], urls: tuple[str, ...] = (URL,)) -> Outcome | None:
    body = html.encode()
    facts = read(body, "text/html; charset=utf-8", 100_000)
    hops = tuple(
        Hop(
            Target(url, "https", url.split("/")[2], 443, ("93.184.215.14",)),
            "93.184.215.14",
            AT,
            b"",
            b"",
            0,
            200,
            headers,
            b"",
        )
        for url in urls
    )
    said = judge_answer(
        Fetched(Outcome.CAPTURED, (), hops, body=body),
        Extraction(
            ExtractionState(facts["state"]),
            text=facts["text"],
            kind=facts["kind"],
            metadata=facts["metadata"],
            signs=facts["signs"],
        ),
    )
    return said and said[0]


def page(title: str, inner: str, *, menu: bool = False) -> str:
    around = MENU if menu else ""
    return f"<!doctype html><title>{title}</title>{around}{inner}{around}"


@pytest.mark.parametrize(
    "words",
    [
        "Sorry, the page you are looking for does not exist.",
        "This article is no longer available.",
        "L’article que vous recherchez n’existe plus.",
        "Cette page est introuvable.",
        "Diese Seite existiert nicht mehr.",
        "Die von Ihnen gesuchte Seite wurde nicht gefunden.",
        "Esta página no existe o ha sido eliminada.",
        "La página que busca no se encuentra disponible.",
        "Запрашиваемая страница не найдена.",
        "Этот материал был удалён.",
        "هذه الصفحة غير موجودة.",
        "الصفحة التي تبحث عنها لم تعد متاحة.",
    ],
)
def test_a_page_that_is_not_there_says_so_beside_a_menu(words: str) -> None:
    assert judged(page("The Daily", f"<h2>{words}</h2>", menu=True)) is Outcome.GONE
    assert judged(page("The Daily", f"<p>{words}</p>{REST}")) is Outcome.GONE


@pytest.mark.parametrize(
    "title",
    [
        "Page not found | The Daily", "The Daily - Article not found", "Page introuvable – Le Soir",
        "Seite nicht gefunden | Die Zeitung", "Página no encontrada - El Diario",
        "Страница не найдена — Газета", "الصفحة غير موجودة | الجريدة",
    ],
)  # fmt: skip
def test_a_title_with_the_name_of_the_site_says_so_too(title: str) -> None:
    assert judged(page(title, "<p>Nothing here.</p>", menu=True)) is Outcome.GONE


@pytest.mark.parametrize(
    "words",
    [
        "This post is no longer available.",
        "This account has been suspended.",
        "This tweet was deleted by its author.",
        "Cette publication a été supprimée par son auteur.",
        "Ce compte est privé.",
        "Dieser Beitrag wurde gelöscht.",
        "Esta publicación fue eliminada.",
        "Эта запись удалена или скрыта.",
        "هذا المنشور غير متاح حاليا.",
    ],
)
def test_a_post_that_was_taken_back(words: str) -> None:
    assert judged(page("Palaver", f"<div>{words}</div>")) is Outcome.GONE


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Please enable JavaScript to use this site.", Outcome.NEEDS_SCRIPTS),
        ("Vous devez activer JavaScript pour afficher cette page.", Outcome.NEEDS_SCRIPTS),
        ("Bitte aktivieren Sie JavaScript in Ihrem Browser.", Outcome.NEEDS_SCRIPTS),
        ("Es necesario activar JavaScript.", Outcome.NEEDS_SCRIPTS),
        ("Для работы сайта необходимо включить JavaScript.", Outcome.NEEDS_SCRIPTS),
        ("يجب تفعيل جافا سكريبت لعرض هذا الموقع", Outcome.NEEDS_SCRIPTS),
        ("Log in to see photos and posts of Front Watch.", Outcome.SIGN_IN),
        ("You must log in to continue.", Outcome.SIGN_IN),
        ("Connectez-vous pour continuer.", Outcome.SIGN_IN),
        ("Bitte melden Sie sich an, um den Beitrag zu sehen.", Outcome.SIGN_IN),
        ("Inicia sesión para continuar.", Outcome.SIGN_IN),
        ("Войдите, чтобы продолжить.", Outcome.SIGN_IN),
        ("يرجى تسجيل الدخول للمتابعة", Outcome.SIGN_IN),
        ("This domain is for sale.", Outcome.PARKED),
        ("Le nom de domaine daily.example est à vendre.", Outcome.PARKED),
        ("Diese Domain steht zum Verkauf.", Outcome.PARKED),
        ("Este dominio está en venta.", Outcome.PARKED),
        ("Домен daily.example продается.", Outcome.PARKED),
        ("هذا النطاق معروض للبيع", Outcome.PARKED),
        ("We are down for maintenance and will be back soon.", Outcome.ERROR_PAGE),
        ("Notre site est en maintenance.", Outcome.ERROR_PAGE),
        ("Unsere Seite wird gerade gewartet.", Outcome.ERROR_PAGE),
        ("Estamos en mantenimiento.", Outcome.ERROR_PAGE),
        ("На сайте ведутся технические работы.", Outcome.ERROR_PAGE),
        ("الموقع تحت الصيانة", Outcome.ERROR_PAGE),
        ("Error establishing a database connection", Outcome.ERROR_PAGE),
        ("Fatal error: Uncaught PDOException in /srv/www/index.php", Outcome.ERROR_PAGE),
        ("Une erreur s’est produite.", Outcome.ERROR_PAGE),
        ("Verbindung zur Datenbank fehlgeschlagen", Outcome.ERROR_PAGE),
        ("Произошла ошибка. Попробуйте позже.", Outcome.ERROR_PAGE),
    ],
)
def test_a_notice_that_stands_alone(words: str, outcome: Outcome) -> None:
    assert judged(page("The Daily", f"<p>{words}</p>")) is outcome


@pytest.mark.parametrize(
    "words",
    [
        "Subscribe to continue reading.",
        "This article is reserved for our subscribers.",
        "Cet article est réservé aux abonnés.",
        "La suite est réservée à nos abonnés.",
        "Weiterlesen mit einem Abo.",
        "Contenido exclusivo para suscriptores.",
        "Материал доступен только по подписке.",
        "للاطلاع على بقية المقال اشترك الآن",
    ],
)
def test_the_beginning_of_an_article_for_subscribers(words: str) -> None:
    inner = f"<h1>Army says 84 killed</h1><p>The army said on Friday that …</p><div>{words}</div>"
    assert judged(page("Army says 84 killed", inner)) is Outcome.PAYWALL


@pytest.mark.parametrize(
    "words",
    [
        "This content is not available in your region.",
        "Our site is unavailable in most European Union countries.",
        "Ce contenu n’est pas disponible dans votre pays.",
        "Dieser Inhalt ist in Ihrem Land nicht verfügbar.",
        "Este contenido no está disponible en su país.",
        "Материал недоступен в вашем регионе.",
        "هذا المحتوى غير متاح في بلدك",
    ],
)
def test_a_page_that_is_not_shown_in_this_part_of_the_world(words: str) -> None:
    assert judged(page("The Daily", f"<p>{words}</p>{REST}")) in (Outcome.NOT_HERE, Outcome.GONE)


@pytest.mark.parametrize(
    ("words", "button"),
    [
        ("We and our 842 partners store cookies on your device.", "Accept all"),
        ("Mit Ihrer Zustimmung verwenden wir Cookies für Werbung.", "Alle akzeptieren"),
        ("Nosotros y nuestros socios usamos cookies.", "Aceptar todo"),
        ("Мы используем файлы cookie и данные партнеров.", "Принять"),
        ("نحن وشركاؤنا نستخدم ملفات تعريف الارتباط", "قبول"),
    ],
)
def test_a_page_that_only_asks_for_consent(words: str, button: str) -> None:
    html = page("The Daily", f"<h1>{words}</h1><button>{button}</button>")
    assert judged(html) is Outcome.CHALLENGE_SUSPECTED


def test_a_cookie_that_the_answer_sets_itself_is_asked_for() -> None:
    asks = page("The Daily", f"<p>Please enable cookies to read this page.</p>{REST}")

    assert judged(asks, ("Set-Cookie", "seen=1")) is Outcome.CHALLENGE_SUSPECTED
    assert judged(asks) is None


@pytest.mark.parametrize("inner", ["<div id=root></div>", "<div id=app>Loading…</div>"])
def test_a_page_that_is_empty_without_scripts(inner: str) -> None:
    assert judged(page("T", f"{inner}<script src=/a.js></script>")) is Outcome.NEEDS_SCRIPTS
    assert judged(page("T", inner)) in (Outcome.EMPTY, None)


@pytest.mark.parametrize(
    ("answered", "outcome"),
    [
        ("https://news.example/", Outcome.ELSEWHERE),
        ("https://www.news.example/fr/", Outcome.ELSEWHERE),
        ("https://news.example/index.html", Outcome.ELSEWHERE),
        ("https://other-paper.example/b", Outcome.ELSEWHERE),
        ("https://news.example/2024/07", None),
        ("https://other-paper.example/", Outcome.ELSEWHERE),
        ("https://news.example/login?next=/2024", Outcome.SIGN_IN),
        ("https://accounts.news.example/v2?continue=x", Outcome.SIGN_IN),
        ("https://news.example/2024/07/army-says-84-dead", None),
        ("https://www.news.example/world/army-says-84-killed", None),
        ("https://news-moved.example/2024/07/army-says-84-killed/", None),
    ],
)
def test_a_way_that_ends_elsewhere(answered: str, outcome: Outcome | None) -> None:
    assert judged(page("The Daily", ARTICLE), urls=(URL, answered)) is outcome


def test_a_section_that_answers_for_a_page_in_it_is_another_page() -> None:
    asked, section = "https://news.example/world/army-says-84-killed", "https://news.example/world/"

    assert judged(page("World", ARTICLE), urls=(asked, section)) is Outcome.ELSEWHERE
    assert judged(page("World", ARTICLE), urls=(f"{section}amp", section)) is None


def test_a_shortened_link_is_made_to_lead_elsewhere() -> None:
    assert judged(page("The Daily", ARTICLE), urls=("https://t.co/aB3", URL)) is None


@pytest.mark.parametrize(
    ("asked", "answered", "outcome"),
    [
        ("https://www.bbc.com/news/world-12", "https://www.bbc.com/", Outcome.ELSEWHERE),
        ("https://rfi.fr/fr/afrique/2024-mali", "https://other.example/b", Outcome.ELSEWHERE),
        ("https://un.org/a", "https://www.un.org/en/", Outcome.ELSEWHERE),
        ("https://bit.ly/3xYz12", "https://news.example/", None),
        ("https://news.example/?utm_source=a", "https://news.example/", None),
        ("https://news.example/?p=123", "https://news.example/", Outcome.ELSEWHERE),
        ("https://news.example/a", "https://news.example:99999/", Outcome.ELSEWHERE),
    ],
)
def test_a_short_name_is_no_shortened_link(
    asked: str, answered: str, outcome: Outcome | None
) -> None:
    assert judged(page("The Daily", ARTICLE), urls=(asked, answered)) is outcome


@pytest.mark.parametrize(
    "content",
    ["0;url=/b", "0; URL='/b'", '3,"/b"', "0 /b", ".5; /b", "0;  uRl = /b", '1;url="/b" rest'],
)
def test_a_refresh_is_read_in_every_spelling(content: str) -> None:
    assert judged(page("T", "<p>Wait."), ("Refresh", content)) is Outcome.ELSEWHERE
    meta = f"<meta HTTP-EQUIV=Refresh content='{content}'>".replace("='/b'", "=/b")
    assert judged(meta + page("T", "<p>Wait.")) is Outcome.ELSEWHERE


@pytest.mark.parametrize(
    "content", ["1800", "60; url=/live", "url=/b", "soon; url=/b", "0x; /b", ""]
)
def test_what_a_browser_would_not_follow_at_once_sends_nobody_on(content: str) -> None:
    assert judged(page("T", "<p>Twelve soldiers were killed."), ("Refresh", content)) is None


@pytest.mark.parametrize("content", ["5", "0; url=", "5; url=" + URL])
def test_a_page_that_reloads_itself_leads_nowhere_else(content: str) -> None:
    assert judged(page("T", REST), ("Refresh", content)) is None
    assert judged(page("T", REST), ("Refresh", "5; url=/b")) is Outcome.ELSEWHERE
    assert judged(page("T", "<p>Please hold on."), ("Refresh", content)) is Outcome.ELSEWHERE


def test_a_refresh_for_those_without_scripts_sends_nobody_on() -> None:
    html = "<noscript><meta http-equiv=refresh content='0;url=/nojs'></noscript>"
    assert judged(html + page("T", "<p>Twelve soldiers were killed.")) is None


@pytest.mark.parametrize(
    "inner",
    [
        "<p>The page was deleted on Sunday, the ministry said. It had named twelve dead.",
        "<p>The document was removed from the ministry’s website, and the account suspended.",
        "<p>Facebook took the post down. Its author had spoken of twelve dead.",
        "<p>Mali said the channel is not available in the country any more.",
        "<p>La page du ministère n’existe plus sur Facebook, selon un porte-parole du groupe.",
        "<p>The governor asked residents to sign in at the camp, where 12 people are registered.",
        "<p>Twelve people were killed. Subscribe to our newsletter to read more stories.",
        "<p>Двенадцать солдат убиты. Подпишитесь на наш канал, чтобы читать первыми.",
        "<p>The hospital is for sale, and its database failed in the attack on Sunday night.",
        "<p>The service is down since the attack on the masts, residents told us. Twelve died.",
        "<p>Hackers published data of partners of the army. Twelve dead.<p><button>Accept all",
        "<p>Twelve dead.</p><blockquote>This content is not available.</blockquote>" + REST * 2,
        "<form><input type=password><button>Log in</button></form>" + REST,
        "<p>84 soldiers were killed.</p><footer>Please log in. This page was moved.</footer>",
    ],
)
def test_a_short_article_that_speaks_of_such_things_is_a_page(inner: str) -> None:
    assert (
        judged(page("Twelve dead in the north", f"<h1>Twelve dead in the north</h1>{inner}"))
        is None
    )


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Opened", "So it said. Until now only subscribers could read the full text. It is over."),
        ("Law", "Users must sign in to read forums, it says. Minors need an account to see them."),
        ("Rockets", "We were being careful, one said. The site was under maintenance."),
        ("Maintenance", "Maintenance of the tanks costs 84 million, the army said."),
        ("General silenced", "This account has been suspended, users were told on Friday."),
        ("Domain for sale", "The domain junta.example is for sale, its former owner said."),
        ("Dam breaks", "A fatal error led to it, the operator said. Something went wrong."),
        ("Scripts", "The portal must work without JavaScript, the army said on Friday."),
        ("Facebook", "Cette publication a été supprimée, a indiqué la société."),
        ("Zeitung", "Sie kündigte es an. Bisher konnten nur Abonnenten weiterlesen. Das endet."),
        ("Red social", "Esta publicación fue eliminada el viernes, informó la empresa."),
        ("Соцсеть", "Эта запись удалена в пятницу, сообщила компания. Автор писал о 84 убитых."),
        ("منشور", "تم حذف هذا المنشور يوم الجمعة، وقالت الشركة إن صاحبه كتب عن 84 قتيلا."),
    ],
)  # fmt: skip
def test_what_says_who_said_something_is_no_notice(title: str, words: str) -> None:
    assert judged(page(title, f"<h1>{title}</h1><p>{words}</p>")) is None


@pytest.mark.parametrize(
    "words",
    [
        "The army said on Friday that 84 … Subscribe to continue reading.",
        "The army said on Friday that 84 were killed. Subscribe to read the full story.",
        "L’armée a déclaré vendredi que 84 … La suite est réservée à nos abonnés.",
    ],
)
def test_a_notice_may_stand_at_the_end_of_the_paragraph_it_cuts_off(words: str) -> None:
    assert judged(page("The Daily", f"<p>{words}</p>")) is Outcome.PAYWALL


@pytest.mark.parametrize(
    "form",
    ["<div hidden>{}</div>", "<dialog>{}</dialog>", "<div style='display: none'>{}</div>",
     "<style>.a{{display:none}}</style><b class=a>{}</b>", "<nav>{}</nav>", "<aside>{}</aside>"],
)  # fmt: skip
def test_a_field_to_sign_in_beside_a_short_article_is_no_wall(form: str) -> None:
    field = form.format("<h2>Log in</h2><form><input type=password><button>Log in</button></form>")
    words = "<h1>84 killed</h1><p>The army said that 84 soldiers were killed.</p>"

    assert judged(page("84 killed", words + field)) is None


def test_headings_for_those_without_scripts_are_not_those_of_the_page() -> None:
    inner = "<h1>84 killed</h1><p>84 were killed.</p><noscript><h2>Page not found</h2></noscript>"
    assert judged(page("84 killed", inner)) is None


@pytest.mark.parametrize(
    "words",
    [
        "This page was not found.", "Subscribe to continue reading.", "Please log in to continue.",
        "This content is not available in your country.", "We are down for maintenance.",
    ],
)  # fmt: skip
def test_a_long_page_is_no_wall_whatever_it_says(words: str) -> None:
    assert judged(page("Twelve dead", f"<p>{words}</p>{ARTICLE}")) is None
