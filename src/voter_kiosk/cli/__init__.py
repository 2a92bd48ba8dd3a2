"""The command line: parse, call, print. What is decided, is decided in the rooms below."""
