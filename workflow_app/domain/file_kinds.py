"""The kinds of files that a case takes: the one list that hints, browsers, checks and refusals go by."""

EXTENSIONS: dict[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "application/ofd": ("ofd",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
}
"""Media type -> the endings that its files have, the usual one first."""

PDF, OFD, JPEG = "application/pdf", "application/ofd", "image/jpeg"
HEIC = "image/heic"

MATERIALS: dict[str, tuple[str, ...]] = {**EXTENSIONS, HEIC: ("heic", "heif")}
"""The same for the materials of an application, whose photographs are made into pages."""
