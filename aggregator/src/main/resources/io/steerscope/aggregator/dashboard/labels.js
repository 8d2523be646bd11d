/** Where the labels of marks stand, so that none covers another or a mark. */

const LETTER = 6.3, ASCENT = 9, DESCENT = 3, MARK = 6;

/** From the mark to the label, the likeliest first. */
const PLACES = [
  { side: "start", dx: 9, dy: 4 }, { side: "end", dx: -9, dy: 4 }, { side: "mid", dx: 0, dy: -10 }, { side: "mid", dx: 0, dy: 18 },
  { side: "start", dx: 6, dy: -8 }, { side: "start", dx: 6, dy: 16 }, { side: "end", dx: -6, dy: -8 }, { side: "end", dx: -6, dy: 16 },
];

/**
 * A place for every label that finds one: of marks with `x`, `y` and `text`, the last first, since a path leads to it.
 *
 * @returns {Map} from a mark to its place: the anchor of the text and its distance from the mark
 */
export function labelPlaces(marks, bounds) {
  const taken = marks.map(({ x, y }) => ({ left: x - MARK, right: x + MARK, top: y - MARK, bottom: y + MARK }));
  const result = new Map();
  for (const mark of [...marks].reverse()) {
    const place = PLACES.find(each => {
      const box = boxOf(mark, each);
      return inside(box, bounds) && !taken.some((other, i) => marks[i] !== mark && overlap(box, other));
    });
    if (place !== undefined) {
      result.set(mark, place);
      taken.push(boxOf(mark, place));
    }
  }
  return result;
}

function boxOf({ x, y, text }, { side, dx, dy }) {
  const width = LETTER * text.length;
  const left = x + dx - (side === "start" ? 0 : side === "end" ? width : width / 2);
  return { left, right: left + width, top: y + dy - ASCENT, bottom: y + dy + DESCENT };
}

const inside = (box, { left, right, top, bottom }) => box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;

const overlap = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
