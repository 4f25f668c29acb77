"""French, with "septante", "huitante" and "nonante", and the long scale."""

from decimal import Decimal

from tracker.base.language.folding import folded
from tracker.base.language.table import (
    Bound,
    Credits,
    Disputes,
    Happenings,
    Language,
    Speech,
    WordRole,
    Writing,
    bounds,
    listed,
    phrases,
    tens_then_unit,
    valued,
    worded,
)

_CARDINALS = valued(
    {
        0: "zéro", 1: "un une", 2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept",
        8: "huit", 9: "neuf", 10: "dix", 11: "onze", 12: "douze", 13: "treize", 14: "quatorze",
        15: "quinze", 16: "seize", 20: "vingt vingts", 30: "trente", 40: "quarante",
        50: "cinquante", 60: "soixante", 70: "septante", 80: "huitante octante", 90: "nonante",
    }
)  # fmt: skip
_LARGE = {
    10**6: "million",
    10**9: "milliard",
    10**12: "billion",
    10**15: "billiard",
    10**18: "trillion",
}
_MULTIPLIERS = valued({100: "cent cents", 1000: "mille mil"}) | {
    word + end: value for value, word in _LARGE.items() for end in ("", "s")
}
_GATHERED = {
    8: "huit", 9: "neuv", 10: "diz", 12: "douz", 15: "quinz", 20: "vingt", 30: "trent",
    40: "quarant", 50: "cinquant", 60: "soixant", 100: "cent",
}  # fmt: skip
_COLLECTIVES = {
    stem + end: value for value, stem in _GATHERED.items() for end in ("aine", "aines")
} | valued({1000: "millier milliers"})
_ORDINAL_STEMS = {
    "cinq": "cinqu", "neuf": "neuv", "zero": "", "vingts": "", "cents": "", "mil": "", "une": "",
    **{f"{word}s": "" for word in _LARGE.values()},
}  # fmt: skip
"""How an ordinal's stem differs from its cardinal; those that make none have none."""
_ORDINALS = {
    _ORDINAL_STEMS.get(word, word.removesuffix("e")) + "ieme" + end: value
    for word, value in (_CARDINALS | _MULTIPLIERS).items()
    if _ORDINAL_STEMS.get(word, word)
    for end in ("", "s", "ment")
}
_HALVED = {
    word: value
    for word, value in (_MULTIPLIERS | _COLLECTIVES).items()
    if value and value > 10 and not word.endswith("s") and word not in ("cent", "mille", "mil")  # noqa: PLR2004
}
_PEOPLES = """
malien nigerien nigerian burkinabe burkinais mauritanien senegalais ivoirien algerien libyen
tchadien guineen togolais beninois ghaneen tunisien marocain egyptien soudanais ethiopien somalien
congolais rwandais camerounais centrafricain africain francais russe ukrainien americain britannique
anglais allemand italien espagnol portugais belge turc turque chinois indien pakistanais afghan
iranien irakien syrien libanais israelien palestinien saoudien emirati qatari yemenite europeen
arabe touareg peul peulh dogon bambara songhai kurde serbe georgien armenien bielorusse polonais
tchetchene
"""
_MONTHS = """
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre janv fev fevr
avr juil juill sept oct nov dec
"""
_LOSSES = """
mort morts tué tués décès blessé blessés victime victimes perte pertes prisonnier
prisonniers disparu disparus soldat soldats civil civils combattant combattants véhicule
véhicules militaire militaires personne personnes dégât dégâts homme hommes femme femmes
enfant enfants otage otages officier officiers rebelle rebelles attaque attaques
hélicoptère hélicoptères avion avions drone drones char chars blindé blindés camion camions
"""
_AFTER_NONE = "n de des d ne"
_WITHOUT = {
    (*none, loss)
    for none in phrases(
        "sans, sans aucun, sans aucune, sans faire de, sans faire aucun, "
        "sans faire aucune, sans un seul, sans une seule"
    )
    for loss in folded(_LOSSES)
}


