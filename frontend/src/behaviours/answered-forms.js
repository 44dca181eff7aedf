// A page that answers a form (what was wrong, what has changed) stands in the history as something sent. Coming back to
// it, a browser would have to send the form again, and shows an error of its own instead. It is put down as the page
// that the form stands on: going back opens that one, with what was kept.

export function answeredForms() {
  const page = document.querySelector("meta[name='xn-form-page']")?.content;
  if (page) history.replaceState(history.state, "", page);
}
