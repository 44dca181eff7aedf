// Loaded by every page. Everything here only adds comfort: each page works as plain HTML forms and links.
import htmx from "htmx.org";

import { answeredForms } from "./behaviours/answered-forms.js";
import { autosave } from "./behaviours/autosave.js";
import { buttonLabels } from "./behaviours/button-labels.js";
import { choosing } from "./behaviours/choosing.js";
import { compared } from "./behaviours/compared.js";
import { confirmFirst } from "./behaviours/confirm.js";
import { counting, suggestions } from "./behaviours/counting.js";
import { copying } from "./behaviours/copying.js";
import { diagrams } from "./behaviours/diagrams.js";
import { fileChecks } from "./behaviours/file-checks.js";
import { fillLogin } from "./behaviours/fill-login.js";
import { formFields, summaryLinks } from "./behaviours/form-fields.js";
import { inboxKeys } from "./behaviours/inbox-keys.js";
import { inboxLive } from "./behaviours/inbox-live.js";
import { settle } from "./behaviours/kept-drafts.js";
import { leaving } from "./behaviours/leaving.js";
import { livePreview } from "./behaviours/live-preview.js";
import { marks } from "./behaviours/marks.js";
import { menus } from "./behaviours/menus.js";
import { holdForPages, paperPages } from "./behaviours/paper-pages.js";
import { pdfs } from "./behaviours/pdfs.js";
import { previews } from "./behaviours/previews.js";
import { printing } from "./behaviours/printing.js";
import { csrf } from "./behaviours/requests.js";
import { showPassword } from "./behaviours/show-password.js";
import { strips } from "./behaviours/strips.js";
import { submitOnce } from "./behaviours/submit-once.js";

// No inline style and no evaluation: the content security policy refuses both.
Object.assign(htmx.config, {
  includeIndicatorStyles: false,
  allowEval: false,
  selfRequestsOnly: true,
  historyCacheSize: 0, // pages hold personal data; none of it stays in local storage
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true }, // a form comes back with its errors
    { code: "[45]..", swap: false, error: true },
  ],
});

answeredForms();
settle();
fileChecks(); // first: what cannot be sent needs no saving
holdForPages(); // what is being sent comes first
leaving(); // saves the draft first; what follows sees the form when that is done
confirmFirst(); // asks before submitOnce marks the form as sent
submitOnce();
csrf();
menus();
compared();
printing();
showPassword();
fillLogin();
summaryLinks();
inboxKeys();
inboxLive();
previews();
htmx.onLoad((root) => {
  formFields(root);
  buttonLabels(root);
  counting(root);
  choosing(root);
  suggestions(root);
  paperPages(root);
  autosave(root);
  diagrams(root);
  strips(root);
  pdfs(root);
  copying(root);
  marks(root);
  livePreview(root);
});
