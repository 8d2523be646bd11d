/** One image in large, with everything that is known of it. */

import { ask, relative, Unanswered } from "./api.js";
import { byId, html, say } from "./dom.js";
import { alphaText, signed } from "./format.js";
import { measureOfValue, valueOf, valueText } from "./measure.js";
import { showThumbnail, thumbnail } from "./thumbnail.js";

export class ImageDialog {
  #dialog = byId("image-dialog");
  #images = [];
  #place = 0;
  #closed = () => {};
  #picture = thumbnail();
  #strip = new Strip(this.#picture);
  #heading = html("h2", { id: "image-heading", tabindex: -1 });
  #facts = html("div", { class: "facts" });
  #previous = html("button", { type: "button" }, "← Previous");
  #next = html("button", { type: "button" }, "Next →");

  constructor() {
    const close = html("button", { type: "button" }, "Close");
    close.addEventListener("click", () => this.#dialog.close());
    this.#previous.addEventListener("click", () => this.#move(-1));
    this.#next.addEventListener("click", () => this.#move(1));
    this.#dialog.append(html("div", { class: "top" }, this.#heading, html("div", { class: "buttons" }, this.#previous, this.#next, close)),
      html("div", { class: "image" }, this.#strip.element, this.#facts));
    this.#dialog.addEventListener("keydown", event => this.#key(event));
    this.#dialog.addEventListener("click", event => {
      if (event.target === this.#dialog) {
        this.#dialog.close();
      }
    });
    this.#dialog.addEventListener("close", () => this.#closed(this.#place));
  }

