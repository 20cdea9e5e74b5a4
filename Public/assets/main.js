// Starts the page, and follows its address from then on.
import { addressOf, addressWith, filterNames, openableNames, readState } from "./address.js";
import { createArenaList } from "./arenas.js";
import { showChosenArena } from "./chosen-arena.js";
import { part } from "./dom.js";
import { eventPage } from "./event.js";
import { calendarAddress, createEventList } from "./events.js";
import { printStrictestLabel } from "./labels.js";
import { showProblem } from "./notices.js";
import { showOpened } from "./opened.js";
import { postPage } from "./post.js";
import { createPostList } from "./posts.js";
import { texts } from "./texts.js";
import { fillSelects, loadVocabularies } from "./vocabularies.js";

const overview = document.getElementById("overview");
const openedView = document.getElementById("opened");
const search = document.getElementById("search");
const experiences = document.getElementById("experiences");
const events = document.getElementById("events");
const pages = { post: postPage, event: eventPage };
const lists = { post: experiences, event: events };
const overviewTitle = document.title;

let facets = {};
let namesLoaded = null;
const arenaList = createArenaList(document.getElementById("arenas"), (answer) => {
  facets = answer.facets ?? {};
  fillSelects(search, readState(), facets);
});
const postList = createPostList(experiences, printShownLabel);
const eventList = createEventList(events, printShownLabel);

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
  const name = openableNames.find((one) => state[one]);
  const { kind, id } = openedView.dataset;
  keepStateInLanguageLinks(state);
  openedView.hidden = !name;
  overview.hidden = Boolean(name);
  if (name) return openPage(name, state[name]);
  document.title = overviewTitle;
  forgetOpened();
  openedView.replaceChildren();
  printShownLabel();
  const shown = showOverview();
  if (id) shown.then(() => focusOpener(kind, id));
}

async function openPage(kind, id) {
  const isWanted = () => openedView.dataset.kind === kind && openedView.dataset.id === id;
  if (isWanted()) return;
  Object.assign(openedView.dataset, { kind, id });
  window.scrollTo(0, 0);
  const title = await showOpened(openedView, pages[kind](id), isWanted, () => {
    forgetOpened();
    render();
  });
  if (title === null) return;
  document.title = `${title} – ${texts.siteName}`;
  document.getElementById(`${kind}-heading`).focus({ preventScroll: true });
}

function forgetOpened() {
  delete openedView.dataset.kind;
  delete openedView.dataset.id;
}

function printShownLabel() {
  printStrictestLabel(openedView.hidden ? overview : openedView);
}

/** Returns when the lists of what can be opened are there. */
async function showOverview() {
  // The names come first, so that the cards never show bare codes.
  await (namesLoaded ??= loadNames());
  const state = readState();
  fillSelects(search, state, facets);
  search.elements.q.value = state.q;
  const filters = valuesOf((name) => state[name]);
  arenaList.show(filters);
  const inArena = { ...filters, arena: state.arena };
  part(events, "subscribe").href = calendarAddress(inArena);
  showChosenArena(
    [{ section: experiences, words: texts.posts }, { section: events, words: texts.events }],
    state.arena
  );
  await Promise.all([postList.show(inArena), eventList.show(inArena)]);
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

/** Links to posts, events, arenas and sections are followed here; new tabs are the browser's. */
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

function destination({ post, event, arena, heading, back, section }) {
  if (post !== undefined) return { address: addressWith({ post }) };
  if (event !== undefined) return { address: addressWith({ event }) };
  if (back !== undefined) return { address: addressWith({}) };
  if (section !== undefined) return { address: addressWith({}), heading: `${section}-heading` };
  if (arena === undefined) return null;
  return { address: addressWith({ arena }), heading: heading ?? "experiences-heading" };
}

function focusHeading(id) {
  const heading = document.getElementById(id);
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

/** Back from what was opened, the reader goes on at the link to it, if not elsewhere by then. */
function focusOpener(kind, id) {
  if (document.activeElement !== document.body) return;
  const links = [...lists[kind].querySelectorAll(`[data-${kind}]`)];
  const link = links.find((one) => one.dataset[kind] === id);
  (link ?? lists[kind].querySelector("h2")).focus();
}

function keepStateInLanguageLinks(state) {
  for (const link of document.querySelectorAll("a.language")) {
    link.href = addressOf(state, new URL(link.href).pathname);
  }
}

start();
