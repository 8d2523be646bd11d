/** Everything that is known of an image: its prompts, what scorers say of it, what failed, and how it was made. */

import { html } from "./dom.js";
import { signed } from "./format.js";
import { measureOfValue, valueText } from "./measure.js";

export function factsOf(image) {
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
