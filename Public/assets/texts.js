// What the scripts say, in the language of the page.

export const language = document.documentElement.lang === "en" ? "en" : "nb";

export const locale = language === "en" ? "en-GB" : "nb-NO";

const date = new Intl.DateTimeFormat(locale, {
  dateStyle: "long",
  timeZone: "Europe/Oslo",
});
const number = new Intl.NumberFormat(locale);

/** A timestamp as a date in Norway. */
export function formatDate(timestamp) {
  return date.format(new Date(timestamp));
}

function counted(count, one, many) {
  return `${number.format(count)} ${count === 1 ? one : many}`;
}

const nb = {
  siteName: "Arena",
  quoted: (text) => `«${text}»`,
  loading: "Henter …",
  unreachable: "Får ikke kontakt med tjenesten. Sjekk nettforbindelsen og prøv igjen.",
  unexpectedAnswer: (status) => `Tjenesten svarte ikke som ventet (${status}).`,
  problemHeading: "Noe gikk galt",
  requestID: (id) => `Oppgi denne forespørsels-ID-en hvis du melder fra: ${id}`,
  retryAfter: (seconds) => `Prøv igjen om ${counted(seconds, "sekund", "sekunder")}.`,
  retry: "Prøv igjen",
  arenas: {
    shown: (count, hasMore) =>
      `Viser ${counted(count, "arena", "arenaer")}${hasMore ? "; det finnes flere" : ""}.`,
    none: "Ingen arena passer. Prøv færre filtre, eller grunnlegg arenaen dere savner.",
    members: (count) => counted(count, "medlem", "medlemmer"),
    posts: (count) => counted(count, "erfaring du kan se", "erfaringer du kan se"),
    events: (count) => counted(count, "arrangement", "arrangementer"),
    forEveryone: "For alle sektorer, regioner og roller",
    joinPolicy: {
      open: "Åpen for alle virksomheter",
      moderated: "En kurator godkjenner nye medlemmer",
      "invite-only": "Bare for inviterte",
    },
  },
  posts: {
    shown: (count, hasMore) =>
      `Viser ${counted(count, "erfaring", "erfaringer")}${hasMore ? "; det finnes flere" : ""}.`,
    none: "Ingen åpne erfaringer her ennå. Prøv færre filtre, eller del den første.",
    heading: "Åpne erfaringer",
    headingIn: "Åpne erfaringer i",
    fromAllArenas: "Vis erfaringer fra alle arenaer",
  },
  post: {
    back: "Tilbake til arenaer og erfaringer",
    chatham: "Under Chatham House-regelen",
    erased: "Virksomheten er slettet",
    by: "Delt av",
    arena: "Arena",
    alsoIn: "Vises også i",
    published: "Publisert",
    tags: "Stikkord",
    context: "Sammenheng",
    contexts: {
      incident: "hendelse",
      exercise: "øvelse",
      project: "prosjekt",
      everyday: "hverdag",
    },
    outcome: "Utfall",
    outcomes: { success: "lyktes", mixed: "blandet", failure: "lyktes ikke" },
    origin: "Opphav",
    origins: {
      first: "først ute",
      adapted: "tilpasset fra andre",
      copied: "kopiert fra andre",
    },
    lesson: "Læring",
    lessonParts: {
      observation: "Observasjon",
      discussion: "Drøfting",
      conclusion: "Konklusjon",
      recommendation: "Anbefaling",
    },
    lessonStatus: "Status for læringen",
    lessonStatuses: {
      observation: "observasjon",
      "lesson-identified": "lærdom identifisert",
      "lesson-learned": "lærdom tatt i bruk",
    },
    basedOn: "Bygger på",
    reuse: { inspired: "inspirert av", adapted: "tilpasset fra", copied: "kopiert fra" },
    untitled: (id) => `erfaring ${id}`,
    reach: "Hva det førte til",
    adoptions: (count) =>
      `${counted(count, "virksomhet", "virksomheter")} har meldt at de tar det i bruk`,
    basedOnThis: (count) =>
      counted(count, "erfaring bygger på denne", "erfaringer bygger på denne"),
    comments: (count) => counted(count, "kommentar", "kommentarer"),
  },
  comments: {
    heading: "Kommentarer",
    shown: (count, hasMore) =>
      `Viser ${counted(count, "kommentar", "kommentarer")}${hasMore ? "; det finnes flere" : ""}.`,
    none: "Ingen kommentarer som alle kan lese.",
    more: "Vis flere kommentarer",
    unnamed: "Uten navn",
  },
  events: {
    shown: (count, hasMore) =>
      `Viser ${counted(count, "arrangement", "arrangementer")}` +
      `${hasMore ? "; det finnes flere" : ""}.`,
    none: "Ingen kommende arrangementer her. Prøv færre filtre.",
    heading: "Kommende arrangementer",
    headingIn: "Kommende arrangementer i",
    fromAllArenas: "Vis arrangementer fra alle arenaer",
    at: (day, clock) => `${day} kl. ${clock}`,
    clockMark: ".",
  },
  event: {
    back: "Tilbake til arrangementene",
    cancelled: "Avlyst",
    addToCalendar: "Legg i kalenderen",
    agenda: "Program",
    when: "Tid",
    timeZone: "Tidssone",
    kind: "Type",
    kinds: {
      conference: "Konferanse",
      exercise: "Øvelse",
      meeting: "Møte",
      "field-visit": "Befaring",
      webinar: "Webinar",
      course: "Kurs",
    },
    state: "Status",
    states: { planned: "Planlagt", cancelled: "Avlyst" },
    place: "Sted",
    region: "Region",
    arena: "Arena",
    url: "Nettside",
    rule: "Regel for samtalen",
    rules: {
      open: "Åpen: det kan gjengis hvem som sa hva",
      chatham: "Chatham House-regelen: det som blir sagt, kan brukes, men ikke hvem som sa det",
    },
    added: "Lagt inn",
    changed: "Sist endret",
  },
};

