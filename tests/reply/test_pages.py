"""Browsing: every fact within three taps, buttons that stay true, whatever the content."""

from functools import cache

import pytest
from fakes import HandClock

from bot.content.load import load
from bot.domain.bilingual import Language
from bot.domain.revision import Revision
from bot.language.script import Scripts
from bot.reply.compose import Composer
from bot.reply.further import Further
from bot.reply.lists import ROOTS, articles_of
from bot.reply.message import Button, Does, Line, Message, Role
from bot.reply.pages import LABEL, Pages
from bot.settings import CHECKOUT

ZH = Language.SIMPLIFIED


@cache
def real() -> tuple[Revision, Composer, Pages]:
    revision = load(CHECKOUT).usable
    composer = Composer(revision, Scripts(), HandClock())
    return revision, composer, Pages(revision, composer)


def labels(message: Message) -> list[str]:
    return [button.label for button in message.buttons]


def opened(page: str) -> Message:
    return real()[2].compose(page, ZH)


def test_every_fact_and_entry_is_within_three_taps_of_the_list_of_parks() -> None:
    revision, _, pages = real()
    reached: set[str] = set()
    front = {"parks"}
    for _tap in range(3):
        targets = {button.target for page in front for button in opened(page).buttons}
        reached |= {target for page in targets if (target := pages.target(page))}
        front = {page for page in targets if pages.target(page) is None}
    assert reached == {*revision.facts, *revision.entries}


def test_every_page_can_be_shown_and_leads_only_to_pages() -> None:
    pages = real()[2]
    for language in Language:
        for page in pages.names():
            shown = pages.compose(page, language) if pages.target(page) is None else pages.back(page, language)
            assert {button.target for button in shown.buttons} <= pages.names()
            assert all(button.does is Does.OPEN for button in shown.buttons)
            assert all(0 < len(button.label) <= LABEL for button in shown.buttons)
            assert len(shown.buttons) <= 100


def test_the_way_back_leads_to_where_one_came_from() -> None:
    pages = real()[2]
    for root in ROOTS:
        (first, *_) = opened(root).buttons
        if pages.target(first.target):
            (back,) = pages.back(first.target, ZH).buttons
        else:
            back = opened(first.target).buttons[-1]
        assert labels(opened(back.target)) == labels(opened(root))


def test_going_back_from_a_late_page_leads_to_that_page() -> None:
    pages = real()[2]
    late = next(b.target for b in opened("park/chengdu-hitech").buttons if b.label == "5")
    shown = opened(late)
    assert any(label == "· 5 ·" for label in labels(shown))
    (back,) = pages.back(shown.buttons[3].target, ZH).buttons
    assert labels(opened(back.target)) == labels(shown)


def test_labels_never_cut_a_figure() -> None:
    revision, _, pages = real()
    for page in sorted(pages.names()):
        if page.startswith("park/") and "@" not in page and ":" not in page:
            for button in opened(page).buttons:
                target = pages.target(button.target)
                if target in revision.facts:
                    assert button.label.endswith("：" + revision.facts[target].quantity.written)


def test_traditional_and_english() -> None:
    pages = real()[2]
    assert labels(pages.compose("parks", Language.TRADITIONAL))[-3:] == ["主題", "報道", "最新數據"]
    assert pages.compose("parks", Language.ENGLISH).lines[0] == Line(Role.HEADLINE, "Parks")
    assert labels(pages.compose("park/chengdu-hitech", Language.ENGLISH))[-1] == "‹ Parks"


def test_the_latest_are_sorted_by_article_and_year() -> None:
    revision, _, pages = real()
    years = [revision.facts[id].period.year or 0 for id in pages.latest()]
    assert years == sorted(years, reverse=True)


@pytest.mark.parametrize("language", list(Language))
def test_what_is_offered_after_an_answer_is_there(language: Language) -> None:
    revision, composer, pages = real()
    for id in [*revision.facts, *revision.entries]:
        target = revision.target(id)
        assert target
        cited = articles_of(target)[0]
        answer = Message("answer", (), (), (cited,), language, (id,))
        offered = Further(revision, composer).buttons(answer)
        assert offered[0].target == f"article/{cited}"
        for button in offered:
            assert revision.target(button.target) if button.does is Does.CHOOSE else button.target in pages.names()
            assert button.target != id
            assert len(button.label) <= LABEL


def test_nothing_is_offered_after_what_shows_nothing_or_what_is_gone() -> None:
    revision, composer, _ = real()
    assert Further(revision, composer).buttons(Message("unknown", (), (Button("a", "b"),))) == ()
    assert Further(revision, composer).buttons(Message("answer", (), (), (), ZH, ("gone",))) == ()
