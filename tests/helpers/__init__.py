"""Parts shared by the tests: each builds something real."""
