"""The tide as a picture for the book: sound XML, whoever wrote the words, with everything told as text."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from tests.hostile import ATTACKS, CONTROLS, MARKUP, TROUBLE
from workbook.export.tide_picture import tide_svg
from workbook.progress.tide import Point, Tide

SVG = "{http://www.w3.org/2000/svg}"
BEGIN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HARM = '</text><script>alert("x")</script><!-- ]]> & \'"<image href="http://evil.example/"/>'


def a_tide(words: list[str], apart: timedelta = timedelta(days=9)) -> Tide:
    """A tide with a check-in and a word at each visit."""
    return Tide(
        tuple(
            Point(
                at=BEGIN + apart * number,
                offset="+00:00",
                height=number * 7 % 11,
                level=number * 7 % 11,
                word=word,
            )
            for number, word in enumerate(words)
        )
    )


def drawn(tide: Tide) -> ElementTree.Element:
    """The picture, parsed."""
    return ElementTree.fromstring(tide_svg(tide))


def texts(picture: ElementTree.Element, name: str) -> list[str]:
    """The labels of a kind, in the order in which they were written."""
    return [found.text or "" for found in picture.iter(f"{SVG}text") if found.get("class") == name]


def test_the_picture_says_what_it_shows() -> None:
    """It should be sized, named, and told in full for those who cannot see it."""
    picture = drawn(a_tide(["wobbly", "", "steadier"]))
    assert picture.tag == f"{SVG}svg"
    assert picture.get("viewBox") == "0 0 960 210"
    assert picture.get("role") == "img"
    title, about = picture.find(f"{SVG}title"), picture.find(f"{SVG}desc")
    assert title is not None
    assert about is not None
    assert picture.get("aria-labelledby") == f"{title.get('id')} {about.get('id')}"
    assert title.text == "The tide"
    assert about.text is not None
    assert "2 March 2026: “wobbly”, 0 of 10. 11 March 2026: 7 of 10. 20 March 2026: “steadier”" in about.text
    assert set(texts(picture, "word")) == {"“wobbly”", "“steadier”"}
    assert texts(picture, "month") == ["March 2026"]


@pytest.mark.parametrize("word", [HARM, MARKUP, TROUBLE, "\ufffe\uffff\x00\ud800", *ATTACKS.values()])
def test_no_word_breaks_the_picture(word: str) -> None:
    """Whatever a word holds should stand there as text, without control codes, and bring nothing else with it."""
    picture = drawn(a_tide([f"so {word}"]))
    plain = drawn(a_tide(["calm"]))
    assert [part.tag for part in picture.iter()] == [part.tag for part in plain.iter()]
    said = "".join(picture.itertext())
    assert not CONTROLS.search(said.replace("\n", " "))
    if word in (HARM, MARKUP):
        assert word in said


def test_the_picture_loads_and_runs_nothing() -> None:
    """One file should be all there is to it: no scripts, no addresses, no pictures within."""
    written = tide_svg(a_tide(["calm", "wild"]))
    assert written.count("http") == 1
    assert 'xmlns="http://www.w3.org/2000/svg"' in written
    assert not [name for name in ("script", "href", "@import", "<image", "foreignObject") if name in written]


def test_many_visits_go_on_in_further_rows() -> None:
    """A long tide should stay readable: more rows, each about as full, and no label upon another."""
    picture = drawn(a_tide([f"word number {number}" for number in range(100)]))
    rows = picture.findall(f"{SVG}g")
    assert len(rows) == 3
    assert picture.get("viewBox") == "0 0 960 630"
    for row in rows:
        for name in ("word", "month"):
            places = sorted(
                (float(label.get("x", "")), len(label.text or ""))
                for label in row.iter(f"{SVG}text")
                if label.get("class") == name
            )
            assert places
            for (left, before), (right, after) in pairwise(places):
                assert right - left > (before + after) * 6 / 2
            assert places[0][0] > 0
            assert places[-1][0] < 960
    assert "January 2027" in texts(picture, "month")


def test_a_year_away_takes_no_more_room_than_a_day() -> None:
    """The waves should be the same whatever lay between the visits."""
    near, far = (drawn(a_tide(["a", "b", "c"], timedelta(days=days))) for days in (1, 365))
    paths = [[path.get("d") for path in picture.iter(f"{SVG}path")] for picture in (near, far)]
    assert paths[0] == paths[1]


def test_the_water_touches_no_ground() -> None:
    """The lowest crest should float well above where the water has faded out, without a line there."""
    low = Tide((Point(at=BEGIN, offset="+00:00", height=0, level=0),))
    crest = next(path for path in drawn(low).iter(f"{SVG}path") if path.get("class") == "foam")
    heights = {float(part.split()[1]) for part in crest.get("d", "").replace("C", "M").split("M") if part}
    assert heights == {132.0}


def test_nothing_gives_no_picture() -> None:
    """Without a visit there should be nothing to put into the book."""
    assert tide_svg(Tide()) == ""
