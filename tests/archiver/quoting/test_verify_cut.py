"""A quotation that begins or ends beside what turns it is altered by its cut."""

from __future__ import annotations

import pytest

from sources.archiver.quoting.verify import verify
from sources.archiver.values import CheckKind, Extraction, ExtractionState, Quote

TURNED = (
    ("no fewer than | 80 soldiers were seen in the town", "number"),
    ("at least | 80 soldiers were seen in the town", "number"),
    ("on Sunday | 27, soldiers were seen in the town", "number"),
    ("between 20 and | 30 soldiers were seen in the town", "number"),
    ("the army did not | kill them near the town", "negation"),
    ("it was never | said that they came to the town", "negation"),
    ("he denied that | soldiers were seen in the town", "negation"),
    ("they could not confirm that | soldiers were in the town", "negation"),
    ("it is alleged that | soldiers were seen in the town", "sense"),
    ("they may have | burned the houses of the town", "sense"),
    ("of the | 20 soldiers or more, he said", ""),
    ("in the town were seen 80 soldiers / at least, he said", "number"),
    ("the soldiers of the town were / not seen there", "negation"),
    ("moins de | 80 soldats ont été vus dans la ville", "number"),
    ("entre 20 et | 30 soldats ont été vus dans la ville", "number"),
    ("l’armée n’a pas | tué de civils dans la ville", "negation"),
    ("l’armée a démenti que | des civils soient dans la ville", "negation"),
    ("ils auraient | brûlé les maisons de la ville", "sense"),
    ("on a vu 80 soldats / au moins, dit-il", "number"),
    ("ما لا يقل عن | 80 جنديا كانوا قرب المدينة", "number"),
    ("لم | يقتل الجيش أحدا قرب المدينة", "negation"),
    ("نفى الجيش أن | الجنود كانوا قرب المدينة", "negation"),
    ("не менее | 80 солдат видели у города", "number"),
    ("армия не | убивала людей у города", "negation"),
    ("армия опровергла, что | солдаты были у города", "negation"),
    ("возможно, | солдаты были у города", "sense"),
    ("20 солдат видели у города / не менее", ""),
)
WHOLE = (
    "The army said that | soldiers were seen in the town",
    "No, said the army. | The soldiers were seen in the town",
    "It had not rained, and | soldiers were seen in the town",
    "On Sunday | 27 soldiers were seen in the town",
    "On 12 May, | 80 soldiers were seen in the town",
    "They drove from 12 villages to the town. | 30 soldiers were seen there",
    "On les a vus dans la ville le 12 / au plus tard, dit-il",
    "Le ministère a dit que | des soldats étaient dans la ville",
    "Министерство сообщило, что | солдаты были у города",
    "قالت الوزارة إن | الجنود كانوا قرب المدينة",
)


def quoted(text: str) -> tuple[CheckKind, set[str]]:
    """What is found of the words after a bar, or before a stroke."""
    left, mark, right = text.partition(" | ")
    whole = text.replace(" | ", " ").replace(" / ", " ")
    exact = right if mark else left.partition(" / ")[0]
    check = verify(Quote(exact), Extraction(ExtractionState.DONE, text=whole))
    return check.kind, {one.kind for one in check.differences}


@pytest.mark.parametrize(("text", "kind"), [one for one in TURNED if one[1]])
def test_what_turns_a_quotation_belongs_to_it(text: str, kind: str) -> None:
    assert quoted(text) == (CheckKind.ALTERED, {kind})


@pytest.mark.parametrize("text", [*WHOLE, *(one[0] for one in TURNED if not one[1])])
def test_what_stands_in_another_clause_turns_nothing(text: str) -> None:
    assert quoted(text) == (CheckKind.VERBATIM, set())
