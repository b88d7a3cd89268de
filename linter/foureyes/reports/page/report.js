"use strict";
(() => {
  const form = document.getElementById("filters");
  const told = document.getElementById("told");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const items = [...document.querySelectorAll("[data-severity]")];
  const findings = items.filter((item) => item.tagName === "ARTICLE");
  const texts = new Map();
  const names = ["severity", "concern", "answer"];
  const fields = ["rule", "path", "text"].map((name) => document.getElementById(name));

  const text = (item) => {
    if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
    return texts.get(item);
  };
  const chosen = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);

  // The state stands in the address, so that a view can be sent to somebody.
  const remember = () => {
    const state = new URLSearchParams();
    for (const name of names) {
      const all = boxes.filter((box) => box.name === name);
      if (all.some((box) => !box.checked)) state.set(name, chosen(name).join(","));
    }
    for (const field of fields) if (field.value) state.set(field.id, field.value);
    const hash = state.toString();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
  };
  const recall = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    for (const box of boxes) box.checked = !state.has(box.name) || state.get(box.name).split(",").includes(box.value);
    for (const field of fields) field.value = state.get(field.id) || "";
  };
  const apply = () => {
    const [rule, path, words] = fields.map((field) => field.value.toLowerCase().split(/\s+/).filter(Boolean));
    const wanted = Object.fromEntries(names.map((name) => [name, new Set(chosen(name))]));
    let shown = 0;
    for (const item of items) {
      const { dataset } = item;
      const fits =
        names.every((name) => dataset[name].split(" ").some((value) => wanted[name].has(value))) &&
        rule.every((one) => dataset.rule.split(" ").includes(one)) &&
        path.every((one) => dataset.path.toLowerCase().includes(one)) &&
        words.every((one) => text(item).includes(one));
      item.hidden = !fits;
      shown += fits && item.tagName === "ARTICLE" ? 1 : 0;
    }
    told.textContent = shown === findings.length ? `All ${shown} shown` : `${shown} of ${findings.length} shown`;
  };
  const isState = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    return names.concat(fields.map((field) => field.id)).some((name) => state.has(name));
  };

  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  window.addEventListener("hashchange", () => { if (isState()) { recall(); apply(); } });
  window.addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("article details")) one.open = true;
  });
  if (isState()) recall();
  form.hidden = false;
  apply();
})();
