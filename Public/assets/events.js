// The list of coming events.
import { addressWith } from "./address.js";
import { element } from "./dom.js";
import { foreignZoneOf, timesOf } from "./event-times.js";
import { labelBadge } from "./labels.js";
import { PagedList } from "./paged-list.js";
import { texts } from "./texts.js";

const words = texts.event;

export function createEventList(section, onAnswer) {
  return new PagedList(section, {
    path: "/v1/events",
    limit: 20,
    words: texts.events,
    render: eventCard,
    onAnswer,
    momentary: () => ({ startsAfter: new Date().toISOString() }),
  });
}

/** The calendar of the events that these filters leave; none of them leaves all. */
export function calendarAddress(filters) {
  const given = Object.entries(filters).filter(([, value]) => value !== "");
  const query = new URLSearchParams(given).toString();
  return query ? `/feeds/events.ics?${query}` : "/feeds/events.ics";
}

export function kindOf(event) {
  return words.kinds[event.kind] ?? event.kind;
}

/** The title as the heading tells it: that an event is cancelled comes first. */
export function titleOf(event) {
  return event.state === "cancelled" ? `${words.cancelled}: ${event.title}` : event.title;
}

function eventCard(event) {
  const { id, lang, title } = event;
  const link = element("a", { href: addressWith({ event: id }), "data-event": id, lang }, title);
  const zone = foreignZoneOf(event);
  const place = event.place ? [" · ", element("span", { lang }, event.place)] : [];
  return element(
    "li",
    { class: "card event" },
    element("p", { class: "label" }, labelBadge(event.tlp)),
    element("h3", {}, event.state === "cancelled" ? `${words.cancelled}: ` : null, link),
    element("p", { class: "times" }, timesOf(event), zone ? ` (${zone})` : null),
    element("p", { class: "facts" }, kindOf(event), place, ` · ${event.arena.name}`)
  );
}
