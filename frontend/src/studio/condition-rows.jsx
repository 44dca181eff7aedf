// A condition as rows of field, comparison and value; what it says stands below as a sentence.
import { useState, useEffect } from "@bpmn-io/properties-panel/preact/hooks";

import { COMPARISONS, rowsOf, sentenceOf, textOf } from "./conditions.js";
import { say } from "./words.js";

const EMPTY = { field: "", comparison: "==", value: "" };
const BOOLEAN = [["True", "yes"], ["False", "no"]];

function ValueOf({ field, row, onChange, id }) {
  const choices = field?.type === "boolean" ? BOOLEAN.map(([key, name]) => ({ key, label: say(name) })) : (field?.choices ?? []);
  const number = ["integer", "number", "decimal"].includes(field?.type);
  if (!choices.length) return <input class="bio-properties-panel-input" id={id} aria-label={say("value")} type={number ? "number" : "text"} step="any" value={row.value} onChange={(event) => onChange(event.target.value)} />;
  const known = choices.some((each) => each.key === row.value) || !row.value ? choices : [...choices, { key: row.value, label: row.value }];
  return (
    <select class="bio-properties-panel-input" id={id} aria-label={say("value")} value={row.value} onChange={(event) => onChange(event.target.value)}>
      <option value="">—</option>
      {known.map((each) => <option value={each.key}>{each.label}</option>)}
    </select>
  );
}

export function ConditionRows({ element, model, values }) {
  const text = model.condition(element);
  const [rows, setRows] = useState(rowsOf(text));
  useEffect(() => setRows((now) => (now && textOf(now, typeOf) === text ? now : rowsOf(text))), [element, text]);
  const names = new Map(values.map((each) => [each.key, each]));
  const typeOf = (name) => names.get(name)?.type ?? "string";
  if (rows === null) return <p class="xn-panel-note">{say("ownText")}</p>;
  const change = (next) => {
    setRows(next);
    const said = textOf(next, typeOf);
    if (said !== model.condition(element)) model.setCondition(element, said);
  };
  const list = rows.rows.length ? rows.rows : [EMPTY];
  const put = (index, part) => change({ ...rows, rows: list.map((row, at) => (at === index ? { ...row, ...part } : row)) });
  const sentence = sentenceOf(rows, names, say);
  return (
    <div class="xn-condition" data-condition>
      {list.map((row, index) => (
        <div class="xn-condition-row">
          <select class="bio-properties-panel-input" id={`xn-field-${index}`} aria-label={say("field")} value={row.field} onChange={(event) => put(index, { field: event.target.value, value: "" })}>
            <option value="">{say("field")}</option>
            {values.map((each) => <option value={each.key}>{each.label}</option>)}
            {row.field && !names.has(row.field) ? <option value={row.field}>{row.field}</option> : null}
          </select>
          <select class="bio-properties-panel-input" aria-label={say("comparison")} value={row.comparison} onChange={(event) => put(index, { comparison: event.target.value })}>
            {Object.entries(COMPARISONS).map(([sign, name]) => <option value={sign}>{say(name)}</option>)}
          </select>
          <ValueOf id={`xn-value-${index}`} field={names.get(row.field)} row={row} onChange={(value) => put(index, { value })} />
          <button type="button" class="btn btn-sm btn-icon" aria-label={say("remove")} title={say("remove")} onClick={() => change({ ...rows, rows: list.filter((_, at) => at !== index) })}>×</button>
        </div>
      ))}
      <div class="xn-condition-more">
        <button type="button" class="btn btn-sm" onClick={() => setRows({ ...rows, rows: [...list, EMPTY] })}>{say("add")}</button>
        {list.length > 1 ? (
          <select class="bio-properties-panel-input" aria-label={say("join")} value={rows.join} onChange={(event) => change({ ...rows, join: event.target.value })}>
            <option value="and">{say("and")}</option>
            <option value="or">{say("or")}</option>
          </select>
        ) : null}
      </div>
      {sentence ? <p class="xn-panel-note" data-sentence>{say("reads", { sentence })}</p> : null}
    </div>
  );
}
