"""What ballots keep and do: the office's polls, the box into which ballots go, the count, and what others may read of results."""
