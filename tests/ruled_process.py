"""The trial process of clocks with a decision table in place of one operation: what a visit is asked for leads to."""

import re

import clock_process
from decision_tables import dmn, table

KEY = clock_process.KEY
TABLE = "way_of_visit"
RULES = [['"VISIT", "LOOK"', '"ACCEPT"'], ['"ASK"', '"CORRECT"']]


def bundle(rules: list[list[str]] = RULES, attributes: str = "") -> dict[str, bytes]:
    """Return the files of the process."""
    files = clock_process.bundle()
    diagram = re.sub(
        r'<bpmn:serviceTask id="stop_for_visit".*?</bpmn:extensionElements>(.*?)</bpmn:serviceTask>',
        f'<bpmn:businessRuleTask id="stop_for_visit" name="定去向" xn:nameEn="Find the way" xn:decision="{TABLE}">'
        r"\1</bpmn:businessRuleTask>",
        files[f"{KEY}.bpmn"].decode(),
    )
    tables = dmn(table(TABLE, [("way", "string")], [("way", "string")], rules, attributes))
    return {**files, f"{KEY}.bpmn": diagram.encode(), "ways.dmn": tables}
