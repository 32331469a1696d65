import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fitted, textWidth } from '../../language/map/text-width.ts';

const fonts = join(import.meta.dirname, '../../node_modules/@expo-google-fonts/open-sans');

/** How wide the letters of a font are, in parts of its size, by its own tables. */
function widthsIn(file: string): (code: number) => number | undefined {
  const font = readFileSync(join(fonts, file));
  const tables = new Map(
    Array.from({ length: font.readUInt16BE(4) }, (_, n) => {
      const at = 12 + 16 * n;
      return [font.toString('latin1', at, at + 4), font.readUInt32BE(at + 8)] as const;
    }),
  );
  const [head, hhea, hmtx, cmap] = ['head', 'hhea', 'hmtx', 'cmap'].map((name) => tables.get(name)!);
  const [em, metrics] = [font.readUInt16BE(head! + 18), font.readUInt16BE(hhea! + 34)];
  const tablesOfCodes = Array.from(
    { length: font.readUInt16BE(cmap! + 2) },
    (_, n) => cmap! + font.readUInt32BE(cmap! + 8 + 8 * n),
  );
  const map = tablesOfCodes.find((at) => font.readUInt16BE(at) === 4)!;
  const count = font.readUInt16BE(map + 6) / 2;
  const [ends, starts] = [map + 14, map + 16 + 2 * count];
  const [deltas, offsets] = [starts + 2 * count, starts + 4 * count];
  return (code) => {
    for (let n = 0; n < count; n++) {
      if (font.readUInt16BE(ends + 2 * n) < code) continue;
      const start = font.readUInt16BE(starts + 2 * n);
      if (start > code) return undefined;
      const [delta, offset] = [font.readUInt16BE(deltas + 2 * n), font.readUInt16BE(offsets + 2 * n)];
      const glyph = offset ? font.readUInt16BE(offsets + 2 * n + offset + 2 * (code - start)) : (code + delta) & 0xffff;
      return glyph ? font.readUInt16BE(hmtx! + 4 * Math.min(glyph, metrics - 1)) / em : undefined;
    }
    return undefined;
  };
}

describe('the width of texts', () => {
  const regular = widthsIn('400Regular/OpenSans_400Regular.ttf');
  const bold = widthsIn('600SemiBold/OpenSans_600SemiBold.ttf');

  it('is at least that of the font that pictures are drawn in, and not much more', () => {
    const ranges = [
      [0x20, 0x7e],
      [0xa0, 0x17f],
      [0x391, 0x3ce],
      [0x400, 0x45f],
    ];
    let compared = 0;
    for (const [first, last] of ranges)
      for (let code = first!; code <= last!; code++) {
        const width = regular(code);
        if (width === undefined) continue;
        const told = textWidth(String.fromCodePoint(code), 1);
        assert.ok(told >= width - 1e-9 && told <= width + 0.051, `${String.fromCodePoint(code)}: ${told} for ${width}`);
        compared++;
      }
    assert.ok(compared > 400);
    for (const text of ['management', 'Production and hypervisors', 'tcp 2500-3300, udp 53', 'Büro Süd', 'Производство'])
      for (const [isBold, width] of [
        [false, regular],
        [true, bold],
      ] as const) {
        const real = [...text].reduce((sum, letter) => sum + width(letter.codePointAt(0)!)! * 12, 0);
        const told = textWidth(text, 12, isBold);
        assert.ok(told >= real && told < real * 1.12, `${text}: ${told} for ${real}`);
      }
  });

  it('cuts what is wider than its room, between letters', () => {
    assert.equal(fitted('short', 100, 10), 'short');
    for (const text of [
      'a name that is far too long for a box',
      '備份伺服器備份伺服器備份伺服器',
      '👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻',
    ]) {
      const cut = fitted(text, 90, 10);
      assert.ok(cut.endsWith('…') && cut.length > 3, cut);
      assert.ok(textWidth(cut, 10) <= 90, cut);
      assert.doesNotMatch(cut, /[\ud800-\udbff](?![\udc00-\udfff])/);
    }
  });
});
