"""`parkbot new`: ask for what is needed, and write it into the right file."""

from collections.abc import Callable
from pathlib import Path

from bot.content import files, strict_yaml
from bot.content.load import load
from bot.content.nodes import Map, Scalar
from bot.domain.bilingual import Bilingual, Language
from bot.domain.revision import Revision
from bot.drafting.forms import FORMS, SECTION, Answers, Asked, Kind, yaml_of
from bot.drafting.insert import with_item
from bot.drafting.tidy import DraftError, write

_NEEDED = Bilingual("这一项要填", "this is needed")
_PAIR = Bilingual("中文和英文要么都填，要么都不填", "fill in both languages, or neither")
_NO_SUCH = Bilingual("没有这一项", "there is no such line")
_NO_KNOWN = Bilingual("还没有可选的：先用 parkbot new 建好", "there is none yet: make one first with parkbot new")
Ask = Callable[[str], str]
Tell = Callable[[str], None]


def ask_for(kind: Kind, root: Path, ask: Ask, tell: Tell, language: Language, given: Answers | None = None) -> Answers:
    """Ask for everything that `given` does not answer yet, each until the answer is good.

    `ask` prompts with a text and returns what was typed. Raises DraftError where there is nothing to choose from.
    """
    revision = load(root).usable
    answers = dict(given or {})
    for asked in FORMS[kind]:
        if asked.key not in answers:
            answers[asked.key] = _answer(asked, answers, revision, ask, tell, language)
    return answers


def faults(kind: Kind, root: Path, given: Answers, language: Language) -> tuple[str, ...]:
    """What is wrong with answers that were given all at once, a line each."""
    revision = load(root).usable
    answers = {asked.key: " ".join(given.get(asked.key, "").split()) for asked in FORMS[kind]}
    wrong = ((asked, _wrong(asked, answers[asked.key], answers, revision)) for asked in FORMS[kind])
    unknown = [key for key in given if key not in answers]
    said = [f"{key}: {_NO_SUCH.get(language)}" for key in unknown]
    return (*(f"{asked.key}: {words.get(language)}" for asked, words in wrong if words is not None), *said)


def hints(kind: Kind, root: Path, language: Language) -> tuple[str, ...]:
    """What each answer is about, and what may be chosen, a line each."""
    revision = load(root).usable
    return tuple(f"{asked.key}: {asked.words.get(language)}{_choices(asked, revision)}" for asked in FORMS[kind])


def add(kind: Kind, root: Path, answers: Answers) -> Path:
    """Write the item; the file it went to. Raises DraftError; nothing is written then."""
    path = _file(kind, root, answers)
    name = path.relative_to(root).as_posix()
    try:
        text = path.read_bytes().decode() if path.exists() else ""
    except (OSError, UnicodeDecodeError) as cause:
        raise DraftError(Bilingual(f"{name} 读不出来：{cause}", f"{name} cannot be read: {cause}")) from cause
    write(path, with_item(name, text, SECTION[kind], yaml_of(kind, answers), answers.get("park", "")))
    return path


def _answer(asked: Asked, answers: Answers, revision: Revision, ask: Ask, tell: Tell, language: Language) -> str:
    known = asked.known(revision) if asked.known else None
    if known is not None and not known and not asked.optional:
        raise DraftError(Bilingual(f"{asked.words.zh}：{_NO_KNOWN.zh}", f"{asked.words.en}: {_NO_KNOWN.en}"))
    while True:
        text = " ".join(ask(f"{asked.words.get(language)}{_choices(asked, revision)}").split())
        wrong = _wrong(asked, text, answers, revision)
        if wrong is None:
            return text
        tell(wrong.get(language))


def _choices(asked: Asked, revision: Revision) -> str:
    known = asked.known(revision) if asked.known else None
    return f" [{', '.join(known)}]" if known else ""


def _wrong(asked: Asked, text: str, answers: Answers, revision: Revision) -> Bilingual | None:
    other = f"{asked.key[:-2]}zh" if asked.key.endswith(".en") else ""
    if asked.optional and other and asked.key.startswith("measures") and bool(text) != bool(answers[other]):
        return _PAIR
    if not text:
        return None if asked.optional else _NEEDED
    return asked.check(text, revision)


def _file(kind: Kind, root: Path, answers: Answers) -> Path:
    """Where an item of this kind belongs: beside others of its park or article, or in a file of its own."""
    match kind:
        case Kind.ARTICLE:
            return holding(root, "articles") or root / "data" / "articles.yaml"
        case Kind.PARK:
            return holding(root, "parks") or root / "data" / "parks.yaml"
        case Kind.INDICATOR:
            return root / "data" / "indicators" / "shared.yaml"
        case Kind.FACT:
            return root / "data" / "facts" / f"{answers['article']}.yaml"
        case Kind.ENTRY:
            return _of_park(root, answers["park"]) or root / "faq" / f"{answers['park']}.yaml"
        case Kind.GAP:
            beside = holding(root, "gaps", answers["park"]) or _of_park(root, answers["park"])
            return beside or root / "faq" / f"{answers['park']}.yaml"


def holding(root: Path, section: str, park: str = "") -> Path | None:
    """The first file that has this section, of a park where one is given."""
    return next((p for p, node in _maps(root) if section in node.entries and (not park or _park(node) == park)), None)


def _of_park(root: Path, park: str) -> Path | None:
    """The last FAQ file of a park."""
    found = [path for path, node in _maps(root) if _park(node) == park]
    return found[-1] if found else None


def _park(node: Map) -> str:
    park = node.entries.get("park")
    return park.text if isinstance(park, Scalar) else ""


def _maps(root: Path) -> list[tuple[Path, Map]]:
    found = []
    for path in files.content_files(root):
        file = files.read(root, path)
        node = strict_yaml.parse(file.name, file.text)[0] if file.text is not None else None
        if isinstance(node, Map):
            found.append((path, node))
    return found
