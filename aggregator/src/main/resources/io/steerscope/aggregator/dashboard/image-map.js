/**
 * Pictures as points on a canvas. The pointer shows the nearest one and a click chooses it; a line drawn around some chooses them all.
 * Nothing here is for those who do not see it: sets of pictures are also chosen by a list, and shown below.
 */

import { html, say } from "./dom.js";
import { showThumbnail, thumbnail } from "./thumbnail.js";

const MARGIN = 10, NEAR = 14, LEAST_LASSO = 12, RATIO = 0.82;

export class ImageMap {
  element;
  #canvas = html("canvas", { "aria-hidden": true });
  #lasso = html("button", { type: "button", "aria-pressed": false }, "Draw around pictures");
  #words = html("p", { class: "note" });
  #picture = thumbnail();
  #shown;
  #marked;
  #line;
  #near;
  #acts;
  #describe;

  /**
   * @param acts `choose(place)` is told the picture that somebody clicks, `around(corners)` the line that somebody drew, in
   *   coordinates of the map
   * @param describe the words of a picture, and the link of its pixels
   */
  constructor(acts, describe) {
    this.#acts = acts;
    this.#describe = describe;
    this.element = html("div", { class: "image-map" }, this.#canvas, html("div", { class: "preview" },
      html("span", { "aria-hidden": true }, this.#picture, this.#words), this.#lasso));
    this.#picture.hidden = true;
    this.#lasso.addEventListener("click", () => {
      const isOn = this.#lasso.getAttribute("aria-pressed") !== "true";
      this.#lasso.setAttribute("aria-pressed", isOn);
      this.element.classList.toggle("drawing", isOn);
    });
    this.#canvas.addEventListener("pointerdown", event => this.#down(event));
    this.#canvas.addEventListener("pointermove", event => this.#move(event));
    this.#canvas.addEventListener("pointerup", event => this.#up(event));
    this.#canvas.addEventListener("pointercancel", () => this.#forgetLine());
    this.#canvas.addEventListener("pointerleave", () => this.#point(undefined));
    new ResizeObserver(() => this.#draw()).observe(this.element);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#draw());
  }

  /** Shows pictures with their tones, classes of colours. */
  show(pictures, tones, extent) {
    this.#shown = { pictures, tones, extent };
    this.#near = undefined;
    this.#picture.hidden = true;
    say(this.#words, this.#hint());
    this.#draw();
  }

  #hint() {
    return "Each point is a picture; those that look alike lie near each other. Point at one, click it to open it, or draw around some.";
  }

  /** Brings pictures out by their places; all of them without. */
  mark(places) {
    this.#marked = places === undefined ? undefined : new Set(places);
    this.#draw();
  }

  #scales() {
    const { left, right, low, high } = this.#shown.extent;
    const width = this.#canvas.clientWidth, height = this.#canvas.clientHeight;
    const fit = (value, from, to, size) => MARGIN + (value - from) / (to - from || 1) * (size - 2 * MARGIN);
    const back = (pixel, from, to, size) => from + (pixel - MARGIN) / (size - 2 * MARGIN) * (to - from);
    return {
      x: value => fit(value, left, right, width), y: value => height - fit(value, low, high, height),
      map: ([x, y]) => [back(x, left, right, width), back(height - y, low, high, height)],
    };
  }

