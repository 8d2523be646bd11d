/** An image of fixed size that loads when it comes into view, or says why it cannot be shown. */

import { ask, relative, Unanswered } from "./api.js";
import { html, say, set } from "./dom.js";

const NOT_KEPT = "its score does not say where it is";
const SMALL = 256;

export function thumbnail() {
  const image = html("img", { loading: "lazy", decoding: "async", width: 96, height: 96, hidden: true });
  const absent = html("span", { class: "absent", hidden: true }, html("span"), html("span", { class: "reason" }));
  image.addEventListener("load", () => image.classList.toggle("pixels", image.naturalWidth < SMALL));
  image.addEventListener("error", () => explain(image, absent));
  return html("span", { class: "thumbnail" }, image, absent);
}

/**
 * Shows an image.
 *
 * @param content link of the pixels, or undefined where there are none
 * @param missing what is missing, and why, where there are none
 */
export function showThumbnail(node, content, alt, missing = ["no pixels", NOT_KEPT]) {
  const [image, absent] = node.children;
  const state = content ?? missing.join("\n");
  set(image, { alt });
  if (node.state === state) {
    return;
  }
  node.state = state;
  image.hidden = content === undefined;
  absent.hidden = content !== undefined;
  set(image, { src: content === undefined ? undefined : relative(content) });
  if (content === undefined) {
    giveReason(absent, ...missing);
  }
}

/** The answer in place of an image says why there is none; it is asked for once. */
async function explain(image, absent) {
  const address = image.getAttribute("src");
  image.hidden = true;
  absent.hidden = false;
  giveReason(absent, "no pixels", "");
  try {
    await ask(address);
  } catch (failure) {
    if (failure instanceof Unanswered && image.getAttribute("src") === address) {
      giveReason(absent, "no pixels", failure.message);
      if (failure.retryable) {
        image.parentElement.state = undefined;
        image.removeAttribute("src");
      }
    }
  }
}

function giveReason(absent, missing, reason) {
  say(absent.firstChild, missing);
  say(absent.lastChild, reason);
  set(absent, { title: reason });
}
