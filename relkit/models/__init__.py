"""What each topic computes: plain values and functions, standard library only."""
