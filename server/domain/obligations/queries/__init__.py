"""What obligations rest on, how they stand on the board, and what is asked and granted beside them."""
