"""Who asserts which stretch of a sentence, for whom and through which medium."""