def _below_hundred(rest: int, value: int, joiner: str) -> int | None:
    """Compose "dix-sept", "soixante et onze", "quatre-vingt-dix-sept"."""
    # The numbers are the rule.
    if joiner == "et":
        fits = value in {1, 11} and rest in {20, 30, 40, 50, 60, 70, 80, 90}
        return rest + value if fits and (value == 1 or rest == 60) else None  # noqa: PLR2004
    if rest == 4 and value == 20:  # noqa: PLR2004
        return 80
    if rest == 10 and value in {7, 8, 9}:  # noqa: PLR2004
        return 10 + value
    if rest in {60, 80} and 10 <= value <= 16:  # noqa: PLR2004
        return rest + value
    return tens_then_unit(rest, value, joiner)


_HARM = """
tuer tue tues tué tués tuée tuées tuent tuant tuait mort morts morte mortes mourir meurt meurent
décès décédé décédés décédée décédées péri périssent assassiné assassinés assassinée assassinées
exécuté exécutés exécutée exécutées exécution exécutions abattu abattus abattue abattues
neutralisé neutralisés neutralisée blesser blessé blessés blessée blessées blessure blessures
blesse indemne indemnes sauf vivant vivants survivant survivants survécu disparu disparus disparue
disparues capturé capturés capturée capturées capture arrêté arrêtés arrêtée arrêtées détenu
détenus enlevé enlevés otage otages prisonnier prisonniers libéré libérés libérée libérées fui
fuient fuit déplacés déplacé évadé rendu rendus détruit détruits détruite détruites détruire
endommagé endommagés endommagée endommagées intact intacts pillé pillés brûlé brûlés brûlée
brûlées incendié frappé frappés frappe bombardé bombardés attaqué attaqués défendu secouru soigné
aidé torturé torturés violées violée tombé tombée tombés perdu perdus repris reprise occupé
occupée abandonné ordonné soutenu visait vise
"""
_PEOPLE_OF = """
soldat soldats militaire militaires armée troupe troupes civil civils civile civiles combattant
combattants combattante rebelle rebelles insurgé insurgés terroriste terroristes djihadiste
djihadistes mercenaire mercenaires séparatiste séparatistes assaillant assaillants attaquant
attaquants victime victimes milicien miliciens milice milices policier policiers gendarme
gendarmes officier officiers chef chefs commandant commandants général colonel membre membres
responsable responsables ennemi ennemis allié alliés bandit bandits criminel criminels suspect
suspects homme hommes femme femmes garçon garçons fille filles enfant enfants bébé bébés élève
élèves étudiant étudiants enseignant enseignants médecin médecins journaliste journalistes berger
bergers éleveur éleveurs paysan paysans villageois habitant habitants réfugié réfugiés manifestant
manifestants électeur électeurs ministre ministère gouvernement opposition coalition témoin
témoins chauffeur chauffeurs passager passagers pilote pilotes étranger étrangers père mère fils
frère sœur
"""
_HEDGES = """
aurait auraient serait seraient pourrait pourraient peut-être probablement possiblement présumé
présumés présumée présumées prétend prétendu prétendue prétendument allégué apparemment semble
semblent semblerait soupçonné soupçonnés supposé supposés éventuel éventuelle éventuellement
incertain rumeur accusé accusés accuse accusent
"""
_ASSURANCES = """
devrait devraient peut peuvent sans-doute confirmé confirmés confirmée confirme confirment
confirmer vérifié vérifiée vérifiés avéré avérée prouvé certain certaine certainement rumeurs
affirmé affirme provisoire provisoires définitif définitifs définitive préliminaire menace menacé
promis promet prévu prévoit tenté tente accidentel accidentelle délibéré délibérée volontairement
involontairement
"""
_DIRECTIONS = """
nord sud est ouest gauche droite augmenté augmente augmentent hausse monté monte accru accroît
baisse baissé baissent diminué diminue diminuent recule reculé avance avancé avancent retraite
retrait retiré retirés retirée retirées entré entrée entrés entre entrent sorti sortie sortis
quitté quitte arrivé arrivés arrivée parti partis départ vers dedans dehors intérieur extérieur
pire meilleur premier dernier dernière première commencé commence cessé cesse fini continue ouvert
fermé gagné gagne supérieur inférieur supérieure inférieure
"""
_ORDINARY = """
temps longtemps printemps contretemps corps pays voix croix choix noix paix repas bras succès accès
progrès excès abcès avis préavis abus obus poids contrepoids puits virus campus autobus minibus
bonus malus corpus consensus processus prospectus colis tracas fracas chaos héros matelas verglas
relais marais palais rabais surplus flux reflux afflux influx époux index thorax larynx gris velours
rebours débours revers univers taudis logis radis brebis paradis treillis châssis croquis débris
semis fouillis cliquetis gâchis coloris devis rubis parvis canevas cadenas compas coutelas
trépas vasistas talus blocus cactus lapsus papyrus sinus typhus humus quitus patois pois putois
chamois crucifix redoux courroux taux aguets funérailles ténèbres mœurs entrailles fiançailles
aussitôt plutôt sitôt tôt tard loin debout vite mieux pis assez trop très tant certes jadis naguère
partout volontiers néanmoins autrefois quelquefois dorénavant davantage pourquoi comment combien
autrement hormis dont quiconque auquel auxquels auxquelles duquel desquels desquelles
"""
_ADVERBS = (
    ("ement", "e"), ("ément", "e"), ("ément", "é"), ("emment", "ent"), ("amment", "ant"),
    ("ument", "u"), ("iment", "i"),
)  # fmt: skip

