"""Tests for robots, screens of consent and error pages, as the large networks word them."""

import re

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
GONE_TITLES = re.compile(
    r"404|410|not found|gone|introuvable|non trouvée|gefunden|encontrada|non trovata|не найдена"
    r"|не знайдено|غير موجودة|العثور|bulunamadı"
)
"""Of titles of error pages those that say that the page is not there."""
ERROR_TITLES = re.compile(
    r"((http |error |erreur |fehler |ошибка |خطأ )?(403|404|410|500|502|503|504))"
    r"( ?[-:|–—]? ?(error|forbidden|not found|gone|page not found|file not found|internal server "
    r"error|bad gateway|service (temporarily )?unavailable|gateway time-?out))?( \| .{1,60})?"
    r"|(page|file|site|object) not found|access denied|(internal )?server error|bad gateway"
    r"|service unavailable|page (introuvable|non trouvée)|accès refusé|seite nicht gefunden"
    r"|página no encontrada|pagina non trovata|страница не найдена|доступ запрещ[её]н"
    r"|сторінку не знайдено|الصفحة غير موجودة|لم يتم العثور على الصفحة|sayfa bulunamadı"
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
