/* Pointer, touch and keys. */

function regionAt(event) {
  const at = state.photo && pixelAt(state.photo, event.clientX, event.clientY);
  return at ? { at, region: state.photo.regions[state.photo.ids[at.y * state.photo.width + at.x]] } : null;
}

function nameUnder(event) {
  const found = regionAt(event);
  if (found) {
    name({ kind: "region", value: found.region.id }, found.at, { x: event.clientX, y: event.clientY });
  } else if (state.photo) {
    name(null);
  }
}

/* A finger names what it touches; touching what is named isolates it. */
let namedBeforeTouch = null;

stage.addEventListener("pointermove", nameUnder);
stage.addEventListener("pointerdown", (event) => {
  namedBeforeTouch = state.named;
  nameUnder(event);
});
stage.addEventListener("pointerleave", (event) => {
  if (event.pointerType === "mouse" && state.photo) {
    name(null);
  }
});
stage.addEventListener("click", (event) => {
  const found = regionAt(event);
  const touched = event.pointerType === "touch" || event.pointerType === "pen";
  if (found && !(touched && !same(namedBeforeTouch, { kind: "region", value: found.region.id }))) {
    pick(found.region, event.shiftKey);
  }
});

element("opacity").addEventListener("input", (event) => setColors(Number(event.target.value), true));
element("toggle").addEventListener("click", () => setColors(state.opacity, !state.visible));
element("clear").addEventListener("click", () => clearIsolation());
element("previous").addEventListener("click", () => step(-1));
element("next").addEventListener("click", () => step(1));
element("photo-list").addEventListener("change", (event) => show(Number(event.target.value)));
element("open-help").addEventListener("click", () => element("help").showModal());

function clearIsolation() {
  if (state.isolated) {
    isolate(null);
    announce("All classes are shown");
  } else {
    name(null);
  }
}

function pickNamed(event) {
  if (state.named?.kind === "region" && (event.target === stage || event.target === document.body)) {
    pick(state.photo.regions[state.named.value], event.shiftKey);
  }
}

function switchPick() {
  const next = element("pick-class").checked ? "pick-region" : "pick-class";
  element(next).checked = true;
  announce(next === "pick-region" ? "A click isolates the region" : "A click isolates its class");
}

const KEYS = {
  ArrowLeft: () => step(-1),
  ArrowRight: () => step(1),
  ArrowUp: () => setColors(state.opacity + OPACITY_STEP, true),
  ArrowDown: () => setColors(state.opacity - OPACITY_STEP, true),
  "+": () => setColors(state.opacity + OPACITY_STEP, true),
  "=": () => setColors(state.opacity + OPACITY_STEP, true),
  "-": () => setColors(state.opacity - OPACITY_STEP, true),
  o: () => setColors(state.opacity, !state.visible),
  n: () => nameNext(1),
  p: () => nameNext(-1),
  r: switchPick,
  Enter: pickNamed,
  Escape: clearIsolation,
  "?": () => element("help").showModal(),
};

/* Keys that mean something to the control that has the focus are left to it. */
function isForControl(event) {
  const { tagName, type } = event.target;
  return tagName === "SELECT" || (tagName === "INPUT" && event.key.startsWith("Arrow") && type !== "button")
    || (tagName === "BUTTON" && event.key === "Enter");
}

document.addEventListener("keydown", (event) => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!state.photo || event.ctrlKey || event.metaKey || event.altKey || element("help").open || !KEYS[key]) {
    return;
  }
  if (key === "Escape" || !isForControl(event)) {
    KEYS[key](event);
    if (key !== "Enter") {
      event.preventDefault();
    }
  }
});

blocks.forEach((block, index) => element("photo-list").add(new Option(`${index + 1} · ${block.dataset.name}`, String(index))));
element("stepper").hidden = blocks.length < 2;
setColors(state.opacity, true);
show(0);
