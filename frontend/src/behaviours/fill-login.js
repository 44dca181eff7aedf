/** Demo only: a button with data-fill-username (and data-fill-password) fills the login form with that account. */
export function fillLogin() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill-username]");
    if (!button) return;
    document.getElementById("username").value = button.dataset.fillUsername;
    document.getElementById("password").value = button.dataset.fillPassword ?? "";
    document.querySelector("main form button[type=submit]").focus();
  });
}
