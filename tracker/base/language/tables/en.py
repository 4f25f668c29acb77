"""English: what counts, bounds, denies and measures."""

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
    valued,
    worded,
)

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_LARGE = {
    100: "hundred",
    1000: "thousand",
    10**5: "lakh",
    10**6: "million",
    10**7: "crore",
    10**9: "billion",
    10**12: "trillion",
    10**15: "quadrillion",
    10**18: "quintillion",
    10**21: "sextillion",
    10**24: "septillion",
}

_CARDINALS: dict[str, int | None] = {"zero": 0, "nil": 0, "nought": 0}
_CARDINALS |= {word: value for value, word in enumerate([*_UNITS, *_TEENS], start=1)}
_CARDINALS |= {word: 10 * place for place, word in enumerate(_TENS, start=2)}
_ORDINALS_OF = [*_CARDINALS.items(), *((word, value) for value, word in _LARGE.items())]
_CARDINALS |= {
    tens + unit: 10 * place + value
    for place, tens in enumerate(_TENS, start=2)
    for value, unit in enumerate(_UNITS, start=1)
}
_MULTIPLIERS = {word + end: value for value, word in _LARGE.items() for end in ("", "s")}
_COLLECTIVES = valued({12: "dozen dozens", 20: "score scores"})


def _ordinal(cardinal: str) -> str:
    return _IRREGULAR.get(cardinal) or (
        cardinal.removesuffix("y") + "ieth" if cardinal.endswith("y") else cardinal + "th"
    )


def _plural(cardinal: str) -> str:
    if cardinal.endswith("y"):
        return cardinal.removesuffix("y") + "ies"
    return cardinal + ("es" if cardinal.endswith("x") else "s")


_ORDINALS = {_ordinal(word): value for word, value in _ORDINALS_OF if value}
_HALVED = [word for word in (*_MULTIPLIERS, *_COLLECTIVES) if not word.endswith("s")]
_HALVES = {
    tuple(f"{half} {word}".split()): Decimal(_MULTIPLIERS.get(word) or _COLLECTIVES[word] or 0) / 2
    for word in _HALVED
    for half in ("half a", "half -", "half", "a half", "a half -", "half - a -", "half of a")
}
_QUARTERS = {
    tuple(f"{quarter} {word}".split()): Decimal(_MULTIPLIERS[word]) * number / 4
    for word in ("million", "billion")
    for quarter, number in {
        "a quarter of a": 1, "quarter of a": 1, "a quarter": 1, "quarter": 1,
        "three quarters of a": 3, "three - quarters of a": 3, "three quarter": 3,
    }.items()
}  # fmt: skip

_DENIALS = """
no not non none nobody nothing nowhere never neither nor without cannot cant wont dont nay hardly
barely scarcely deny denies denied denying denial refute refutes refuted refuting false falsely
untrue reject rejects rejected rejecting unless except fail fails failed failing refuse refuses
refused refusing refusal decline declines declined declining lack lacks lacked lacking
"""
_MEASURES = """
km kms cm mm kg kgs mg g t lb lbs oz ton tons tonne tonnes mile miles metre metres meter meters
kilometre kilometres kilometer kilometers kilo kilos kilogram kilograms gram grams gramme grammes
litre litres liter liters hectare hectares acre acres ha hour hours minute minutes min day days week
weeks month months year years decade decades century centuries percent am pm p h degrees dollar
dollars euro euros pound pounds franc francs ruble rubles rouble roubles usd eur gbp cfa fcfa xof
"""
_LOSSES = """
casualties casualty losses deaths death dead killed wounded injured injuries fatalities
victims prisoners missing soldiers soldier people civilians civilian troops fighters
militants men women children vehicles aircraft weapons damage loss fatality wounds killing
rebels officers hostages
"""
_AFTER_NONE = "was were died has have of is are among"
_WITHOUT = {
    (*none, loss)
    for none in phrases("without, without any, without a, without a single")
    for loss in folded(_LOSSES)
}

