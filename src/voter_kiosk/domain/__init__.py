"""What an election is: frozen records and pure rules. Standard library only."""
