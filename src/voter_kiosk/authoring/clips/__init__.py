"""Clips of a source: what can be spoken, recordings and rendered voices, and how names are pronounced."""
