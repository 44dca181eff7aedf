"""Names that the service fills in every letter; what else a letter may print depends on its kind."""

ALWAYS_GIVEN = frozenset({"authority", "number", "issued_on", "verify_url", "code", "uscc"})
"""Names that a letter need not declare, because no letter is made without them."""

GENERAL = ALWAYS_GIVEN | {
    "applied_on",
    "authority_phone",
    "case_number",
    "clerk",
    "correction_wd",
    "decision_no",
    "extension_reason",
    "legal_basis",
    "objection_findings",
    "paid_on",
    "reapply_on",
    "receipt_no",
    "refusal_reason",
    "rejection_reason",
    "result_due_on",
    "subject_name",
    "verification_scope",
}
"""Names that every letter about a case may print (`repositories/letter_values.py`)."""
