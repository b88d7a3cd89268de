"""The exposure graph: from strangers over resources to the data, one file per form."""
