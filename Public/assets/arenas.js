// The list of arenas.
import { addressWith } from "./address.js";
import { element } from "./dom.js";
import { PagedList } from "./paged-list.js";
import { texts } from "./texts.js";
import { nameOf } from "./vocabularies.js";

const words = texts.arenas;

export function createArenaList(section, onAnswer) {
  return new PagedList(section, {
    path: "/v1/arenas",
    limit: 50,
    words,
    render: arenaCard,
    onAnswer,
  });
}

/** A link to what the arena holds. */
export function arenaLink(arena) {
  const slug = arena.slug ?? arena.id;
  return element("a", { href: addressWith({ arena: slug }), "data-arena": slug }, arena.name);
}

function arenaCard(arena) {
  return element(
    "li",
    { class: "card" },
    element("h3", { lang: arena.lang }, arenaLink(arena)),
    element("p", { lang: arena.lang }, arena.purpose),
    facets(arena),
    facts(arena)
  );
}

function facets(arena) {
  const names = ["sectors", "regions", "roles"].flatMap((vocabulary) =>
    (arena[vocabulary] ?? []).map((code) => nameOf(vocabulary, code))
  );
  const shown = names.length ? names : [words.forEveryone];
  return element("ul", { class: "chips" }, shown.map((name) => element("li", {}, name)));
}

function facts(arena) {
  const counts = arena.counts ?? {};
  const known = ["members", "posts", "events"]
    .filter((name) => Number.isInteger(counts[name]))
    .map((name) => words[name](counts[name]));
  const shown = [words.joinPolicy[arena.joinPolicy], ...known].filter(Boolean);
  return element("p", { class: "facts" }, shown.join(" · "));
}
