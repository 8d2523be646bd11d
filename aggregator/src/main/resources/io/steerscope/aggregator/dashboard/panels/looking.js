/** The pictures to look at: kinds that do unusually well or badly, on a map and as cards, and the best of each category. */

import { keep, kept, restore, returned } from "../address.js";
import { ask, experimentPath } from "../api.js";
import { byId, choice, html, keyed, offer, part, say, scrolled } from "../dom.js";
import { alphaText, count } from "../format.js";
import { ImageMap } from "../image-map.js";
import { LazySection } from "../lazy.js";
import { describe, KindCards, PictureStrip } from "../looking-cards.js";
import { COLOURS, coloursOf, showLegend } from "../looking-colours.js";
import { extentOf, lassoOf, picturesOf, picturesOfKind, placesOf, shownPicture } from "../looking-pictures.js";
import { kindRows, kindTable } from "../looking-table.js";
import { chosenSentence, FEWEST, kindName, kindsOf, lookingBasis, lookingSentence, NOT_KEPT, priceSentence, selectedKeys }
  from "../looking-words.js";

const SCORES = { margin: "margin", directional: "direction of change", clip: "cosine to the target" };
const KINDS = { rest: "beyond their prompts", whole: "as a whole" };
const AGAINST = { all: "all pictures", category: "their category" };
const RULES = { "best-of-pair": "best of each pair", spread: "best, unlike each other", clusters: "best of each cluster", top: "greatest scores" };
const COUNTS = ["3", "5", "10", "20"];
const CHOICES = ["score", "alpha", "kinds", "against", "colour", "rule", "count", "chosen"];
const NOTHING = "";
const LASSO = "lasso:";
const CLUSTERS = "8";
const FIRST_KINDS = 4, FIRST_PICTURES = 24;

export class LookingPanel {
  static analysis = "selection";

  #dialog;
  #root;
  #section;
  #map;
  #cards;
  #chosen;
  #table = kindTable();
  #wish;
  #shown;
  #limits = { kinds: FIRST_KINDS, chosen: FIRST_PICTURES };
  #more = html("button", { type: "button", class: "more" });
  #moreChosen = html("button", { type: "button", class: "more" });

  constructor(parent, dialog) {
    this.#dialog = dialog;
    this.#map = new ImageMap({
      choose: place => this.#open(place),
      around: corners => this.#choose(lassoOf(corners, this.#shown.extent)),
    }, picture => ({ words: describe(picture), content: shownPicture(this.#shown.question.experiment, picture).content }));
    this.#cards = new KindCards(dialog, place => this.#choose(this.#at("chosen") === `slice:${place}` ? NOTHING : `slice:${place}`));
    this.#chosen = new PictureStrip(dialog);
    this.#root = part({ id: "looking", title: "Pictures to look at", judged: false, form: html("form", { "aria-label": "What is compared" },
      choice("Score", "looking-score"), choice("Alpha", "looking-alpha"), choice("Kinds of pictures", "looking-kinds"),
      choice("Against", "looking-against")) },
    html("p", { id: "looking-sentence", class: "lede" }, "Looking for the figures …"),
    html("p", { id: "looking-basis", class: "note" }),
    html("div", { id: "looking-figures", class: "looking", hidden: true },
      html("div", {},
        html("form", { "aria-label": "Map" }, choice("Colour", "looking-colour"), choice("Show", "looking-chosen")),
        this.#map.element, html("ul", { id: "looking-legend", class: "legend", "aria-hidden": true })),
      html("div", {}, html("div", { id: "looking-set", hidden: true }, html("p", { id: "looking-set-sentence", role: "status" }),
        this.#chosen.element, this.#moreChosen), this.#cards.element, this.#more)),
    html("details", { id: "looking-all", hidden: true }, html("summary", {}, "All kinds that stand out as a table"),
      scrolled("Table of kinds of picture", this.#table.element),
      html("p", { class: "note" }, "Lift: mean score less that of the others, with its 95 % interval at one look. Shrunken: what to expect "
        + "of other pictures of the kind. Design effect: how many times the variance is what it would be of independent pictures.")),
    html("div", { id: "looking-best", hidden: true },
      html("div", { class: "top" }, html("h3", {}, "The best of each category"),
        html("form", { "aria-label": "Which are selected" }, choice("Rule", "looking-rule"), choice("Pictures", "looking-count"))),
      html("ol", { id: "looking-gallery", class: "selected" })));
    this.#root.hidden = true;
    parent.append(this.#root);
    this.#listen();
    this.#section = new LazySection(this.#root, {
      load: question => load(question),
      draw: (answer, question) => this.#draw(answer, question),
    });
  }

  #listen() {
    for (const name of CHOICES) {
      const select = byId(`looking-${name}`);
      select.dataset.wanted = kept(`looking-${name}`) ?? "";
      select.form.addEventListener("submit", event => event.preventDefault());
      select.addEventListener("change", () => {
        select.dataset.wanted = select.value;
        this.#keep();
        ({ colour: () => this.#colour(), chosen: () => this.#mark() }[name] ?? (() => this.#want()))();
      });
    }
    returned(() => {
      CHOICES.forEach(name => restore(byId(`looking-${name}`), kept(`looking-${name}`) ?? (name === "count" ? "5" : "")));
      if (this.#shown !== undefined) {
        this.#offerSets();
        this.#colour();
        this.#mark();
        this.#want();
      }
    });
    offer(byId("looking-kinds"), Object.keys(KINDS), name => KINDS[name]);
    offer(byId("looking-against"), Object.keys(AGAINST), name => AGAINST[name]);
    offer(byId("looking-colour"), Object.keys(COLOURS), name => COLOURS[name]);
    offer(byId("looking-rule"), Object.keys(RULES), name => RULES[name]);
    offer(byId("looking-count"), COUNTS);
    if (byId("looking-count").dataset.wanted === "") {
      byId("looking-count").value = "5";
    }
    this.#more.addEventListener("click", () => {
      this.#limits.kinds = Infinity;
      this.#showKinds();
    });
    this.#moreChosen.addEventListener("click", () => {
      this.#limits.chosen += 4 * FIRST_PICTURES;
      this.#mark();
    });
  }

