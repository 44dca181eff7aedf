"""Many records at once, without a spreadsheet."""

from office import Office

from workflow_app.domain.ids import new_id
from workflow_app.models import Listing, Record


def copy_record(office: Office, *, times: int) -> None:
    """Put copies of B's record on our own listing, as an import would have."""
    with office.tools.database.write() as unit:
        record = unit.records.get(office.record_id()).record
        (own,) = [site for site in unit.listings.list_sites() if site.connector == "OWN"]
        columns = {column.key: getattr(record, column.key) for column in Record.__table__.columns}
        for number in range(times):
            made = Record(**{**columns, "id": new_id(), "document_no": f"第{number}号"})
            listing = Listing(id=new_id(), site_id=own.id, item_kind="RECORD", item_id=made.id, status="SHOWN")
            unit.add(made, listing)
        unit.commit()
