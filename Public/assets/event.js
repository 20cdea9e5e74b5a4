// One event, in full.
import { arenaLink } from "./arenas.js";
import { element, facts } from "./dom.js";
import { timesOf, zoneOf } from "./event-times.js";
import { kindOf, titleOf } from "./events.js";
import { labelBadge } from "./labels.js";
import { renderMarkdown } from "./markdown.js";
import { webAddress } from "./markdown-inline.js";
import { formatDate, texts } from "./texts.js";
import { loadVocabularies, nameOf } from "./vocabularies.js";

const words = texts.event;

/** How the event is opened. */
export function eventPage(id) {
  return { path: `/v1/events/${encodeURIComponent(id)}`, back: words.back, article, titleOf };
}

async function article(event) {
  // Without the names a region's code has to do.
  if (event.region) await loadVocabularies().catch(() => null);
  const { lang } = event;
  return element(
    "article",
    { class: "event", "aria-labelledby": "event-heading" },
    element("p", { class: "label" }, labelBadge(event.tlp)),
    element(
      "h2",
      { id: "event-heading", tabindex: "-1" },
      event.state === "cancelled" ? `${words.cancelled}: ` : null,
      element("span", { lang }, event.title)
    ),
    factsOf(event),
    element("p", {}, element("a", { href: `/feeds/events/${event.id}.ics` }, words.addToCalendar)),
    agenda(event)
  );
}

function factsOf(event) {
  return facts([
    [words.when, timesOf(event)],
    [words.timeZone, zoneOf(event)],
    [words.kind, kindOf(event)],
    [words.state, words.states[event.state]],
    [words.place, event.place ? element("span", { lang: event.lang }, event.place) : null],
    [words.region, event.region ? nameOf("regions", event.region) : null],
    [words.arena, arenaLink(event.arena)],
    [words.url, event.url ? linkTo(event.url) : null],
    [words.rule, words.rules[event.rule]],
    [words.added, dateNode(event.createdAt)],
    [words.changed, dateNode(event.updatedAt)],
  ]);
}

function linkTo(url) {
  const address = webAddress(url);
  if (address === null) return url;
  return element("a", { href: address, rel: "noopener noreferrer" }, url);
}

function dateNode(timestamp) {
  return element("time", { datetime: timestamp }, formatDate(timestamp));
}

function agenda(event) {
  if (!event.agenda) return null;
  return element(
    "section",
    { "aria-labelledby": "agenda-heading" },
    element("h3", { id: "agenda-heading" }, words.agenda),
    element("div", { class: "body", lang: event.lang }, renderMarkdown(event.agenda, 4))
  );
}