  show(answer, one, position, scorer, method) {
    this.#root.hidden = false;
    offer(byId("looking-score"), one.measure === "alignment" ? ["clip"] : answer.baseline?.includes("source") ? Object.keys(SCORES) : ["margin", "clip"],
      name => SCORES[name]);
    offer(byId("looking-alpha"), [NOTHING, ...answer.alphas.filter(alpha => alpha !== 0).map(alphaText)],
      alpha => alpha === NOTHING ? "all" : alpha);
    byId("looking-score").parentElement.hidden = byId("looking-score").options.length < 2;
    byId("looking-alpha").parentElement.hidden = byId("looking-alpha").options.length < 3;
    const of = (method === "" && answer.methods.length > 1 ? `, ${answer.methods.join(", ")}` : answer.methods.length > 1 ? `, ${one.method}` : "")
      + (Object.keys(answer.scorers).length > 1 ? `, judged by ${one.scorer_id}` : "");
    say(byId("looking-heading"), `Pictures to look at${of}`);
    this.#wish = { experiment: answer.experiment_id, scorer: one.scorer_id, method, position, complete: answer.complete,
      scored: answer.scorers[one.scorer_id].scored };
    this.#want();
  }

  #at(name) {
    return byId(`looking-${name}`).value;
  }

  #want() {
    const { experiment, scorer, method, position } = this.#wish, kinds = this.#at("kinds");
    const rule = this.#at("rule");
    this.#section.want({
      experiment, scorer, method, alpha: this.#at("alpha"), score: this.#at("score"), without_prompt: kinds === "rest" ? "true" : undefined,
      reference: this.#at("against"), rule: rule === "top" ? rule : `top,${rule}`, count: this.#at("count"),
    }, position);
  }

  /** Keeps what differs from the first choice. */
  #keep() {
    keep(Object.fromEntries(CHOICES.map(name => {
      const select = byId(`looking-${name}`), isFirst = name === "count" ? select.value === "5" : select.selectedIndex <= 0;
      return [select.id, isFirst ? undefined : select.value];
    })));
  }

  #draw({ isKept, found, map }, question) {
    const { complete, scored } = this.#wish;
    const hasAny = found !== undefined && found.n > 0, hasKinds = hasAny && found.n >= FEWEST;
    if (this.#shown !== undefined && sameSet(this.#shown.question) !== sameSet(question)) {
      this.#limits = { kinds: FIRST_KINDS, chosen: FIRST_PICTURES };
    }
    byId("looking-figures").hidden = !hasKinds;
    byId("looking-all").hidden = !hasKinds || found.slices.slices.length === 0;
    byId("looking-best").hidden = !hasAny;
    say(byId("looking-sentence"), scored === 0 ? "No picture is scored yet."
      : !isKept ? NOT_KEPT
      : !hasAny ? found?.remark ?? "No picture is scored yet."
      : !hasKinds ? `Only ${count(found.n)} pictures have a score${complete ? "" : " so far"}: of fewer than ${FEWEST} there are no kinds to compare.`
      : lookingSentence(found, complete));
    say(byId("looking-basis"), hasKinds ? lookingBasis(found, complete) : "");
    if (!hasAny) {
      this.#shown = undefined;
      return;
    }
    const pictures = picturesOf(map);
    this.#shown = { question, found, map, pictures, byKey: Object.fromEntries(pictures.map(picture => [picture.key, picture])),
      extent: extentOf(pictures) };
    this.#offerSets();
    this.#colour();
    this.#mark();
    this.#table.show(kindRows(found));
    this.#showBest();
  }

  /** Every set that can be shown by its name: also the way to what others draw around. */
  #offerSets() {
    const { found, map, pictures } = this.#shown, select = byId("looking-chosen");
    const wanted = select.dataset.wanted ?? NOTHING;
    const groups = {
      "Kinds that stand out": found.slices.slices.map((slice, place) =>
        [`slice:${place}`, `Kind ${place + 1}: ${slice.lift < 0 ? "worse" : "better"}, ${kindName({ ...slice, place })}`]),
      Categories: [...new Set(pictures.map(picture => picture.category))].sort().map(category => [`category:${category}`, category]),
      [`The ${CLUSTERS} clusters`]: [...new Set(map.levels[CLUSTERS] ?? [])].sort((one, other) => one - other)
        .map(cluster => [`cluster:${CLUSTERS}:${cluster}`, `cluster ${cluster + 1}`]),
      Drawn: wanted.startsWith(LASSO) ? [[wanted, "Drawn around"]] : [],
    };
    const values = Object.values(groups).flat().map(([value]) => value);
    const words = JSON.stringify(groups);
    if (select.words !== words) {
      select.words = words;
      select.replaceChildren(new Option("all pictures", NOTHING), ...Object.entries(groups).filter(([, list]) => list.length > 0)
        .map(([label, list]) => html("optgroup", { label }, ...list.map(([value, text]) => new Option(text, value)))));
    }
    select.value = values.includes(wanted) ? wanted : NOTHING;
  }

  #choose(set) {
    const select = byId("looking-chosen");
    select.dataset.wanted = set;
    this.#limits.chosen = FIRST_PICTURES;
    this.#offerSets();
    this.#keep();
    this.#mark();
  }

  #colour() {
    const { pictures, question, extent } = this.#shown;
    const { tones, legend } = coloursOf(this.#at("colour"), pictures, question.score);
    this.#map.show(pictures, tones, extent);
    showLegend(byId("looking-legend"), legend);
  }

  /** Brings a set out on the map and shows its pictures, the least scores first. */
  #mark() {
    const { pictures, map, extent, question, found } = this.#shown, select = byId("looking-chosen"), set = select.value;
    const places = set === NOTHING ? [] : placesOf(set, pictures, map.levels, extent);
    this.#map.mark(set === NOTHING ? undefined : places);
    byId("looking-set").hidden = set === NOTHING;
    if (set !== NOTHING) {
      const ascending = places.map(place => pictures[place]).sort((one, other) => one.score - other.score || one.place - other.place);
      const name = select.selectedOptions[0].textContent, isKind = set.startsWith("slice:");
      say(byId("looking-set-sentence"), places.length === 0 ? "No picture lies there."
        : chosenSentence(name, places, pictures, { score: found.score, isTested: isKind }));
      this.#chosen.show(question.experiment, ascending.slice(0, this.#limits.chosen), question.score);
      this.#moreChosen.hidden = ascending.length <= this.#limits.chosen;
      say(this.#moreChosen, `More of ${count(ascending.length)}`);
    }
    this.#showKinds();
  }

  #showKinds() {
    const { question, found, byKey, pictures } = this.#shown, { worse, better } = kindsOf(found);
    const first = [...worse.slice(0, this.#limits.kinds), ...better.slice(0, this.#limits.kinds / 2)];
    const [kind, value] = this.#at("chosen").split(":");
    this.#cards.show(question.experiment, found, first, {
      pressed: kind === "slice" ? Number(value) : undefined,
      shown: first.map(one => picturesOfKind(one, byKey, pictures)),
    });
    this.#more.hidden = first.length === worse.length + better.length;
    say(this.#more, `All ${count(worse.length + better.length)} kinds`);
  }

  #showBest() {
    const { question, found, byKey } = this.#shown;
    const shownRule = question.rule.split(",").at(-1);
    keyed(byId("looking-gallery"), Object.entries(found.selection), {
      key: ([category]) => category,
      create: () => {
        const strip = new PictureStrip(this.#dialog);
        const node = html("li", {}, html("h4"), html("p", { class: "note" }), strip.element);
        node.strip = strip;
        return node;
      },
      update: (node, [category, ofCategory]) => {
        const keys = selectedKeys(ofCategory, shownRule, byKey).slice(0, Number(question.count));
        say(node.children[0], category);
        say(node.children[1], priceSentence(ofCategory, shownRule, question.score));
        node.strip.show(question.experiment, keys.map(key => byKey[key]), question.score);
      },
    });
  }

  #open(place) {
    const { pictures, question } = this.#shown;
    const marked = this.#at("chosen") === NOTHING ? [pictures[place]]
      : placesOf(this.#at("chosen"), pictures, this.#shown.map.levels, this.#shown.extent).map(one => pictures[one]);
    const at = Math.max(0, marked.findIndex(picture => picture.place === place));
    this.#dialog.open(marked.map(picture => ({ ...shownPicture(question.experiment, picture), words: describe(picture) })), at, () => {});
  }
}

/** Both are answers out of one result, which is found once. */
async function load({ experiment, ...filter }) {
  const path = `${experimentPath(experiment)}/analyses`;
  const [selection, map] = await Promise.all([ask(`${path}/selection`, filter), ask(`${path}/map`, filter)]);
  return { isKept: selection.kept, found: selection.selection?.[0], map: map.map?.[0], state: map.state };
}

const sameSet = ({ experiment, scorer, method, alpha, score, without_prompt: rest, reference }) =>
  JSON.stringify([experiment, scorer, method, alpha, score, rest, reference]);
