"""Diagrams as other tools write them."""

SITE_VISIT = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="D">
<bpmn:process id="site_visit" name="现场核查" isExecutable="false">
<bpmn:startEvent id="StartEvent_1"><bpmn:outgoing>Flow_1</bpmn:outgoing></bpmn:startEvent>
<bpmn:sequenceFlow id="Flow_1" sourceRef="StartEvent_1" targetRef="Activity_1"/>
<bpmn:serviceTask id="Activity_1" name="Note the visit" camunda:class="org.example.Visit"/>
<bpmn:sequenceFlow id="Flow_2" sourceRef="Activity_1" targetRef="Event_1"/>
<bpmn:endEvent id="Event_1"/>
</bpmn:process></bpmn:definitions>""".encode()
