"""What services take: plain frozen dataclasses, one module per noun."""