  /**
   * Opens one of the images.
   *
   * @param images link to the answer, link of the pixels and words of each
   * @param closed is told the place of the image that was shown last
   */
  open(images, place, closed) {
    this.#images = images;
    this.#closed = closed;
    this.#dialog.showModal();
    this.#show(place);
    this.#heading.focus();
  }

  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      this.#move(step);
    }
  }

  #move(step) {
    this.#show(Math.max(0, Math.min(this.#images.length - 1, this.#place + step)));
  }

  async #show(place) {
    this.#place = place;
    const { link, content, words } = this.#images[place];
    this.#previous.setAttribute("aria-disabled", place === 0);
    this.#next.setAttribute("aria-disabled", place === this.#images.length - 1);
    this.#strip.clear();
    showThumbnail(this.#picture, content, words);
    try {
      const image = await ask(relative(link));
      if (place === this.#place) {
        say(this.#heading, `${image.pair_id}, alpha ${alphaText(image.alpha)}, seed ${image.seed}`);
        this.#strip.show(image);
        this.#facts.replaceChildren(...factsOf(image));
      }
    } catch (failure) {
      if (!(failure instanceof Unanswered)) {
        throw failure;
      }
      say(this.#heading, words);
      this.#facts.replaceChildren(html("p", { class: "trouble" }, `${failure.message}.`));
    }
  }
}

/** Source, steered and target beside each other; the steered image alone where there is no other. */
class Strip {
  element;
  #steered;
  #source = new Unsteered("Source, unsteered");
  #target = new Unsteered("Target’s own prompt");

  constructor(picture) {
    this.#steered = html("figcaption", {});
    this.element = html("div", { class: "trio" }, this.#source.element,
      html("figure", { class: "steered" }, picture, this.#steered), this.#target.element);
    this.clear();
  }

  clear() {
    this.#source.show(undefined);
    this.#target.show(undefined);
    this.#steered.textContent = "";
    this.element.classList.remove("beside");
  }

  show({ unsteered, scores: list, pair_id: pair, method, alpha }) {
    this.element.classList.toggle("beside", unsteered.length > 0);
    const named = name => unsteered.find(one => one.method === name);
    this.#source.show(named("source"), list[0]?.scorer_id, `${pair}, unsteered`);
    this.#target.show(named("target"), list[0]?.scorer_id, `${pair}, image of the target’s own prompt`);
    this.#steered.textContent = unsteered.length === 0 ? ""
      : `${method}, alpha ${alphaText(alpha)}${list.length === 0 ? "" : `: ${measureOfValue(list[0]).word} ${valueText(list[0])}`}`;
  }
}

class Unsteered {
  element;
  #picture = thumbnail();
  #caption = html("figcaption", {});
  #name;

  constructor(name) {
    this.#name = name;
    this.element = html("figure", { hidden: "" }, this.#picture, this.#caption);
  }

  show(image, scorer, words) {
    this.element.hidden = image === undefined;
    if (image !== undefined) {
      showThumbnail(this.#picture, image.content, words);
      const of = { margin: image.margins?.[scorer], clip: image.clips?.[scorer] };
      this.#caption.textContent = `${this.#name}${valueOf(of) === undefined ? "" : `: ${measureOfValue(of).word} ${valueText(of)}`}`;
    }
  }
}

function factsOf(image) {
  return [
    definitions([["From", image.source], [image.source === undefined ? "Prompt" : "Towards", image.target], ["Method", image.method]]),
    scores(image.scores, image.unsteered.find(one => one.method === "source")),
    ...image.scores.map(score => [score.scorer_id, reading(score)]).filter(([, words]) => words !== "")
      .map(([scorer, words]) => html("p", { class: "trouble" }, `${scorer} ${words}.`)),
    ...image.failures.map(failure => html("p", { class: "trouble" },
      `${[failure.stage, failure.scorer_id].filter(part => part !== undefined).join(" ")} failed: ${failure.error}`)),
    html("details", { open: "" }, html("summary", {}, "How it was made"), definitions(origin(image))),
  ];
}

/** What a scorer could not read of the prompts as they are written. */
function reading(score) {
  const which = (source, target) => [source ? "source" : "", target ? "target" : ""].filter(part => part !== "").join(" and ");
  const cut = which(score.source_truncated, score.target_truncated);
  const unknown = which(score.source_unknown_tokens > 0, score.target_unknown_tokens > 0);
  return [
    score.same_tokens ? "reads both prompts as one, so the margin counts in no figure" : "",
    unknown === "" ? "" : `does not know every word of the ${unknown}`,
    cut === "" ? "" : `cut the ${cut}`,
  ].filter(part => part !== "").join("; ");
}

/** The scores, with the shift where there is an unsteered image. */
function scores(list, source) {
  const isAlignment = list.some(score => measureOfValue(score).isAlignment), shifts = source !== undefined && !isAlignment;
  const cells = (name, values) => values.map(value => html(name, name === "th" ? { scope: "col" } : {}, value));
  return html("table", {},
    html("thead", {}, html("tr", {}, ...cells("th", ["Scorer", ...(isAlignment ? ["cos", "clip"] : ["cos to source", "cos to target", "Margin"]),
      ...(shifts ? ["Shift"] : [])]))),
    html("tbody", {}, ...list.map(score => html("tr", {}, html("th", { scope: "row" }, score.scorer_id),
      ...cells("td", [...(isAlignment ? [] : [signed(score.sim_source)]), signed(score.sim_target), valueText(score),
        ...(shifts ? [shift(score, source)] : [])])))));
}

function shift(score, { margins }) {
  const unsteered = margins[score.scorer_id];
  return unsteered === undefined ? "–" : signed(score.margin - unsteered);
}

/** Stamp of the generator and checksums; what an answer lacks is left out. */
function origin({ file, generator = {}, scores: list, media_type: type, width, height }) {
  const made = generator.duration_millis === undefined ? undefined : `${generator.duration_millis.toFixed(0)} ms`;
  return [
    ["File", file],
    [generator.steps === undefined ? "Made by" : "Generator", generator.bundle_id],
    ["Settings", [generator.scheduler, generator.steps === undefined ? undefined : `${generator.steps} steps`,
      generator.guidance_scale === undefined ? undefined : `guidance ${generator.guidance_scale}`].filter(Boolean).join(", ")],
    ["Negative prompt", generator.negative_prompt],
    ["Size", width === undefined ? undefined : `${width} × ${height} px, ${type}`],
    ["Generated", [generator.generated_at, made === undefined ? undefined : `in ${made}`].filter(Boolean).join(", ")],
    ["Image SHA-256", list[0]?.image_sha256],
    ["Generator SHA-256", generator.bundle_sha256],
    ...list.map(score => [`${score.scorer_id} SHA-256`, score.scorer_sha256]),
    ["Scored", list[0]?.scored_at],
  ];
}

function definitions(pairs) {
  return html("dl", {}, ...pairs.filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([name, value]) => html("div", {}, html("dt", {}, name), html("dd", {}, String(value)))));
}
