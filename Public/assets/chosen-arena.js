// The headings over what arenas hold: all of them, or the chosen one.
import { get } from "./api.js";
import { addressWith } from "./address.js";
import { element, part } from "./dom.js";
import { texts } from "./texts.js";

let chosen = null;

/** Each of `lists` is a `section` with its `words`; the first one tells what the arena is for. */
export async function showChosenArena(lists, slug) {
  if (chosen === slug) return;
  chosen = slug;
  for (const { section, words } of lists) {
    part(section, "arena").replaceChildren();
    section.querySelector("h2").textContent = words.heading;
  }
  if (!slug) return;
  const arena = await get(`/v1/arenas/${encodeURIComponent(slug)}`).catch(() => null);
  if (chosen !== slug) return;
  lists.forEach((list, index) => tell(list, arena, index === 0));
}

function tell({ section, words }, arena, isFirst) {
  const heading = section.querySelector("h2");
  const place = part(section, "arena");
  if (arena) {
    const name = element("span", { lang: arena.lang }, texts.quoted(arena.name));
    heading.replaceChildren(`${words.headingIn} `, name);
    if (isFirst) place.append(element("p", { lang: arena.lang }, arena.purpose));
  }
  const link = element(
    "a",
    { href: addressWith({ arena: "" }), "data-arena": "", "data-heading": heading.id },
    words.fromAllArenas
  );
  place.append(element("p", {}, link));
}
