"""The only place of notices that talks to the database: people, digests, subscriptions, and what goes to push services."""
