"""Spanish."""

from sources.archiver.reading.walls.words.table import NoticeWords

WORDS = NoticeWords(
    this_page=r"""
        \b(?:esta|este) (?:página|artículo|contenido|enlace|documento|nota|noticia|texto)\b
        \b(?:página|artículo|contenido|dirección) (?:que (?:busca|ha|está|solicit)|solicitad|buscad)
    """,
    page_noun=r"""
        (?:página|artículo|contenido|noticia)\b
    """,
    gone=r"""
        \bno (?:se )?(?:encontr\w+|existe|encuentra|ha sido encontrad\w)
        \bno (?:está )?disponible\b
        \bya no\b
        \b(?:ha sido|fue|sido) (?:eliminad|borrad|movid|retirad)\w
    """,
    this_post=r"""
        \b(?:esta|este) (?:publicación|tuit|mensaje|vídeo|video|cuenta|perfil|foto|canal)\b
        \bsu (?:autor|autora)\b
        \b(?:no puede|no puedes) (?:ver|leer)\b
    """,
    taken_back=r"""
        \b(?:eliminad|borrad|retirad|ocultad|suspendid|privad)[oa]
        \b(?:eliminó|borró|retiró)
        \bno (?:está )?(?:disponible|visible)\b
        \b(?:no puede|no puedes) (?:ver|leer)\b
    """,
    switch_on=r"""
        \b(?:activ|habilit|necesit|requier|desactivad|sin\b|debe|funcion)
    """,
    sign_in=r"""
        \b(?:inici\w+|inicie) (?:\w+ )?sesión\b
        \b(?:identifícate|identificarse|identifíquese|regístrate|regístrese|registrarse)\b
        \b(?:acceder con|tu cuenta|su cuenta|una cuenta)\b
    """,
    in_order_to=r"""
        \bpara (?:continuar|ver|leer|acceder|seguir)\b
        \b(?:debe|debes|por favor|es necesario|tiene que|tienes que)\b
    """,
    subscribers=r"""
        \b(?:suscri(?:ptor\w*|pción|birse|bete|base|ba)|suscríb\w+|abonad\w+)\b
    """,
    read_on=r"""
        \b(?:exclusiv\w+|solo|sólo|reservad\w+|desbloque\w+)\b
        \bpara (?:seguir|leer|continuar|acceder)\b
        \b(?:sigue|siga|seguir|continúa|continuar) leyendo\b
        \bresto d\w+\b
    """,
    here=r"""
        \b(?:su|tu|este) (?:país|territorio)\b
        \b(?:su|tu|esta) (?:región|ubicación|zona)\b
        \bdonde (?:usted |tú )?(?:está|estás|se encuentra)\b
    """,
    not_shown=r"""
        \bno\b
        \b(?:bloquead|restringid)\w
    """,
    cookies_on=r"""
        \b(?:activ|habilit|necesari|necesit|permit|requier|acept|desactiv|bloque)
    """,
    for_reading=r"""
        \bpara (?:leer|ver|continuar|usar|acceder|utilizar)\b
        \b(?:su|tu) navegador\b
    """,
    this_name=r"""
        \b[\w-]{1,63}\.[a-z]{2,18}\b
        \beste (?:dominio|nombre|sitio)\b
        \bdominio\b
    """,
    for_sale=r"""
        \b(?:en venta|a la venta|se vende|ha caducado|caducado|ha expirado|aparcado)\b
    """,
    site=r"""
        \b(?:nuestr[oa]|este|el|esta|la) (?:sitio|web|página|servicio|portal)\b
        \b(?:estamos|volveremos|volvemos)\b
    """,
    upkeep=r"""
        \b(?:mantenimiento|actualizando)\b
        \bvolv(?:emos|eremos) (?:pronto|en)\b
        \btemporalmente (?:fuera|no|inaccesible|cerrad\w)
        \b(?:vuelva|vuelve|inténtelo|inténtalo) (?:más|en|a|de)\b
    """,
    fault=r"""
        \bbase de datos\b.{0,60}\b(?:conexión|error|conectar)\b
        \b(?:conexión|error|conectar)\b.{0,60}\bbase de datos\b
        \b(?:error interno|error del servidor|algo salió mal)\b
        \b(?:ha ocurrido|se produjo|se ha producido) un error\b
    """,
    personal_data=r"""
        \b(?:cookies?|socios|privacidad|consentimiento|datos|rastreadores)\b
        \b(?:publicidad|personaliz\w+|interés legítimo|(?:su|tu) dispositivo)\b
    """,
    agree=r"""
        \b(?:aceptar|acepto|rechazar)(?: (?:todo|todas|y|las)\b|$)
        \b(?:configurar|gestionar|continuar sin)\b
    """,
    reported=r"""
        \b(?:dijo|dijeron|declaró|afirmó|anunció|informó|señaló|explicó|añadió|aseguró)\b
        \b(?:dice|dicen|explica|afirma|asegura) (?:el|la|los|las|un|una)\b
        \bsegún (?:un|una|fuentes)\b
        \bportavoz
    """,
    sign_in_heading=r"""
        (?:iniciar sesión|inicia sesión|inicie sesión|acceder|identifícate)(?: .{0,40})?
    """,
    upkeep_heading=r"""
        (?:sitio |página |web )?en mantenimiento
        volvemos (?:pronto|enseguida)
    """,
    fault_heading=r"""
        error(?: interno| del servidor| \d{3})?
    """,
)
