"""The steps from one shape of the state to the next, oldest first."""
