// PNG files as small as they get without losing anything, of pixels that a picture was drawn in.
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Kinds of pixels, as the format numbers them. */
const [RGB, INDEXED, RGBA] = [2, 3, 6];

/**
 * @param pixels four bytes for each: red, green, blue and how opaque it is, not multiplied with that
 * @returns the file
 */
export function smallPng(pixels, width, height) {
  const packings = [asBytes(pixels), asIndexes(pixels)].filter((packing) => packing);
  const files = packings.flatMap(({ type, size, bytes, palette }) =>
    [unfiltered, filtered].map((filter) => {
      const lines = deflateSync(filter(bytes, width * size, height, size), { level: 9, memLevel: 9 });
      const head = Buffer.alloc(13);
      head.writeUInt32BE(width, 0);
      head.writeUInt32BE(height, 4);
      head.set([8, type, 0, 0, 0], 8);
      const chunks = [
        chunk('IHDR', head),
        ...(palette ? [chunk('PLTE', palette)] : []),
        chunk('IDAT', lines),
        chunk('IEND', Buffer.alloc(0)),
      ];
      return Buffer.concat([SIGNATURE, ...chunks]);
    }),
  );
  return files.reduce((best, file) => (file.length < best.length ? file : best));
}

/** Three bytes for each pixel where all are opaque, else four. */
function asBytes(pixels) {
  for (let n = 3; n < pixels.length; n += 4) if (pixels[n] !== 255) return { type: RGBA, size: 4, bytes: pixels };
  const bytes = new Uint8Array((pixels.length / 4) * 3);
  for (let from = 0, to = 0; from < pixels.length; from += 4, to += 3) bytes.set(pixels.subarray(from, from + 3), to);
  return { type: RGB, size: 3, bytes };
}

/** One byte for each pixel, where all are opaque and of no more colors than a byte can tell apart. */
function asIndexes(pixels) {
  const colors = new Map();
  const bytes = new Uint8Array(pixels.length / 4);
  for (let n = 0; n < bytes.length; n++) {
    const [r, g, b, a] = pixels.subarray(4 * n, 4 * n + 4);
    const color = (r << 16) | (g << 8) | b;
    if (!colors.has(color)) colors.set(color, colors.size);
    if (a !== 255 || colors.size > 256) return undefined;
    bytes[n] = colors.get(color);
  }
  const palette = Buffer.from([...colors.keys()].flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
  return { type: INDEXED, size: 1, bytes, palette };
}

function unfiltered(bytes, line, height) {
  const out = new Uint8Array((line + 1) * height);
  for (let y = 0; y < height; y++) out.set(bytes.subarray(y * line, (y + 1) * line), y * (line + 1) + 1);
  return out;
}

/** Each line as its differences from what lies around it, in whichever of the format's ways leaves least. */
function filtered(bytes, line, height, size) {
  const out = new Uint8Array((line + 1) * height);
  for (let y = 0; y < height; y++) {
    const at = (x, dy) => (x < 0 || y < dy ? 0 : bytes[(y - dy) * line + x]);
    const ways = [
      () => 0,
      (x) => at(x - size, 0),
      (x) => at(x, 1),
      (x) => (at(x - size, 0) + at(x, 1)) >> 1,
      (x) => nearest(at(x - size, 0), at(x, 1), at(x - size, 1)),
    ].map((guess) => Uint8Array.from({ length: line }, (_, x) => bytes[y * line + x] - guess(x)));
    const left = (way) => way.reduce((sum, byte) => sum + Math.min(byte, 256 - byte), 0);
    const sums = ways.map(left);
    const best = sums.indexOf(Math.min(...sums));
    out[y * (line + 1)] = best;
    out.set(ways[best], y * (line + 1) + 1);
  }
  return out;
}

/** The one of three neighbors that is nearest to what they let expect. */
function nearest(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const file = Buffer.alloc(body.length + 8);
  file.writeUInt32BE(data.length, 0);
  file.set(body, 4);
  file.writeUInt32BE(crc32(body), body.length + 4);
  return file;
}
