"""Everything of guides that talks to the database."""
