/**
 * Makes a document in a frame equal to another, and touches nothing in it that is equal already: what is seen does not move,
 * and pictures and fonts are not loaded again.
 */

/**
 * @param {Document} there - the document that is shown
 * @param {Document} now - what it is to be
 */
export function patch(there, now) {
  attributes(there.documentElement, now.documentElement, ["data-marks", "data-theme", "data-size"]);
  const [body, other] = [there.body, now.querySelector("body")];
  if (!body || !other) return;
  attributes(body, other, []);
  children(body, other);
}

/**
 * @param {Element} of
 * @param {Element} like
 * @param {string[]} own - attributes that this page put there
 */
function attributes(of, like, own) {
  for (const { name } of [...of.attributes]) {
    if (!like.hasAttribute(name) && !own.includes(name)) of.removeAttribute(name);
  }
  for (const { name, value } of like.attributes) {
    if (of.getAttribute(name) !== value && name !== "xmlns") of.setAttribute(name, value);
  }
}

/**
 * @param {Element} of
 * @param {Element} like
 */
function children(of, like) {
  const [old, now] = [[...of.childNodes], [...like.childNodes]];
  let start = 0;
  while (start < old.length && start < now.length && old[start].isEqualNode(now[start])) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old[old.length - 1 - end].isEqualNode(now[now.length - 1 - end])) end++;
  const [mine, theirs] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const behind = old[old.length - end] ?? null;
  const both = Math.min(mine.length, theirs.length);
  for (let index = 0; index < both; index++) node(mine[index], theirs[index]);
  for (const each of mine.slice(both)) each.remove();
  for (const each of theirs.slice(both)) of.insertBefore(of.ownerDocument.importNode(each, true), behind);
}

/**
 * @param {ChildNode} of
 * @param {ChildNode} like
 */
function node(of, like) {
  if (of.isEqualNode(like)) return;
  if (of instanceof (view(of).Element) && like instanceof Element && of.tagName === like.tagName && of.id === like.id) {
    attributes(of, like, []);
    children(of, like);
  } else {
    of.replaceWith(/** @type {Document} */ (of.ownerDocument).importNode(like, true));
  }
}

/**
 * The window of a node: what is in a frame has classes of its own.
 * @param {Node} of
 * @returns {Window & typeof globalThis}
 */
function view(of) {
  return /** @type {Window & typeof globalThis} */ (of.ownerDocument?.defaultView ?? window);
}
