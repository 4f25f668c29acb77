"""German."""

from sources.archiver.reading.walls.words.table import NoticeWords

WORDS = NoticeWords(
    this_page=r"""
        \b(?:diese[rs]?|gesuchte|angeforderte)\s(?:\w+\s){0,2}(?:seite|artikel|inhalt|dokument|link)\b
        \bdieser (?:beitrag|text)\b
        \b(?:seite|artikel|inhalt|beitrag|dokument), (?:die|der|den|das) sie\b
        \bsie (?:\w+ ){0,2}(?:gesuchte|angeforderte|aufgerufene)\b
    """,
    page_noun=r"""
        (?:seite|artikel|inhalt|dokument|beitrag)\b
    """,
    gone=r"""
        \bnicht (?:\w+ ){0,2}(?:gefunden|vorhanden|verfügbar|auffindbar|existier\w+)
        \b(?:existiert|gibt es) nicht\b
        \bnicht mehr\b
        \b(?:gelöscht|entfernt|verschoben)\b
    """,
    this_post=r"""
        \b(?:dieser|diese|dieses) (?:beitrag|post|tweet|nachricht|video|konto|profil|kanal|foto)\b
        \b(?:sein|ihr) (?:verfasser|autor|urheber)
        \bsie können (?:diesen|diese|dieses)\b
    """,
    taken_back=r"""
        \b(?:gelöscht|entfernt|zurückgezogen|zurückgenommen|gesperrt|privat)\b
        \bnicht (?:mehr )?(?:verfügbar|sichtbar|sehen|zu sehen)
        \b(?:derzeit|momentan) nicht\b
    """,
    switch_on=r"""
        (?:aktivier|einschalt|schalten|erforder|benötig|brauch|deaktivier|ausgeschaltet|\bohne\b)
    """,
    sign_in=r"""
        \b(?:anmelden|anmeldung|angemeldet|einloggen|eingeloggt|registrieren|login)\b
        \bmelden sie sich\b
        \bloggen sie sich\b
    """,
    in_order_to=r"""
        \bum (?:\w+ ){0,5}(?:zu \w+|fortzufahren|weiterzulesen|zuzugreifen|anzusehen)\b
        \b(?:bitte|müssen|weiterlesen)\b
    """,
    subscribers=r"""
        \b(?:abonn\w+|abos?|plus-mitglied\w*)\b
    """,
    read_on=r"""
        \b(?:weiterlesen|weiterzulesen|freischalten|vorbehalten|exklusiv)\b
        \bnur (?:für|mit)\b
        \b(?:ganzen?|vollständigen?|gesamten?) (?:artikel|text|beitrag|inhalt)\b
        \blesen sie (?:weiter|mehr)\b
        \bweiter lesen\b
    """,
    here=r"""
        \b(?:ihrem|deinem|diesem) (?:land|gebiet|standort)\b
        \b(?:ihrer|deiner|dieser) region\b
        \bwo (?:sie|du) (?:sind|bist|leben)\b
    """,
    not_shown=r"""
        \b(?:nicht|gesperrt|blockiert|untersagt)\b
    """,
    cookies_on=r"""
        \b(?:aktivier|erlaub|erforderlich|benötig|deaktivier|zulass|akzeptier|zustimm)
    """,
    for_reading=r"""
        \bum (?:\w+ ){0,5}(?:zu \w+|fortzufahren|weiterzulesen|zuzugreifen|anzusehen)\b
        \b(?:ihr|ihrem|ihren) browser\b
    """,
    this_name=r"""
        \b[\w-]{1,63}\.[a-z]{2,18}\b
        \b(?:diese |die )?(?:domain|internetadresse)\b
    """,
    for_sale=r"""
        \b(?:zu verkaufen|zum verkauf|abgelaufen|geparkt)\b
    """,
    site=r"""
        \b(?:unsere|diese|die) (?:web|internet)?(?:seite|site|portal)\b
        \bwir\b
    """,
    upkeep=r"""
        \b(?:wartung\w*|gewartet|überarbeitet|gepflegt)\b
        \b(?:gleich|bald) (?:wieder|zurück)\b
        \bvorübergehend nicht\b
        \bspäter (?:erneut|noch ?mal|wieder)\b
    """,
    fault=r"""
        \bdatenbank\w*\b.{0,60}\b(?:verbindung|fehler|nicht)\b
        \b(?:verbindung|fehler)\b.{0,60}\bdatenbank
        \bein (?:\w+ )?(?:fehler|problem) ist\b
        \b(?:interner (?:server)?fehler|serverfehler)\b
        \bist (?:etwas )?schief ?gelaufen\b
    """,
    personal_data=r"""
        \b(?:cookies?|partner|privatsphäre|datenschutz|einwilligung|daten)\b
        \b(?:werbung|personalisier\w+|berechtigtes interesse|ihrem gerät|zustimmung)\b
    """,
    agree=r"""
        \b(?:alle[sn]? )?(?:akzeptieren|zustimmen|ablehnen|annehmen)\b
        \b(?:einstellungen|weiter ohne)\b
    """,
    reported=r"""
        \b(?:sagte|erklärte|teilte|berichtete|meldete|kündigte)n?\b
        \blaut (?:dem|der|einem|einer)\b
        \bnach angaben\b
        \b(?:sprecher|sprecherin)\b
        \bhieß es\b
    """,
    sign_in_heading=r"""
        (?:bitte )?(?:anmelden|anmeldung|einloggen|login)(?: .{0,40})?
    """,
    upkeep_heading=r"""
        (?:wartungsarbeiten|wartung|wartungsmodus)
        wir sind (?:gleich|bald) (?:wieder da|zurück)
    """,
    fault_heading=r"""
        (?:interner )?(?:server)?fehler(?: \d{3})?
    """,
)
