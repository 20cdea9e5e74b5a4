// One thing in full, in the place of the overview.
import { get } from "./api.js";
import { addressWith } from "./address.js";
import { element } from "./dom.js";
import { printStrictestLabel } from "./labels.js";
import { showProblem } from "./notices.js";
import { texts } from "./texts.js";

/**
 * Fills `view` with what is at `path` and gives its title, or null when it cannot be shown or is
 * no longer wanted. `article(thing)` gives, or promises, its node.
 */
export async function showOpened(view, { path, back, article, titleOf }, isWanted, retry) {
  const status = element("p", { role: "status", class: "status" }, texts.loading);
  view.replaceChildren(backLink(back), status);
  try {
    const thing = await get(path);
    const node = await article(thing);
    if (!isWanted()) return null;
    view.replaceChildren(backLink(back), node);
    printStrictestLabel(view);
    return titleOf(thing);
  } catch (problem) {
    if (!isWanted()) return null;
    const place = element("div", { role: "alert" });
    view.replaceChildren(backLink(back), place);
    showProblem(place, problem, retry);
    return null;
  }
}

function backLink(text) {
  return element("p", {}, element("a", { href: addressWith({}), "data-back": "" }, text));
}
