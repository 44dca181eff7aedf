/** <button data-show-password="id of the field"> shows or hides what was typed; hidden again when the form is sent. */
export function showPassword() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show-password]");
    if (!button) return;
    const field = document.getElementById(button.dataset.showPassword);
    const show = field.type === "password";
    field.type = show ? "text" : "password";
    button.setAttribute("aria-pressed", String(show));
  });
  document.addEventListener("submit", (event) => {
    for (const button of event.target.querySelectorAll("[data-show-password]")) {
      document.getElementById(button.dataset.showPassword).type = "password";
      button.setAttribute("aria-pressed", "false");
    }
  });
  for (const button of document.querySelectorAll("[data-show-password]")) button.hidden = false;
}
