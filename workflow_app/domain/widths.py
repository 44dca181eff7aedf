"""Full-width letters, digits and signs as people type them in Chinese, made narrow."""

_FULL = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_ALPHANUMERIC = {code: narrow for code, narrow in _FULL.items() if chr(narrow).isalnum()}


def narrow(text: str) -> str:
    """Return text with every full-width ASCII character narrow, for codes and numbers."""
    return text.translate(_FULL)


def narrow_alphanumeric(text: str) -> str:
    """Return text with full-width letters and digits narrow; punctuation stays as it is, for words."""
    return text.translate(_ALPHANUMERIC)
