// Builds nodes. Text always becomes text nodes, so nothing that users wrote is read as markup.

/** An element with attributes (null and undefined ones are left out) and children. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** Terms and what they stand for: rows of two, of which those without a value are left out. */
export function facts(rows) {
  const given = rows.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return element("dl", { class: "facts" }, given.map(([term, value]) =>
    element("div", {}, element("dt", {}, term), element("dd", {}, value))));
}

/** The element inside `root` that the page marks with `data-part`. */
export function part(root, name) {
  return root.querySelector(`[data-part="${name}"]`);
}
