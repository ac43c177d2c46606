"""Which words of a sentence tell how many a force had."""
