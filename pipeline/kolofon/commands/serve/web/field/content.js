/**
 * The content of a field: a value → text nodes and chips on the page, and back.  One break is at the end, so that the caret
 * has a place after a chip and on an empty line.
 */

/** @typedef {import("./chips.js").Piece} Piece */

/**
 * The value that a node shows.
 * @param {Node} node
 * @returns {string}
 */
export function read(node) {
  let value = "";
  for (const child of node.childNodes) {
    if (child instanceof Text) value += child.data;
    else if (child instanceof HTMLElement && child.dataset.tag !== undefined) value += child.dataset.tag;
    else if (child instanceof HTMLDivElement || child instanceof HTMLParagraphElement) {
      value += (value ? "\n" : "") + read(child);
    } else value += read(child);
  }
  return value;
}

/**
 * Where a point of the page is in the value; a point within a chip is behind it.
 * @param {HTMLElement} root
 * @param {Node} node
 * @param {number} offset
 */
export function offsetAt(root, node, offset) {
  const range = document.createRange();
  range.setStart(root, 0);
  range.setEnd(node, offset);
  return read(range.cloneContents()).length;
}

/**
 * The point of the page that is at an offset of the value; none is within a chip.
 * @param {HTMLElement} root - holding what `render` made
 * @param {number} offset
 * @returns {[Node, number]}
 */
export function pointAt(root, offset) {
  let left = offset;
  for (const [place, child] of [...root.childNodes].entries()) {
    const length = read(within(child)).length;
    if (child instanceof Text && left <= length) return [child, left];
    if (!(child instanceof Text) && left < length) return [root, place];
    left -= length;
  }
  return [root, root.lastChild instanceof HTMLBRElement ? root.childNodes.length - 1 : root.childNodes.length];
}

/** @param {Node} child */
function within(child) {
  const holder = document.createDocumentFragment();
  holder.append(child.cloneNode(true));
  return holder;
}

/**
 * @param {HTMLElement} root
 * @param {number} from
 * @param {number} to
 * @returns {Range}
 */
export function rangeAt(root, from, to) {
  const range = document.createRange();
  range.setStart(...pointAt(root, from));
  range.setEnd(...pointAt(root, to));
  return range;
}

/**
 * Makes the page show these pieces and nothing else.  What is there already stays as it is, for the sake of the caret and
 * of what spell checkers know.
 * @param {HTMLElement} root
 * @param {Piece[]} all
 * @param {(piece: Piece) => HTMLElement} make - a new chip
 */
export function render(root, all, make) {
  const children = [...root.childNodes];
  if (!(children.at(-1) instanceof HTMLBRElement)) {
    children.push(root.appendChild(document.createElement("br")));
  }
  const end = /** @type {ChildNode} */ (children.pop());
  let first = 0;
  while (first < children.length && first < all.length && shows(children[first], all[first])) first += 1;
  let last = 0;
  while (
    last < children.length - first &&
    last < all.length - first &&
    shows(children[children.length - 1 - last], all[all.length - 1 - last])
  ) {
    last += 1;
  }
  const old = children.slice(first, children.length - last);
  const fresh = all.slice(first, all.length - last);
  if (old.length === 1 && fresh.length === 1 && old[0] instanceof Text && !fresh[0].chip) {
    change(old[0], fresh[0].text);
    return;
  }
  const before = last ? children[children.length - last] : end;
  for (const node of old) node.remove();
  for (const piece of fresh) root.insertBefore(piece.chip ? make(piece) : new Text(piece.text), before);
}

/**
 * @param {Node} node
 * @param {Piece} piece
 */
function shows(node, piece) {
  if (node instanceof Text) return !piece.chip && node.data === piece.text;
  return (
    piece.chip !== null && node instanceof HTMLElement && node.dataset.tag === piece.text && node.childNodes.length === 0
  );
}

/**
 * @param {Text} node
 * @param {string} text
 */
function change(node, text) {
  const old = node.data;
  let from = 0;
  while (from < old.length && from < text.length && old[from] === text[from]) from += 1;
  let same = 0;
  while (same < Math.min(old.length, text.length) - from && old[old.length - 1 - same] === text[text.length - 1 - same]) {
    same += 1;
  }
  node.replaceData(from, old.length - from - same, text.slice(from, text.length - same));
}
