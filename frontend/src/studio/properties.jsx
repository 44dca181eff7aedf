// What can be said of an element: names in both languages, who does it with which form, its clock, operation, condition.
import { ListGroup, SelectEntry, TextFieldEntry, isSelectEntryEdited, isTextFieldEntryEdited } from "@bpmn-io/properties-panel";
import { useService } from "bpmn-js-properties-panel";

import { ConditionRows } from "./condition-rows.jsx";
import { Model, eventDefinition, is, isDefault, needsCondition } from "./model.js";
import { say } from "./words.js";

const ISSUES = "letter/issue";
const ID = /^[a-z][a-z0-9_]{0,79}$/;

function Text({ element, id, label, read, write, check }) {
  const debounce = useService("debounceInput");
  return <TextFieldEntry element={element} id={id} label={label} getValue={read} setValue={write} debounce={debounce} validate={check} />;
}

function Choice({ element, id, label, read, write, options }) {
  const known = () => {
    const now = read();
    const listed = [{ value: "", label: say("none") }, ...options.map((each) => ({ value: each.key, label: each.label === each.key ? each.key : `${each.label} · ${each.key}` }))];
    return listed.some((each) => each.value === now) ? listed : [...listed, { value: now, label: now }];
  };
  return <SelectEntry element={element} id={id} label={label} getValue={read} setValue={write} getOptions={known} />;
}

class Provider {
  constructor(propertiesPanel, injector, vocabulary) {
    Object.assign(this, { injector, vocabulary });
    propertiesPanel.registerProvider(500, this);
  }

  getGroups(element) {
    this.model ??= new Model(this.injector);
    const translate = this.injector.get("translate"); // the panel gives none to its groups, which then speak English
    return () => [this.general(element), this.work(element), this.condition(element), this.parameters(element)].filter(Boolean).map((group) => ({ ...group, translate }));
  }

  text(element, name, label, more = {}) {
    const { model } = this;
    const entry = { id: `xn-${name.replace(":", "-")}`, element, label: say(label), component: Text, isEdited: isTextFieldEntryEdited };
    return { ...entry, read: () => model.get(element, name), write: (value) => model.set(element, name, value), ...more };
  }

  choice(element, name, label, options, more = {}) {
    return { ...this.text(element, name, label), component: Choice, isEdited: isSelectEntryEdited, options, ...more };
  }

  general(element) {
    const registry = this.injector.get("elementRegistry");
    const own = element.businessObject;
    const check = (value) => (!ID.test(value ?? "") || (registry.get(value) && registry.get(value).businessObject !== own) ? say("id") : null);
    const whole = element.type === "bpmn:Process";
    const entries = [this.text(element, "name", whole ? "processZh" : "nameZh"), this.text(element, "xn:nameEn", whole ? "processEn" : "nameEn")];
    if (!whole) entries.push(this.text(element, "id", "id", { check, write: (value, error) => error || this.model.set(element, "id", value) }));
    if (is(element, "bpmn:FlowNode")) entries.push(this.choice(element, "xn:state", "state", this.vocabulary.states));
    return { id: "xn-general", label: say("general"), entries, shouldOpen: true };
  }

  work(element) {
    const { model, vocabulary } = this;
    const entries = [];
    if (is(element, "bpmn:UserTask")) {
      entries.push(this.choice(element, "xn:role", "role", vocabulary.roles), this.text(element, "xn:department", "department"));
      entries.push(this.choice(element, "xn:form", "form", vocabulary.forms), this.text(element, "xn:separationGroup", "separation"));
    }
    if (is(element, "bpmn:Activity")) entries.push(this.choice(element, "xn:internalLimit", "limit", vocabulary.limits));
    if (is(element, "bpmn:BoundaryEvent") || is(element, "bpmn:IntermediateCatchEvent")) entries.push(this.choice(element, "xn:clock", "clock", vocabulary.clocks));
    if (element.type === "bpmn:ServiceTask") entries.push(this.choice(element, "xn:operation", "operation", vocabulary.operations));
    if (model.get(element, "xn:operation") === ISSUES) entries.push(this.choice(element, "xn:letter", "letter", vocabulary.letters, { read: () => model.letter(element), write: (value) => model.setLetter(element, value) }));
    if (element.type === "bpmn:BusinessRuleTask") entries.push(this.text(element, "xn:decision", "decision"));
    if (eventDefinition(element, "bpmn:TimerEventDefinition")) entries.push(this.text(element, "duration", "time", { read: () => model.duration(element), write: (value) => model.setDuration(element, value) }));
    if (element.type === "bpmn:ReceiveTask" || eventDefinition(element, "bpmn:MessageEventDefinition")) entries.push(this.text(element, "message", "message", { read: () => model.message(element), write: (value) => model.setMessage(element, value) }));
    return entries.length ? { id: "xn-work", label: say("work"), entries, shouldOpen: true } : null;
  }

  condition(element) {
    const { model, vocabulary } = this;
    if (isDefault(element)) return { id: "xn-condition", label: say("condition"), entries: [{ id: "xn-default", component: () => <p class="xn-panel-note">{say("defaultFlow")}</p> }], shouldOpen: true };
    if (!needsCondition(element)) return null;
    const rows = { id: "xn-rows", element, component: ConditionRows, model, values: vocabulary.values };
    const text = this.text(element, "condition", "asText", { read: () => model.condition(element), write: (value) => model.setCondition(element, value) });
    return { id: "xn-condition", label: say("condition"), entries: [rows, text], shouldOpen: true };
  }

  parameters(element) {
    const { model } = this;
    if (element.type !== "bpmn:ServiceTask") return null;
    const items = model.parameters(element).map((parameter, index) => ({
      id: `xn-parameter-${index}`,
      label: parameter.name || say("parameter"),
      entries: [
        this.text(element, `parameter-${index}-name`, "parameterName", { read: () => parameter.name ?? "", write: (name) => model.setParameter(element, parameter, { name }) }),
        this.text(element, `parameter-${index}-value`, "parameterValue", { read: () => parameter.value ?? "", write: (value) => model.setParameter(element, parameter, { value }) }),
      ],
      remove: () => model.removeParameter(element, parameter),
    }));
    return { id: "xn-parameters", label: say("parameters"), component: ListGroup, items, add: () => model.addParameter(element) };
  }
}
Provider.$inject = ["propertiesPanel", "injector", "xnVocabulary"];

export const properties = (vocabulary) => ({ __init__: ["xnProperties"], xnProperties: ["type", Provider], xnVocabulary: ["value", vocabulary] });
