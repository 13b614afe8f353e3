/* Reads what the page carries: settings, and photos with their labels and confidences. */

const settings = JSON.parse(document.getElementById("settings").textContent);
const blocks = Array.from(document.querySelectorAll("script.photo"));

function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }
  return bytes;
}

/* Labels are runs over the whole map: a label, then a number of pixels, each in 7 bits a byte, the lowest first. */
function decodeLabels(bytes, pixels) {
  const labels = settings.classes.length > 256 ? new Uint16Array(pixels) : new Uint8Array(pixels);
  let at = 0;
  const number = () => {
    let value = 0;
    let scale = 1;
    let byte;
    do {
      byte = bytes[at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte & 128);
    return value;
  };
  let pixel = 0;
  while (at < bytes.length) {
    const label = number();
    const end = pixel + number();
    labels.fill(label, pixel, end);
    pixel = end;
  }
  return labels;
}

/* Confidences, 0 to 255, are differences from left + above - above left, deflated. */
async function decodeConfidence(bytes, width, height) {
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const steps = new Uint8Array(await new Response(inflated).arrayBuffer());
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const left = x > 0 ? steps[i - 1] : 0;
      const above = y > 0 ? steps[i - width] : 0;
      const aboveLeft = x > 0 && y > 0 ? steps[i - width - 1] : 0;
      steps[i] += left + above - aboveLeft;
    }
  }
  return steps;
}

/* Decodes one photo; only the one that is shown is held. */
async function loadPhoto(index) {
  const block = JSON.parse(blocks[index].textContent);
  const { name, width, height } = block;
  const labels = decodeLabels(bytesOf(block.labels), width * height);
  const readable = block.confidence !== undefined && "DecompressionStream" in window;
  const confidence = readable ? await decodeConfidence(bytesOf(block.confidence), width, height) : null;
  const image = "data:image/jpeg;base64," + block.jpeg;
  return { name, width, height, labels, confidence, image, ...findRegions(labels, width, height, confidence) };
}
