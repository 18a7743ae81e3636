"""Content files: strict YAML, schema, one rule per file, and the proof against the article texts."""
