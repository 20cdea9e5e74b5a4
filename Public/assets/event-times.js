// When events are: by the clock of their own time zone, written as the page's language does.
import { element } from "./dom.js";
import { locale, texts } from "./texts.js";

const homeZone = "Europe/Oslo";
const words = texts.events;

/** The event's time zone, or Norway's where the browser does not know it. */
export function zoneOf(event) {
  try {
    new Intl.DateTimeFormat(locale, { timeZone: event.timeZone });
    return event.timeZone;
  } catch {
    return homeZone;
  }
}

/** From when to when, as nodes; a day that both share is named once. */
export function timesOf(event) {
  const zone = zoneOf(event);
  const start = partsOf(event.startsAt, zone);
  const from = timeNode(event.startsAt, words.at(start.day, start.clock));
  if (event.endsAt === null || event.endsAt === event.startsAt) return [from];
  const end = partsOf(event.endsAt, zone);
  if (start.day === end.day) return [from, "–", timeNode(event.endsAt, end.clock)];
  return [from, " – ", timeNode(event.endsAt, words.at(end.day, end.clock))];
}

/** The name of the time zone where a reader in Norway would take the time for another. */
export function foreignZoneOf(event) {
  const zone = zoneOf(event);
  return zone === homeZone ? null : zone;
}

function timeNode(timestamp, text) {
  return element("time", { datetime: timestamp }, text);
}

function partsOf(timestamp, timeZone) {
  const date = new Date(timestamp);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone }).format(date);
  const clock = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  });
  // Browsers differ in what they write between hour and minute.
  const numbers = clock.formatToParts(date).filter(({ type }) => type !== "literal");
  return { day, clock: numbers.map(({ value }) => value).join(words.clockMark) };
}
