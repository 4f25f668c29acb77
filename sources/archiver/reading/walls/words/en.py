"""English."""

from sources.archiver.reading.walls.words.table import NoticeWords

WORDS = NoticeWords(
    this_page=r"""
        \b(?:this|requested)\s(?:\w+\s){0,2}(?:page|article|story|document|content|file|text|item)\b
        \b(?:this|that|requested) (?:link|address|url)\b
        \b(?:page|article|story|document|content|file|address|what) (?:that )?you\b
        \bfind (?:that|this) (?:page|article|story)\b
    """,
    page_noun=r"""
        (?:page|article|story|file|document|content|site|object|post)s?\b
    """,
    gone=r"""
        \bnot (?:be )?found\b
        \bno longer\b
        \b(?:does not|doesn't|do not|don't) (?:seem to )?exist
        \b(?:been|was|is|were) (?:removed|deleted|moved|withdrawn|taken (?:down|off))\b
        \b(?:isn't|is not|not) available\b
        \bunavailable\b
        \b(?:could not|couldn't|cannot|can't|can not) (?:be )?f(?:ind|ound)\b
    """,
    this_post=r"""
        \b(?:this|that) (?:post|tweet|message|video|account|profile|photo|thread|channel)\b
        \bits (?:writer|author|owner|poster)\b
        \b(?:writer|author|owner) of this (?:account|post|page)\b
        \byou (?:can ?not|can't|may not|are(?:n't| not) able to) (?:see|view|read) (?:this|it)\b
    """,
    taken_back=r"""
        \b(?:taken|took) (?:it )?(?:back|down|off)\b
        \b(?:is not|isn't|not|no longer) (?:be )?(?:available|visible|shown)\b
        \bunavailable\b
        \b(?:been|was|is|were|has) (?:removed|deleted|hidden|withdrawn|suspended)\b
        \b(?:deleted|removed|withdrew|hid) (?:it|this|the)\b
        \b(?:private|suspended|limits who)\b
        \b(?:cannot|can not|can't) be (?:seen|shown|viewed)\b
        \byou (?:can ?not|can't|may not|are(?:n't| not) able to) (?:see|view|read)\b
    """,
    switch_on=r"""
        \b(?:switch|turn|enabl|activat|allow|requir|need|must|necessary|support|without|disabl)
        \b(?:off|work)\b
    """,
    sign_in=r"""
        \b(?:log|sign)(?:ged|ging|ned|ning)?[ -]?in\b
        \b(?:signin|login)\b
        \b(?:register|registration|account)\b
    """,
    in_order_to=r"""
        \bto (?:continue|see|view|read|access|use|open|watch|go on|keep)\b
        \byou (?:must|need|have) to\b
        \byou must be\b
        \b(?:please|required|first)\b
    """,
    subscribers=r"""
        \b(?:subscribe|subscribers?|subscription|subscribing|premium)\b
        \bpaid (?:members?|readers?)\b
        \bmembers?(?: only|-only)?\b
        \bfree (?:articles|stories)\b
    """,
    read_on=r"""
        \b(?:read|reading) on\b
        \b(?:continue|keep|finish|go on|carry on) (?:\w+ )?reading\b
        \bto (?:read|continue|unlock|access|see)\b
        \b(?:rest|remainder|remaining) of\b
        \b(?:whole|full) (?:text|article|story)\b
        \bunlock\b
        \b(?:unlimited|full) access\b
        \byou(?:'ve| have) (?:\w+ )?(?:read|reached|used)\b
        \b(?:only|reserved|exclusively?)\b
        \b(?:text|article|story|content|page) is for\b
    """,
    here=r"""
        \b(?:your|this) (?:country|region|location|area|territory)\b
        \bwhere you (?:are|live)\b
        \boutside (?:of )?(?:the|your)\b
        \b(?:in )?(?:most|all|some) (?:european |other )?countries\b
        \beuropean (?:union|economic area|visitors|countries)\b
        \bgeo-?(?:block|restrict)
    """,
    not_shown=r"""
        \bnot\b
        n't\b
        \b(?:unavailable|blocked|restricted|cannot|unable|prohibited|forbidden)\b
    """,
    cookies_on=r"""
        \b(?:need|requir|must|enabl|allow|disabl|block|necessar|accept)
        \b(?:switch|turn)(?:ed)? o(?:n|ff)\b
    """,
    for_reading=r"""
        \bto (?:read|view|see|continue|use|open|access|visit|enter|proceed|go on|browse)\b
        \byour browser\b
    """,
    this_name=r"""
        \b[\w-]{1,63}\.[a-z]{2,18}\b
        \bthis (?:domain|name|site|web ?site|web address)\b
        \bdomain(?: name)?\b
    """,
    for_sale=r"""
        \b(?:is|are|be) (?:\w+ )?for sale\b
        \b(?:is|was|has been|been) parked\b
        \bparked (?:free|domain|by|at)\b
        \b(?:has|is) expired\b
        \bmake an offer\b
        \bbuy (?:this|now)\b
        \bavailable for purchase\b
    """,
    site=r"""
        \b(?:our|this|the) (?:web ?site|site|service|portal|page|server)s?\b
        \bwe(?:'re|'ll)?\b
    """,
    upkeep=r"""
        \bmaintenance\b
        \bbeing (?:looked after|upgraded|updated|repaired|serviced|worked on)\b
        \b(?:be|come|check) back (?:soon|later|shortly|in|online)\b
        \btemporarily (?:down|unavailable|offline|closed|out of)\b
        \bunder construction\b
        \btry again (?:later|in|shortly)\b
    """,
    fault=r"""
        \bdatabase (?:connection|error|server|is|could|cannot|unavailable)\b
        \b(?:connect\w*|error|failed)\b.{0,30}\b(?:to|with|in|from) (?:the |our |a )?database\b
        \b(?:fatal|parse|application|runtime|unexpected|internal) (?:server )?error\b
        \buncaught \w{0,20}(?:exception|error)\b
        \b(?:stack trace|bad gateway|gateway time-?out|too many connections|out of memory)\b
        \btraceback \(most recent
        \bserver error in\b
        \bservice (?:temporarily )?unavailable\b
        \b(?:sqlstate|mysqli?_\w{1,30}|pdoexception)\b
        \b(?:something|an error|a problem) (?:went wrong|occurred|has occurred|happened)\b
        \b(?:critical error|technical (?:difficulties|problems)|bandwidth limit|hosting provider)\b
    """,
    personal_data=r"""
        \b(?:cookies?|partners?|privacy|consent|personal data|your data|trackers?|vendors?)\b
        \b(?:advertis\w+|personali[sz]\w+|legitimate interests?|your device|your choices?)\b
    """,
    agree=r"""
        \b(?:accept|agree|allow|reject|refuse|decline)(?: (?:all|to|and|the|cookies)\b|$)
        \b(?:i|we) agree\b
        \bmanage (?:\w+ )?(?:choices|options|preferences|settings|cookies)\b
        \bcontinue without\b
    """,
    reported=r"""
        \b(?:said|says|told|tells|stated|announced|spokes(?:man|woman|person|people))\b
        \baccording to (?:the|an?|its|his|her|their|one|two|officials?|residents|witnesses|police)\b
        \b(?:officials|residents|witnesses|experts|critics|publishers|they) say\b
    """,
    sign_in_heading=r"""
        (?:please )?(?:log|sign)[ -]?in(?: (?:to|with|now|required|or|page|\|).{0,60})?
        login(?: required)?
        members? login
    """,
    upkeep_heading=r"""
        (?:(?:we are |we're |site |down |is ){0,3}(?:under|down for|in) )?(?:scheduled )?maintenance
        maintenance (?:mode|break)
        (?:we'll |we will )?(?:be )?(?:right )?back (?:soon|shortly)
        temporarily (?:unavailable|offline|closed)
    """,
    fault_heading=r"""
        (?:fatal |internal |server |application |database )?(?:server )?error(?: \d{3})?
    """,
)
