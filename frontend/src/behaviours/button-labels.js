// button[data-label-follows="decision"][data-label-grant="Grant repair"]: the words of the button follow the answer chosen.

function update(button, plain) {
  const chosen = button.form?.elements[button.dataset.labelFollows]?.value ?? "";
  button.textContent = (chosen && button.getAttribute(`data-label-${chosen.toLowerCase()}`)) || plain;
}

export function buttonLabels(root) {
  for (const button of root.querySelectorAll("button[data-label-follows]")) {
    const plain = button.textContent;
    button.form?.addEventListener("change", () => update(button, plain));
    update(button, plain);
  }
}