_HAPPENINGS = Happenings(
    befell={
        "tués": worded(
            """tue tues tuee tuees tuer tuent tuant tuait tuaient tuerie mort morts morte mortes
            mourir meurt meurent deces decede* peri perissent assassin* execut* abattu abattus
            abattue abattues neutralis* cadavre* corps massacre* massacra* vies"""
        ),
        "blessés": worded("bless*"),
        "capturés": worded("captur* prisonnier* otage* arret* interpell* detenu* arrestation*"),
        "disparus": worded("disparu*"),
    },
    done_to_things={
        "destroyed": worded("detrui* brule* incendi* coule*"),
        "captured": worded("saisi* captur* recuper* pris prises"),
        "damaged": worded("endommag*"),
        "shot down": worded("abattu* intercept*"),
        "launched": worded("lance lances lancees tire tires tirees"),
    },
    lost=worded("perdu* perd perdent perdant perte pertes"),
    present=worded("effectifs deploy* particip* mobilisaient fort forts"),
    strong="effectifs",
    suffered=worded(
        """mort morts morte mortes decede* peri perissent meurent meurt tues tuees blesses blessees
        disparus disparues prisonniers otages interpelles arretes captures particip*"""
    ),
    active=worded("tuer tuant tuent tue tuait blessant blesser capturant detruisant saisissant"),
    auxiliaries=folded("ete est sont etaient etait furent fut portes porte declares retrouves"),
    governing=folded("de des d les la le l un une ces ses leurs - : a"),
    before_others=folded(
        """par dans en sur a au aux avec contre depuis vers chez pendant durant apres avant sous
        selon lors pres entre il le du jusqu"""
    ),
    determiners=folded("le la les l un une des ses leurs"),
    parts=phrases(
        """dont, parmi eux, parmi elles, parmi lesquels, parmi lesquelles, d entre eux,
        d entre elles, y compris, au nombre desquels"""
    ),
    clauses=folded("que qu quand lorsque lorsqu ou tandis pendant alors apres avant si puisque"),
    relatives=folded("qui"),
    alongside=phrases("ainsi que, de même que"),
    located=folded("à"),
    as_of=phrases("à la date du, en date du, à compter du, au"),
    people=worded(
        """personne personnes gens autres autre individu* mineur* religieu* citoyen*
        ressortissant* casque* employe* humanitaire*"""
    ),
    noun_endings=("s", "x"),
    uncounted=worded(
        """fois tir tirs balle balles bombe bombes explosion* attaque attaques village villages
        ville villes region* pays quartier* source sources elu elus temoin temoins maison*
        jour jours
        heure heures an ans kilometre* km metre* point* raison* cas groupe* unite* lieu lieux
        operation* raid* frappe* article* loi lois communique* camp camps base bases rapport*
        helicoptere* vehicule* moto motos piste* minute* semaine* mois nuit nuits etage*
        poste postes
        localite* commune* departement* province* famille* euro euros franc francs tonne*
        dollar* livre* rouble* naira* dirham* dinar* ouguiya* usd eur fcfa cfa
        pour"""
    ),
)