const en = {
  siteName: "Arena",
  quoted: (text) => `“${text}”`,
  loading: "Loading …",
  unreachable: "The service cannot be reached. Check your connection and try again.",
  unexpectedAnswer: (status) => `The service did not answer as expected (${status}).`,
  problemHeading: "Something went wrong",
  requestID: (id) => `Quote this request id if you report it: ${id}`,
  retryAfter: (seconds) => `Try again in ${counted(seconds, "second", "seconds")}.`,
  retry: "Try again",
  arenas: {
    shown: (count, hasMore) =>
      `Showing ${counted(count, "arena", "arenas")}${hasMore ? "; there are more" : ""}.`,
    none: "No arena fits. Try fewer filters, or found the arena that you miss.",
    members: (count) => counted(count, "member", "members"),
    posts: (count) => counted(count, "experience you may see", "experiences you may see"),
    events: (count) => counted(count, "event", "events"),
    forEveryone: "For all sectors, regions and roles",
    joinPolicy: {
      open: "Open to all organisations",
      moderated: "A curator approves new members",
      "invite-only": "By invitation only",
    },
  },
  posts: {
    shown: (count, hasMore) =>
      `Showing ${counted(count, "experience", "experiences")}${hasMore ? "; there are more" : ""}.`,
    none: "No open experiences here yet. Try fewer filters, or share the first one.",
    heading: "Open experiences",
    headingIn: "Open experiences in",
    fromAllArenas: "Show experiences from all arenas",
  },
  post: {
    back: "Back to arenas and experiences",
    chatham: "Under the Chatham House Rule",
    erased: "The organisation has been erased",
    by: "Shared by",
    arena: "Arena",
    alsoIn: "Also shown in",
    published: "Published",
    tags: "Tags",
    context: "Context",
    contexts: {
      incident: "incident",
      exercise: "exercise",
      project: "project",
      everyday: "everyday work",
    },
    outcome: "Outcome",
    outcomes: { success: "success", mixed: "mixed", failure: "failure" },
    origin: "Origin",
    origins: {
      first: "first to do it",
      adapted: "adapted from others",
      copied: "copied from others",
    },
    lesson: "Lesson",
    lessonParts: {
      observation: "Observation",
      discussion: "Discussion",
      conclusion: "Conclusion",
      recommendation: "Recommendation",
    },
    lessonStatus: "Status of the lesson",
    lessonStatuses: {
      observation: "observation",
      "lesson-identified": "lesson identified",
      "lesson-learned": "lesson learned",
    },
    basedOn: "Builds on",
    reuse: { inspired: "inspired by", adapted: "adapted from", copied: "copied from" },
    untitled: (id) => `experience ${id}`,
    reach: "What came of it",
    adoptions: (count) =>
      `Reported as taken into use by ${counted(count, "organisation", "organisations")}`,
    basedOnThis: (count) =>
      counted(count, "experience builds on this one", "experiences build on this one"),
    comments: (count) => counted(count, "comment", "comments"),
  },
  comments: {
    heading: "Comments",
    shown: (count, hasMore) =>
      `Showing ${counted(count, "comment", "comments")}${hasMore ? "; there are more" : ""}.`,
    none: "No comments that everybody may read.",
    more: "Show more comments",
    unnamed: "Unnamed",
  },
  events: {
    shown: (count, hasMore) =>
      `Showing ${counted(count, "event", "events")}${hasMore ? "; there are more" : ""}.`,
    none: "No coming events here. Try fewer filters.",
    heading: "Coming events",
    headingIn: "Coming events in",
    fromAllArenas: "Show events from all arenas",
    at: (day, clock) => `${day}, ${clock}`,
    clockMark: ":",
  },
  event: {
    back: "Back to the events",
    cancelled: "Cancelled",
    addToCalendar: "Add to calendar",
    agenda: "Agenda",
    when: "Time",
    timeZone: "Time zone",
    kind: "Kind",
    kinds: {
      conference: "Conference",
      exercise: "Exercise",
      meeting: "Meeting",
      "field-visit": "Field visit",
      webinar: "Webinar",
      course: "Course",
    },
    state: "State",
    states: { planned: "Planned", cancelled: "Cancelled" },
    place: "Place",
    region: "Region",
    arena: "Arena",
    url: "Web page",
    rule: "Rule of the discussion",
    rules: {
      open: "Open: who said what may be told",
      chatham: "The Chatham House Rule: what is said may be used, but not who said it",
    },
    added: "Added",
    changed: "Last changed",
  },
};

export const texts = language === "en" ? en : nb;
