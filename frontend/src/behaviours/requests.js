// Every htmx request carries the CSRF token; what fails is said aloud instead of vanishing.
import { csrfToken, word } from "./words.js";

function say(text) {
  const place = document.getElementById("xn-notice");
  if (!place) return;
  place.textContent = text;
  place.hidden = !text;
}

export function csrf() {
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = csrfToken();
  });
  document.addEventListener("htmx:sendError", () => say(word("offline")));
  document.addEventListener("htmx:responseError", (event) => say(word(event.detail.xhr?.status === 401 ? "signedOut" : "failed")));
  document.addEventListener("htmx:beforeRequest", () => say(""));
}
