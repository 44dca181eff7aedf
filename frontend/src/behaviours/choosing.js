// Choosing several rows of a table (checkboxes named alike inside one form): all of the page at once, a running count,
// and the key x, which chooses everything in the row where the focus is.

function boxes(form) {
  return [...form.querySelectorAll("table input[type=checkbox]")];
}

function count(form) {
  const told = form.querySelector("[data-chosen]");
  const chosen = boxes(form).filter((box) => box.checked).length;
  told.dataset.empty ??= told.textContent;
  told.textContent = chosen ? `${told.dataset.chosen} ${chosen}` : told.dataset.empty;
  const all = form.querySelector("[data-choose-all] input");
  all.checked = chosen > 0 && chosen === boxes(form).length;
  all.indeterminate = chosen > 0 && !all.checked;
}

function chooseRow(form, row) {
  const own = [...row.querySelectorAll("input[type=checkbox]")];
  const on = !own.every((box) => box.checked);
  for (const box of own) box.checked = on;
  count(form);
}

export function choosing(root) {
  const all = root.querySelector("[data-choose-all]");
  const form = all?.closest("form");
  if (!form) return;
  all.hidden = boxes(form).length === 0;
  all.querySelector("input").addEventListener("change", (event) => {
    for (const box of boxes(form)) box.checked = event.target.checked;
    count(form);
  });
  form.addEventListener("change", (event) => {
    if (event.target.closest("table")) count(form);
  });
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("tbody tr");
    if (event.key !== "x" || event.ctrlKey || event.metaKey || event.altKey || !row) return;
    event.preventDefault();
    chooseRow(form, row);
  });
  count(form);
}
