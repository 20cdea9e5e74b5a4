// The codes of sectors, regions and roles, with their names in the language of the page.
import { get } from "./api.js";
import { element } from "./dom.js";
import { language } from "./texts.js";

const vocabularies = { sector: "sectors", region: "regions", role: "roles" };
const entries = {};
let loading = null;

/** Reads all three, once. Until then, and for codes not in them, a code is its own name. */
export function loadVocabularies() {
  return (loading ??= readAll());
}

async function readAll() {
  await Promise.all(
    Object.values(vocabularies).map(async (name) => {
      entries[name] = (await get(`/v1/vocabularies/${name}`)).items;
    })
  );
}

/** The name of a code in `sectors`, `regions` or `roles`. */
export function nameOf(vocabulary, code) {
  const names = entries[vocabulary]?.find((entry) => entry.code === code)?.names;
  return names?.[language] ?? names?.nb ?? code;
}

/** Fills the selects with the codes in use, and how many arenas each facet value has. */
export function fillSelects(form, chosen, facets = {}) {
  for (const [field, vocabulary] of Object.entries(vocabularies)) {
    const select = form.elements[field];
    const counts = countsByCode(facets[vocabulary]);
    const current = (entries[vocabulary] ?? []).filter((entry) => !entry.replacedBy?.length);
    const codes = current.map((entry) => entry.code);
    // An old address may hold a code that is gone; it stays visible, so that it can be taken away.
    if (chosen[field] && !codes.includes(chosen[field])) codes.push(chosen[field]);
    const options = codes.map((code) => {
      const count = counts.get(code);
      const name = nameOf(vocabulary, code);
      return element("option", { value: code }, count ? `${name} (${count})` : name);
    });
    select.replaceChildren(select.options[0], ...options);
    select.value = chosen[field];
  }
}

function countsByCode(facet) {
  if (Array.isArray(facet)) return new Map(facet.map(({ code, count }) => [code, count]));
  return new Map(Object.entries(facet ?? {}));
}
