"""Claims in prose: numbers, or bare plurals, asserted about losses and strength."""
