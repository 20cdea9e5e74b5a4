// The page's state is its address: filters, the chosen arena, the opened post or event.

export const filterNames = ["sector", "region", "role", "q"];
const overviewNames = [...filterNames, "arena"];
/** What can be opened in the place of the overview; one at a time. */
export const openableNames = ["post", "event"];
const names = [...overviewNames, ...openableNames];

/** Every part of the state; empty ones are "". */
export function readState() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(names.map((name) => [name, (query.get(name) ?? "").trim()]));
}

/** The address of this page in that state. */
export function addressOf(state, path = location.pathname) {
  const given = names.filter((name) => state[name]).map((name) => [name, state[name]]);
  const text = new URLSearchParams(given).toString();
  return text ? `${path}?${text}` : path;
}

/** The address of the overview, or of what `changes` open, with the rest of the present state. */
export function addressWith(changes) {
  const state = readState();
  for (const name of openableNames) state[name] = "";
  return addressOf({ ...state, ...changes });
}
