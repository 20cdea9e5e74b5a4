// The page's state is its address: filters, the chosen arena, the opened post.

export const filterNames = ["sector", "region", "role", "q"];
const names = [...filterNames, "arena", "post"];

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

/** The address of this page with some of the present state changed. */
export function addressWith(changes) {
  return addressOf({ ...readState(), ...changes });
}
