"""Plain digits of a language that has no table: read only where nothing else has to be understood.

A word beside them may be a bound, a multiplier or a negation. The digits alone are read, and
digits before one of the few nouns that these pages count and that are known to be nothing else.
"""

from decimal import Decimal

from tracker.base.language.folding import folded
from tracker.base.language.numerals import numeral
from tracker.base.language.tokens import tokens

_COUNTED = folded(
    """
    tote toten verletzte verwundete soldaten kämpfer zivilisten menschen gefangene vermisste opfer
    muertos heridos soldados combatientes civiles personas prisioneros desaparecidos víctimas bajas
    mortos feridos combatentes civis pessoas prisioneiros desaparecidos vítimas baixas
    morti feriti soldati combattenti civili persone prigionieri dispersi vittime
    doden gewonden soldaten strijders burgers mensen gevangenen slachtoffers
    zabitych rannych żołnierzy bojowników cywilów osób jeńców ofiar
    загиблих убитих поранених вбитих солдатів військових бійців цивільних осіб полонених
    mrtvých zraněných vojáků civilistů osob
    ölü yaralı asker sivil kişi esir şehit
    کشته زخمی سرباز نفر غیرنظامی اسیر شهید
    morți răniți soldați civili persoane
    νεκροί τραυματίες στρατιώτες άμαχοι
    döda sårade soldater civila människor drepte sårede døde omkomne kuolleita haavoittuneita
    """
)


def counted_plainly(text: str) -> Decimal | None:
    """The number that plain digits alone, or before a known noun, say; None for all else.

    Args:
        text: the words of a figure in a language that has no table.
    """
    words = tokens(text.strip())
    if not words or words[0].kind != "number" or len(words) > 2:  # noqa: PLR2004
        return None
    if len(words) > 1 and (words[1].plain not in _COUNTED or words[1].start == words[0].end):
        return None
    return numeral(text.strip()[words[0].start : words[0].end], None)
