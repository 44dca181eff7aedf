// Two saved at once: nothing is lost, and mine takes the place of theirs only if I say so.
import { say } from "./words.js";

/** Hand over what is written here as a file of its own. */
function keepCopy(text, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // browsers read it after the click
}

/** Say who saved meanwhile, and offer a copy of what is here, to go on with it, or to take what is there now. */
export function offerChoice(place, error, { file, saving, read }) {
  const button = (name, act) => {
    const element = document.createElement("button");
    Object.assign(element, { type: "button", className: "btn btn-sm", textContent: say(name) });
    element.addEventListener("click", act);
    return element;
  };
  const mine = () => {
    delete place.dataset.kind;
    place.hidden = true;
    file.digest = error.current;
    saving.goOn();
  };
  const theirs = () => {
    saving.giveUp();
    location.reload();
  };
  place.dataset.kind = "stale";
  place.hidden = false;
  place.replaceChildren(
    `${error.message} `,
    button("copy", async () => keepCopy(await read(), file.name)),
    " ",
    button("takeMine", mine),
    " ",
    button("takeTheirs", theirs),
  );
}
