"""Guards: what keeps a candidate from being the answer, whatever its score."""
