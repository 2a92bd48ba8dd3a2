"""The drawings of the base content: people who vote, step by step, drawn in code with the demo's pen."""
