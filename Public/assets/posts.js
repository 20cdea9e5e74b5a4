// The list of public experiences.
import { get } from "./api.js";
import { addressWith } from "./address.js";
import { element, part } from "./dom.js";
import { labelBadge, printStrictestLabel } from "./labels.js";
import { previewOf } from "./markdown.js";
import { PagedList } from "./paged-list.js";
import { formatDate, texts } from "./texts.js";

const words = texts.post;
const previewLengthMax = 280;

export function createPostList(section) {
  return new PagedList(section, {
    path: "/v1/posts",
    limit: 20,
    words: texts.posts,
    render: postCard,
    onAnswer: () => printStrictestLabel(section),
  });
}

/** Who shared it, as far as that may be known. */
export function authorOf(post) {
  if (post.author) return post.author.name;
  return post.attribution === "named" ? words.erased : words.chatham;
}

export function publishedOn(post) {
  const timestamp = post.publishedAt ?? post.createdAt;
  return element("time", { datetime: timestamp }, formatDate(timestamp));
}

/** Context, outcome and tags, each with its name. */
export function factsOf(post) {
  const facts = [];
  if (post.outcome) facts.push(`${words.outcome}: ${words.outcomes[post.outcome] ?? post.outcome}`);
  if (post.context) facts.push(`${words.context}: ${words.contexts[post.context] ?? post.context}`);
  const tags = post.tags ?? [];
  const items = facts.map((fact) => element("li", {}, fact));
  items.push(...tags.map((tag) => element("li", { lang: post.lang }, `#${tag}`)));
  return items.length ? element("ul", { class: "chips" }, items) : null;
}

function postCard(post) {
  const arena = post.arena?.name ?? "";
  return element(
    "li",
    { class: "card post" },
    element("p", { class: "label" }, labelBadge(post.tlp)),
    element(
      "h3",
      { lang: post.lang },
      element("a", { href: addressWith({ post: post.id }), "data-post": post.id }, post.title)
    ),
    element("p", { class: "facts" }, `${authorOf(post)} · ${arena} · `, publishedOn(post)),
    element("p", { lang: post.lang }, previewOf(post.body ?? "", previewLengthMax)),
    factsOf(post)
  );
}

/** The heading over the list: all arenas, or the chosen one with what it is for. */
export async function showChosenArena(section, slug) {
  const heading = section.querySelector("h2");
  const place = part(section, "arena");
  if (place.dataset.slug === slug) return;
  place.dataset.slug = slug;
  place.replaceChildren();
  heading.textContent = texts.posts.heading;
  if (!slug) return;
  const arena = await get(`/v1/arenas/${encodeURIComponent(slug)}`).catch(() => null);
  if (place.dataset.slug !== slug) return;
  if (arena) {
    heading.replaceChildren(
      `${texts.posts.headingIn} `, element("span", { lang: arena.lang }, texts.quoted(arena.name)));
    place.append(element("p", { lang: arena.lang }, arena.purpose));
  }
  const everything = addressWith({ arena: "", post: "" });
  const link = element("a", { href: everything, "data-arena": "" }, texts.posts.fromAllArenas);
  place.append(element("p", {}, link));
}
