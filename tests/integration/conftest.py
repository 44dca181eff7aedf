"""Fixtures of integration tests that look at pages as well."""

from batch_pages import shown  # noqa: F401 - a fixture
