"""The questions about materials in the making that can be asked in one transaction."""

from functools import cached_property

from sqlalchemy.orm import Session

from workflow_app.repositories.page_uploads import PageUploads
from workflow_app.repositories.paper_pages import PaperPages


class MaterialQuestions:
    """The repositories of materials in the making in one session."""

    session: Session

    @cached_property
    def paper_pages(self) -> PaperPages:
        """Return questions about pages of materials."""
        return PaperPages(self.session)

    @cached_property
    def page_uploads(self) -> PageUploads:
        """Return questions about files on their way to materials."""
        return PageUploads(self.session)
