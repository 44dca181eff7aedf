// Conditions as rows of field, comparison and value, and as text: one and the same expression, in both directions.

export const COMPARISONS = { "==": "is", "!=": "isNot", ">": "more", ">=": "atLeast", "<": "less", "<=": "atMost" };
const ROW = /^([a-z][a-z0-9_]*)\s*(==|!=|>=|<=|>|<)\s*('[^'\\]*'|"[^"\\]*"|-?\d+(?:\.\d+)?|True|False)$/;

/** The rows of an expression and the word that joins them, or null where it says more than rows can. */
export function rowsOf(text) {
  const whole = text.trim();
  if (!whole) return { join: "and", rows: [] };
  for (const join of ["and", "or"]) {
    const rows = split(whole, join).map((part) => ROW.exec(part.trim()));
    if (rows.every(Boolean)) return { join, rows: rows.map(([, field, comparison, value]) => ({ field, comparison, value: plain(value) })) };
  }
  return null;
}

/** The expression of rows; a row without a field or value is not there yet and left out. */
export function textOf({ join, rows }, typeOf) {
  return rows
    .filter((row) => row.field && row.value !== "")
    .map((row) => `${row.field} ${row.comparison} ${literal(row.value, typeOf(row.field))}`)
    .join(` ${join} `);
}

function split(text, join) {
  const parts = [];
  let from = 0;
  let quote = "";
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quote) quote = sign === quote ? "" : quote;
    else if (sign === "'" || sign === '"') quote = sign;
    else if (text.startsWith(` ${join} `, at)) {
      parts.push(text.slice(from, at));
      from = at + join.length + 2;
      at = from - 1;
    }
  }
  return [...parts, text.slice(from)];
}

const plain = (value) => (/^['"]/.test(value) ? value.slice(1, -1) : value);

function literal(value, type) {
  const text = String(value).trim();
  if (type === "boolean") return text === "True" ? "True" : "False";
  if (type === "integer" || type === "number" || type === "decimal") return /^-?\d+(\.\d+)?$/.test(text) ? text : `'${quoted(text)}'`;
  return `'${quoted(text)}'`;
}

const quoted = (text) => text.replace(/['\\]/g, "");

/** What the rows say, as a sentence. */
export function sentenceOf({ join, rows }, names, word) {
  return rows
    .filter((row) => row.field && row.value !== "")
    .map((row) => {
      const field = names.get(row.field);
      const choice = field?.choices.find((each) => each.key === row.value);
      const value = choice?.label ?? (row.value === "True" ? word("yes") : row.value === "False" ? word("no") : row.value);
      return `${field?.label ?? row.field} ${word(COMPARISONS[row.comparison])} ${value}`;
    })
    .join(` ${word(join)} `);
}
