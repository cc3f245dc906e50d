"""What the review desk reads and decides: submissions, amendments of approved records, and mutations held for want of a right."""
