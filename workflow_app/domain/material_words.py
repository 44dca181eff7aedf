"""What letters call the form in which a material is handed in, in Chinese and English."""

from collections.abc import Mapping
from types import MappingProxyType

from workflow_app.domain.matters import Form

FORMS: Mapping[Form, tuple[str, str]] = MappingProxyType(
    {
        Form.ORIGINAL: ("原件", "original"),
        Form.SEALED_COPY: ("加盖公章的复印件", "sealed copy"),
        Form.ELECTRONIC: ("电子件", "electronic"),
        Form.EITHER: ("原件或者电子件", "original or electronic"),
    }
)