_HARM = """
kill kills killed killing dead die dies died dying death deaths slain slay murder murdered murders
execute executed executes executing execution executions perish perished fatal fatalities lethal
wound wounds wounded wounding injure injured injures injuring injury injuries hurt maimed harmed
unharmed unhurt safe alive survive survived surviving survivor survivors missing disappear
disappeared vanished capture captured captures capturing detain detained detains arrest arrested
arrests seize seized seizes abducted kidnapped hostage hostages prisoner prisoners jailed freed
free release released releases rescued escaped fled flee flees displaced surrender surrendered
surrenders destroy destroyed destroys destroying destruction damage damaged damages intact looted
burned burnt hit struck shelled bombed attacked defended shot downed crashed landed evacuated
buried tortured beaten raped treated helped saved spared protected poisoned starved lost won hold
held holds fell falls fallen retaken recaptured liberated occupied abandoned opposed ordered
supported
"""
_PEOPLE = """
soldier soldiers troop troops army armies military militaries servicemen serviceman civilian
civilians fighter fighters rebel rebels militant militants insurgent insurgents terrorist
terrorists jihadist jihadists mercenary mercenaries separatist separatists guerrilla guerrillas
gunman gunmen attacker attackers assailant assailants victim victims combatant combatants
noncombatant noncombatants militia militias militiaman militiamen police policeman policemen
officer officers officials official commander commanders general colonel leader leaders member
members rival recruit recruits conscript conscripts contractor contractors bandit bandits criminal
criminals suspect suspects enemy enemies ally allies opponent opponents hostile friendly man men
woman women boy boys girl girls child children baby babies infant infants pupil pupils student
students teacher teachers doctor doctors medic medics nurse nurses patient patients journalist
journalists reporter reporters worker workers herder herders farmer farmers villager villagers
resident residents local locals refugee refugees migrant migrants protester protesters
demonstrator demonstrators voter voters minister ministry government opposition coalition witness
witnesses driver drivers peacekeeper peacekeepers passenger passengers crew pilot pilots foreigner
foreigners father mother son daughter husband wife brother sister
"""
_HEDGES = """
allege alleged allegedly alleges claim claimed claims claiming reportedly apparently apparent
seemingly possibly perhaps maybe probably likely unlikely presumably presumed suspected suspect
supposedly purported purportedly may might could doubt doubts doubted doubtful unconfirmed
unverified unproven uncertain unclear rumour rumours rumor rumors rumoured rumored accused accuse
accuses appear appears appeared seem seems seemed potentially
"""
_ASSURANCES = """
reported would should must can confirm confirmed confirms confirming verified verify proven prove
proved proves certain certainly clear clearly sure estimated preliminary final provisional
tentative believe believed believes suggest suggested suggests potential threatened threaten
threatens promise promised promises plan planned plans vowed intend intended attempt attempted
attempts try tried accidental accidentally deliberate deliberately intentional intentionally
"""
_DIRECTIONS = """
north south east west northern southern eastern western northeast northwest southeast southwest
left right rise rises rose risen rising increase increased increases increasing grow grew grown
growing climb climbed gain gained fall fell falling fallen drop dropped drops decrease decreased
decreases decline decreasing shrink shrank reduce reduced reduces advance advanced advances
advancing retreat retreated retreats withdraw withdrew withdrawn withdrawal enter entered enters
leave leaves leaving exit arrive arrived arrives depart departed towards toward inside outside
into upward downward higher lower highest lowest best worst better worse more less first last
import export imports exports buy sell bought sold open opened close closed begin began begun
start started starts end ended ends stop stopped continue continued win lose
"""

