"""Releases: what makes a build fit to be handed on."""
