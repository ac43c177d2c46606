"""Whose people or materiel a count is."""
