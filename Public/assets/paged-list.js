// A list of the API that grows by its cursor, with its loading, empty and error states.
import { get } from "./api.js";
import { part } from "./dom.js";
import { showProblem } from "./notices.js";
import { texts } from "./texts.js";

export class PagedList {
  #generation = 0;
  #query = null;
  #moment = {};
  #cursor = null;

  /**
   * `words` has `shown(count, hasMore)` and `none`; `render(item)` gives one `li`; `momentary()`
   * gives what the query asks besides at the time of a first page.
   */
  constructor(section, options) {
    const { path, limit, words, render, onAnswer = () => {}, momentary = () => ({}) } = options;
    this.section = section;
    this.list = part(section, "list");
    this.status = part(section, "status");
    this.problem = part(section, "problem");
    this.more = part(section, "more");
    Object.assign(this, { path, limit, words, render, onAnswer, momentary });
    this.more.addEventListener("click", () => this.#showMore());
  }

  /** Shows the first page; the same query again keeps what is there. */
  async show(query) {
    const key = JSON.stringify(query);
    if (this.#query !== null && JSON.stringify(this.#query) === key) return;
    this.#query = query;
    this.#moment = this.momentary();
    const answer = await this.#load(null, () => this.reload());
    if (!answer) return;
    this.list.replaceChildren(...answer.items.map(this.render));
    this.onAnswer(answer);
    this.#tell();
  }

  reload() {
    const query = this.#query;
    this.#query = null;
    return this.show(query);
  }

  async #showMore() {
    const answer = await this.#load(this.#cursor, () => this.#showMore());
    if (!answer) return;
    const added = answer.items.map(this.render);
    this.list.append(...added);
    this.onAnswer(answer);
    this.#tell();
    // The button may be gone now, so the keyboard goes on at the first new item.
    added[0]?.querySelector("a")?.focus();
  }

  /** The page of the list, or null when it failed or another query has overtaken it. */
  async #load(cursor, retry) {
    const generation = ++this.#generation;
    this.status.textContent = texts.loading;
    this.problem.replaceChildren();
    this.section.setAttribute("aria-busy", "true");
    try {
      const query = { ...this.#query, ...this.#moment, limit: this.limit, cursor };
      const answer = await get(this.path, query);
      if (generation !== this.#generation) return null;
      this.#cursor = answer.nextCursor ?? null;
      return answer;
    } catch (problem) {
      if (generation !== this.#generation) return null;
      this.status.textContent = "";
      if (cursor === null) {
        this.list.replaceChildren();
        this.more.hidden = true;
      }
      showProblem(this.problem, problem, retry);
      return null;
    } finally {
      if (generation === this.#generation) this.section.removeAttribute("aria-busy");
    }
  }

  #tell() {
    const count = this.list.childElementCount;
    const hasMore = this.#cursor !== null;
    this.more.hidden = !hasMore;
    this.status.textContent = count === 0 ? this.words.none : this.words.shown(count, hasMore);
  }
}
