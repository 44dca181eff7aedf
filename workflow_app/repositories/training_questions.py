"""The questions about training that can be asked in one transaction."""

from functools import cached_property

from sqlalchemy.orm import Session

from workflow_app.repositories.courses import Courses
from workflow_app.repositories.training_sessions import TrainingSessions
from workflow_app.repositories.trainings import Trainings


class TrainingQuestions:
    """The repositories of training."""

    session: Session

    @cached_property
    def courses(self) -> Courses:
        """Return questions about courses."""
        return Courses(self.session)

    @cached_property
    def trainings(self) -> Trainings:
        """Return questions about tests and certificates of training."""
        return Trainings(self.session)

    @cached_property
    def training_sessions(self) -> TrainingSessions:
        """Return questions about classes and their seats."""
        return TrainingSessions(self.session)
