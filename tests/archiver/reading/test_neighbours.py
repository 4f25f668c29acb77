"""What stands side by side on a page stands apart in its text; what is struck out is not in it."""

from __future__ import annotations

import pytest

from sources.archiver.reading.markup.read_html import read_html


def text(source: str) -> str:
    return read_html(source).text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("84<sup>3</sup> soldiers", "84[3] soldiers"),
        ("84<sup><a href=#n>3</a></sup> soldiers", "84[3] soldiers"),
        ("84<sup>[3]</sup> soldiers", "84[3] soldiers"),
        ("84<sup>3,4</sup> soldiers", "84[3][4] soldiers"),
        ("killed<sup>3</sup>.", "killed[3]."),
        ("killed<sup>a</sup>.", "killed[a]."),
        ("84<a href=#n>5</a> people", "84[5] people"),
        ("قتلوا<sup>٣</sup> هناك", "قتلوا[٣] هناك"),
        ("84<sub>2</sub> people", "84[2] people"),
        ("84 <sup>3</sup> soldiers", "84[3] soldiers"),
        ("<p><sup>1</sup>A note", "1 A note"),
    ],
)
def test_the_mark_of_a_note_stands_in_brackets(source: str, words: str) -> None:
    assert text(source) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("100 km<sup>2</sup> of sand", "100 km² of sand"),
        ("3 × 10<sup>6</sup> shells", "3 × 10⁶ shells"),
        ("10<sup>-3</sup> of it, and <sup>3</sup>He", "10⁻³ of it, and 3 He"),
        ("the 1<sup>er</sup> and 20<sup>th</sup>", "the 1er and 20th"),
        ("M<sup>e</sup> Keita", "Me Keita"),
        ("CO<sub>2</sub>", "CO2"),
        ("7<sup>1</sup>⁄<sub>2</sub> million", "7 1⁄2 million"),
        ("7<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> million", "7 1/2 million"),
        ("page <a href=/2>2</a> of 9", "page 2 of 9"),
        ("<span>T</span>he army", "The army"),
        ("sol<b>dat</b>s and 1<i>,</i>200", "soldats and 1,200"),
        ("8&shy;4, 4&#8203;7 and 1<!-- -->2", "8\xad4, 4\u200b7 and 12"),
        ("Tin<wbr>zaouaten", "Tinzaouaten"),
    ],
)
def test_what_belongs_together_stays_together(source: str, words: str) -> None:
    assert text(source) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<time>12:05</time><span>19 killed</span>", "12:05 19 killed"),
        ("<span>Killed</span><span>19</span><span>Hurt</span><span>33</span>", "Killed 19 Hurt 33"),
        ("<b>84</b><b>12</b>", "84 12"),
        # After a space three digits would be read with the number before them: 84 300.
        ("<b>84</b><b>300</b>", "84\t300"),
        ("<table><tr><td>84</td>\n<td>300</td></tr></table>", "84\t300"),
        ("8<s>3</s>4", "8 4"),
        ("<a href=/>Home</a><a href=/w>World</a>", "Home World"),
        ("<label>Killed</label><label>Hurt</label>", "Killed Hurt"),
    ],
)
def test_digits_of_two_elements_never_touch(source: str, words: str) -> None:
    assert text(source) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("twenty-<br>nine dead", "twenty-nine dead"),
        ("twenty-\nnine dead", "twenty- nine dead"),
        ("<pre>merce-\nnaries", "merce-\nnaries"),
    ],
)
def test_lines_are_kept(source: str, words: str) -> None:
    assert text(source).replace("-\nnine", "-nine") == words


@pytest.mark.parametrize(
    ("source", "words", "struck"),
    [
        ("said <del>80</del> <ins>84</ins> died", "said 84 died", ("80",)),
        ("<strike>9</strike>12 dead", "12 dead", ("9",)),
        ("<p>A<p><s>B <b>and <del>C</del></b></s><p>D", "A\n\nD", ("B and C",)),
        ("<p style='color:red;text-decoration: underline line-through'>B</p>D", "D", ("B",)),
        ("a</s>b", "ab", ()),
    ],
)
def test_what_is_struck_out_is_told_apart(source: str, words: str, struck: tuple[str, ...]) -> None:
    found = read_html(source)

    assert (found.text, found.struck) == (words, struck)


def test_a_page_that_strikes_out_a_book_keeps_a_part_of_it() -> None:
    found = read_html("<p>kept<del>" + "word " * 5_000 + "</del>" + "<del>more words</del>" * 9_000)

    assert found.text == "kept"
    assert 10_000 < sum(map(len, found.struck)) <= 50_000


SENTENCE = "The army said that 84 soldiers were killed near Kidal."


