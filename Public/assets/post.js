// One experience, in full.
import { get } from "./api.js";
import { addressWith } from "./address.js";
import { arenaLink } from "./arenas.js";
import { commentsOn } from "./comments.js";
import { element, facts } from "./dom.js";
import { labelBadge } from "./labels.js";
import { renderMarkdown } from "./markdown.js";
import { authorOf, factsOf, publishedOn } from "./posts.js";
import { texts } from "./texts.js";

const words = texts.post;

/** How the experience is opened. */
export function postPage(id) {
  return {
    path: `/v1/posts/${encodeURIComponent(id)}`,
    back: words.back,
    article,
    titleOf: (post) => post.title,
  };
}

function article(post) {
  return element(
    "article",
    { class: "post", "aria-labelledby": "post-heading" },
    element("p", { class: "label" }, labelBadge(post.tlp)),
    element("h2", { id: "post-heading", tabindex: "-1", lang: post.lang }, post.title),
    origin(post),
    factsOf(post),
    element("div", { class: "body", lang: post.lang }, renderMarkdown(post.body ?? "", 3)),
    lesson(post),
    basedOn(post),
    reach(post),
    commentsOn(post)
  );
}

function origin(post) {
  const further = post.alsoIn ?? [];
  return facts([
    [words.by, authorOf(post)],
    [words.arena, post.arena ? arenaLink(post.arena) : null],
    [words.alsoIn, further.length ? separated(further.map(arenaLink)) : null],
    [words.published, publishedOn(post)],
    [words.origin, words.origins[post.origin]],
  ]);
}

function separated(nodes) {
  return nodes.flatMap((node, index) => (index ? [", ", node] : [node]));
}

function lesson(post) {
  const parts = Object.entries(words.lessonParts).filter(([name]) => post.lesson?.[name]);
  if (!parts.length) return null;
  const status = words.lessonStatuses[post.lessonStatus];
  return element(
    "section",
    { class: "lesson", "aria-labelledby": "lesson-heading" },
    element("h3", { id: "lesson-heading" }, words.lesson),
    status ? element("p", { class: "facts" }, `${words.lessonStatus}: ${status}`) : null,
    parts.flatMap(([name, title]) => [
      element("h4", {}, title),
      element("div", { lang: post.lang }, renderMarkdown(post.lesson[name], 5)),
    ])
  );
}

function basedOn(post) {
  const sources = (post.basedOn ?? []).filter((source) => source.post);
  if (!sources.length) return null;
  return element(
    "section",
    { "aria-labelledby": "sources-heading" },
    element("h3", { id: "sources-heading" }, words.basedOn),
    element("ul", {}, sources.map((source) =>
      element("li", {}, `${words.reuse[source.kind] ?? source.kind} `, sourceLink(source.post))))
  );
}

/** The source is an id, or a reference that may carry its title. */
function sourceLink(source) {
  const id = typeof source === "string" ? source : source.id;
  const title = source.title ?? words.untitled(id);
  const link = element("a", { href: addressWith({ post: id }), "data-post": id }, title);
  if (!source.title) fillTitle(link, id);
  return link;
}

async function fillTitle(link, id) {
  const post = await get(`/v1/posts/${encodeURIComponent(id)}`).catch(() => null);
  if (!post) return;
  link.textContent = post.title;
  link.lang = post.lang;
}

function reach(post) {
  const counts = post.counts ?? {};
  const lines = ["adoptions", "basedOnThis", "comments"]
    .filter((name) => Number.isInteger(counts[name]))
    .map((name) => element("li", {}, words[name](counts[name])));
  if (!lines.length) return null;
  return element(
    "section",
    { "aria-labelledby": "reach-heading" },
    element("h3", { id: "reach-heading" }, words.reach),
    element("ul", {}, lines)
  );
}
