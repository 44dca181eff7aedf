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

ROUTED = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:{prefix}="http://{prefix}.org/bpmn" targetNamespace="http://www.{prefix}.org/processdef">
<process id="holidayRequest" name="Holiday Request" isExecutable="true">
<startEvent id="startEvent"/>
<sequenceFlow sourceRef="startEvent" targetRef="approveTask"/>
<userTask id="approveTask" name="Approve" {prefix}:candidateGroups="managers" {prefix}:formKey="forms:approve.html"/>
<sequenceFlow sourceRef="approveTask" targetRef="decision"/>
<exclusiveGateway id="decision"/>
<sequenceFlow sourceRef="decision" targetRef="book"><conditionExpression xsi:type="tFormalExpression"
>${{approved}}</conditionExpression></sequenceFlow>
<sequenceFlow sourceRef="decision" targetRef="done"><conditionExpression xsi:type="tFormalExpression"
>${{!approved}}</conditionExpression></sequenceFlow>
<serviceTask id="book" name="Book it" {prefix}:class="org.example.Book"/>
<sequenceFlow sourceRef="book" targetRef="done"/>
<endEvent id="done"/>
</process></definitions>"""
"""As Flowable and Activiti write it by hand: flows without identifiers, a choice without a default, nothing drawn."""
ZEEBE = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D8" targetNamespace="http://bpmn.io/schema/bpmn">
<bpmn:process id="check_only" name="Check" isExecutable="true">
<bpmn:startEvent id="start"/><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="check_it"/>
<bpmn:userTask id="check_it" name="Check it"><bpmn:extensionElements><zeebe:formDefinition formId="check-form"/>
<zeebe:assignmentDefinition candidateGroups="=&quot;first reviewer&quot;"/></bpmn:extensionElements></bpmn:userTask>
<bpmn:sequenceFlow id="f2" sourceRef="check_it" targetRef="done"/><bpmn:endEvent id="done"/>
</bpmn:process></bpmn:definitions>"""
"""As Camunda 8 writes it: what the task is for stands in elements of its extensions."""
DECISION = b"""<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="DRD" namespace="x"/>"""
"""Decision tables alone."""
