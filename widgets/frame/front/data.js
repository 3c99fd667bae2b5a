// Tables and files, and which part draws what.

const CHUNK_BYTES = 512 * 1024; // well under the largest message a kernel's socket takes

const rowsPart = redrawn((spec, frame) =>
  h("div", { class: "qi-table", tabindex: "0", role: "region", "aria-label": spec.label },
    h("table", {},
      h("caption", { class: "qi-unseen" }, spec.label),
      h("thead", {}, h("tr", {}, spec.columns.map((name) => h("th", { scope: "col" }, name)),
        spec.act ? h("td", {}) : null)),
      h("tbody", {}, spec.rows.map((cells, row) =>
        h("tr", {},
          cells.map((cell, column) => h(column ? "td" : "th", column ? {} : { scope: "row" }, cell)),
          spec.act
            ? h("td", {}, h("button", { type: "button", class: "qi-button is-small",
                "aria-label": `${spec.act_label}: ${cells[0]}`,
                onclick: ({ currentTarget }) =>
                  frame.act(spec.act, spec.keys[row], `${spec.act_label}: ${cells[0]}`, currentTarget) },
              spec.act_label))
            : null)))),
  ));

const filesPart = (spec, frame) => {
  let current = spec;
  const id = nextId(spec.name);
  const extra = around(id, frame, spec);
  const state = h("p", { class: "qi-files-state", role: "status" });
  const input = h("input", { id, type: "file", accept: spec.accept || null });
  const take = async (file) => {
    if (!file) return;
    frame.problems.delete(current.name);
    if (frame.line.state !== "up") {
      input.value = "";
      frame.problems.set(current.name, "No connection just now. Choose the file again when it is back.");
      return extra.update(current, [input]);
    }
    if (current.limit_bytes && file.size > current.limit_bytes) {
      const size = Math.round(file.size / 1e6);
      frame.problems.set(current.name, `“${file.name}” is ${size} MB. The most is ` +
        `${Math.round(current.limit_bytes / 1e6)} MB. Keep only the columns and rows you need, and try again.`);
      return extra.update(current, [input]);
    }
    extra.update(current, [input]);
    state.textContent = `Reading “${file.name}”…`;
    await frame.sendFile(current.name, file);
    state.textContent = "";
    input.value = "";
  };
  input.addEventListener("change", () => take(input.files[0]));
  const drop = h("label", { class: "qi-drop", htmlFor: id }, h("b", {}, spec.label), input);
  drop.addEventListener("dragover", (event) => event.preventDefault());
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
  const el = h("div", { class: "qi-field" }, drop, extra.hint, state, extra.problem);
  const update = (next) => {
    current = next;
    extra.update(next, [input]);
  };
  update(spec);
  frame.inputs.set(spec.name, { value: () => "", focus: () => input.focus(), isKept: false, refresh: () => {} });
  return { el, update };
};

const PARTS = {
  text: textPart,
  choice: choicePart,
  day: dayPart,
  menu: menuPart,
  checklist: checklistPart,
  note: notePart,
  links: linksPart,
  words: wordsPart,
  tried: triedPart,
  chart: chartPart,
  rows: rowsPart,
  group: groupPart,
  fold: foldPart,
  files: filesPart,
  actions: actionsPart,
  diagram: diagramPart,
  pad: padPart,
};
