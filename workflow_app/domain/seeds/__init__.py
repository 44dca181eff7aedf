"""What a new installation starts with: pure data, each value with its origin."""
