"""Blank papers that an authority offers those who apply: filled in as far as the record says, signed on paper."""

from collections.abc import Container
from enum import StrEnum

from workflow_app.domain.materials import Asked


class Template(StrEnum):
    """A template, by the kind of letter that holds its texts."""

    FORM = "T16_BLANK"
    PLEDGE = "T17_BLANK"
    REPRESENTATIVE = "T18_REPRESENTATIVE"
    AUTHORISATION = "T18_AUTHORISATION"


def templates_for(materials: Container[str]) -> tuple[Template, ...]:
    """Return what a repair with these materials may need; whoever signs may need either paper of T18."""
    form = (Template.FORM,) if Asked.T16 in materials else ()
    return (*form, Template.PLEDGE, Template.AUTHORISATION, Template.REPRESENTATIVE)
