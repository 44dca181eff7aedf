/** [data-reads-mark="field"]: where the browser can, the number of a signed paper is read from its photograph. */
export function marks(root, Detector = window.BarcodeDetector) {
  if (!Detector) return;
  for (const chooser of root.querySelectorAll("[data-reads-mark]")) {
    chooser.addEventListener("change", () => readInto(chooser, Detector));
  }
}

async function readInto(chooser, Detector) {
  const field = document.getElementById(chooser.dataset.readsMark);
  const status = chooser.form.querySelector("[data-mark-status]");
  for (const file of chooser.files) {
    const mark = file.type.startsWith("image/") ? await markOf(file, Detector) : "";
    if (!mark) continue;
    field.value = mark;
    status.textContent = `${status.dataset.said}${mark}`;
    return;
  }
  status.textContent = "";
}

/** The number and version in the address of the QR code; nothing where there is none, or none that can be read. */
async function markOf(file, Detector) {
  try {
    const picture = await createImageBitmap(file);
    const found = await new Detector({ formats: ["qr_code"] }).detect(picture);
    return found.map((code) => /[?&]sheet=([0-9A-Za-z-]+)/.exec(code.rawValue)?.[1] ?? "").find(Boolean) ?? "";
  } catch {
    return ""; // a format that the browser cannot draw, or no reader behind the interface: the number is typed
  }
}
