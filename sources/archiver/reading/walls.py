"""Tell a wall from a page: tests for robots, consent screens, and error pages that say 200.

A wall is only ever suspected. Each sign is one that a page about something hardly shows: the
whole title, a header, an address that exists for consent alone, the variables of a test's own
script. What a page *says* counts in short answers only, because an article may well write about
robots. The bytes are sealed in any case; a suspicion only keeps them from being taken for the page.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from sources.archiver.outcomes import Outcome
from sources.archiver.sentences import Said, say
from sources.archiver.values import Extraction, Fetched

SHORT = 1500
"""Characters: a wall has no more to say."""
SHORTEST = 200
"""Characters: what a page has to say that only leads to another by its script."""
SHORTISH = 6000
"""Characters: what a wall with legal small print has to say."""
TELLING = 13
"""Characters: a shorter title ("Captcha") may be that of an article, unless there is none."""
HEAD_BYTES = 200_000

# Whole titles, without case and without dots at the end. The robot tests of the large networks
# translate theirs.
TEST_TITLES = frozenset(
    {
        "just a moment", "attention required! | cloudflare", "ddos-guard", "checking your browser",
        "one moment, please", "please wait", "security check", "security verification",
        "verify you are human", "human verification", "are you a robot?", "robot check",
        "are you human?", "robot or human?", "captcha", "recaptcha",
        "please verify you are a human", "pardon our interruption", "client challenge",
        "vercel security checkpoint", "making sure you're not a bot!", "bot verification",
        "un instant", "un moment", "vérification de sécurité", "êtes-vous un robot ?",
        "vérifiez que vous êtes humain", "nur einen moment", "einen moment", "einen moment bitte",
        "sicherheitsüberprüfung", "un momento", "un momento por favor", "um momento",
        "один момент", "проверка браузера", "проверка безопасности", "вы не робот?",
        "подтвердите, что вы не робот", "подтвердите, что вы человек", "ой!", "ой, капча!",
        "зачекайте", "bir dakika lütfen", "een ogenblik geduld",
        "لحظة", "لحظة واحدة", "التحقق من الأمان", "تحقق من أنك إنسان",
        "请稍候", "請稍候", "しばらくお待ちください", "잠시만 기다리십시오", "安全验证",
    }
)  # fmt: skip
CONSENT_TITLES = re.compile(
    r"before you continue( to .{1,60})?|your privacy choices|cookie consent|we value your privacy"
    r"|avant (d'accéder à|de continuer).{0,60}|bevor (sie|du) .{0,60}(fortfahren|weitergehst|"
    r"weitergehen)|datenschutz-?einstellungen|antes de (ir a|continuar|acceder).{0,60}"
    r"|prima di continuare.{0,60}|voordat je verdergaat.{0,60}|прежде чем (вы )?(продолжить|"
    r"перейти).{0,60}|قبل (المتابعة|الانتقال|أن تتابع).{0,60}|gérer vos cookies|consentement"
)
ERROR_TITLES = re.compile(
    r"((http |error |erreur |fehler |ошибка |خطأ )?(403|404|410|500|502|503|504))"
    r"( ?[-:|–—]? ?(error|forbidden|not found|gone|page not found|file not found|internal server "
    r"error|bad gateway|service (temporarily )?unavailable|gateway time-?out))?( \| .{1,60})?"
    r"|(page|file|site|object) not found|access denied|(internal )?server error|bad gateway"
    r"|service unavailable|page (introuvable|non trouvée)|accès refusé|seite nicht gefunden"
    r"|página no encontrada|pagina non trovata|страница не найдена|доступ запрещ[её]н"
    r"|сторінку не знайдено|الصفحة غير موجودة|لم يتم العثور على الصفحة|sayfa bulunamadı"
)
_META = re.compile(rb"<meta\b[^<>]{1,500}>")
_AT_ONCE = re.compile(
    rb"\bcontent\s{0,9}=\s{0,9}[\"']?\s{0,9}\d?(?:\.\d{1,9})?\s{0,9}[;,]\s{0,9}url\s{0,9}="
)
_BY_SCRIPT = re.compile(
    rb"(?:\b(?:window|document|self|top|parent)\.|<script[^<>]{0,200}>\s{0,99}|[;{}]\s{0,99})location"
    rb"(?:\.href)?(?:\s{0,9}=|\.(?:replace|assign)\s{0,9}\()\s{0,9}[\"'`]"
)
# What a short answer says, in the languages that our sources write in.
TEST_WORDS = (
    "checking your browser", "verify you are human", "verifying you are human",
    "verify that you are human", "enable javascript and cookies to continue",
    "please enable js and disable any ad blocker", "are you a robot", "you are not a robot",
    "you're not a robot", "unusual traffic from your computer", "performing security verification",
    "attention required! | cloudflare", "ddos-guard", "incapsula incident id",
    "please turn javascript on and reload the page", "press & hold to confirm you are",
    "enable javascript to continue", "completing the captcha", "complete the captcha",
    "vérifiez que vous êtes humain", "vérification que vous n'êtes pas un robot",
    "vous n'êtes pas un robot", "activez javascript et les cookies", "trafic exceptionnel",
    "bestätigen sie, dass sie ein mensch sind", "dass sie kein roboter sind",
    "verifica que eres humano", "no eres un robot", "non sei un robot", "que você é humano",
    "проверка браузера", "подтвердите, что вы не робот", "что вы не робот", "что вы человек",
    "включите javascript и", "запросы, отправленные с вашего устройства, похожи на",
    "перевірте, що ви людина", "insan olduğunuzu doğrulayın", "robot olmadığınızı",
    "تحقق من أنك إنسان", "أنك لست روبوت", "أنك لست برنامج روبوت", "التحقق من المتصفح",
)  # fmt: skip
CONSENT_WORDS = (
    "before you continue to", "before you can continue", "avant d'accéder à google",
    "avant de continuer", "bevor sie fortfahren", "bevor sie zu google", "bevor du fortfährst",
    "antes de continuar", "antes de ir a google", "prima di continuare", "voordat je verdergaat",
    "прежде чем продолжить", "прежде чем перейти", "قبل المتابعة", "قبل الانتقال إلى",
    "continue without accepting and subscribe", "accept cookies to continue",
    "please accept cookies to", "acceptez les cookies pour", "akzeptieren sie cookies, um",
    "mit werbung weiterlesen", "mit werbung und cookies weiterlesen",
)  # fmt: skip
# Variables and fields of the tests themselves; the networks' scripts alone stand on real pages too.
TEST_MARKUP = (
    b"window._cf_chl_opt", b'id="challenge-form"', b'id="challenge-running"', b'id="cf-challenge',
    b'id="px-captcha"', b"captcha-delivery.com/captcha", b"var dd={'rt'", b'"sucuri_cloudproxy_js"',
    b"/.well-known/ddos-guard/js-challenge", b"_incapsula_resource?swudnsai", b"awswafintegration.",
    b'action="/checkcaptcha', b"smartcaptcha", b'action="/errors/validatecaptcha"',
    b"/.within.website/x/cmd/anubis",
)  # fmt: skip
CONSENT_MARKUP = (
    b'action="https://consent.google.', b'action="https://consent.youtube.',
    b'action="/v2/collectconsent', b'class="consent-form" method="post"',
)  # fmt: skip
CONSENT_HOSTS = frozenset({"consent", "guce", "cookiewall", "privacywall", "myprivacy", "consents"})
_CONSENT_PATH = re.compile(r"/(cookie-?wall|cookie-?consent|privacy-?gate|consent)(/|$)")


def by_header(header: dict[str, str]) -> bool:
    """Whether a network in front of the site says in a header that this is its test.

    Args:
        header: names in lower case, and values.
    """
    return bool(
        header.get("cf-mitigated")
        or header.get("x-amzn-waf-action", "").lower() in ("challenge", "captcha")
        or header.get("x-vercel-mitigated", "").lower() == "challenge"
    )


def judge_answer(fetched: Fetched, extraction: Extraction) -> tuple[Outcome, Said] | None:
    """Say what a whole 2xx HTML answer is, if it hardly is the page that was asked for.

    Args:
        fetched: what came of the address, with its body.
        extraction: the text that was read from it.

    Returns:
        The outcome and what tells it, or None for what looks like a page.
    """
    if extraction.kind not in ("html", "text"):
        return None
    title = _plain(extraction.metadata.get("title", "")).rstrip(". ")
    text = _start(extraction.text)
    return (
        _by_title(title, len(text))
        or _by_address(fetched)
        or _by_markup(fetched.body or b"", len(text))
        or _by_words(text)
    )


def _by_title(title: str, length: int) -> tuple[Outcome, Said] | None:
    is_test = title in TEST_TITLES and (length < SHORTISH or len(title) >= TELLING)
    if is_test or CONSENT_TITLES.fullmatch(title):
        return Outcome.CHALLENGE_SUSPECTED, say("wall.title", title=title)
    if length < SHORT and ERROR_TITLES.fullmatch(title):
        return Outcome.ERROR_PAGE, say("wall.error_title", title=title)
    return None


def _by_address(fetched: Fetched) -> tuple[Outcome, Said] | None:
    """A redirect ended at a place that exists to ask for consent."""
    if len(fetched.hops) < 2 or fetched.last is None:  # noqa: PLR2004 - one redirect or more
        return None
    first, last = fetched.hops[0].target, fetched.last.target
    label = last.host.split(".", 1)[0]
    moved = label in CONSENT_HOSTS and label != first.host.split(".", 1)[0]
    path = urlsplit(last.url).path.lower()
    if moved or (_CONSENT_PATH.search(path) and not _CONSENT_PATH.search(first.url.lower())):
        return Outcome.CHALLENGE_SUSPECTED, say("wall.consent", url=last.url)
    return None


def _by_markup(body: bytes, length: int) -> tuple[Outcome, Said] | None:
    if length >= SHORTISH:
        return None
    head = body[:HEAD_BYTES].lower()
    if _sends_on(head, length):
        return Outcome.EMPTY, say("wall.sends_on")
    mark = _first(TEST_MARKUP + CONSENT_MARKUP, head)
    if mark is None:
        return None
    return Outcome.CHALLENGE_SUSPECTED, say("wall.markup", mark=mark.decode())


def _by_words(text: str) -> tuple[Outcome, Said] | None:
    if len(text) >= SHORT:
        return None
    for mark in TEST_WORDS + CONSENT_WORDS:
        if mark in text:
            return Outcome.CHALLENGE_SUSPECTED, say("wall.words", mark=mark)
    return None


def _sends_on(head: bytes, length: int) -> bool:
    """Whether a short page leads elsewhere at once: <meta http-equiv=refresh content="0; url=...">.

    At once is within ten seconds. A script that does so may have another purpose, so it counts only
    where there is hardly any text beside it.

    Every repetition is bounded and no tag is begun within another, so the time grows with the
    length of the page alone.
    """
    if length < SHORTEST and _BY_SCRIPT.search(head):
        return True
    tags = _META.findall(head) if length < SHORT else ()
    return any(b"refresh" in tag and _AT_ONCE.search(tag) for tag in tags)


def _first(marks: Iterable[bytes], body: bytes) -> bytes | None:
    return next((mark for mark in marks if mark in body), None)


def _start(text: str) -> str:
    """A text as `_plain` gives it, if it is short; else as much of it as shows that it is not."""
    start = _plain(text[: 2 * SHORTISH])
    return start if len(text) <= 2 * SHORTISH or len(start) >= SHORTISH else _plain(text)


def _plain(text: str) -> str:
    """Text without case, curly apostrophes, dots of elision, and white space in a row."""
    text = text.replace("’", "'").replace("…", "...")
    return " ".join(text.casefold().split())
