// The list of public experiences.
import { addressWith } from "./address.js";
import { element } from "./dom.js";
import { labelBadge } from "./labels.js";
import { previewOf } from "./markdown.js";
import { PagedList } from "./paged-list.js";
import { formatDate, texts } from "./texts.js";

const words = texts.post;
const previewLengthMax = 280;

export function createPostList(section, onAnswer) {
  return new PagedList(section, {
    path: "/v1/posts",
    limit: 20,
    words: texts.posts,
    render: postCard,
    onAnswer,
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
