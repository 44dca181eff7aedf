"""A publication site to try things with: shows listings, takes them down when ordered, misbehaves on request."""
