"""Words of the rules that people read."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(text: str) -> str:
    """Mark `text` for translation and give it back as it is.

    The rules know no framework; whoever shows a label passes it through `gettext`. The name is
    the one that `makemessages` looks for, so that translators get these words too.
    """
    return text


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something a rule has to say: a code for programs, a sentence for people.

    `text` is the sentence as translators know it, with `%(name)s` where a value goes; `values`
    are numbers, or words that can be translated by themselves. `str()` gives it in English.
    """

    code: str
    text: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.text % self.values
