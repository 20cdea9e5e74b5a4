// TLP labels (FIRST, TLP 2.0): always as text, and on paper at the head and foot of the page.
import { element } from "./dom.js";

const strictestLast = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"];
const colours = {
  "TLP:CLEAR": "tlp-clear",
  "TLP:GREEN": "tlp-green",
  "TLP:AMBER": "tlp-amber",
  "TLP:AMBER+STRICT": "tlp-amber",
};

export function labelBadge(label) {
  return element("span", { class: `tlp ${colours[label] ?? "tlp-clear"}` }, label);
}

/** Prints the strictest label shown in `root` on the sheets; an unknown one is the strictest. */
export function printStrictestLabel(root) {
  const labels = [...root.querySelectorAll(".tlp")].map((badge) => badge.textContent);
  const rank = (label) => strictestLast.indexOf(label) + 1 || strictestLast.length + 1;
  const stricter = (one, other) => (rank(other) > rank(one) ? other : one);
  const strictest = labels.reduce(stricter, "TLP:CLEAR");
  for (const line of document.querySelectorAll("[data-print-label]")) {
    line.textContent = strictest;
  }
}
