// New elements get ids of the house: small letters, digits and underscores.
import BpmnFactory from "bpmn-js/lib/features/modeling/BpmnFactory";

class Factory extends BpmnFactory {
  _ensureId(element) {
    super._ensureId(element);
    const small = element.id?.toLowerCase();
    if (!small || small === element.id || element.$type.startsWith("bpmndi:")) return;
    this._model.ids?.unclaim(element.id);
    element.id = small;
    this._model.ids?.claim(small, element);
  }
}
Factory.$inject = ["moddle"];

export const smallIds = { bpmnFactory: ["type", Factory] };