_HAPPENINGS = Happenings(
    befell={
        "killed": worded(
            """kill kills killed killing killings dead died die dies dying death deaths slain slay
            slaying slayings murder murders murdered murdering assassinat* massacre* execut* perish*
            fatalit* bodies corpses lives lynched beheaded slaughter* neutrali*
            incinerat* drowned"""
        ),
        "wounded": worded("wound wounds wounded wounding injur* hurt maimed hospitali*"),
        "captured": worded("captur* prisoner prisoners hostage hostages arrest* detain* detention"),
        "missing": worded("missing unaccounted disappear* vanished"),
    },
    done_to_things={
        "destroyed": worded("destroy* burn* burnt torched demolish* wreck* sank sunk"),
        "captured": worded("captur* seiz* confiscat* recover*"),
        "damaged": worded("damag*"),
        "shot down": worded("down downed crash* intercept*"),
        "launched": worded("launch* fired firing"),
    },
    lost=worded("lost lose loses losing loss losses"),
    present=worded("deployed deploying participat* stationed strong"),
    strong="strong",
    suffered=worded(
        """dead died die dies dying perish* fell wounded injured hurt missing unaccounted
        disappeared
        vanished drowned strong participat*"""
    ),
    active=worded(
        """kill kills killing murdering slaying wounding injuring capturing arresting detaining
        destroying seizing damaging launching losing lose loses"""
    ),
    auxiliaries=folded(
        "was were is are be been being got get reported confirmed found left feared"
    ),
    governing=folded(
        """toll now has have had tally count of the an a all some these those other
        another its their as many - : to"""
    ),
    before_others=folded(
        """by in on at within during after before with against under between through near around
        every per until till since from across into lasting over than via to according"""
    ),
    determiners=folded("the a an his her their its"),
    parts=phrases(
        """among them, among whom, including, of them, of whom, of these, of those, among these,
        of which, among which, - of them, includes, included"""
    ),
    clauses=folded(
        """when while whose where because after before although though whereas
        since until as if"""
    ),
    relatives=folded("who whom that which"),
    alongside=phrases("along with, together with, as well as"),
    located=folded("in"),
    as_of=phrases("as of, as at, by"),
    people=worded(
        """people person persons others other individual individuals inhabitants peasant peasants
        hostage hostages priest priests settler* nun nuns subversive* extremist* guardsm*
        bodyguard* pedestrian* sailor* seam* citizen* human* troops mayor mayors bystander*
        passerby* passersby employee* deputy deputies judge judges lawyer* leaders cadets
        schoolchildren adults tourists miners executives activists nationals"""
    ),
    noun_endings=("s",),
    uncounted=worded(
        """time times shot shots bullet bullets bomb bombs explosion* attack attacks
        village villages
        town towns city cities department* province* countr* district* block blocks station*
        tower* bank banks office offices building* house houses grenade* point* reason*
        condition* issue*
        case cases part parts party parties charge* source sources witness* report reports
        statement* area areas side sides group groups front fronts battalion* column* patrol*
        unit units front place places occasion* incident* clash* operation* raid* strike* peso*
        article* law laws hundred thousand million copies copy kilo* step steps type types kind
        percent order hour day week month year decade meeting* proposal* question* round rounds
        dollar* metre* meter* stick sticks pound pounds floor storey story stories bridge* road*
        neighborhood* municipal* vote votes election* term terms seat seats letter* call calls
        photo* gram grams ton tons minute* second seconds family families"""
    ),
    is_head_last=True,
)

