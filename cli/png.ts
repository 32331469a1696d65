import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import regular from '@expo-google-fonts/open-sans/400Regular/OpenSans_400Regular.ttf';
import semiBold from '@expo-google-fonts/open-sans/600SemiBold/OpenSans_600SemiBold.ttf';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import wasm from '@resvg/resvg-wasm/index_bg.wasm';
import { UsageError } from './errors.ts';

/** Twice as many points as units, for screens of today. */
const ZOOM = 2;
/** Larger than this in any direction, a picture is made smaller: no viewer opens what is larger by far. */
const MOST_PIXELS = 12_000;

let ready: Promise<void> | undefined;

/** An SVG of ours as PNG. The font and what draws lie beside this program: nothing is fetched. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const [fonts, program] = [[regular, semiBold].map(beside), beside(wasm)];
  ready ??= initWasm(program);
  await ready;
  const [, width = 1, height = 1] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number);
  const value = Math.min(ZOOM, MOST_PIXELS / Math.max(width, height));
  const font = { fontBuffers: fonts, defaultFontFamily: 'Open Sans', sansSerifFamily: 'Open Sans' };
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value } }).render().asPng();
}

function beside(name: string): Uint8Array {
  try {
    return readFileSync(join(__dirname, name));
  } catch {
    throw new UsageError(`${name} is missing beside the program, which a PNG needs; install Segplan anew, or take --format svg.`);
  }
}
