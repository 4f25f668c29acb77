"""Claims in a text: how well reported speech is found in articles that people marked.

Average precision and Matthews correlation over `attributed_dev.jsonl.gz` of the measuring data,
which is no part of the house: it stands in `../shared/data`, or where `COUNTERCLAIM_MEASURING_DATA`
says. Without it nothing is measured, and that is said.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from tests.house.walls.structure import HOUSE

LEAST_PRECISION, LEAST_MATTHEWS = 0.89, 0.58
FILE = "attributed_dev.jsonl.gz"


def run(*, pages: int = 0) -> bool:
    """Measure and print; whether both floors are kept. `pages` is not used."""
    import django  # noqa: PLC0415 - after the settings

    django.setup()
    from claims.matching.reported.weights import weighings  # noqa: PLC0415
    from claims.matching.train.reported_speech import average_precision, matthews, read  # noqa: PLC0415

    del pages
    path = Path(os.environ.get("COUNTERCLAIM_MEASURING_DATA", HOUSE.parent / "shared/data")) / FILE
    if not path.exists():
        print(f"  {path} is not here: nothing is measured")
        return False
    began, kept = time.process_time(), True
    for kind, articles in read(path).items():
        examples = [example for article in articles for example in article]
        scores = [weighings()[kind].probability(features) for features, _marked in examples]
        marked = [one for _features, one in examples]
        precision, correlation = average_precision(scores, marked), matthews(scores, marked)
        print(f"  {kind}: AP {precision:.4f}, Matthews {correlation:.4f}, {len(marked)} sentences")
        kept = kept and precision >= LEAST_PRECISION and correlation >= LEAST_MATTHEWS
    print(f"  {time.process_time() - began:.1f} s of CPU")
    return kept
