"""A sentence as the grammar sees it: tagged items, the nodes they merge into, and the words that tag them."""
