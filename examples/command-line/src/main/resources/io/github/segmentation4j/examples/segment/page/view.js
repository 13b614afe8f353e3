/* Draws: the photo, the colors over it, a veil over what is not isolated, and the outline of what is pointed at. */

const element = (id) => document.getElementById(id);
const stage = element("stage");
const image = element("photo");
const colors = element("colors");
const veil = element("veil");
const outline = element("outline");
const VEIL = [12, 15, 20, 184];

/* The four bytes of a pixel as one number, in whatever order the machine keeps them. */
function packed(red, green, blue, alpha) {
  return new Uint32Array(new Uint8Array([red, green, blue, alpha]).buffer)[0];
}

function packedColor(text) {
  const rgb = parseInt(text.slice(1), 16);
  return packed(rgb >> 16, (rgb >> 8) & 255, rgb & 255, 255);
}

const packedColors = Uint32Array.from(settings.classes, ({ color, drawn }) => (drawn ? packedColor(color) : 0));

async function showImage(photo) {
  image.src = photo.image;
  await image.decode();
  /* A large photo is embedded smaller than its labels are. */
  for (const canvas of [colors, veil]) {
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
  }
  outline.setAttribute("viewBox", `0 0 ${photo.width} ${photo.height}`);
  stage.style.setProperty("--ratio", photo.width / photo.height);
}

/* Paints each pixel of a canvas with what a function gives for the pixel of the label map under its middle. */
function paint(canvas, photo, colorOf) {
  const { width, height } = canvas;
  const context = canvas.getContext("2d");
  const data = context.createImageData(width, height);
  const pixels = new Uint32Array(data.data.buffer);
  const columns = Int32Array.from({ length: width }, (unused, x) => Math.floor(((x + 0.5) * photo.width) / width));
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * photo.height) / height) * photo.width;
    for (let x = 0; x < width; x++, i++) {
      pixels[i] = colorOf(row + columns[x]);
    }
  }
  context.putImageData(data, 0, 0);
}

/* Draws the colors; with an isolated class or region, only those of it, and the veil over the rest. */
function drawColors(photo, isolated) {
  const { labels, ids } = photo;
  const veiled = packed(...VEIL);
  if (!isolated) {
    paint(colors, photo, (i) => packedColors[labels[i]]);
    veil.getContext("2d").clearRect(0, 0, veil.width, veil.height);
    return;
  }
  const values = isolated.kind === "class" ? labels : ids;
  paint(colors, photo, (i) => (values[i] === isolated.value ? packedColors[labels[i]] : 0));
  paint(veil, photo, (i) => (values[i] === isolated.value ? 0 : veiled));
}

function setOpacity(percent, visible) {
  colors.style.opacity = visible ? percent / 100 : 0;
}

/* Draws a line around a region or a class, or none. */
function drawOutline(photo, named) {
  let path = "";
  if (named && named.kind === "region") {
    const region = photo.regions[named.value];
    path = region.outline ??= outlineOf(photo.ids, region.id, photo.width, region);
  } else if (named) {
    const whole = { left: 0, top: 0, right: photo.width, bottom: photo.height };
    path = outlineOf(photo.labels, named.value, photo.width, whole);
  }
  outline.querySelectorAll("path").forEach((line) => line.setAttribute("d", path));
}

/* Returns the pixel of the label map under a point of the window, or null beside the photo. */
function pixelAt(photo, clientX, clientY) {
  const { left, top, width, height } = image.getBoundingClientRect();
  const x = Math.floor(((clientX - left) / width) * photo.width);
  const y = Math.floor(((clientY - top) / height) * photo.height);
  return x >= 0 && y >= 0 && x < photo.width && y < photo.height ? { x, y } : null;
}
