/*
 * Sets the theme and the size of text that were chosen here (`settings.js`), before the page is first drawn.
 */
try {
  const chosen = JSON.parse(localStorage.getItem("kolofon") || "{}");
  for (const name of ["theme", "size"]) {
    if (typeof chosen[name] === "string") document.documentElement.dataset[name] = chosen[name];
  }
} catch {
  // Where nothing can be kept, the page is as the system is.
}
