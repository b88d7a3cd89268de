"use strict";
(() => {
  const form = document.getElementById("filters");
  const search = document.getElementById("search");
  const told = document.getElementById("told");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const findings = [...document.querySelectorAll("article.finding")];
  const texts = new Map();
  const names = ["severity", "concern", "answer"];

  const text = (finding) => {
    if (!texts.has(finding)) texts.set(finding, finding.textContent.toLowerCase());
    return texts.get(finding);
  };
  const chosen = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);

  // The state stands in the address, so that a view can be sent to somebody.
  const remember = () => {
    const state = new URLSearchParams();
    for (const name of names) {
      const all = boxes.filter((box) => box.name === name);
      if (all.some((box) => !box.checked)) state.set(name, chosen(name).join(","));
    }
    if (search.value) state.set("text", search.value);
    const hash = state.toString();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  };
  const recall = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const box of boxes) box.checked = !state.has(box.name) || state.get(box.name).split(",").includes(box.value);
    search.value = state.get("text") || "";
  };
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = Object.fromEntries(names.map((name) => [name, new Set(chosen(name))]));
    let shown = 0;
    for (const finding of findings) {
      const fits =
        names.every((name) => wanted[name].has(finding.dataset[name])) &&
        words.every((word) => text(finding).includes(word));
      finding.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    told.textContent = shown === findings.length ? `All ${shown} shown` : `${shown} of ${findings.length} shown`;
  };
  const isState = () => names.concat("text").some((name) => new URLSearchParams(location.hash.slice(1)).has(name));

  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  window.addEventListener("hashchange", () => { if (isState()) { recall(); apply(); } });
  if (isState()) recall();
  form.hidden = false;
  apply();
})();
