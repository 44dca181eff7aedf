"""Rules and words: plain functions and frozen dataclasses."""
