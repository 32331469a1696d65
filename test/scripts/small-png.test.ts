import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
// @ts-expect-error what the npm commands run has no types
import { smallPng } from '../../scripts/small-png.mjs';

const require = createRequire(import.meta.url);

/** What a program of others sees in a file: it draws it, pixel by pixel. */
function pixelsOf(file: Uint8Array, width: number, height: number): Uint8Array {
  const image = `<image width="${width}" height="${height}" image-rendering="optimizeSpeed" href="data:image/png;base64,${Buffer.from(file).toString('base64')}"/>`;
  return new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${image}</svg>`).render().pixels;
}

describe('pictures of the documents', () => {
  before(async () => {
    await initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm'))).catch(() => undefined);
  });

  const KINDS: [name: string, color: (x: number, y: number) => [number, number, number]][] = [
    ['few colors', (x, y) => [(x >> 4) * 16, (y >> 4) * 16, 200]],
    ['more colors than a byte tells apart', (x, y) => [x * 2, y * 3, (x * y) % 256]],
    ['one color', () => [255, 255, 255]],
  ];
  for (const [name, color] of KINDS)
    it(`are as small as they get, and lose nothing: ${name}`, () => {
      const [width, height] = [97, 61];
      const pixels = Uint8Array.from({ length: width * height * 4 }, (_, n) => {
        const place = n >> 2;
        return [...color(place % width, Math.floor(place / width)), 255][n % 4]!;
      });
      const file = smallPng(pixels, width, height);
      assert.deepEqual(pixelsOf(file, width, height), pixels);
      assert.ok(file.length < pixels.length / 2);
    });

  it('have all that they may need where something shines through', () => {
    const pixels = Uint8Array.from([255, 0, 0, 255, 0, 0, 0, 0, 0, 255, 0, 255, 0, 0, 255, 255]);
    assert.deepEqual(pixelsOf(smallPng(pixels, 2, 2), 2, 2), pixels);
  });
});
