"""What other sites tell us."""

from marshmallow import EXCLUDE, fields

from workflow_app.schemas.inputs import Input, Text
from workflow_app.schemas.outputs import Output


class ReceiptBody(Input):
    """A receipt; the whole body, as sent, is what the site signed."""

    class Meta:
        """A site may say more."""

        unknown = EXCLUDE

    listing_no = Text(required=True, longest=64, shortest=1)
    receipt_no = Text(required=True, longest=80, shortest=1)
    at = Text(required=True, longest=40, shortest=1, metadata={"description": "RFC 3339, the site's own instant"})
    status = Text(required=True, words=("SHOWN", "REMOVED"))


class AcceptedSchema(Output):
    """The receipt is noted."""

    accepted = fields.Boolean()
