// What stands inside a paragraph: emphasis, code, links, line breaks.
import { element } from "./dom.js";

const depthMax = 8;
const destinationLengthMax = 2048;
const labelLengthMax = 1000;
const addressPattern = /https?:\/\/[^\s<>]{1,2048}/iy;

export function inlineNodes(text) {
  return new InlineReader(text, 0, false).nodes();
}

/** The address if it leads to the web, else null: no other scheme, nothing relative, no log-in. */
export function webAddress(text) {
  if (!/^https?:\/\//i.test(text) || text.length > destinationLengthMax) return null;
  try {
    const { href, username, password } = new URL(text);
    return username || password ? null : href;
  } catch {
    return null;
  }
}

class InlineReader {
  #written = [];
  #plain = "";
  // Marks that have no end further on; looking again for each would take quadratic time.
  #endless = new Set();

  constructor(text, depth, isInLink) {
    this.text = text;
    this.depth = depth;
    this.isInLink = isInLink;
    this.index = 0;
  }

  nodes() {
    while (this.index < this.text.length) {
      if (!this.#readSpecial(this.text[this.index])) {
        this.#plain += this.text[this.index];
        this.index += 1;
      }
    }
    this.#flush();
    return this.#written;
  }

  #readSpecial(character) {
    switch (character) {
      case "\\": return this.#readEscape();
      case "\n": return this.#readBreak();
      case "`": return this.#readCode();
      case "*":
      case "_": return this.#readEmphasis(character);
      case "[": return this.#readLink();
      case "<": return this.#readAngledLink();
      case "h":
      case "H": return this.#readBareLink();
      default: return false;
    }
  }

  #readEscape() {
    const next = this.text[this.index + 1];
    if (next === undefined || !/[!-/:-@[-`{-~]/.test(next)) return false;
    this.#plain += next;
    this.index += 2;
    return true;
  }

  /** Two spaces before the end of a line break it, as in CommonMark; else it is a space. */
  #readBreak() {
    const isHard = this.#plain.endsWith("  ");
    this.#plain = this.#plain.trimEnd();
    this.index += 1;
    if (isHard) this.#write(element("br"));
    else this.#plain += "\n";
    return true;
  }

  #readCode() {
    let length = 1;
    while (this.text[this.index + length] === "`") length += 1;
    const mark = "`".repeat(length);
    const end = this.#find(mark, this.index + length);
    if (end < 0) return this.#asText(length);
    this.#write(element("code", {}, this.text.slice(this.index + length, end).trim()));
    this.index = end + length;
    return true;
  }

  #readEmphasis(character) {
    const isStrong = this.text[this.index + 1] === character;
    const mark = isStrong ? character + character : character;
    const start = this.index + mark.length;
    const isInWord = character === "_" && /[\p{L}\p{N}]/u.test(this.text[this.index - 1] ?? "");
    const isClosed = /^\s?$/.test(this.text[start] ?? "");
    if (this.depth >= depthMax || isInWord || isClosed) return this.#asText(mark.length);
    const end = this.#findEnd(mark, start);
    if (end <= start || /\s/.test(this.text[end - 1])) return this.#asText(mark.length);
    const inner = this.#inner(this.text.slice(start, end), this.isInLink);
    this.#write(element(isStrong ? "strong" : "em", {}, inner));
    this.index = end + mark.length;
    return true;
  }

  /** `[text](https://…)`; any other destination leaves the source as it stands. */
  #readLink() {
    if (this.isInLink || this.depth >= depthMax) return false;
    const start = this.index + 1;
    const labelLength = this.text.slice(start, start + labelLengthMax + 2).indexOf("](");
    if (labelLength < 0) return false;
    const middle = start + labelLength;
    const rest = this.text.slice(middle + 2, middle + 3 + destinationLengthMax);
    const end = rest.search(/[)\s]/);
    if (end < 0 || rest[end] !== ")") return false;
    const address = webAddress(rest.slice(0, end));
    const label = this.text.slice(start, middle);
    if (address === null || label.trim() === "" || label.includes("[")) return false;
    const inner = this.#inner(label, true);
    this.#write(element("a", { href: address, rel: "noopener noreferrer" }, inner));
    this.index = middle + 2 + end + 1;
    return true;
  }

  /** `<https://…>` */
  #readAngledLink() {
    if (this.isInLink) return false;
    const rest = this.text.slice(this.index + 1, this.index + 2 + destinationLengthMax);
    const end = rest.search(/[>\s<]/);
    if (end < 0 || rest[end] !== ">") return false;
    const text = rest.slice(0, end);
    const address = webAddress(text);
    if (address === null) return false;
    this.#write(element("a", { href: address, rel: "noopener noreferrer" }, text));
    this.index += end + 2;
    return true;
  }

  /** `https://…` as it stands, without the punctuation that ends the sentence. */
  #readBareLink() {
    const isInWord = /[\p{L}\p{N}]/u.test(this.text[this.index - 1] ?? "");
    if (this.isInLink || isInWord) return false;
    addressPattern.lastIndex = this.index;
    const text = addressPattern.exec(this.text)?.[0].replace(/[.,:;!?'"*_)\]]+$/, "");
    const address = text ? webAddress(text) : null;
    if (address === null) return false;
    this.#write(element("a", { href: address, rel: "noopener noreferrer" }, text));
    this.index += text.length;
    return true;
  }

  #inner(text, isInLink) {
    return new InlineReader(text, this.depth + 1, isInLink).nodes();
  }

  #asText(length) {
    this.#plain += this.text.slice(this.index, this.index + length);
    this.index += length;
    return true;
  }

  /** The end of an emphasis: a single mark is not half of a double one; of many the last counts. */
  #findEnd(mark, from) {
    const character = mark[0];
    let end = this.#find(mark, from);
    if (mark.length === 2) {
      while (end >= 0 && this.text[end + 2] === character) end += 1;
      return end;
    }
    while (end >= 0 && this.text[end + 1] === character) {
      let after = end + 2;
      while (this.text[after] === character) after += 1;
      end = this.#find(mark, after);
    }
    return end;
  }

  #find(mark, from) {
    if (this.#endless.has(mark)) return -1;
    const found = this.text.indexOf(mark, from);
    if (found < 0) this.#endless.add(mark);
    return found;
  }

  #write(node) {
    this.#flush();
    this.#written.push(node);
  }

  #flush() {
    if (this.#plain) this.#written.push(this.#plain);
    this.#plain = "";
  }
}
