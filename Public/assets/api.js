// Reads Arena's public API. Only GET, never credentials.
import { language, texts } from "./texts.js";

/** What stands in the way of an answer, in words for the reader. */
export class Problem extends Error {
  constructor(detail, { faults = [], requestID = null, retryAfterSeconds = null } = {}) {
    super(detail);
    this.faults = faults;
    this.requestID = requestID;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The JSON at `path`; empty parameters are left out. Throws `Problem` and nothing else. */
export async function get(path, parameters = {}) {
  const response = await fetchAnswer(path, parameters);
  const body = await response.json().catch(() => null);
  if (response.ok && body !== null) return body;
  throw problem(response, body);
}

async function fetchAnswer(path, parameters) {
  const query = new URLSearchParams(
    Object.entries(parameters).filter(([, value]) => value !== null && value !== "")
  ).toString();
  try {
    return await fetch(query ? `${path}?${query}` : path, {
      credentials: "omit",
      headers: { Accept: "application/json", "Accept-Language": language },
    });
  } catch {
    throw new Problem(texts.unreachable);
  }
}

function problem(response, body) {
  const faults = (body?.errors ?? []).map((fault) => {
    const place = fault.parameter ?? fault.pointer ?? fault.header;
    return place ? `${place}: ${fault.detail}` : fault.detail;
  });
  return new Problem(body?.detail ?? body?.title ?? texts.unexpectedAnswer(response.status), {
    faults,
    requestID: body?.requestId ?? response.headers.get("X-Request-Id"),
    retryAfterSeconds: Number(response.headers.get("Retry-After")) || null,
  });
}
