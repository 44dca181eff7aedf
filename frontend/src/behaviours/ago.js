// How long ago, in words. A clock time would be the machine's, and beside the time that a page speaks of it would be
// a second "now": a demonstration moves the one and not the other.
import { word } from "./words.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const counted = (name, number) => word(name).replace("{num}", number);

export function ago(instant, now = Date.now()) {
  const passed = now - instant;
  if (passed < MINUTE) return word("justNow");
  if (passed < HOUR) return counted("minutesAgo", Math.floor(passed / MINUTE));
  if (passed < DAY) return counted("hoursAgo", Math.floor(passed / HOUR));
  return counted("daysAgo", Math.floor(passed / DAY));
}

/** An element that says how long ago it was and keeps saying it rightly; what changes is not read aloud again. */
export function sinceThen(instant) {
  const place = document.createElement("span");
  const tell = () => (place.textContent = ago(instant));
  tell();
  const timer = setInterval(() => (place.isConnected ? tell() : clearInterval(timer)), MINUTE / 4);
  return place;
}
