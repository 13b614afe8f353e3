/* What the page says about regions and classes. */

const whole = new Intl.NumberFormat("en");
const SPACE = "\u00a0";
const STEPS = 255;

function pixelsText(count) {
  return whole.format(count) + SPACE + "px";
}

function shareText(share) {
  return share < 0.0005 ? "<" + SPACE + "0.1" + SPACE + "%" : (100 * share).toFixed(1) + SPACE + "%";
}

function confidenceText(steps) {
  return Math.round((100 * steps) / STEPS) + SPACE + "%";
}

/* Returns area, number of regions and summed confidence of every class in a photo, the largest first. */
function classesOf(photo) {
  const byLabel = new Map();
  for (const { label, area, confidence } of photo.regions.slice(1)) {
    const sum = byLabel.get(label) ?? { label, area: 0, regions: 0, confidence: 0 };
    sum.area += area;
    sum.regions++;
    sum.confidence += confidence;
    byLabel.set(label, sum);
  }
  return Array.from(byLabel.values()).sort((a, b) => b.area - a.area || a.label - b.label);
}

/* Returns the facts about what is named, as pairs of a term and a text; at is the pixel pointed at, if one is. */
function factsOf(photo, classes, named, at) {
  const pixels = photo.width * photo.height;
  const area = (count) => pixelsText(count) + " · " + shareText(count / pixels);
  const facts = [];
  const region = named.kind === "region" ? photo.regions[named.value] : null;
  const label = region ? region.label : named.value;
  const ofClass = classes.find((each) => each.label === label);
  facts.push(["Class", settings.classes[label].name]);
  if (region) {
    facts.push(["Region", area(region.area)]);
  }
  facts.push(["Whole class", area(ofClass.area) + (ofClass.regions > 1 ? ` in ${whole.format(ofClass.regions)} regions` : "")]);
  if (photo.confidence) {
    const mean = region ?? ofClass;
    const here = at ? confidenceText(photo.confidence[at.y * photo.width + at.x]) + " here, " : "";
    facts.push(["Confidence", here + confidenceText(mean.confidence / mean.area) + (region ? " in region" : " in class")]);
  }
  return facts;
}

/* Returns the facts in short, for beside the pointer. */
function tipOf(photo, region, at) {
  const lines = [pixelsText(region.area) + " · " + shareText(region.area / (photo.width * photo.height))];
  if (photo.confidence) {
    const steps = at ? photo.confidence[at.y * photo.width + at.x] : region.confidence / region.area;
    lines.push("confidence " + confidenceText(steps));
  }
  return [settings.classes[region.label].name, ...lines];
}

/* Returns what is said aloud: the facts without the pixel, so that it changes with the region only. */
function sentenceOf(photo, classes, named) {
  return factsOf(photo, classes, named, null)
    .map(([term, text]) => (term === "Class" ? text : `${term.toLowerCase()} ${text.replace(" · ", ", ")}`))
    .join("; ");
}
