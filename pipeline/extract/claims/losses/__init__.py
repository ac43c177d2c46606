"""Which words of a sentence count a loss: each is a draft, before anybody is named."""
