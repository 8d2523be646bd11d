/** What an experiment waits for, and what to do about it: a sentence, and where a command helps the command. */

import { byId, html, keyed, say } from "./dom.js";
import { count, counted } from "./format.js";

/** So long nothing has moved before it is said: loading a model takes less on most machines. */
const STILL_SECONDS = 20;
const PERIOD_MILLIS = 2000;
const FEW = 5;
const HOST = "--bootstrap-server localhost:9092";

export class Waiting {
  #moved = new Map();
  #answer;

  constructor() {
    setInterval(() => {
      if (this.#answer !== undefined) {
        this.show(this.#answer);
      }
    }, PERIOD_MILLIS);
  }

  /** While there is no experiment at all. */
  showNone() {
    this.#answer = undefined;
    draw([{
      words: "There is no experiment yet; it is shown here as soon as there is one. A whole one on one machine, of some minutes:",
      command: "./steerscope run --categories size,pattern --pairs-per-category 12 --methods lerp,shuffled",
    }, {
      words: "Or, on the cluster that this aggregator reads, one whose images its workers make:",
      command: `./steerscope produce ${HOST} --pairs FILE --experiment NAME`,
    }]);
  }

  /** While the experiment that the address names is not there, or nothing is known. */
  hide() {
    this.#answer = undefined;
    draw([]);
  }

  /** The newest answer; while none comes since nothing moves, it is looked at again and again. */
  show(answer) {
    this.#answer = answer;
    draw([...answer.complete || answer.cancelled ? [] : this.#stages(answer), ...tooFew(answer), ...finished(answer)]);
  }

  #stages({ stages = [], experiment_id: experiment, state }) {
    const [maker, ...scorers] = stages;
    if (maker === undefined || !state.caught_up) {
      return [];
    }
    const isOpen = settled(maker) < maker.expected;
    const hints = [];
    const still = this.#still(experiment, maker);
    if (isOpen && still >= STILL_SECONDS) {
      hints.push(maker.stage === "ingest" ? {
        words: `No image has come in for ${count(still)} s (${count(maker.done)} of ${count(maker.expected)} are there). If ingesting was `
          + "interrupted, the same command goes on where it ended:",
        command: `./steerscope ingest ${HOST} …`,
      } : {
        words: `No image has been made for ${count(still)} s (${count(maker.done)} of ${count(maker.expected)} are there): no generator is `
          + "connected, or it is loading its model. If none is running, start one, or the interrupted run again:",
        command: `./steerscope generate ${HOST}`,
      });
    }
    const waitingFor = scorer => settled(maker) - settled(scorer);
    if (scorers.length === 0) {
      const since = this.#still(experiment, { stage: "scorer", done: 0, failed: 0, skipped: 0 });
      if (maker.done > 0 && since >= STILL_SECONDS) {
        hints.push({
          words: `${waitOf(maker.done)} to be scored: no scorer is connected, or it is loading its model. If none is running, start one:`,
          command: `./steerscope score ${HOST}`,
        });
      }
    }
    for (const scorer of scorers) {
      const since = this.#still(experiment, scorer);
      if (waitingFor(scorer) > 0 && since >= STILL_SECONDS) {
        hints.push({
          words: `${scorer.scorer_id} has scored nothing for ${count(since)} s, and ${waitOf(waitingFor(scorer))} for it. If it is not `
            + "running, start it:",
          command: `./steerscope score ${HOST} --scorer ${scorer.scorer_id}`,
        });
      }
    }
    return hints;
  }

  /** For how many seconds a stage has not moved, as far as this page has seen. */
  #still(experiment, stage) {
    const key = [experiment, stage.stage, stage.scorer_id ?? ""].join("\n"), now = performance.now();
    const before = this.#moved.get(key);
    if (before === undefined || before.settled !== settled(stage)) {
      this.#moved.set(key, { settled: settled(stage), at: now });
      return 0;
    }
    return Math.floor((now - before.at) / 1000);
  }
}

const waitOf = images => `${counted(images, "image")} ${images === 1 ? "waits" : "wait"}`;

const settled = ({ done, failed, skipped }) => done + failed + skipped;

/** A design whose cells have too few items for a verdict, whatever comes. */
function tooFew({ statistics, measure, kind }) {
  const planned = statistics.flatMap(one => Object.values(one.by_category_alpha)).map(cell => cell.planned_n);
  const most = Math.max(0, ...planned);
  if (planned.length === 0 || measure === "alignment" || most >= FEW) {
    return [];
  }
  return [{
    words: `n = ${most}: ${most < 2 ? "nothing" : "next to nothing"} can be decided. A category and alpha have ${counted(most, "item")} in this `
      + `design, and a test needs many: 12 show a large effect, 50 a small one. Take more ${kind === "images" ? "images" : "pairs"}.`,
    command: kind === "images" ? undefined : "./steerscope run --pairs-per-category 12",
  }];
}

function finished({ complete, cancelled, stages = [], statistics }) {
  const [maker] = stages;
  if (!complete || cancelled || maker === undefined) {
    return [];
  }
  const lost = [maker.failed > 0 ? `${count(maker.failed)} failed` : "", maker.skipped > 0 ? `${count(maker.skipped)} skipped` : ""]
    .filter(words => words !== "");
  return statistics.length === 0 ? [{ words: `Finished, and no image could be scored: ${lost.join(", ")}. Their failures by kind stand below.` }]
    : [];
}

function draw(hints) {
  byId("waiting").hidden = hints.length === 0;
  keyed(byId("waiting"), hints, {
    key: (hint) => `${hints.indexOf(hint)}\n${hint.command ?? ""}`,
    create: hint => html("div", {}, html("p"), ...hint.command === undefined ? [] : [commandNode(hint.command)]),
    update: (node, hint) => say(node.firstChild, hint.words),
  });
}

function commandNode(command) {
  const copy = html("button", { type: "button" }, "Copy"), code = html("code", {}, command);
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(command);
      say(copy, "Copied");
    } catch {
      getSelection().selectAllChildren(code);
    }
  });
  return html("div", { class: "command" }, code, copy);
}
