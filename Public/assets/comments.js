// What is said about an experience, as far as everybody may read it.
import { element } from "./dom.js";
import { renderMarkdown } from "./markdown.js";
import { PagedList } from "./paged-list.js";
import { formatDate, texts } from "./texts.js";

const words = texts.comments;

/** A section that fills itself with the comments on the post, or null where there are none. */
export function commentsOn(post) {
  if (!post.counts?.comments) return null;
  const section = element(
    "section",
    { "aria-labelledby": "comments-heading" },
    element("h3", { id: "comments-heading" }, words.heading),
    element("p", { role: "status", class: "status", "data-part": "status" }),
    element("div", { role: "alert", "data-part": "problem" }),
    element("ul", { class: "posts", "data-part": "list" }),
    element("p", { class: "more" },
      element("button", { type: "button", "data-part": "more", hidden: "" }, words.more))
  );
  const path = `/v1/posts/${encodeURIComponent(post.id)}/comments`;
  new PagedList(section, { path, limit: 50, words, render: (comment) => item(post, comment) })
    .show({});
  return section;
}

function item(post, comment) {
  return element(
    "li",
    { class: "card" },
    element("p", { class: "facts" }, `${writerOf(post, comment)} · `,
      element("time", { datetime: comment.createdAt }, formatDate(comment.createdAt))),
    element("div", { lang: comment.lang }, renderMarkdown(comment.body, 4))
  );
}

function writerOf(post, comment) {
  if (comment.author) return comment.author.name;
  return post.attribution === "named" ? texts.post.erased : words.unnamed;
}
