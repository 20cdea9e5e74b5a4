// A small, safe Markdown: the source becomes nodes, never markup, and whatever is not understood
// stays as the text it was written as.
import { element } from "./dom.js";
import { inlineNodes } from "./markdown-inline.js";

const nestingMax = 8;
const headingPattern = /^ {0,3}(#{1,6})(?=[ \t]|$)/;
const itemPattern = /^( {0,3})([-*+]|\d{1,9}[.)])[ \t]+(?=\S)/;
const rulePattern = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const fencePattern = /^ {0,3}(`{3,}|~{3,})/;
const quotePattern = /^ {0,3}> ?/;

/** The source as nodes; its highest heading gets `headingLevel`, lower ones follow. */
export function renderMarkdown(source, headingLevel) {
  const fragment = document.createDocumentFragment();
  fragment.append(...blocks(source.replace(/\r\n?/g, "\n").split("\n"), headingLevel, 0));
  return fragment;
}

/** The beginning of the source as plain text, cut between words. */
export function previewOf(source, lengthMax) {
  const rendered = renderMarkdown(source.slice(0, lengthMax * 4), 3);
  const text = plainText(rendered).replace(/\s+/g, " ").trim();
  const characters = [...text];
  if (characters.length <= lengthMax) return text;
  const cut = characters.slice(0, lengthMax).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > lengthMax / 2 ? cut.slice(0, space) : cut} …`;
}

/** The text of all that is in `node`, with air between blocks. */
function plainText(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  const text = [...node.childNodes].map(plainText).join("");
  return ["A", "CODE", "EM", "STRONG"].includes(node.nodeName) ? text : ` ${text} `;
}

function blocks(lines, headingLevel, depth) {
  const nodes = [];
  let index = 0;
  while (index < lines.length) {
    const [node, next] = block(lines, index, headingLevel, depth);
    if (node) nodes.push(node);
    index = next;
  }
  return nodes;
}

/** The block that begins at `index`, and where the next one does. */
function block(lines, index, headingLevel, depth) {
  const line = lines[index];
  if (line.trim() === "") return [null, index + 1];
  const heading = headingPattern.exec(line);
  if (heading) {
    const level = Math.min(6, headingLevel + heading[1].length - 1);
    const text = withoutClosingMarks(line.slice(heading[0].length).trim());
    return [element(`h${level}`, {}, inlineNodes(text)), index + 1];
  }
  if (fencePattern.test(line)) return fence(lines, index);
  if (rulePattern.test(line)) return [element("hr"), index + 1];
  if (depth < nestingMax) {
    if (quotePattern.test(line)) return quote(lines, index, headingLevel, depth);
    if (itemPattern.test(line)) return list(lines, index, headingLevel, depth);
  }
  return paragraph(lines, index, depth);
}

/** `# Heading #` may close as it opened. Read by hand: a pattern would take quadratic time. */
function withoutClosingMarks(text) {
  let end = text.length;
  while (text[end - 1] === "#") end -= 1;
  return end === 0 || /\s/.test(text[end - 1]) ? text.slice(0, end).trimEnd() : text;
}

function fence(lines, index) {
  const mark = fencePattern.exec(lines[index])[1];
  let end = index + 1;
  while (end < lines.length && !lines[end].trimStart().startsWith(mark)) end += 1;
  const code = lines.slice(index + 1, end).join("\n");
  return [element("pre", {}, element("code", {}, code)), end + 1];
}

function quote(lines, index, headingLevel, depth) {
  let end = index;
  while (end < lines.length && quotePattern.test(lines[end])) end += 1;
  const inner = lines.slice(index, end).map((line) => line.replace(quotePattern, ""));
  return [element("blockquote", {}, blocks(inner, headingLevel, depth + 1)), end];
}

function list(lines, index, headingLevel, depth) {
  const isOrdered = /\d/.test(itemPattern.exec(lines[index])[2]);
  const items = [];
  let next = index;
  while (next < lines.length) {
    const mark = itemPattern.exec(lines[next]);
    if (!mark || /\d/.test(mark[2]) !== isOrdered || rulePattern.test(lines[next])) break;
    const [item, after] = listItem(lines, next, mark[0].length, headingLevel, depth);
    items.push(item);
    next = after;
  }
  const first = isOrdered ? Number.parseInt(itemPattern.exec(lines[index])[2], 10) : 1;
  const start = first === 1 ? null : String(first);
  return [element(isOrdered ? "ol" : "ul", { start }, items), next];
}

/** An item takes the lines that are indented under it, and those that go on its paragraph. */
function listItem(lines, index, indent, headingLevel, depth) {
  const inner = [lines[index].slice(indent)];
  let end = index + 1;
  while (end < lines.length) {
    const line = lines[end];
    const isBlank = line.trim() === "";
    const isIndented = /^ {2,}|^\t/.test(line);
    if (isBlank && !/^ {2,}\S|^\t/.test(lines[end + 1] ?? "")) break;
    if (!isBlank && !isIndented && startsBlock(line)) break;
    if (!isBlank && !isIndented && inner.at(-1).trim() === "") break;
    inner.push(line.replace(new RegExp(`^(?: {1,${indent}}|\t)`), ""));
    end += 1;
  }
  // Blank lines between two items do not end the list.
  let next = end;
  while (next < lines.length && lines[next].trim() === "") next += 1;
  if (itemPattern.test(lines[next] ?? "")) end = next;
  return [element("li", {}, tight(blocks(inner, headingLevel, depth + 1))), end];
}

/** A single paragraph, and lists under it, need no air around them. */
function tight(nodes) {
  const [first, ...rest] = nodes;
  const isTight = first?.nodeName === "P" && rest.every((node) => /^[UO]L$/.test(node.nodeName));
  return isTight ? [...first.childNodes, ...rest] : nodes;
}

function startsBlock(line) {
  const patterns = [headingPattern, fencePattern, rulePattern, quotePattern, itemPattern];
  return patterns.some((pattern) => pattern.test(line));
}

function paragraph(lines, index, depth) {
  const goesOn = (line) => line.trim() !== "" && (depth >= nestingMax || !startsBlock(line));
  let end = index + 1;
  while (end < lines.length && goesOn(lines[end])) end += 1;
  const text = lines.slice(index, end).map((line) => line.trimStart()).join("\n").trimEnd();
  return [element("p", {}, inlineNodes(text)), end];
}
