/* The state of the page, and what pointer and keys do to it. */

const OPACITY_STEP = 5;
const ANNOUNCEMENT_DELAY = 200;

const state = {
  index: 0,
  photo: null,
  classes: [],
  /* What is pointed at, and what is isolated: { kind: "class" or "region", value: a label or an id }, or null. */
  named: null,
  isolated: null,
  opacity: Math.round(100 * settings.alpha),
  visible: true,
};

const same = (a, b) => a?.kind === b?.kind && a?.value === b?.value;
const labelOf = ({ kind, value }) => (kind === "class" ? value : state.photo.regions[value].label);

function make(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function swatch(label) {
  const { color, drawn } = settings.classes[label];
  const made = make("span", drawn ? "swatch" : "swatch undrawn", "");
  if (drawn) {
    made.style.background = color;
  }
  return made;
}

/* Says something to those who do not see, once the pointer rests. */
const announce = (() => {
  let timer;
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => (element("announcement").textContent = text), ANNOUNCEMENT_DELAY);
  };
})();

async function show(index) {
  state.index = index;
  stage.setAttribute("aria-busy", "true");
  const photo = await loadPhoto(index);
  if (state.index !== index) {
    return;
  }
  await showImage(photo);
  if (state.index !== index) {
    return;
  }
  state.photo = photo;
  state.classes = classesOf(photo);
  const kept = state.isolated?.kind === "class" && state.classes.some(({ label }) => label === state.isolated.value);
  document.title = `${photo.name} – segmented`;
  element("photo-name").textContent = photo.name;
  const place = blocks.length > 1 ? `${index + 1} of ${blocks.length} · ` : "";
  element("photo-size").textContent = `${place}${photo.width} × ${photo.height} px`;
  image.alt = photo.name;
  stage.setAttribute("aria-label", `Photo ${photo.name}`);
  element("photo-list").value = String(index);
  element("previous").disabled = index === 0;
  element("next").disabled = index === blocks.length - 1;
  makeLegend();
  name(null);
  isolate(kept ? state.isolated : null);
  stage.setAttribute("aria-busy", "false");
  if (blocks.length > 1) {
    announce(`${photo.name}, photo ${index + 1} of ${blocks.length}`);
  }
}

function step(by) {
  const index = state.index + by;
  if (index >= 0 && index < blocks.length) {
    show(index);
  }
}

function makeLegend() {
  const pixels = state.photo.width * state.photo.height;
  const items = state.classes.map(({ label, area }) => {
    const share = area / pixels;
    const button = make("button", "", "");
    button.type = "button";
    button.dataset.label = label;
    const bar = make("span", "bar", "");
    bar.style.setProperty("--share", share);
    button.append(swatch(label), make("span", "name", settings.classes[label].name), make("span", "share", shareText(share)), bar);
    const named = { kind: "class", value: label };
    /* The focus may leave for the photo, where something else is named by then. */
    const leave = () => same(state.named, named) && name(null);
    button.addEventListener("click", () => toggleIsolation(named));
    button.addEventListener("pointerenter", () => name(named));
    button.addEventListener("pointerleave", leave);
    button.addEventListener("focus", () => name(named));
    button.addEventListener("blur", leave);
    const item = document.createElement("li");
    item.append(button);
    return item;
  });
  element("legend").replaceChildren(...items);
}

/* Names a class or a region: outlines it, tells the facts, and puts a tip beside the point if there is one. */
function name(named, at = null, point = null) {
  const changed = !same(named, state.named);
  state.named = named;
  if (changed) {
    drawOutline(state.photo, named);
    if (named) {
      announce(sentenceOf(state.photo, state.classes, named));
    }
  }
  element("hint").hidden = named !== null;
  element("facts").hidden = named === null;
  const facts = named ? factsOf(state.photo, state.classes, named, at) : [];
  element("facts").replaceChildren(
    ...facts.map(([term, text]) => {
      const pair = make("div", "", "");
      pair.append(make("dt", "", term), make("dd", "", text));
      if (term === "Class") {
        pair.lastChild.prepend(swatch(labelOf(named)));
      }
      return pair;
    })
  );
  for (const button of element("legend").querySelectorAll("button")) {
    button.classList.toggle("named", named !== null && Number(button.dataset.label) === labelOf(named));
  }
  placeTip(point && tipOf(state.photo, state.photo.regions[named.value], at), point);
}

/* Shows lines beside a point of the window, inside the stage, above it where there is room; or none. */
function placeTip(lines, point) {
  const tip = element("tip");
  tip.hidden = point === null;
  if (point === null) {
    return;
  }
  tip.replaceChildren(...lines.map((line, i) => make(i === 0 ? "strong" : "span", "", line)));
  const gap = 16;
  const frame = stage.getBoundingClientRect();
  const x = point.x - frame.left - tip.offsetWidth / 2;
  const above = point.y - frame.top - tip.offsetHeight - gap;
  const y = above >= 0 ? above : point.y - frame.top + gap;
  tip.style.left = `${Math.max(0, Math.min(x, frame.width - tip.offsetWidth))}px`;
  tip.style.top = `${y}px`;
}

function isolate(isolated) {
  state.isolated = isolated;
  drawColors(state.photo, isolated);
  element("clear").hidden = isolated === null;
  for (const button of element("legend").querySelectorAll("button")) {
    const label = Number(button.dataset.label);
    button.setAttribute("aria-pressed", String(isolated?.kind === "class" && isolated.value === label));
    button.classList.toggle("faded", isolated !== null && labelOf(isolated) !== label);
  }
}

function toggleIsolation(wanted) {
  const again = same(wanted, state.isolated);
  isolate(again ? null : wanted);
  announce(again ? "All classes are shown" : `Isolated: ${sentenceOf(state.photo, state.classes, wanted)}`);
}

/* Isolates the region, or its class: as the switch says, or the other of the two. */
function pick(region, other) {
  const wantsRegion = element("pick-region").checked !== other;
  toggleIsolation(wantsRegion ? { kind: "region", value: region.id } : { kind: "class", value: region.label });
}

function setColors(opacity, visible) {
  state.opacity = Math.max(0, Math.min(100, opacity));
  state.visible = visible;
  setOpacity(state.opacity, visible);
  element("opacity").value = String(state.opacity);
  element("opacity-value").textContent = state.opacity + SPACE + "%";
  element("toggle").setAttribute("aria-pressed", String(visible));
}

/* Names the next region by size, as if the pointer were on it; the focus goes there, so that Enter means this region. */
function nameNext(by) {
  stage.focus({ preventScroll: true });
  const ordered = (state.photo.ordered ??= state.photo.regions.slice(1).sort((a, b) => b.area - a.area || a.id - b.id));
  const now = state.named?.kind === "region" ? ordered.indexOf(state.photo.regions[state.named.value]) : by > 0 ? -1 : 0;
  const region = ordered[(now + by + ordered.length) % ordered.length];
  const { left, top, width, height } = image.getBoundingClientRect();
  const point = {
    x: left + ((region.x + 0.5) / state.photo.width) * width,
    y: top + ((region.y + 0.5) / state.photo.height) * height,
  };
  name({ kind: "region", value: region.id }, null, point);
}
