"""Texts made audible: written out for speech, spoken by an engine, and recorded ahead. Knows of no screen."""
