"""Every number that matching depends on, in one place. `parkbot eval --fit` re-fits them from the question tables."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the named score parts, and the thresholds of the decision. Scores run from about 0 to 1."""

    phrasing: float = 0.50  # agreement with the best phrasing, both ways
    known: float = 0.32  # how much of the question anything known of the candidate explains
    wording: float = 0.10  # rapidfuzz ratio of the sorted characters with the best phrasing
    asks: float = 0.10  # the kind of question agrees
    status: float = 0.08  # actual or planned agrees (taken off where it does not)
    gap_merit: float = 0.62  # the agreement with a known gap from which on the question means it
    gap_explained: float = 0.88  # how much of the question the gap must explain
    gap_lead: float = 0.08  # by how much it must agree better than anything that is held
    near: float = 0.12  # a follow-up stays in the paragraph that the last turn was about
    answer: float = 0.66  # a confidence below this is no answer
    statement: float = (
        0.54  # a confidence from which on a statement, no figure, answers what is asked of something named
    )
    beside: float = 0.1  # the lead over the next statement below which both are shown
    certain: float = 0.78  # a confidence from which on an unknown word is forgiven
    choices: float = 0.44  # a confidence below this is not offered either
    lead: float = 0.42  # what the lead over the runner-up adds to confidence, up to a lead of 0.2
    unknown_word: float = 0.26  # what an unknown word takes off, by its weight
    objected: float = 0.54  # what a better candidate that disagrees takes off, by its lead
    other_event: float = 0.65  # what an uncovered part of the phrasing takes off a question of who, when or where
    gap: float = 0.02  # the lead over a rival of another park or subject that an answer needs
    outranked: float = 0.2  # the lead of a disagreeing candidate that shows that it is the one meant
    strange: float = 0.7  # the weight of a word from which on not knowing it rules a candidate out
    strange_english: float = 0.65
    strictness: float = 0.95  # by how much the two above are lowered for who, when and where
    explained: float = 0.62  # the share of a question's information an answer must explain
    # Of a question as people talk, with a candidate that stands out:
    clear_lead: float = 0.05  # by how much it must stand above what says something else
    spoken_score: float = 0.48  # its score
    spoken_explained: float = 0.42  # the share of the question's information that it explains
    spoken_phrasing: float = 0.4  # the share of its phrasing that is asked
    spoken_covered: float = 0.6  # the same, from which on a word that it does not know is let pass
    lead_whole: float = 0.2  # the lead of one that explains all of it, and so needs no name
    word_lead: float = 0.1  # the lead that makes one telling word enough
