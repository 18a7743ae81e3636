"""The usual ways of finding a stored text: each scores every question against every stored phrasing.

A scorer takes the questions and the phrasings, both as lists of texts, and returns named tables of scores of shape
(questions, phrasings), higher is better: more than one where a method has a choice to make (how to weigh two scores,
whether to divide by the question's length), so that each can be taken at its best. A library that is not installed
is an ImportError, which the caller reports and passes over.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

Table = NDArray[np.float32]
Texts = Sequence[str]
Scorer = Callable[[Texts, Texts], Iterator[tuple[str, Table]]]

MIXES = (0.2, 0.4, 0.6, 0.8)  # share of TF-IDF where it is mixed with the sorted characters
HITS = 200  # phrasings that tantivy is asked for; the rest score nothing


def fuzzy(scorer: Callable[..., float]) -> Scorer:
    """A rapidfuzz scorer; one that gives many texts the same score also with its ties broken by the plain ratio."""

    def score(questions: Texts, phrasings: Texts) -> Iterator[tuple[str, Table]]:
        scores = _cdist(questions, phrasings, scorer)
        yield "", scores
        if scorer is not fuzz.ratio:
            yield "ties by ratio,", scores + _cdist(questions, phrasings, fuzz.ratio) / np.float32(1000)

    return score


def tfidf(questions: Texts, phrasings: Texts) -> Iterator[tuple[str, Table]]:
    """Cosine of character 1-2-gram TF-IDF, alone and mixed with rapidfuzz's ratio of the sorted characters."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]

    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32)
    stored = vectorizer.fit_transform(phrasings)
    cosine: Table = (vectorizer.transform(questions) @ stored.T).toarray()
    order = _cdist([_sorted(t) for t in questions], [_sorted(t) for t in phrasings], fuzz.ratio) / np.float32(100)
    yield "TF-IDF only,", cosine
    for mix in MIXES:
        yield f"TF-IDF {mix},", np.float32(mix) * cosine + np.float32(1 - mix) * order


def bm25(questions: Texts, phrasings: Texts) -> Iterator[tuple[str, Table]]:
    """BM25 (bm25s) over characters and pairs of them; as it is, and divided by the question's length."""
    import bm25s  # type: ignore[import-untyped]

    retriever = bm25s.BM25()
    retriever.index([grams(t) for t in phrasings], show_progress=False)
    asked = [[g for g in grams(t) if g in retriever.vocab_dict] for t in questions]
    nothing = np.zeros(len(phrasings), np.float32)
    scores = np.array([retriever.get_scores(g) if g else nothing for g in asked], np.float32)
    yield from _by_length(scores, questions)


def tantivy(questions: Texts, phrasings: Texts) -> Iterator[tuple[str, Table]]:
    """Tantivy's BM25 over an n-gram field of 1 to 2 characters; as it is, and divided by the question's length."""
    import tantivy as engine

    analyzer = engine.TextAnalyzerBuilder(engine.Tokenizer.ngram(1, 2, False)).filter(engine.Filter.lowercase()).build()
    builder = engine.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="ngram")
    builder.add_integer_field("row", stored=True)
    index = engine.Index(builder.build())
    index.register_tokenizer("ngram", analyzer)
    writer = index.writer()
    for row, text in enumerate(phrasings):
        writer.add_document(engine.Document(text=text, row=row))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    scores = np.zeros((len(questions), len(phrasings)), np.float32)
    for number, text in enumerate(questions):
        terms = dict.fromkeys(analyzer.analyze(text))
        wanted = [(engine.Occur.Should, engine.Query.term_query(index.schema, "text", t, "freq")) for t in terms]
        if wanted:
            for score, address in searcher.search(engine.Query.boolean_query(wanted), HITS).hits:
                scores[number, searcher.doc(address)["row"][0]] = score
    yield from _by_length(scores, questions)


RIVALS: tuple[tuple[str, Scorer], ...] = (
    ("rapidfuzz ratio", fuzzy(fuzz.ratio)),
    ("rapidfuzz WRatio", fuzzy(fuzz.WRatio)),
    ("rapidfuzz token_set_ratio", fuzzy(fuzz.token_set_ratio)),
    ("TF-IDF + sorted characters", tfidf),
    ("BM25 (bm25s)", bm25),
    ("tantivy n-grams", tantivy),
)


def grams(text: str) -> list[str]:
    """Lower-case characters and pairs of neighbours, white space left out."""
    characters = "".join(text.lower().split())
    return [*characters, *(a + b for a, b in itertools.pairwise(characters))]


def _by_length(scores: Table, questions: Texts) -> Iterator[tuple[str, Table]]:
    yield "", scores
    lengths = np.array([[max(1, len(grams(t)))] for t in questions], np.float32)
    yield "by length,", scores / lengths


def _cdist(questions: Texts, phrasings: Texts, scorer: Callable[..., float]) -> Table:
    return np.asarray(process.cdist(questions, phrasings, scorer=scorer, dtype=np.float32, workers=-1))


def _sorted(text: str) -> str:
    return "".join(sorted("".join(text.split())))