@pytest.mark.parametrize(
    "source",
    [
        f"<news-body><template shadowrootmode=open><p>{SENTENCE}</template></news-body>",
        f"<i><template a='>' shadowrootmode=open><template>no</template>{SENTENCE}</template></i>",
        f'<iframe srcdoc="<p>{SENTENCE}"></iframe>',
        f'<iframe src="data:text/html,{SENTENCE.replace(" ", "%20")}"></iframe>',
        f"<details><summary></summary>{SENTENCE}</details>",
        f'<iframe srcdoc="&lt;iframe srcdoc=&quot;{SENTENCE}&quot;>"></iframe>',
    ],
)
def test_a_page_within_the_page_is_read(source: str) -> None:
    found = read_html(source)

    assert found.text == SENTENCE
    assert found.unread == {}


@pytest.mark.parametrize(
    "source",
    [
        f"<noscript>{SENTENCE}</noscript><p>x",
        f"<body><noscript><p>{SENTENCE}</p></noscript>x",
        f"<template>{SENTENCE}</template>x",
        f"<p hidden>{SENTENCE}</p>x",
        f"<p style='display : none'>{SENTENCE}</p>x",
        f"<style>.a, p.b{{color:red;display:none}}</style><p class=b>{SENTENCE}</p>x",
        f"<style>#b{{visibility:hidden}}</style><div id=b><p>{SENTENCE}</p></div>x",
    ],
)
def test_what_is_not_shown_is_not_read(source: str) -> None:
    assert text(source) == "x"


@pytest.mark.parametrize(
    "source",
    [
        f"<script>'<noscript>'</script><p>{SENTENCE}",
        f"<style>@media print{{.a{{display:none}}}}</style><p class=a>{SENTENCE}",
        f"<style>.a{{display:none}} .on .a{{display:block}}</style><p class=a>{SENTENCE}",
        f"<style>.a{{display:none}} @media all{{.a{{display:flex}}}}</style><p class=a>{SENTENCE}",
        f"<style media=print>.a{{display:none}}</style><p class=a>{SENTENCE}",
        f"<style>.a{{display:none}}</style><div class=a><h1>{SENTENCE}</h1></div>",
        f"<style>/* .a{{display:none}} */ .a:hover{{display:none}}</style><p class=a>{SENTENCE}",
    ],
)
def test_what_may_be_shown_is_read(source: str) -> None:
    assert text(source) == SENTENCE


@pytest.mark.parametrize(
    ("source", "unread"),
    [
        ("<iframe src=https://a.example/></iframe>" + SENTENCE, {"frames": 1}),
        ("<frameset><frame src=a><frame src=b></frameset>", {"frames": 2}),
        ("<object data=report.pdf></object>" + SENTENCE, {"frames": 1}),
        ("<embed src=data:application/pdf;base64,JVBERi0=>" + SENTENCE, {"frames": 1}),
        ("<img src=words.png>" + SENTENCE, {"pictures": 1}),
        ("<div id=root></div><script src=app.js></script>", {"scripts": 1}),
        ("<main></main><script src=app.js></script>" + SENTENCE * 20, {"scripts": 1}),
        ("<main></main>" + SENTENCE * 20, {}),
        ("<style>.a{display:none}</style>x<p class=a>" + SENTENCE, {"styled": 1}),
        # Nobody sees these, and a long page's pictures are beside its words.
        ("<iframe width=1 height=1 src=/x></iframe><iframe></iframe>" + SENTENCE, {}),
        ("<noscript><iframe src=/x></iframe></noscript>" + SENTENCE, {}),
        ("<img src=icon.png width=16>" + SENTENCE, {}),
        ("<img src=photo.png><script src=a.js></script>" + SENTENCE * 20, {}),
        ('<script type="application/ld+json">{}</script>' + SENTENCE, {}),
    ],
)
def test_what_is_not_read_is_counted(source: str, unread: dict[str, int]) -> None:
    assert read_html(source).unread == unread


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>The <a href='/x''>army</a> said <b class=\"a\"\">84</b>.", "The army said 84."),
        ('<p a"=x>84 killed</p><p class=y>More', "84 killed\n\nMore"),
        ("<p>A<xmp><b>84</b> <!--</xmp>B", "A\n\n<b>84</b> <!--\n\nB"),
    ],
)
def test_damaged_tags_are_no_words_and_raw_text_is_no_markup(source: str, words: str) -> None:
    assert text(source) == words


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "source",
    [
        f"<style>{'a' * 250_000}</style>",
        "<template shadowrootmode=open>" + "<template " * 30_000,
        "<xmp><!--</xmp>" * 10_000,
        '<script type="application/ld+json">{"headline":' + "[" * 900 + "]" * 900 + "}</script>",
    ],
)
def test_markup_made_to_take_for_ever_is_read_at_once(source: str) -> None:
    assert text(f"<p>84 killed</p>{source}").startswith("84 killed")