LANGUAGE = Language(
    happenings=_HAPPENINGS,
    credits=Credits(
        around=folded(
            """selon d apres avec par via de du des da la le les l un une a au aux en sur et citant
            cite communique communiques declaration declarations depeche depeches tweet porte
            parole qu"""
        ),
        issued=folded(
            """message messages post video videos compte page site chaine lettre entretien
            interview conference presse correspondant correspondante correspondants journaliste
            service annonce bulletin rapport publie lu diffuse agence journal general"""
        ),
        ours=folded("notre nos"),
        speaking=folded("parole"),
        citing=folded("citant"),
        through=folded("via"),
        unnamed=folded(
            """source sources temoin temoins habitant habitants riverain riverains responsable
            responsables officiel officiels diplomate diplomates anonyme anonymes officier
            officiers notable notables survivant survivants villageois"""
        ),
        army=folded(
            """armee armees militaire militaires forces etat major defense ministere
            ministre"""
        ),
        government=folded(
            "gouvernement ministere ministre autorites autorite etat presidence junte"
        ),
        opening=phrases(
            "selon, d apres, citant, cite, a declare a, declare a, a confie a, confie a, a dit a, "
            "a indique a, a affirme a, a precise a, avec, via, aupres de, aupres d, "
            "indique, rapporte, rapportent, annonce, ecrit, joint par, contacte par, "
            "interroge par, entretien a, entretien avec"
        ),
        retelling=phrases(
            "tel que rapporte par, rapporte par, rapportee par, comme l a rapporte, "
            "comme le rapporte, comme l indique, publie par, publiee par, initialement publie par, "
            "publie initialement par, repris de, repris par, reprise de, relaye par, relayee par, "
            "source :, sources :, cite par, citee par, citees par, cites par, sur la foi de, "
            "depeche :, depeches :, agence :, agences :, d apres nos agences :, avec les agences :"
        ),
        passing=folded("rapporte rapportait ecrit ecrivait"),
        photo=folded("photo photos photographie image images video illustration"),
    ),
    disputes=Disputes(
        denying=phrases(
            "dement, dementi, dementie, dementis, dementent, dementir, nie, nient, nier, "
            "refute, refutent, refuter, rejette, rejettent, rejete, infirme, infirment, "
            "conteste, contestent, faux, fausse, fausses, mensonger, mensongere, "
            "desinformation, infonde, infondee, infondees, aucune preuve, n a pas eu lieu, n "
            "a jamais eu lieu, n ont pas eu lieu, sans fondement"
        ),
        lacking=folded("sans"),
        blaming=phrases(
            "par, commis par, commise par, menee par, mene par, perpetre par, perpetree par, "
            "attribue a, attribuee a, attribuent a, accuse, accusent, accusant, impute a, "
            "imputee a, responsabilite de, responsabilite du, l oeuvre de, l oeuvre du"
        ),
        claiming=phrases(
            "a revendique, ont revendique, revendique, revendiquent, est responsable, "
            "sont responsables, est a l origine, est derriere, sont derriere"
        ),
        won=folded(
            """capture capturee captures empare emparent emparee repris reprise conquis conquise
            occupent reussi victoire tombee"""
        ),
        held=folded(
            """repousse repoussee repoussent repousses echec echoue echoue dejoue dejouee dejouent
            resiste empeche"""
        ),
    ),
    speech=Speech(
        said=folded(
            """dit disent disait disaient dites declare declarent declaree declarait affirme
            affirment affirmee affirmait affirmant annonce annoncent annoncait annoncant indique
            indiquent indiquait indiquant precise precisent precisait precisant ajoute ajoutent
            ajoutait ajoutant explique expliquent expliquait expliquant rapporte rapportent
            rapportait raconte racontent assure assurent assurait assurant confirme confirment
            confirmait souligne soulignent soulignait insiste insistent rappelle rappellent
            repond repondu ecrit ecrivent note notent constate reconnait reconnu reconnaissent
            admet admis revele revelent signale signalent temoigne temoignent relate relatent
            publie communique informe informent martele poursuit conclut commente martelé"""
        ),
        held=folded(
            """accuse accusent accusait accusant estime estiment estimait pense pensent croit
            croient juge jugent dement dementi dementent nie nient nie conteste contestent
            denonce denoncent denoncait condamne condamnent pretend pretendent pretendait
            soutient soutiennent revendique revendiquent revendiquait evoque evoquent suggere
            suggerent craint craignent espere esperent demande demandent exige exigent appelle
            appellent promet promis promettent menace menacent reclame reclament avance avancent
            impute imputent reproche reprochent considere considerent prevoit prevoient veut
            veulent souhaite souhaitent regrette regrettent salue saluent critique critiquent
            met mettent avertit previent"""
        ),
        nouns=folded(
            """declaration declarations communique communiques interview entretien discours propos
            message messages rapport rapports lettre tweet temoignage temoignages accusation
            accusations allegation allegations revendication bilan sondage conference parole
            paroles avis crainte craintes critique critiques promesse appel annonce publication"""
        ),
        according=phrases(
            "selon, d après, à en croire, de source, de sources, aux dires de, au dire de, "
            "de l aveu de, de l avis de"
        ),
        speakers=folded("il elle ils elles on qui"),
        own=folded("je j nous mon ma mes notre nos vous votre vos moi"),
        titles=folded(
            """m mm mme mlle dr pr me gal gen col cdt lt cne adj st ste art cf env ex etc p vol
            janv fev fevr avr juil sept oct nov dec"""
        ),
    ),
    roles={
        WordRole.CARDINAL: _CARDINALS,
        WordRole.MULTIPLIER: _MULTIPLIERS,
        WordRole.ABBREVIATION: valued({10**6: "mio", 10**9: "md mds mrd mrds"}),
        WordRole.COLLECTIVE: _COLLECTIVES,
        WordRole.ORDINAL: _ORDINALS
        | valued({1: "premier première premiers premières", 2: "second seconde"}),
        WordRole.FRACTION: listed("demi demie demis demies moitie moities tiers quart quarts"),
        WordRole.MULTIPLE: listed(
            """double doublent doubler triple triplent tripler quadruple quintuple decuple
            centuple"""
        ),
        WordRole.QUANTITY: listed("trio duo paire paires plusieurs quelques moins minimum maximum"),
        WordRole.BOUND: listed(
            """plus pres environ presque quelque jusqu'a seulement seul seule seuls seules
            exactement autour dessus dessous"""
        ),
        WordRole.NEGATION: listed(
            """ne n pas non ni jamais aucun aucune nul nulle nullement rien personne sans point
            guere dement dementi dementie dementent dementir nie nient niee refute refutent rejette
            rejettent faux fausse sauf infirme infirmee infirment infirmer refus refuse refusent
            refusee refuser rejete rejetee"""
        ),
        WordRole.UNIT: listed(
            """heure heures jour jours semaine semaines mois an ans annee annees siecle siecles
            decennie decennies pourcent"""
        ),
        WordRole.MONTH: listed(_MONTHS),
        WordRole.NAME: listed(
            "lundi mardi mercredi jeudi vendredi samedi dimanche hier demain aujourd'hui"
        ),
        WordRole.DAY: listed("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        WordRole.HARM: listed(_HARM),
        WordRole.PEOPLE: listed(_PEOPLE_OF),
        WordRole.HEDGE: listed(_HEDGES),
        WordRole.ASSURANCE: listed(_ASSURANCES),
        WordRole.DIRECTION: listed(_DIRECTIONS),
        WordRole.SEQUENCE: listed(
            """avant après pendant durant jusque depuis lors auparavant ensuite déjà encore
            précédent suivant"""
        ),
        WordRole.LINK: listed(
            """a ont été est sont était étaient avait avaient eu des de du les le la l d un une
            encore même être avoir seul seule"""
        ),
        WordRole.THAT: listed("que qu si"),
        WordRole.ORDINARY: listed(_ORDINARY),
        WordRole.STOP: listed(
            """le la les l un une des du de d a au aux en et ou mais par pour sur dans avec il elle
            ils elles on nous vous ce cet cette ces son sa ses leur leurs qui que quand selon apres
            avant toujours pourtant souvent parfois aussi ainsi alors cependant ailleurs longtemps
            beaucoup maintenant tellement vraiment ensemble"""
        ),
    },
    patterns={WordRole.NAME: f"(?:{'|'.join(_PEOPLES.split())})(?:n?e)?s?"},
    apart=folded(
        """un une premier premiere premiers premieres second seconde deuxieme troisieme double
        triple
        demi demie moitie plusieurs quelques moins minimum maximum"""
    ),
    beginnings=("a", "dé", "é", "em", "en", "ex", "r", "re", "ré", "res", "sou"),
    adverbs=_ADVERBS,
    writing=Writing(grouping=" \u00a0.'", decimal=","),
    joiners=frozenset({"et"}),
    conjunctions=frozenset({"et"}),
    bare_vague=frozenset(
        {"cents", *(word for word in _MULTIPLIERS if _MULTIPLIERS[word] not in (100, 1000))}
        | {word for word in _COLLECTIVES if word.endswith("s")}
    ),
    below_hundred=_below_hundred,
    teens_of_hundreds=True,
    idioms={
        tuple(f"{part} {word}".split()): Decimal(value) * number / 4
        for word, value in _HALVED.items()
        for part, number in {
            "un demi -": 2,
            "un demi": 2,
            "une demi -": 2,
            "une demi": 2,
            "demi -": 2,
            "demi": 2,
            "un quart de": 1,
            "un quart d un": 1,
            "trois quarts de": 3,
            "trois quarts d un": 3,
        }.items()
    },
    parts={
        ("et", "demi"): Decimal("0.5"),
        ("et", "demie"): Decimal("0.5"),
        ("et", "quart"): Decimal("0.25"),
        ("et", "un", "quart"): Decimal("0.25"),
        ("trois", "quarts"): Decimal("0.75"),
    },
    one_or_a=frozenset({"un", "une"}),
    as_written={"M": 10**6},
    is_elided=True,
    shortened=folded(
        """env approx max min md mds mrd mio
        janv fev fevr avr juil juill sept oct nov dec"""
    ),
    before=bounds(
        {
            Bound.AT_LEAST: "au moins, pas moins de, pas moins d, au minimum, un minimum de, "
            "minimum, à tout le moins, au bas mot, non moins de, du moins, à minima, a minima",
            Bound.MORE_THAN: "plus de, plus d, au - delà de, supérieur à, bien plus de, "
            "bien plus d, un peu plus de, un peu plus d, excédant, dépassant, dépasse, "
            "largement plus de",
            Bound.AT_MOST: "au plus, tout au plus, au maximum, jusqu à, pas plus de, "
            "pas plus d, un maximum de, maximum, au mieux, ne dépassant pas, ne dépasse pas, "
            "ne dépassait pas, n excède pas, n excédant pas, sans dépasser",
            Bound.LESS_THAN: "moins de, moins d, inférieur à, un peu moins de, un peu moins d, "
            "bien moins de, en dessous de, au - dessous de, sous la barre des",
            Bound.ABOUT: "environ, env, autour de, autour d, près de, près d, presque, quelque, "
            "quelques, à peu près, approximativement, approx, aux alentours de, quasiment, "
            "de l ordre de, quelque chose comme, grosso modo, plus ou moins, pratiquement, "
            "aux environs de",
            Bound.EXACT: "exactement, précisément, seulement, uniquement",
        }
    ),
    after=bounds(
        {
            Bound.AT_LEAST: "au moins, ou plus, et plus, ou davantage, au minimum, minimum, "
            "voire plus, voire davantage, au bas mot, à minima, a minima, sinon plus, "
            "à tout le moins, du moins, peut - être plus, peut - être davantage, "
            "probablement plus, sans doute plus, minimum",
            Bound.AT_MOST: "au plus, tout au plus, au maximum, maximum, ou moins, au mieux, "
            "et moins, grand maximum, au grand maximum, au mieux, pas plus, pas davantage",
            Bound.ABOUT: "environ, à peu près, approximativement, plus ou moins, ou presque",
            # What begins like a bound and is none: "arrivés au plus tard mardi".
            Bound.EXACT: "au plus tard, au plus vite, au plus fort, au plus haut, au plus bas, "
            "au plus près, au plus profond, au plus tôt, au moins une fois",
        }
    ),
    hedges=phrases(
        "sinon, si ce n est, "
        "peut - être, probablement, voire, éventuellement, possiblement, peut être, "
        "peut - être même, sans doute"
    ),
    fillers=phrases("autres, les, un total de, au total"),
    openers={
        ("entre",): frozenset({"et", "a", "-"}),
        ("de",): frozenset({"a"}),
        ("d",): frozenset({"a"}),
    },
    changes=folded(
        """passe passee passes passent passait monte montee grimpe augmente progresse bondi tombe
        baisse chute recule descendu descend revu revise revisee releve relevee ramene ramenee
        passant montant grimpant augmentant bondissant tombant porte portee alourdi alourdie
        alourdit augmentee augmentation hausse"""
    ),
    change_openers=phrases("de, d, du"),
    change_ends=frozenset({"a", "au"}),
    range_joiners=frozenset({"-", "a", "ou"}),
    vague_determiners=phrases(
        "plusieurs, quelques, de nombreux, de nombreuses, nombreux, nombreuses, des, beaucoup de, "
        "bon nombre de, une poignée de, une paire de, maints, divers"
    ),
    pairs=frozenset({"paire"}),
    vague=phrases(
        "dizaines, centaines, milliers, dizaines de milliers, centaines de milliers, "
        "douzaines, vingtaines, millions, milliards, "
        "une poignée, un grand nombre, un certain nombre, lourdes pertes, pertes lourdes, "
        "pertes importantes, pertes humaines, de lourdes pertes, lourd bilan, pertes"
    ),
    zero=phrases(
        "aucun, aucune, pas un seul, pas une seule, pas de, personne, pas un, pas une, "
        "pas eu de, pas fait de, pas le moindre, pas la moindre, ni mort ni blessé, "
        "ni morts ni blessés, ni victime ni dégât, ni victimes ni dégâts"
    )
    | _WITHOUT,
    losses=folded(_LOSSES),
    zero_before=folded(_AFTER_NONE),
    shares=phrases("pour cent, %, ‰, pourcent, pour mille"),
    ratios=phrases("sur"),
    of=frozenset({"de", "d", "des", "du", "les", "la", "le", "ces", "ses", "leurs"}),
    portions=phrases("la plupart, la majorité, majorité, partie, le reste, plupart"),
    open_ended=phrases("et quelques, et quelque, et des poussières, et plus encore"),
    points=frozenset({"virgule"}),
    formations=folded(
        """bataillon bataillons compagnie compagnies peloton pelotons brigade brigades régiment
        régiments division divisions escouade escouades escadron escadrons section sections"""
    ),
    date_joiners=folded("et au à ou jusqu'au - , le"),
    labels=folded(
        "n numero no page article resolution chapitre phase age agee ages agees loi an annee route"
    ),
    clock=phrases("h, heures du matin, heures du soir, heures gmt, gmt, utc, tu"),
    year_openers=folded("en depuis avant apres fin debut annee an courant"),
    months=valued(
        {
            1: "janvier janv",
            2: "février fev fevr",
            3: "mars",
            4: "avril avr",
            5: "mai",
            6: "juin",
            7: "juillet juil juill",
            8: "août",
            9: "septembre sept",
            10: "octobre oct",
            11: "novembre nov",
            12: "décembre dec",
        }
    ),
    earlier=folded("avant"),
    later=folded("après depuis dès"),
)
