"""What a decision orders says which materials its repair asks for."""

from workflow_app.domain.materials import Asked, materials_for


def test_s27_a_fine_alone_is_shown_by_its_receipt_and_an_order_needs_the_form_of_the_authority() -> None:
    assert materials_for({"orders_rectification": False}, has_fine=True) == (Asked.RECEIPT, Asked.PLEDGE)
    ordered = materials_for({"orders_rectification": True}, has_fine=True)
    assert ordered == (Asked.RECEIPT, Asked.RECTIFICATION, Asked.T16, Asked.PLEDGE)


def test_a_warning_asks_for_no_receipt() -> None:
    assert materials_for({}, has_fine=False) == (Asked.PLEDGE,)
