// Shows what went wrong, in the API's own words.
import { element } from "./dom.js";
import { texts } from "./texts.js";

export function showProblem(place, problem, retry = null) {
  const { faults = [], requestID, retryAfterSeconds } = problem;
  const notice = element(
    "div",
    { class: "notice" },
    element("p", {}, element("strong", {}, texts.problemHeading)),
    element("p", {}, problem.message),
    faults.length ? element("ul", {}, faults.map((fault) => element("li", {}, fault))) : null,
    retryAfterSeconds ? element("p", {}, texts.retryAfter(retryAfterSeconds)) : null,
    requestID ? element("p", { class: "request-id" }, texts.requestID(requestID)) : null
  );
  if (retry) {
    const button = element("button", { type: "button", class: "quiet" }, texts.retry);
    button.addEventListener("click", retry);
    notice.append(element("p", {}, button));
  }
  place.replaceChildren(notice);
}
