"""How fast the program is: ratios of medians measured in one run, because machines differ and are noisy."""
