"""French."""

from sources.archiver.reading.walls.words.table import NoticeWords

WORDS = NoticeWords(
    this_page=r"""
        \b(?:cette|cet|ce) (?:page|article|contenu|document|lien|adresse|texte)\b
        \b(?:page|article|contenu|document|adresse) (?:demandée?|recherchée?|que vous)\b
        \b(?:elle|il) a peut-être été\b
    """,
    page_noun=r"""
        (?:page|article|contenu|document)\b
    """,
    gone=r"""
        \bintrouvable
        \bn'existe (?:pas|plus)\b
        \bn'est (?:pas|plus) (?:disponible|en ligne|accessible)
        \b(?:été|être) (?:\w+ )?(?:supprimé|déplacé|retiré|effacé)
        \b(?:pas|non) (?:été )?trouvé
        \bindisponible
    """,
    this_post=r"""
        \b(?:ce|cette|cet) (?:publication|post|tweet|message|vidéo|compte|profil|photo|chaîne)\b
        \bson (?:auteur|autrice|auteure)\b
        \bvous ne pouvez (?:pas|plus) (?:voir|lire|consulter)\b
    """,
    taken_back=r"""
        \b(?:été|est|l'a|a) (?:\w+ )?(?:supprimé|retiré|masqué|effacé|privé|suspendu)
        \bn'est (?:pas|plus) (?:disponible|visible|accessible)
        \bn'existe plus\b
        \bindisponible
        \bvous ne pouvez (?:pas|plus) (?:voir|lire|consulter)\b
    """,
    switch_on=r"""
        \b(?:activ|nécessi|requi|besoin|désactiv|sans\b|doit|exig|fonctionn)
    """,
    sign_in=r"""
        \b(?:connectez|identifiez|inscrivez)-vous\b
        \b(?:vous connecter|vous identifier|vous inscrire|se connecter|connexion|connecté)
    """,
    in_order_to=r"""
        \bpour (?:continuer|voir|lire|accéder|consulter|poursuivre)\b
        \b(?:vous devez|veuillez|il faut|merci de)\b
    """,
    subscribers=r"""
        \babonn(?:é|ez|er|ement)
    """,
    read_on=r"""
        \bréservé
        \bpour (?:lire|continuer|accéder|poursuivre)\b
        \b(?:la suite|le reste|l'intégralité)\b
        \bil (?:vous )?reste\b
        \b(?:continuer|poursuivre) (?:la|votre) lecture\b
        \b(?:exclusi\w+|débloquer|uniquement)\b
    """,
    here=r"""
        \b(?:votre|ce) (?:pays|région|territoire|localisation|zone)\b
        \blà où vous\b
        \bdepuis (?:votre|ce|cette)\b
    """,
    not_shown=r"""
        \b(?:pas|plus|ne peut|indisponible|inaccessible)\b
        \b(?:bloqué|restreint)
    """,
    cookies_on=r"""
        \b(?:activ|autoris|nécessaire|requi|désactiv|bloqu|accept)
    """,
    for_reading=r"""
        \bpour (?:lire|voir|continuer|utiliser|accéder|consulter)\b
        \bvotre navigateur\b
    """,
    this_name=r"""
        \b[\w-]{1,63}\.[a-z]{2,18}\b
        \bce (?:nom|domaine|site)\b
        \bnom de domaine\b
    """,
    for_sale=r"""
        \b(?:à vendre|en vente)\b
        \ba expiré
        \best (?:expiré|garé|parqué)
    """,
    site=r"""
        \b(?:notre|ce|le) (?:site|service|portail|serveur)\b
        \bnous\b
    """,
    upkeep=r"""
        \b(?:maintenance|travaux)\b
        \bde retour\b
        \b(?:temporairement|momentanément) (?:indisponible|inaccessible|fermé)
        \b(?:revenez|réessayez)\b
        \bmise à jour\b
    """,
    fault=r"""
        \bbase de données\b.{0,60}\b(?:connexion|erreur|indisponible|impossible)\b
        \b(?:connexion|erreur|impossible)\b.{0,60}\bbase de données\b
        \b(?:une erreur|un problème) (?:[\w']+ ){0,2}(?:produite?|survenue?)\b
        \berreur (?:interne|du serveur|technique|fatale)\b
    """,
    personal_data=r"""
        \b(?:cookies?|partenaires|traceurs|vie privée|consentement|données)\b
        \b(?:publicité\w*|personnalis\w+|intérêt légitime|votre (?:appareil|choix|terminal))\b
    """,
    agree=r"""
        \b(?:tout|j') ?(?:accepte|accepter|refuser|autoriser)
        \b(?:accepter|refuser) (?:tout|et|les)\b
        \b(?:continuer|poursuivre) sans\b
        \b(?:paramétrer|gérer) (?:mes|les|vos)\b
    """,
    reported=r"""
        \b(?:a|ont|avait) (?:\w+ )?(?:dit|déclaré|affirmé|annoncé|indiqué)\b
        \b(?:a|ont|avait) (?:\w+ )?(?:précisé|ajouté|expliqué)\b
        \b(?:a|ont) fait savoir\b
        \b(?:dit|explique|affirme|indique|déclare|annonce|précise) (?:le|la|l'|les|un|une)\b
        \b(?:selon|d'après) (?:une?|des)\b
        \bdit-(?:il|elle|on)\b
        \bporte-parole\b
    """,
    sign_in_heading=r"""
        (?:se connecter|connexion|connectez-vous|identifiez-vous|identification)(?: .{0,40})?
    """,
    upkeep_heading=r"""
        (?:site )?(?:en )?maintenance
        (?:nous serons |de retour )?bientôt(?: de retour)?
        site (?:temporairement )?indisponible
    """,
    fault_heading=r"""
        erreur(?: interne| serveur| du serveur| \d{3})?
    """,
)
