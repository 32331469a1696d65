// Writes pictures of the docs as PNG with a palette: what people get with the repository stays small.
import { crc32, deflateSync } from 'node:zlib';

/** So many colors has a palette. */
const MOST = 256;
/** Colors that part in so many last bits count as one when the most frequent ones are chosen. */
const ALIKE = 3;

/**
 * A picture with the 256 colors that are most frequent in it; each other one becomes the nearest of them.
 * @param pixels four bytes for each point: red, green, blue and how opaque it is, on white
 */
export function encodePng(pixels, width, height) {
  const colors = new Uint32Array(width * height);
  const counts = new Map();
  for (let n = 0; n < colors.length; n++) {
    const color = onWhite(pixels, n * 4);
    colors[n] = color;
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const palette = chosen(counts);
  const places = new Map([...counts.keys()].map((color) => [color, nearest(color, palette)]));
  // Each line begins with how it is filtered: not at all.
  const lines = Buffer.alloc((width + 1) * height);
  for (let n = 0; n < colors.length; n++) lines[n + Math.floor(n / width) + 1] = places.get(colors[n]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channels))),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The points of what draws are multiplied by how opaque they are already. */
function onWhite(pixels, at) {
  const white = 255 - pixels[at + 3];
  return ((pixels[at] + white) << 16) | ((pixels[at + 1] + white) << 8) | (pixels[at + 2] + white);
}

function chosen(counts) {
  const groups = new Map();
  for (const [color, count] of counts) {
    const key = channels(color)
      .map((each) => each >> ALIKE)
      .join();
    const group = groups.get(key) ?? { count: 0, color, most: 0 };
    group.count += count;
    if (count > group.most) Object.assign(group, { color, most: count });
    groups.set(key, group);
  }
  const frequent = [...groups.values()].sort((a, b) => b.count - a.count || a.color - b.color);
  return frequent.slice(0, MOST).map(({ color }) => color);
}

function nearest(color, palette) {
  const distance = (other) => channels(other).reduce((sum, each, n) => sum + (each - channels(color)[n]) ** 2, 0);
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const [n, each] of palette.entries()) {
    const far = distance(each);
    if (far < least) [best, least] = [n, far];
  }
  return best;
}

function channels(color) {
  return [color >> 16, (color >> 8) & 255, color & 255];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
