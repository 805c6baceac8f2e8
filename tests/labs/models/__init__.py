"""The same path written anew, for comparison: nothing here uses our kernel, store or queue."""
