"""The benchmark: ratios to plain Material, both sides measured in the same run."""