  #draw() {
    const width = this.element.clientWidth;
    if (this.#shown === undefined || width === 0) {
      return;
    }
    const height = Math.round(width * RATIO), dense = devicePixelRatio || 1;
    Object.assign(this.#canvas.style, { height: `${height}px` });
    if (this.#canvas.width !== Math.round(width * dense) || this.#canvas.height !== Math.round(height * dense)) {
      Object.assign(this.#canvas, { width: Math.round(width * dense), height: Math.round(height * dense) });
    }
    const pen = this.#canvas.getContext("2d"), colours = this.#colours(), { x, y } = this.#scales();
    const { pictures, tones } = this.#shown, marked = this.#marked;
    const radius = pictures.length > 3000 ? 2 : pictures.length > 300 ? 2.8 : 4.5;
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    pen.clearRect(0, 0, width, height);
    const dots = (isIn, alpha, size) => {
      pen.globalAlpha = alpha;
      for (const picture of pictures) {
        if (isIn(picture)) {
          pen.fillStyle = colours[tones[picture.place]];
          pen.beginPath();
          pen.arc(x(picture.x), y(picture.y), size, 0, 2 * Math.PI);
          pen.fill();
        }
      }
    };
    dots(picture => marked === undefined || !marked.has(picture.place), marked === undefined ? 0.75 : 0.16, radius);
    if (marked !== undefined) {
      dots(picture => marked.has(picture.place), 1, radius + 0.8);
    }
    pen.globalAlpha = 1;
    pen.strokeStyle = colours.line;
    pen.lineWidth = 1.6;
    if (this.#near !== undefined) {
      pen.beginPath();
      pen.arc(x(pictures[this.#near].x), y(pictures[this.#near].y), radius + 4, 0, 2 * Math.PI);
      pen.stroke();
    }
    if (this.#line !== undefined && this.#line.length > 1) {
      pen.beginPath();
      this.#line.forEach(([px, py], i) => i === 0 ? pen.moveTo(px, py) : pen.lineTo(px, py));
      pen.closePath();
      pen.stroke();
      pen.globalAlpha = 0.1;
      pen.fillStyle = colours.line;
      pen.fill();
    }
  }

  /** The colours of tones are those of the style sheet, in light and dark. */
  #colours() {
    const style = getComputedStyle(this.element), colours = { line: style.getPropertyValue("--accent"), none: style.getPropertyValue("--tone-none") };
    for (let i = 1; i <= 9; i++) {
      colours[`score-${i}`] = style.getPropertyValue(`--score-${i}`);
      colours[`hue-${i}`] = style.getPropertyValue(`--hue-${i}`);
    }
    return colours;
  }

  #down(event) {
    if (event.button !== 0 || this.#shown === undefined) {
      return;
    }
    this.#line = [[event.offsetX, event.offsetY]];
    if (event.pointerType === "mouse" || this.#isDrawing()) {
      this.#canvas.setPointerCapture(event.pointerId);
    }
  }

  #isDrawing() {
    return this.#lasso.getAttribute("aria-pressed") === "true";
  }

  #move(event) {
    if (this.#shown === undefined) {
      return;
    }
    if (this.#line !== undefined && (event.pointerType === "mouse" || this.#isDrawing())) {
      this.#line.push([event.offsetX, event.offsetY]);
      this.#draw();
    } else {
      this.#point(this.#nearest(event));
    }
  }

  #up(event) {
    const line = this.#line;
    this.#forgetLine();
    if (line === undefined || this.#shown === undefined) {
      return;
    }
    const [[left, top]] = line;
    if (line.some(([px, py]) => Math.hypot(px - left, py - top) > LEAST_LASSO)) {
      const { map } = this.#scales();
      this.#acts.around(line.map(map));
    } else {
      const nearest = this.#nearest(event);
      this.#point(nearest);
      if (nearest !== undefined) {
        this.#acts.choose(nearest);
      }
    }
  }

  #forgetLine() {
    this.#line = undefined;
    this.#draw();
  }

  #nearest({ offsetX, offsetY }) {
    const { x, y } = this.#scales();
    let nearest, least = NEAR;
    for (const picture of this.#shown.pictures) {
      const distance = Math.hypot(x(picture.x) - offsetX, y(picture.y) - offsetY);
      if (distance < least && (this.#marked === undefined || this.#marked.has(picture.place))) {
        [nearest, least] = [picture.place, distance];
      }
    }
    return nearest;
  }

  #point(place) {
    if (this.#near !== place) {
      this.#near = place;
      this.#picture.hidden = place === undefined;
      if (place !== undefined) {
        const { words, content } = this.#describe(this.#shown.pictures[place]);
        showThumbnail(this.#picture, content, "");
        say(this.#words, words);
      } else {
        say(this.#words, this.#hint());
      }
      this.#draw();
    }
  }
}
