"""Words of the gathered material that readers of the dossier see otherwise, old and new.

The material calls the article that it started from "seed" and marks errors of it as
"incident_conflict". Nobody prints that: the dossier names the Timbuktu Institute. Nothing else of
a text may change; `test_mali_against_material` holds every other word against the material.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

BACKGROUND = {"seed-background": "institute-background"}
"""Ids of incidents, which stand in addresses."""

PARTIES = {
    "French officials (unnamed)": "Unnamed French officials",
    "Some media outlets (unnamed)": "Some unnamed media outlets",
    "US officials (unnamed)": "Unnamed US officials",
    "Malian security sources (unnamed)": "Unnamed Malian security sources",
    "Malian military sources (unnamed)": "Unnamed Malian military sources",
    "Local elected officials (unnamed)": "Unnamed local elected officials",
    "Diplomatic and security sources (unnamed)": "Unnamed diplomatic and security sources",
    "Tuareg commander (unnamed)": "Unnamed Tuareg commander",
    "Some commentators (unnamed)": "Some unnamed commentators",
    "Other, optimistic commentators (unnamed)": "Other, optimistic unnamed commentators",
}

INCIDENTS = {
    "Attack on the Kouakourou post (date not given in the seed)": (
        "Attack on the Kouakourou post (date not known)"
    ),
    "Mortar fire on Gao military airport (date not given in the seed)": (
        "Mortar fire on Gao military airport (date not known)"
    ),
    "Background statements of the seed that no other page here disputes": (
        "Background statements of the Timbuktu Institute that no other page here disputes"
    ),
    "Seed dates the announcement to 6 June 2024; every other page seen says 6 June 2025.": (
        "The Timbuktu Institute dates the announcement to 6 June 2024; every other page seen says"
        " 6 June 2025."
    ),
    "Seed says May 2025; the institute’s own page says April 2025.": (
        "The Timbuktu Institute’s article says May 2025; the institute’s own page says April 2025."
    ),
    "Seed: one joint operation of three armies; Senegalese army bulletin: two separate two-country"
    " patrols.": (
        "The Timbuktu Institute says that it was one joint operation of three armies; the bulletin"
        " of the Senegalese army says two separate two-country patrols."
    ),
    "Seed links the 2021 deployment to the FLA, which was only formed at the end of 2024.": (
        "The Timbuktu Institute links the 2021 deployment to the FLA, which was only formed at the"
        " end of 2024."
    ),
    "Kept so that every check-worthy seed sentence has a claim record.": (
        "Kept so that every check-worthy sentence of the institute’s article has its claim."
    ),
    "Seed gives no date; no 2025 report was found. Earlier attacks found are listed as"
    " candidates.": (
        "The Timbuktu Institute’s article gives no date; no 2025 report was found. Earlier attacks"
        " found are listed as candidates."
    ),
    "Seed gives no date; candidate events of 2023 and an undated shelling are listed.": (
        "The Timbuktu Institute’s article gives no date; candidate events of 2023 and an undated"
        " shelling are listed."
    ),
}

NOTES = {
    "the seed calls it the General Intelligence Directorate": (
        "the Timbuktu Institute calls it the General Intelligence Directorate"
    ),
    "incident_conflict: year in seed sentence 27": (
        "The year in sentence 27 of the institute’s article conflicts with the other pages."
    ),
    "incident_conflict: anachronism in seed sentence 24": (
        "Sentence 24 of the institute’s article is an anachronism."
    ),
    "incident_conflict: seed says no details were given; the army published communiqué no. 058"
    " with details": (
        "The institute’s article says that no details were given; the army published communiqué"
        " no. 058 with details."
    ),
    "incident_conflict: seed sentence 10 lists three towns and puts Niono in the south near"
    " Senegal; sentence 45 says no locations were given": (
        "Sentence 10 of the institute’s article lists three towns and puts Niono in the south near"
        " Senegal; sentence 45 says no locations were given."
    ),
    "unresolved date": "The date is not resolved.",
    "seed omits the later denials and the agency’s proper name": (
        "The institute’s article omits the later denials and the agency’s proper name."
    ),
    "contradicted two hours later by ML128": (
        "contradicted two hours later by the army’s second communiqué"
    ),
    "partisan relay; captured count 5 against 7 in ML006": (
        "partisan relay; captured count 5 against 7 in the final CSP-DPA tally"
    ),
    "day per nabkanews/CNN copy: Monday 29 July": (
        "the day is from the nabkanews copy of CNN: Monday 29 July"
    ),
    "place conflict: north (army) or south (this page)": (
        "the places conflict: north (army) or south (this page)"
    ),
}

STATEMENTS = {
    "Seed: some see a status quo on abuses since Africa Corps replaced Wagner.": (
        "Some, says the Timbuktu Institute, see a status quo on abuses since Africa Corps replaced"
        " Wagner."
    ),
    "Seed: others expect improvement in the long run.": (
        "Others, says the Timbuktu Institute, expect improvement in the long run."
    ),
    "Seed: some observers are sure Africa Corps will make security worse.": (
        "Some observers, says the Timbuktu Institute, are sure Africa Corps will make security"
        " worse."
    ),
    "Seed suggests fewer Russians are in Mali because of the war in Ukraine.": (
        "The Timbuktu Institute suggests fewer Russians are in Mali because of the war in Ukraine."
    ),
    "Seed quotes the army as having responded strongly in central Mali before retreating, without"
    " naming Boulikessi there.": (
        "The Timbuktu Institute quotes the army as having responded strongly in central Mali before"
        " retreating, without naming Boulikessi there."
    ),
    "Seed: police and customs posts hit, vehicles and motorcycles burnt, village a few kilometres"
    " from Bakel.": (
        "The Timbuktu Institute says that police and customs posts were hit, vehicles and"
        " motorcycles burnt, the village a few kilometres from Bakel."
    ),
    "Seed quotes Diop that cooperation with France failed the aspirations of Malians and was"
    " therefore ended.": (
        "The Timbuktu Institute quotes Diop that cooperation with France failed the aspirations of"
        " Malians and was therefore ended."
    ),
    "Seed: French forces pulled out in 2022.": (
        "The Timbuktu Institute says that French forces pulled out in 2022."
    ),
    "Seed, citing media: mortar attack on Gao military airport, no date.": (
        "The Timbuktu Institute, citing media: mortar attack on Gao military airport, no date."
    ),
    "Seed, citing media: attack on an army post at Kouakourou, no date.": (
        "The Timbuktu Institute, citing media: attack on an army post at Kouakourou, no date."
    ),
    "Seed, citing media: the army is in difficulty with attacks almost every week.": (
        "The Timbuktu Institute, citing media: the army is in difficulty with attacks almost every"
        " week."
    ),
    "Seed says GUR claimed, earlier in 2024 and without details, to have helped Tuaregs in an"
    " ambush on FAMa and Wagner.": (
        "The Timbuktu Institute says GUR claimed, earlier in 2024 and without details, to have"
        " helped Tuaregs in an ambush on FAMa and Wagner."
    ),
    "Seed says the separatists, showing Ukrainian flags online, are in an existential war against"
    " Russia.": (
        "The Timbuktu Institute says the separatists, showing Ukrainian flags online, are in an"
        " existential war against Russia."
    ),
    "Seed: the AES countries took Ukraine’s interference to the UN Security Council.": (
        "The Timbuktu Institute says that the AES countries took Ukraine’s interference to the UN"
        " Security Council."
    ),
    "Seed: Senegal, Mali and Mauritania ran one common military operation during May 2025.": (
        "The Timbuktu Institute says that Senegal, Mali and Mauritania ran one common military"
        " operation during May 2025."
    ),
    "Seed, citing FLA: on 13 June a helicopter was hit and had to turn back, several vehicles"
    " destroyed or damaged, several Russians reportedly killed.": (
        "The Timbuktu Institute, citing FLA: on 13 June a helicopter was hit and had to turn back,"
        " several vehicles destroyed or damaged, several Russians reportedly killed."
    ),
    "Seed: the day before, an improvised bomb destroyed an Africa Corps truck.": (
        "The Timbuktu Institute says that the day before, an improvised bomb destroyed an Africa"
        " Corps truck."
    ),
    "Seed quotes spokesman Elmaouloud: targeted action on Friday against an Africa Corps patrol,"
    " significant damage and human losses.": (
        "The Timbuktu Institute quotes spokesman Elmaouloud: targeted action on Friday against an"
        " Africa Corps patrol, significant damage and human losses."
    ),
    "Seed lists Boulikessi, Timbuktu and Mahou among places where attacks and victims keep"
    " rising.": (
        "The Timbuktu Institute lists Boulikessi, Timbuktu and Mahou among places where attacks and"
        " victims keep rising."
    ),
    "Seed: JNIM also claimed the Molodo bombing.": (
        "The Timbuktu Institute says that JNIM also claimed the Molodo bombing."
    ),
    "Seed: for weeks the army has been attacked repeatedly, mainly by JNIM and the FLA.": (
        "The Timbuktu Institute says that for weeks the army has been attacked repeatedly, mainly"
        " by JNIM and the FLA."
    ),
    "Seed: Goïta chose to break with the French force present since 2013.": (
        "The Timbuktu Institute says that Goïta chose to break with the French force present since"
        " 2013."
    ),
    "Seed: Mali recognised Russia as successor of the USSR in 1992.": (
        "The Timbuktu Institute says that Mali recognised Russia as successor of the USSR in 1992."
    ),
    "Seed: the government refuses any talks with separatists and jihadists.": (
        "The Timbuktu Institute says that the government refuses any talks with separatists and"
        " jihadists."
    ),
    "Seed: Africa Corps channels show pictures of dead enemies and seized arms.": (
        "The Timbuktu Institute says that Africa Corps channels show pictures of dead enemies and"
        " seized arms."
    ),
    "Seed: attacks in AES countries rose, above all since they left ECOWAS and French troops"
    " went.": (
        "The Timbuktu Institute says that attacks in AES countries rose, above all since they left"
        " ECOWAS and French troops went."
    ),
    "Seed: for Russia, Africa Corps takes Wagner’s place under tighter monitoring.": (
        "The Timbuktu Institute says that for Russia, Africa Corps takes Wagner’s place under"
        " tighter monitoring."
    ),
    "Seed reports seven simultaneous attacks in Kayes, Nioro and Niono and three barracks and"
    " dozens of posts reportedly taken.": (
        "The Timbuktu Institute reports seven simultaneous attacks in Kayes, Nioro and Niono and"
        " three barracks and dozens of posts reportedly taken."
    ),
    "Seed says the army announced on ORTM at least 80 neutralised but no locations.": (
        "The Timbuktu Institute says the army announced on ORTM at least 80 neutralised but no"
        " locations."
    ),
    "Army claims the situation is under control (seed wording).": (
        "Army claims the situation is under control (as the Timbuktu Institute words it)."
    ),
    "Seed: Su-24M crashed near Gao base on 14 June, under two months after arrival; presented as a"
    " sign of poor pilot quality.": (
        "The Timbuktu Institute says that a Su-24M crashed near Gao base on 14 June, under two"
        " months after arrival; presented as a sign of poor pilot quality."
    ),
    "Seed: crash killed the crew and authorities gave no further details.": (
        "The Timbuktu Institute says that the crash killed the crew and authorities gave no further"
        " details."
    ),
    "Seed: Africa Corps reportedly lost several soldiers on 1 August 2025 near Mopti.": (
        "The Timbuktu Institute says that Africa Corps reportedly lost several soldiers on 1 August"
        " 2025 near Mopti."
    ),
    "Seed dates its report on JNIM in the tri-border area to May 2025.": (
        "The Timbuktu Institute dates its report on JNIM in the tri-border area to May 2025."
    ),
    "Seed: the FLA statement came after assaults on a city-centre army camp in Timbuktu.": (
        "The Timbuktu Institute says that the FLA statement came after assaults on a city-centre"
        " army camp in Timbuktu."
    ),
    "Seed states as a fact, without naming the source, that the defeat cost 84 Wagner lives at the"
    " end of July 2024.": (
        "The Timbuktu Institute states as a fact, without naming the source, that the defeat cost"
        " 84 Wagner lives at the end of July 2024."
    ),
    "Seed ties the 2021 Wagner deployment to the threat from separatists of the FLA and JNIM.": (
        "The Timbuktu Institute ties the 2021 Wagner deployment to the threat from separatists of"
        " the FLA and JNIM."
    ),
    "Seed dates Wagner’s Telegram announcement to 6 June 2024.": (
        "The Timbuktu Institute dates Wagner’s Telegram announcement to 6 June 2024."
    ),
    "Seed gives Wagner’s stay as nearly four years and says it did not reduce attacks.": (
        "The Timbuktu Institute gives Wagner’s stay as nearly four years and says it did not reduce"
        " attacks."
    ),
}

REWORDED = BACKGROUND | PARTIES | INCIDENTS | NOTES | STATEMENTS


def reworded(given: str) -> str:
    """The words of the material as the dossier has them: the same, if not in the table."""
    return REWORDED.get(given, given)


_SHOWN = {
    *("name", "title", "description", "summary", "statement", "public_note", "reasoning", "reason"),
    *("spokesperson", "spokesperson_role", "channel", "part", "locator", "confirms_by", "text"),
}


def texts_of(row: object) -> Iterator[str]:
    """Every text of a dossier's rows that readers see in the dossier's own words."""
    if isinstance(row, (list, tuple)):
        for one in row:
            yield from texts_of(one)
    elif is_dataclass(row):
        for field in fields(row):
            value = getattr(row, field.name)
            if field.name == "where":
                continue
            if not isinstance(value, str):
                yield from texts_of(value)
            elif field.name in _SHOWN:
                yield value
