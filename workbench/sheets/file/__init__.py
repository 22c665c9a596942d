"""From a file to cells with their addresses: guarded, and read in a limited process."""
