"""Everything of secretaries that talks to the database."""
