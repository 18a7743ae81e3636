"""From a question to a decision: understand, recall, score, guard, decide. Knows the domain, no I/O."""
