"""What can be asked after an answer: its article, its park, related questions. All of it has an answer."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.facts import Fact
from bot.domain.outcomes import Choice
from bot.domain.revision import Revision
from bot.reply.compose import Composer
from bot.reply.message import Button, Does, Message
from bot.reply.notices import PLACEHOLDER
from bot.reply.pages import shortened_label
from bot.reply.wording import Frames

RELATED = 2  # questions


class Further:
    """The buttons for answers from one revision; built once for it."""

    def __init__(self, revision: Revision, composer: Composer) -> None:
        self._revision = revision
        self._composer = composer
        self._frames = Frames()
        naming: dict[str, dict[str, None]] = defaultdict(dict)  # to a fact or entry, the entries that name it
        for entry in revision.entries.values():
            for id in (*entry.related, *PLACEHOLDER.findall(entry.answer.zh)):
                naming[id][entry.id] = None
        targets = (*revision.facts, *revision.entries)
        self._related = {id: tuple(dict.fromkeys((*self._own(id), *naming[id]))) for id in targets}

    def buttons(self, message: Message, picture: Sequence[Fact] = ()) -> tuple[Button, ...]:
        """The buttons for an answer; none for what shows no fact or entry. What is gone by now is left out.

        `picture` are the facts of the picture that goes with it.
        """
        language, frames, revision = message.language, self._frames, self._revision
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
        related = dict.fromkeys(id for t in targets for id in self._related[t.id] if id not in message.shown)
        for id in list(related)[:RELATED]:
            buttons.append(Button(shortened_label(self._composer.label(Choice(id), language)), id))
        return self._composer.localised(replace(message, buttons=tuple(buttons)), language).buttons

    def _own(self, id: str) -> Iterator[str]:
        """Ids of the same measure at other times, or of what an entry names."""
        fact = self._revision.facts.get(id)
        if fact is None:
            yield from (one for one in self._revision.entries[id].related if self._revision.target(one))
            return
        same = (f for f in self._revision.facts.values() if (f.park, f.indicator) == (fact.park, fact.indicator))
        yield from (other.id for other in same if other.id != id)
