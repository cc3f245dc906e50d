"""Everything of projects that talks to the database."""
