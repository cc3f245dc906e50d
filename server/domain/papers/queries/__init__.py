"""Everything of papers that talks to the database."""
