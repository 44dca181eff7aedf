// Reading and changing what a diagram says of an element beside its drawing; every change can be undone.

export const is = (element, type) => element.businessObject.$instanceOf(type);

export const eventDefinition = (element, type) => (element.businessObject.eventDefinitions ?? []).find((each) => each.$type === type);

/** What flows out of a choice between ways, and is not its default, needs a condition. */
export function needsCondition(element) {
  const source = element.businessObject.sourceRef;
  return element.type === "bpmn:SequenceFlow" && source?.$type === "bpmn:ExclusiveGateway" && source.default !== element.businessObject;
}

export const isDefault = (element) => element.type === "bpmn:SequenceFlow" && element.businessObject.sourceRef?.default === element.businessObject;

export class Model {
  constructor(injector) {
    this.modeling = injector.get("modeling");
    this.moddle = injector.get("moddle");
    this.modeler = injector.get("bpmnjs");
    this.stack = injector.get("commandStack");
  }

  get(element, name) {
    return element.businessObject.get(name) ?? "";
  }

  set(element, name, value) {
    this.modeling.updateProperties(element, { [name]: value || undefined });
  }

  expression(body) {
    return body ? this.moddle.create("bpmn:FormalExpression", { body }) : undefined;
  }

  condition(element) {
    return element.businessObject.conditionExpression?.body ?? "";
  }

  setCondition(element, body) {
    this.modeling.updateProperties(element, { conditionExpression: this.expression(body) });
  }

  duration(element) {
    return eventDefinition(element, "bpmn:TimerEventDefinition")?.timeDuration?.body ?? "";
  }

  setDuration(element, body) {
    const definition = eventDefinition(element, "bpmn:TimerEventDefinition");
    this.modeling.updateModdleProperties(element, definition, { timeDuration: this.expression(body) });
  }

  get messages() {
    return this.modeler.getDefinitions().rootElements.filter((each) => each.$type === "bpmn:Message");
  }

  receiver(element) {
    return eventDefinition(element, "bpmn:MessageEventDefinition") ?? element.businessObject;
  }

  message(element) {
    return this.receiver(element).messageRef?.name ?? "";
  }

  /** Wait for the message of a name; one that no element waited for before is added to the diagram. */
  setMessage(element, name) {
    const definitions = this.modeler.getDefinitions();
    let message = this.messages.find((each) => each.name === name);
    if (!message && name) {
      message = this.moddle.create("bpmn:Message", { id: `message_${name}`, name });
      message.$parent = definitions;
      this.modeling.updateModdleProperties(element, definitions, { rootElements: [...definitions.rootElements, message] });
    }
    this.modeling.updateModdleProperties(element, this.receiver(element), { messageRef: message });
  }

  parameters(element) {
    return (element.businessObject.extensionElements?.values ?? []).filter((each) => each.$type === "xn:Parameter");
  }

  addParameter(element) {
    this.setParameters(element, [...this.parameters(element), this.moddle.create("xn:Parameter", { name: "", value: "" })]);
  }

  removeParameter(element, parameter) {
    this.setParameters(element, this.parameters(element).filter((each) => each !== parameter));
  }

  setParameter(element, parameter, values) {
    this.modeling.updateModdleProperties(element, parameter, values);
  }

  /** The letter that a step issues is the parameter `kind` of its operation. */
  letter(element) {
    return this.parameters(element).find((each) => each.name === "kind")?.value ?? this.get(element, "xn:letter");
  }

  setLetter(element, value) {
    const others = this.parameters(element).filter((each) => each.name !== "kind");
    this.set(element, "xn:letter", "");
    this.setParameters(element, value ? [this.moddle.create("xn:Parameter", { name: "kind", value }), ...others] : others);
  }

  setParameters(element, parameters) {
    const object = element.businessObject;
    const others = (object.extensionElements?.values ?? []).filter((each) => each.$type !== "xn:Parameter");
    const values = [...others, ...parameters];
    const holder = values.length ? this.moddle.create("bpmn:ExtensionElements", { values }) : undefined;
    for (const each of values) each.$parent = holder;
    if (holder) holder.$parent = object;
    this.modeling.updateModdleProperties(element, object, { extensionElements: holder });
  }
}
