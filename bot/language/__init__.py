"""Text: normalising, scripts, numerals, pinyin, and spotting the vocabulary in it. No knowledge of parks."""
