"""Learn the weights of `claims/matching/ranking/weights.json` anew. See docs/matching.md."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from claims.management.commands.match_claims import indexed_claims, read_rows
from claims.matching.ranking.features import LEXICAL, SEMANTIC
from claims.matching.ranking.rank import pool_of
from claims.matching.ranking.reranker import WEIGHTS
from claims.matching.ranking.sentence_vectors import is_installed
from claims.matching.ranking.space import SentenceSpace
from claims.models.matching.index import IndexedKind
from claims.operations.matching.index import count_terms, scratch_index, write_index

_FROM = "manage.py train_matching; claims and posts for research use, none of their text is here"


class Command(BaseCommand):
    """Learn from texts of which it is known which claims they repeat, and say what folds say."""

    help = "Learns how candidates are put in order, from claims and queries with their answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the rows stand."""
        parser.add_argument("--claims", type=Path, required=True, help="{id, claim, title}")
        parser.add_argument("--queries", type=Path, required=True, help="{id, text, gold: [ids]}")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Learn both networks, print their measures and store them.

        Raises:
            CommandError: the extra is missing.
        """
        if not is_installed():
            raise CommandError(_("This needs the extra counterclaim[semantic]."))
        known = list(read_rows(options["claims"], needs=("id", "claim")))
        asked = list(read_rows(options["queries"], needs=("id", "text")))
        space = SentenceSpace.of((n, row["claim"]) for n, row in enumerate(known))
        with scratch_index():
            write_index(indexed_claims(known), kind=IndexedKind.CLAIM)
            count_terms()
            stored = {
                "lexical": self._learn(known, asked, None, LEXICAL),
                "semantic": self._learn(known, asked, space, SEMANTIC),
            }
        WEIGHTS.write_text(json.dumps({"made_by": _FROM, **stored}) + "\n", encoding="utf-8")

    def _learn(
        self,
        known: Sequence[dict[str, Any]],
        asked: Sequence[dict[str, Any]],
        space: SentenceSpace | None,
        names: Sequence[str],
    ) -> dict[str, Any]:
        import numpy as np  # noqa: PLC0415 - of the extra

        from claims.matching.ranking import learning  # noqa: PLC0415 - needs numpy

        places = {row["id"]: number for number, row in enumerate(known)}
        examples = []
        for row in asked:
            right = {places[each] for each in row["gold"]}
            pool = pool_of(row["text"], IndexedKind.CLAIM, space=space)
            features = np.array(pool.features).reshape(len(pool.rows), len(names))
            is_right = np.array([float(each.subject in right) for each in pool.rows])
            examples.append(learning.Example(features, is_right, len(right)))
        scores = learning.crossed(examples)
        pairs = list(zip(examples, scores, strict=True))
        self.stdout.write(
            f"{len(names)} features, {learning.FOLDS} folds:"
            f" MAP@5 {np.mean([learning.precision_at_five(*pair) for pair in pairs]):.4f},"
            f" R@5 {np.mean([learning.recall(*pair) for pair in pairs]):.4f}"
        )
        slope, shift = learning.calibrated(examples, scores)
        made = learning.as_stored(learning.learnt(examples), names)
        return {**made, "slope": round(slope, 5), "shift": round(shift, 5)}
