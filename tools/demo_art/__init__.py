"""The drawings of the demo: portraits, posters and sketch maps of a province that does not exist."""
