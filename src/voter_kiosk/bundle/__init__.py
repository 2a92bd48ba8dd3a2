"""The signed package: documents <-> domain, trust, archive. Importing this package imports nothing of TUF."""
