// Starts the page, and follows its address from then on.
import { addressOf, addressWith, filterNames, readState } from "./address.js";
import { createArenaList } from "./arenas.js";
import { part } from "./dom.js";
import { printStrictestLabel } from "./labels.js";
import { showProblem } from "./notices.js";
import { showPost } from "./post.js";
import { createPostList, showChosenArena } from "./posts.js";
import { texts } from "./texts.js";
import { fillSelects, loadVocabularies } from "./vocabularies.js";

const overview = document.getElementById("overview");
const postView = document.getElementById("post-view");
const search = document.getElementById("search");
const experiences = document.getElementById("experiences");
const overviewTitle = document.title;

let facets = {};
let namesLoaded = null;
const arenaList = createArenaList(document.getElementById("arenas"), (answer) => {
  facets = answer.facets ?? {};
  fillSelects(search, readState(), facets);
});
const postList = createPostList(experiences);

function start() {
  for (const place of document.querySelectorAll("[data-origin]")) {
    place.textContent = location.origin;
  }
  search.addEventListener("submit", submit);
  search.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement) submit(event);
  });
  part(search, "clear").addEventListener("click", clear);
  document.addEventListener("click", followLink);
  window.addEventListener("popstate", () => render());
  render();
  // The browser looked for the section before it was shown.
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

/** Shows what the address says. The lists keep what they hold when their filters are the same. */
function render() {
  const state = readState();
  const isPost = state.post !== "";
  const openedPost = postView.dataset.post ?? "";
  keepStateInLanguageLinks(state);
  postView.hidden = !isPost;
  overview.hidden = isPost;
  if (isPost) return openPost(state.post);
  document.title = overviewTitle;
  delete postView.dataset.post;
  postView.replaceChildren();
  printStrictestLabel(experiences);
  showOverview();
  if (openedPost) focusPostLink(openedPost);
}

async function openPost(id) {
  if (postView.dataset.post === id) return;
  postView.dataset.post = id;
  window.scrollTo(0, 0);
  const title = await showPost(postView, id, () => {
    delete postView.dataset.post;
    render();
  });
  if (title === null) return;
  document.title = `${title} – ${texts.siteName}`;
  document.getElementById("post-heading").focus({ preventScroll: true });
}

async function showOverview() {
  // The names come first, so that the cards never show bare codes.
  await (namesLoaded ??= loadNames());
  const state = readState();
  fillSelects(search, state, facets);
  search.elements.q.value = state.q;
  const filters = valuesOf((name) => state[name]);
  arenaList.show(filters);
  postList.show({ ...filters, arena: state.arena });
  showChosenArena(experiences, state.arena);
}

async function loadNames() {
  const place = document.getElementById("search-problem");
  await loadVocabularies().catch((problem) => showProblem(place, problem, () => location.reload()));
}

function submit(event) {
  event.preventDefault();
  const values = valuesOf((name) => search.elements[name].value.trim());
  history.replaceState(null, "", addressWith(values));
  render();
}

function valuesOf(valueOf) {
  return Object.fromEntries(filterNames.map((name) => [name, valueOf(name)]));
}

function clear() {
  history.replaceState(null, "", addressOf({}));
  render();
}

/** Links to posts, arenas and sections are followed here; new tabs are left to the browser. */
function followLink(event) {
  const link = event.target.closest?.("a");
  const isModified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || event.button !== 0 || isModified) return;
  const target = destination(link.dataset);
  if (target === null) return;
  event.preventDefault();
  if (target.address !== location.pathname + location.search) {
    history.pushState(null, "", target.address);
  }
  render();
  if (target.heading) focusHeading(target.heading);
}

function destination({ post, arena, back, section }) {
  if (post !== undefined) return { address: addressWith({ post }) };
  const overviewAddress = addressWith({ post: "" });
  if (back !== undefined) return { address: overviewAddress };
  if (section !== undefined) return { address: overviewAddress, heading: `${section}-heading` };
  if (arena === undefined) return null;
  return { address: addressWith({ arena, post: "" }), heading: "experiences-heading" };
}

function focusHeading(id) {
  const heading = document.getElementById(id);
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

/** Back from a post, the reader goes on where it was opened. */
function focusPostLink(id) {
  const links = [...experiences.querySelectorAll("[data-post]")];
  const link = links.find((one) => one.dataset.post === id);
  (link ?? document.getElementById("experiences-heading")).focus();
}

function keepStateInLanguageLinks(state) {
  for (const link of document.querySelectorAll("a.language")) {
    link.href = addressOf(state, new URL(link.href).pathname);
  }
}

start();
