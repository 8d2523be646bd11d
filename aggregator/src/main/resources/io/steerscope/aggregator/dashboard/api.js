/** Questions to the aggregator. Addresses are relative, so the page also works below a path of a proxy. */

/** An answer that could not be had, and whether it may be had later without anybody's doing. */
export class Unanswered extends Error {
  constructor(message, retryable = true) {
    super(message);
    this.retryable = retryable;
  }
}

export const experimentPath = id => `api/experiments/${encodeURIComponent(id)}`;

/** What an answer rests on, as text; undefined where it does not say. */
export const positionOf = ({ state }) => state === undefined ? undefined : JSON.stringify(state.topics ?? state);

/** A link of an answer, relative to the page. */
export const relative = path => path.replace(/^\//, "");

/**
 * Asks, and gives the parsed answer.
 *
 * @param parameters query parameters; undefined and empty ones are left out
 */
export async function ask(path, parameters = {}) {
  const query = new URLSearchParams(
    Object.entries(parameters).filter(([, value]) => value !== undefined && value !== ""));
  const address = query.size > 0 ? `${path}?${query}` : path;
  let response, body;
  try {
    response = await fetch(address, { headers: { Accept: "application/json" } });
  } catch {
    throw new Unanswered("The aggregator does not answer");
  }
  try {
    body = await response.json();
  } catch {
    throw new Unanswered("The aggregator gave no proper answer");
  }
  if (!response.ok) {
    throw new Unanswered(body.message ?? response.statusText, body.retryable ?? false);
  }
  return body;
}
