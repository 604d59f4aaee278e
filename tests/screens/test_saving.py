"""Saving by itself: what "Saved" means, layers within a visit, and what is cleared by mistake."""

from tests.conftest import MakeApp
from tests.screens.disk import Disk
from tests.screens.person import flattened, item, leave, press, settle, typed, until
from tests.screens.shown import shown


async def test_saved_waits_for_the_disk(make_little: MakeApp, disk: Disk) -> None:
    """While the disk has not answered, nothing may be called saved; afterwards it should be."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, "ctrl+s")
        disk.hold()
        await press(pilot, *"rest")
        await until(pilot, disk.reached.is_set)
        await settle(pilot)
        assert "Saved" not in shown(app)
        disk.let_go()
        await until(pilot, lambda: "Saved" in shown(app))
        assert typed(app, "long-answer") == "rest"


async def test_saved_is_not_said_of_letters_typed_during_the_write(make_little: MakeApp, disk: Disk) -> None:
    """A write that returns should not call letters saved that came after it began (it did)."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, "ctrl+s")
        disk.hold()
        await press(pilot, *"rest")
        await until(pilot, disk.reached.is_set)
        await press(pilot, *"ing")
        seen: list[tuple[bool, str]] = []
        disk.let_go()

        def is_saved() -> bool:
            seen.append(("Saved" in shown(app), typed(app, "long-answer")))
            return seen[-1][0]

        await until(pilot, is_saved)
        assert [text for said, text in seen if said] == ["resting"]


async def test_nobody_has_to_wait_for_a_key_to_be_saved(make_little: MakeApp) -> None:
    """Typing on without a break should not put saving off."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        typed_so_far = 0
        while not typed(app, "long-answer"):
            typed_so_far += 1
            assert typed_so_far < 200, "nothing was saved while the typing went on"
            await press(pilot, "a")


async def test_a_visit_has_one_layer_whatever_is_changed(make_little: MakeApp) -> None:
    """Typing, leaving, coming back and typing again within a visit should change one layer."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *"one", "ctrl+n")
        await settle(pilot)
        await press(pilot, "f2")
        await settle(pilot)
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        assert "one" in flattened(app)
        await press(pilot, "end", *" two")
        await leave(pilot)
    assert [layer.text for layer in app.answers.layers("long-answer")] == ["one two"]


async def test_a_cleared_text_can_be_recovered(make_little: MakeApp) -> None:
    """Selecting everything and deleting it should leave the words among the layer's drafts."""
    words = "a quiet evening"
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("waking", "long-answer")
        await settle(pilot)
        await press(pilot, *words, "ctrl+s")
        await press(pilot, "home", "shift+end", "delete", "ctrl+s")
        await press(pilot, *"no")
        await leave(pilot)
    layer = app.answers.latest("long-answer")
    assert layer is not None
    assert layer.text == "no"
    assert words in [draft.value for draft in layer.drafts]


async def test_two_questions_in_a_breath_are_both_kept(make_little: MakeApp) -> None:
    """Words typed into two questions and a section left, all within the wait, should be where they belong."""
    app = make_little()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.open_section("waking", "one-word")
        await settle(pilot)
        await press(pilot, *"dew", "ctrl+n", *"sun")
        await press(pilot, "escape", "right", "ctrl+n", "ctrl+n")
        await press(pilot, *"blue", "escape", "left")
        await leave(pilot)
    assert typed(app, "one-word") == "dew"
    assert typed(app, "few-things") == "sun"
    assert typed(app, "cup") == "blue"


async def test_every_kind_is_kept_from_keys(make_little: MakeApp) -> None:
    """Each kind of question should take its keys and keep its answer; a letter left alone is no answer."""
    app = make_little()
    async with app.run_test(size=(80, 24)) as pilot:
        await app.open_section("every-kind", "kind-scale")
        await settle(pilot)
        for keys in (["right", "right"], ["down", "enter"], ["space"], [*"cup", "tab", *"shelf"]):
            await press(pilot, *keys)
            await press(pilot, "ctrl+n")
            await settle(pilot)
        assert item(app) == "kind-letter"
        await leave(pilot)
    answers = app.answers
    assert isinstance(getattr(answers.latest("kind-scale"), "value", None), int)
    assert typed(app, "kind-choice") == "Coffee"
    assert typed(app, "kind-checklist") == "Sugar"
    assert typed(app, "kind-table") == "Thing: cup · Place: shelf"
    assert answers.layers("kind-letter") == []
