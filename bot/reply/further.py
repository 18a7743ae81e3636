"""What can be asked after an answer: its article, its park, related questions. All of it has an answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.entries import Entry
from bot.domain.facts import Fact
from bot.domain.outcomes import Choice
from bot.domain.revision import Revision
from bot.reply.compose import Composer
from bot.reply.message import Button, Does, Message
from bot.reply.pages import shortened_label
from bot.reply.wording import Frames

RELATED = 2  # questions


def further(
    message: Message, revision: Revision, composer: Composer, picture: Sequence[Fact] = ()
) -> tuple[Button, ...]:
    """The buttons for an answer; none for what shows no fact or entry. What is gone by now is left out.

    `picture` are the facts of the picture that goes with it.
    """
    language, frames = message.language, Frames()
    targets = [target for id in message.shown if (target := revision.target(id))]
    if message.outcome != "answer" or not targets:
        return ()
    articles = [id for id in message.articles if id in revision.articles]
    buttons = [Button(frames.the_article.get(language), f"article/{id}", Does.SEND) for id in articles[:1]]
    if picture:
        ids = " ".join(fact.id for fact in picture)
        buttons.append(Button(frames.picture.get(language), ids, Does.DRAW, beside=True))
    park = revision.parks[targets[0].park]
    label = frames.more_on.get(language).format(park=park.name.get(language))
    buttons.append(Button(shortened_label(label), f"park/{park.id}", Does.SEND))
    related = dict.fromkeys(id for target in targets for id in _related(target, revision) if id not in message.shown)
    for id in list(related)[:RELATED]:
        buttons.append(Button(shortened_label(composer.label(Choice(id), language)), id))
    return composer.localised(replace(message, buttons=tuple(buttons)), language).buttons


def _related(target: Fact | Entry, revision: Revision) -> Iterator[str]:
    """Ids of the same measure at other times, or of what the entry names; then of entries that name the target."""
    if isinstance(target, Fact):
        same = (f for f in revision.facts.values() if (f.park, f.indicator) == (target.park, target.indicator))
        yield from (fact.id for fact in same if fact.id != target.id)
    else:
        yield from (id for id in target.related if revision.target(id))
    entries = revision.entries.values()
    yield from (e.id for e in entries if target.id in e.related or f"{{{target.id}}}" in e.answer.zh)