LANGUAGE = Language(
    happenings=_HAPPENINGS,
    credits=Credits(
        around=folded(
            """according to via with from by per citing quoting quoted cites the a an of in on at
            for and as reported reports said says statement statements communique communiques
            release tweet tweets telegram twitter facebook x spokesman spokeswoman spokesperson
            spokesmen its their s"""
        ),
        issued=folded(
            """press post posts video videos footage account channel page website letter interview
            remarks conference wire dispatch correspondent correspondents reporter reporters
            journalist journalists office service announcement bulletin update copy story
            article report agency newspaper denial televised social media general"""
        ),
        ours=folded("our ours own"),
        speaking=folded("spokesman spokeswoman spokesperson spokesmen"),
        citing=folded("citing quoting"),
        through=folded("via"),
        unnamed=folded(
            """source sources witness witnesses eyewitness eyewitnesses resident residents local
            locals villager villagers official officials diplomat diplomats insider insiders
            anonymous unnamed undisclosed unidentified officer officers survivor survivors"""
        ),
        army=folded("army military armed forces troops staff defence defense ministry minister"),
        government=folded(
            "government ministry minister authorities state presidency cabinet junta"
        ),
        opening=phrases(
            "according to, told, tells, citing, cites, quoting, quotes, speaking to, "
            "statement to, interview with, interview to, with, via"
        ),
        retelling=phrases(
            "as reported by, reported by, first reported by, first published by, "
            "originally published by, published by, reprinted from, republished from, "
            "quoted by, carried by, as carried by, based on a report by, source :, sources :, "
            "courtesy of, this article is from, this story is from, from our wires :, "
            "from the wires :, from wire services :, from wire reports :, wire report :, agency :, "
            "agencies :"
        ),
        passing=folded("reports reported reporting wrote writes"),
        photo=folded("photo photos photograph image images picture video file handout getty"),
    ),
    disputes=Disputes(
        denying=phrases(
            "deny, denies, denied, denying, denial, refute, refutes, refuted, reject, "
            "rejects, rejected, dismiss, dismisses, dismissed, false, untrue, fake, hoax, "
            "fabricated, disinformation, baseless, unfounded, debunked, contradicts, "
            "contradicted, no such, no evidence, did not happen, never happened, did not take "
            "place, never took place"
        ),
        lacking=folded("without"),
        blaming=phrases(
            "by, carried out by, perpetrated by, committed by, blamed on, blames, blamed, accuses, "
            "accused, accusing, attributed to, attributes it to, responsibility of, fault of, "
            "work of, the hands of"
        ),
        claiming=phrases(
            "claimed responsibility, claims responsibility, is responsible, are responsible, "
            "was responsible, were responsible, carried out, committed, perpetrated, is to blame, "
            "was behind, were behind, is behind"
        ),
        won=folded(
            """captured captures seized seize seizes overran overrun retook retaken recaptured
            conquered occupied succeeded victory fell"""
        ),
        held=folded(
            """repelled repel repels repulsed foiled foil foils thwarted failed failure fails
            resisted averted prevented"""
        ),
    ),
    speech=Speech(
        said=folded(
            """say says said saying tell tells told telling state states stated stating announce
            announces announced announcing add adds added adding report reports reported
            reporting write writes wrote written writing note notes noted noting explain
            explains explained explaining declare declares declared reply replies replied
            respond responds responded answer answered comment commented remark remarked mention
            mentions mentioned confirm confirmed confirms acknowledge acknowledged acknowledges
            admit admits admitted insist insists insisted assert asserts asserted recall recalls
            recalled continue continued conclude concluded concludes observed disclosed reveal
            reveals revealed testified quoted quotes quoting cited cites citing tweeted tweets
            posted describe describes described stressed stresses emphasized
            emphasised reiterated recounted informed informs"""
        ),
        held=folded(
            """claim claims claimed claiming allege alleges alleged believe believes believed think
            thinks thought argue argues argued arguing suggest suggests suggested suggesting
            warn warns warned warning predict predicts predicted accuse accuses accused accusing
            criticize criticized criticise criticised blame blames blamed deny denies denied
            denying dispute disputes disputed call calls called calling urge urges urged urging
            ask asks asked asking demand demands demanded want wants wanted hope hopes hoped
            expect expects expected fear fears feared agree agrees agreed disagree contend
            contends contended maintain maintains maintained propose proposed promise promised
            promises vow vowed vows pledge pledged pledges indicate indicated indicates show
            shows showed found finds find estimate estimates estimated complain complained
            complains praised denounced condemned dismissed rejected rejects backed support
            supports opposed opposes feel feels felt know knows knew decided plan plans planned
            consider considers considered see sees"""
        ),
        nouns=folded(
            """statement statements report reports claim claims interview interviews speech remarks
            comments comment tweet tweets letter poll polls survey surveys memo testimony email
            emails transcript allegation allegations accusation accusations argument belief view
            views opinion promise proposal criticism concern concerns warning call calls plan
            plans hope fears fear communique post footage bulletin briefing toll"""
        ),
        according=phrases("according to, as per, in the words of"),
        speakers=folded("he she they it who"),
        own=folded("i we my our you me us your"),
        titles=folded(
            """mr mrs ms dr prof gen lt col maj capt cpl sgt adm cmdr brig sen rep gov pres sec st
            jr sr rev hon vs inc co corp ltd dept est fig no art cf viz al approx jan feb mar
            apr jun jul aug sept sep oct nov dec"""
        ),
    ),
    roles={
        WordRole.CARDINAL: _CARDINALS,
        WordRole.MULTIPLIER: _MULTIPLIERS | listed("zillion zillions gazillion bazillion"),
        WordRole.ABBREVIATION: {"k": 1000}
        | valued({10**6: "mn mln", 10**9: "bn bln", 10**12: "tn"})
        | listed("m"),  # metres as well
        WordRole.COLLECTIVE: _COLLECTIVES,
        WordRole.ORDINAL: _ORDINALS,
        WordRole.FRACTION: listed(
            "half halves quarter quarters thirds",
            (f"{ordinal}s" for ordinal in _ORDINALS if ordinal not in ("first", "second")),
        ),
        WordRole.MULTIPLE: listed(
            """once twice thrice single double triple treble quadruple quintuple sextuple doubled
            doubles doubling tripled triples tripling trebled quadrupled halved halving""",
            (f"{word}fold" for word in (*_UNITS, *_TEENS, *_TENS, *_LARGE.values())),
        ),
        WordRole.QUANTITY: listed(
            """both pair pairs couple twin twins trio duo triplets several few many least most fewer
            less more minimum maximum""",
            (_plural(word) for word in (*_UNITS[1:], *_TEENS, *_TENS)),
        ),
        WordRole.BOUND: listed(
            """over under above below about around roughly nearly almost approximately approx circa
            exactly only just up upwards close another additional"""
        ),
        WordRole.NEGATION: listed(_DENIALS),
        WordRole.UNIT: listed(_MEASURES),
        WordRole.MONTH: listed(
            """january february april june july august september october november december
            jan feb mar apr jun jul aug sept sep oct nov dec"""
        ),
        WordRole.NAME: listed("yesterday today tonight tomorrow"),
        WordRole.DAY: listed(
            """monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays
            thursdays fridays saturdays sundays"""
        ),
        WordRole.HARM: listed(_HARM),
        WordRole.PEOPLE: listed(_PEOPLE),
        WordRole.HEDGE: listed(_HEDGES),
        WordRole.ASSURANCE: listed(_ASSURANCES),
        WordRole.DIRECTION: listed(_DIRECTIONS),
        WordRole.SEQUENCE: listed(
            """before after during until till since while when previously later earlier prior
            following already still yet again formerly ago now then once"""
        ),
        WordRole.LINK: listed(
            """a an any the to of be been being is are was were have has had having do does did
            ever even yet actually really all single one some can could will would may might"""
        ),
        WordRole.THAT: listed("that whether if"),
        WordRole.STOP: listed(
            """the a an in on at of to for from by with and or but as if is are was were be been it
            its he she they we you i his her their our this that these those there here when while
            after before according"""
        ),
    },
    capitals=folded(
        """january february march april may june july august september october november december
        jan feb mar apr jun jul aug sept sep"""
    ),
    apart=folded(
        """zero one first second third fourth fifth sixth seventh eighth ninth tenth eleventh
        twelfth twentieth once twice thrice single double triple half halves both pair couple
        several few many least most fewer less more minimum maximum"""
    ),
    denying_ends=("n't",),
    denying_beginnings=("un", "in", "im", "il", "ir", "non", "dis", "de", "mis"),
    beginnings=("a", "be", "em", "en", "ex", "out", "over", "re", "under"),
    writing=Writing(grouping=",\u00a0٬'", decimal=".٫", is_indian=True),
    articles=frozenset({"a", "an"}),
    joiners=frozenset({"and"}),
    conjunctions=frozenset({"and", "&"}),
    bare_vague=frozenset({*_MULTIPLIERS, *_COLLECTIVES}),
    teens_of_hundreds=True,
    idioms=_HALVES | _QUARTERS | {("threescore",): Decimal(60), ("fourscore",): Decimal(80)},
    parts={
        ("and", "a", "half"): Decimal("0.5"),
        ("and", "one", "half"): Decimal("0.5"),
        ("and", "a", "quarter"): Decimal("0.25"),
        ("and", "three", "quarters"): Decimal("0.75"),
    },
    glued=frozenset({"k"}),
    as_written={"M": 10**6, "B": 10**9, "m": 10**6},
    counted_short=folded(
        """dollars euros pounds francs rubles roubles usd eur gbp cfa fcfa xof barrels tons tonnes
        votes ballots voters homes houses households families inhabitants children displaced"""
    ),
    shortened=folded(
        """ca c approx est max min mn mln bn tn circa no nr
        jan feb mar apr jun jul aug sep sept oct nov dec"""
    ),
    before=bounds(
        {
            Bound.AT_LEAST: "at least, at the least, at the very least, at a minimum, "
            "no fewer than, "
            "not fewer than, no less than, not less than, not under, not below, a minimum of, "
            "minimum of, minimum, min, upwards of, as few as, from at least, at minimum",
            Bound.MORE_THAN: "more than, over, above, in excess of, exceeding, exceeds, exceeded, "
            "greater than, well over, well above, upward of, higher than, north of, just over, "
            "slightly over, slightly more than, a little over, just above",
            Bound.AT_MOST: "at most, at the most, at the very most, at the outside, at best, "
            "up to, "
            "no more than, not more than, no greater than, not over, not above, not exceeding, "
            "not exceed, does not exceed, do not exceed, did not exceed, "
            "as many as, a maximum of, maximum of, maximum, max, as much as, no higher than",
            Bound.LESS_THAN: "less than, fewer than, lower than, smaller than, under, below, "
            "just under, just below, slightly under, slightly less than, a little under, "
            "well under, well below, shy of, just shy of, short of, just short of, south of, "
            "not quite, not even, nearly but not quite",
            Bound.ABOUT: "about, around, approximately, approx, roughly, circa, ca, c, some, "
            "nearly, "
            "almost, close to, close on, an estimated, estimated, estimated at, est, "
            "in the region of, in the order of, somewhere around, on the order of, virtually, "
            "practically, something like, give or take, more or less, somewhere near, "
            "anywhere near",
            Bound.EXACT: "exactly, precisely, only, just",
        }
    ),
    after=bounds(
        {
            Bound.AT_LEAST: "or more, or over, and more, and above, and over, and up, or above, "
            "or greater, at least, at the least, at the very least, plus, - plus, at a minimum, "
            "at minimum, as a minimum, minimum, and counting, if not more, or even more, "
            "or higher, upwards, possibly more, perhaps more, maybe more, probably more",
            Bound.AT_MOST: "at most, or fewer, or less, at the most, at the very most, or under, "
            "at maximum, at a maximum, as a maximum, at best, "
            "maximum, max, tops, at the outside, and under, and below, or below, if that",
            Bound.ABOUT: "or so, approximately, or thereabouts, or about, ish, - ish, "
            "give or take, "
            "more or less, roughly",
            # What begins like a bound and is none: "20 died at most of the posts".
            Bound.EXACT: "at most of, at best of, at least once, at least twice",
        }
    ),
    hedges=phrases(
        "if not, possibly, perhaps, maybe, probably, perhaps even, possibly even, likely"
    ),
    fillers=phrases("another, additional, a further, further, estimated, the, a total of"),
    openers={
        ("between",): frozenset({"and", "to", "-"}),
        ("from",): frozenset({"to", "-"}),
        ("anywhere", "between"): frozenset({"and", "to", "-"}),
        ("anywhere", "from"): frozenset({"to", "-"}),
    },
    changes=folded(
        """rose risen rises rise rising increased increases increase increasing grew grown grows
        growing climbed climbs climbing jumped jumps jumping went goes going revised raised lowered
        fell fallen falls falling dropped drops dropping decreased decreasing updated corrected
        changed up shrank reduced declined declining surged surging swelled swollen doubled
        doubling tripled tripling leapt leaped soared soaring mounted mounting"""
    ),
    change_openers=phrases("from, by"),
    change_ends=frozenset({"to"}),
    range_joiners=frozenset({"-", "to", "or"}),
    vague_determiners=phrases(
        "several, a few, few, quite a few, many, some, numerous, multiple, countless, various, "
        "a couple of, couple of, a couple, a handful of, untold, tens of, scores of, dozens of"
    ),
    pairs=frozenset({"couple", "pair"}),
    vague=phrases(
        "dozens and dozens, dozens, tens of thousands, hundreds of thousands, tens, scores, "
        "hundreds, thousands, millions, billions, lakhs, crores, a handful, a couple, "
        "a large number, large numbers, "
        "a number of, a great many, heavy casualties, heavy losses, significant losses, "
        "significant casualties, human losses, severe losses, serious losses, mass casualties, "
        "casualties, losses, others, entire"
    ),
    zero=phrases(
        "none, no one, no - one, nobody, no, not one, not a single, not a single one, not a one"
    )
    | _WITHOUT,
    losses=folded(_LOSSES),
    zero_before=folded(_AFTER_NONE),
    shares=phrases("percent, per cent, pct, %, ‰, percentage points, third, half, quarter"),
    ratios=phrases("in, in every, out of, out of every"),
    of=frozenset({"of", "the", "all", "those", "them", "its", "their", "some", "about"}),
    portions=phrases("most, majority, bulk, part, rest, remainder, share"),
    open_ended=phrases("odd, - odd, some odd, something, - something, and some, and change"),
    points=frozenset({"point"}),
    formations=folded(
        """battalion battalions company companies platoon platoons brigade brigades regiment
        regiments division divisions squad squads squadron squadrons corps"""
    ),
    date_joiners=folded("and to or through until till - , & the"),
    labels=folded(
        """no nr number page section article resolution chapter phase day week year aged age
        route road highway unit camp sector grid paragraph line minus"""
    ),
    clock=phrases("am, pm, a . m, p . m, o'clock, hrs, hours gmt, gmt, utc"),
    year_openers=folded("in since by during until till before after early late mid year"),
    months=valued(
        {
            1: "january jan",
            2: "february feb",
            3: "march mar",
            4: "april apr",
            5: "may",
            6: "june jun",
            7: "july jul",
            8: "august aug",
            9: "september sept sep",
            10: "october oct",
            11: "november nov",
            12: "december dec",
        }
    ),
    earlier=folded("before until till"),
    later=folded("after since from beginning starting following"),
)
