"""What was asked as one web page that needs nothing else: no script, no network, nothing personal.

Question texts come from anybody: all are escaped, and the page itself forbids scripts and requests.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from html import escape

from bot.domain.bilingual import Bilingual, Language
from bot.domain.revision import Revision
from bot.publishing.plots import Series, bars, days
from bot.publishing.stats import ASKED, QUESTIONS, TITLES, VALUES, Counts, Section, sections

_TITLE = Bilingual("parkbot 使用报告", "parkbot: what was asked")
_PERIOD = Bilingual("{first} 至 {last}，共 {days} 天", "{first} to {last}, {days} days")
_DAYS = Bilingual("每天的提问", "questions per day")
_ANSWERED = Bilingual("有答案的占 {percent}%", "{percent}% got an answer")
_QUESTION = Bilingual("问题", "question")
_TIMES = Bilingual("次数", "times")
_NOTHING = Bilingual("这段时间没有提问。", "Nothing was asked in this time.")
_STYLES = {"answer": "s1", "choices": "s2", "unknown": "s3", "help": "s4"}
# What would be invisible, or turn the page around: control characters, and those that change the direction of text.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_STYLE = """
:root { --back: #fff; --ink: #1d2329; --soft: #5d6975; --line: #e1e6ea; --s1: #2f7d5b; --s2: #c2851a; --s3: #b5433e;
  --s4: #7b8794; --s5: #3a6ea5; }
@media (prefers-color-scheme: dark) { :root { --back: #14181c; --ink: #e6eaee; --soft: #97a3af; --line: #2b333b;
  --s1: #4fae85; --s2: #dba43f; --s3: #dd6e68; --s4: #8b97a4; --s5: #6a9fd8; } }
body { background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, "Noto Sans CJK SC", sans-serif;
  max-width: 980px; margin: 0 auto; padding: 24px 16px; }
h1 { font-size: 24px; margin: 0; } h2 { font-size: 16px; margin: 32px 0 8px; }
p { color: var(--soft); margin: 4px 0; } svg { display: block; width: 100%; height: auto; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(380px, 1fr)); gap: 0 24px; }
svg text { fill: var(--ink); font-size: 13px; } svg .axis { fill: var(--soft); font-size: 12px; }
.grid { stroke: var(--line); } .s1 { fill: var(--s1); } .s2 { fill: var(--s2); } .s3 { fill: var(--s3); }
.s4 { fill: var(--s4); } .s5 { fill: var(--s5); }
.key { display: inline-block; margin-right: 16px; } .key svg { display: inline; width: 12px; height: 12px; }
table { border-collapse: collapse; width: 100%; } td, th { border-bottom: 1px solid var(--line); padding: 4px 8px;
  text-align: left; overflow-wrap: anywhere; } td.n { text-align: right; width: 5em; }
"""


def page(counts: Counts, content: Revision, first: date, last: date, top: int, language: Language) -> str:
    """The whole page, for the days from `first` to `last`; of questions the first `top` of each list."""
    return "\n".join((*_page(counts, content, first, last, top, language), ""))


def _page(counts: Counts, content: Revision, first: date, last: date, top: int, language: Language) -> Iterator[str]:
    title, number = _TITLE.get(language), (last - first).days + 1
    yield f'<!DOCTYPE html>\n<html lang="{language.value}">\n<head>\n<meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{_safe(title)}</h1>"
    yield f"<p>{_safe(_PERIOD.get(language).format(first=first, last=last, days=number))}</p>"
    if not counts.asked:
        yield f"<p>{_safe(_NOTHING.get(language))}</p>\n</body>\n</html>"
        return
    asked = ASKED.get(language).format(count=counts.asked, chats=len(counts.chats))
    answered = _ANSWERED.get(language).format(percent=round(100 * counts.outcomes["answer"] / counts.asked))
    yield f"<p>{_safe(asked)} · {_safe(answered)}</p>"
    yield from _days(counts, first, number, language)
    found = {section.name: section for section in sections(counts, top, language)}
    yield '<div class="pair">'
    for name in ("outcomes", "parks", "languages", "marks"):
        if name in found:
            yield from _bars(found[name], counts, content, language)
    yield "</div>"
    for name in QUESTIONS:
        if name in found:
            yield from _table(found[name], language)
    yield "</body>\n</html>"


def _days(counts: Counts, first: date, number: int, language: Language) -> Iterator[str]:
    known = {key: style for key, style in _STYLES.items() if counts.outcomes[key]}
    parts = {key: Series(style, VALUES[key].get(language)) for key, style in known.items()}
    dates = [(first + timedelta(days=n)).isoformat() for n in range(number)]
    values: list[Mapping[str, int]] = [counts.outcomes_of_days.get(day, {}) for day in dates]
    yield f"<h2>{_safe(_DAYS.get(language))}</h2>"
    yield days(dates, values, parts, _DAYS.get(language))
    yield "".join(
        f'<span class="key"><svg viewBox="0 0 12 12"><rect class="{part.style}" width="12" height="12"/></svg> '
        f"{_safe(part.name)}</span>"
        for part in parts.values()
    )


def _bars(section: Section, counts: Counts, content: Revision, language: Language) -> Iterator[str]:
    rows, styles = section.rows, ["s5"]
    if section.name == "parks":
        rows = tuple((content.parks[id].name.get(language) if id in content.parks else id, n) for id, n in rows)
    if section.name == "outcomes":
        styles = [_STYLES.get(key, "s5") for key, _ in counts.outcomes.most_common()]
    yield f"<section><h2>{_safe(section.title)}</h2>"
    yield bars([(_visible(label), n) for label, n in rows], styles, TITLES[section.name].get(language))
    yield "</section>"


def _table(section: Section, language: Language) -> Iterator[str]:
    yield f"<h2>{_safe(section.title)}</h2>\n<table>"
    yield f"<tr><th>{_safe(_QUESTION.get(language))}</th><th>{_safe(_TIMES.get(language))}</th></tr>"
    for question, number in section.rows:
        yield f'<tr><td><bdi>{_safe(question)}</bdi></td><td class="n">{number}</td></tr>'
    yield "</table>"


def _safe(text: str) -> str:
    return escape(_visible(text), quote=True)


def _visible(text: str) -> str:
    return _UNSEEN.sub(" ", text.encode("utf-8", "replace").decode("utf-8"))
