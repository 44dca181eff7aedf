"""Measurements of this service; `make bench` runs them all and prints tables."""
