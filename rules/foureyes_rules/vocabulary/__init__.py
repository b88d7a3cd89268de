"""What rules of several services mean by the same word: the whole internet, everybody, weak TLS."""
