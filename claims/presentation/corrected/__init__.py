"""Corrections in the words of a newspaper."""
