"""The committee's side: a folder of documents -> a checked source -> a signed bundle."""
