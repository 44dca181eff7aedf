// The words of the editor in the language of the page; what has no translation is remembered, so that a test finds it.
import { CHINESE } from "./chinese.js";

export function language() {
  const english = document.documentElement.lang.startsWith("en");
  const missing = new Set();
  window.xnUntranslated = missing;
  const translate = (template, replacements = {}) => {
    const words = english ? template : CHINESE[template];
    if (words === undefined) missing.add(template);
    return (words ?? template).replace(/\{([^}]+)\}/g, (all, key) => replacements[key] ?? all);
  };
  return { translate: ["value", translate] };
}
