/* Finds the connected regions of a label map, and their outlines. */

/*
 * Returns { ids, regions }: for each pixel the number of its region, from 1 in the order in which a reader meets their
 * first pixels, and at each number what is known of that region. Pixels that share an edge and a label are connected.
 */
function findRegions(labels, width, height, confidence) {
  const runs = findRuns(labels, width, height);
  const parents = connectRuns(runs, labels, width, height);
  const ids = new Int32Array(labels.length);
  const regions = [null];
  for (let run = 0; run < parents.length; run++) {
    const root = rootOf(parents, run);
    const start = runs.starts[run];
    const end = runs.starts[run + 1];
    if (root === run) {
      regions.push(newRegion(regions.length, labels[start]));
    }
    /* A root comes before the runs that it stands for, so that its pixels are numbered already. */
    const region = regions[root === run ? regions.length - 1 : ids[runs.starts[root]]];
    ids.fill(region.id, start, end);
    extend(region, start, end, width);
    for (let i = start; confidence && i < end; i++) {
      region.confidence += confidence[i];
    }
  }
  return { ids, regions };
}

function newRegion(id, label) {
  return { id, label, area: 0, confidence: 0, left: Infinity, top: Infinity, right: 0, bottom: 0, longest: 0, x: 0, y: 0 };
}

/* Adds a run to a region; (x, y) becomes the middle of the longest run, a pixel that is surely inside. */
function extend(region, start, end, width) {
  const y = Math.floor(start / width);
  const left = start - y * width;
  const length = end - start;
  region.area += length;
  region.left = Math.min(region.left, left);
  region.right = Math.max(region.right, left + length);
  region.top = Math.min(region.top, y);
  region.bottom = Math.max(region.bottom, y + 1);
  if (length > region.longest) {
    region.longest = length;
    region.x = left + (length >> 1);
    region.y = y;
  }
}

/* Returns where runs of equal labels start, and the first run of each row; both arrays end with their total. */
function findRuns(labels, width, height) {
  let count = 0;
  for (let i = 0; i < labels.length; i++) {
    count += i % width === 0 || labels[i] !== labels[i - 1] ? 1 : 0;
  }
  const starts = new Int32Array(count + 1);
  const rows = new Int32Array(height + 1);
  let run = 0;
  for (let i = 0; i < labels.length; i++) {
    if (i % width === 0) {
      rows[i / width] = run;
      starts[run++] = i;
    } else if (labels[i] !== labels[i - 1]) {
      starts[run++] = i;
    }
  }
  starts[count] = labels.length;
  rows[height] = count;
  return { starts, rows };
}

/* Union-find over runs: the root of a region is its first run. */
function connectRuns({ starts, rows }, labels, width, height) {
  const parents = Int32Array.from({ length: starts.length - 1 }, (unused, run) => run);
  for (let y = 1; y < height; y++) {
    let above = rows[y - 1];
    let below = rows[y];
    while (above < rows[y] && below < rows[y + 1]) {
      if (labels[starts[above]] === labels[starts[below]]) {
        const a = rootOf(parents, above);
        const b = rootOf(parents, below);
        parents[Math.max(a, b)] = Math.min(a, b);
      }
      const difference = starts[above + 1] + width - starts[below + 1];
      above += difference <= 0 ? 1 : 0;
      below += difference >= 0 ? 1 : 0;
    }
  }
  return parents;
}

function rootOf(parents, run) {
  let root = run;
  while (parents[root] !== root) {
    parents[root] = parents[parents[root]];
    root = parents[root];
  }
  return root;
}

/* Returns a path of SVG along the pixel edges between what is equal to a value, within a box, and everything else. */
function outlineOf(values, value, width, { left, top, right, bottom }) {
  const parts = [];
  /* Where the line on the left of each column began; below 0 where there is none. */
  const columns = new Int32Array(right + 1).fill(-1);
  for (let y = top; y <= bottom; y++) {
    const row = y * width;
    let start = -1;
    let before = false;
    for (let x = left; x <= right; x++) {
      const here = x < right && y < bottom && values[row + x] === value;
      const above = x < right && y > top && values[row - width + x] === value;
      if (here !== above) {
        start = start < 0 ? x : start;
      } else if (start >= 0) {
        parts.push("M", start, " ", y, "H", x);
        start = -1;
      }
      if (here !== before) {
        columns[x] = columns[x] < 0 ? y : columns[x];
      } else if (columns[x] >= 0) {
        parts.push("M", x, " ", columns[x], "V", y);
        columns[x] = -1;
      }
      before = here;
    }
  }
  return parts.join("");
}
