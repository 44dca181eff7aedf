"""Xinnuo: credit repair and credit pledges, run as BPMN cases."""
