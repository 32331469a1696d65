// A file in JSON is what it is, whatever blanks and line ends whoever wrote it puts between its parts: RFC 8259 lets them stand around each colon, comma and bracket.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import { bearingOf, fileOf } from './bearing-file.ts';

const FORMS = ['aws-sg', 'azure-nsg', 'checkpoint', 'gcp', 'windows-firewall'];
const SPACINGS: Readonly<Record<string, (text: string) => string>> = {
  'none at all': (text) => text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1'),
  'blanks around each part': (text) =>
    text.replace(/("(?:[^"\\]|\\.)*")|([:,[\]{}])/g, (_, string, sign) => string ?? ` ${sign} `),
  'line ends around each part': (text) =>
    text.replace(/("(?:[^"\\]|\\.)*")|([:,[\]{}])/g, (_, string, sign) => string ?? `\r\n${sign}\r\n`),
};

describe('a running file in JSON', () => {
  for (const form of FORMS)
    it(`${form}: is known by its content, and means the same, however it is spaced`, () => {
      const text = fileOf(bearingOf(form)[0]!);
      const meaning = (spaced: string): unknown =>
        JSON.parse(
          JSON.stringify(readRunning(spaced, 'file.json'), (key, value) =>
            /^lines?$/.test(key) ? undefined : value instanceof Map ? [...value] : typeof value === 'bigint' ? `${value}` : value,
          ),
        );
      const expected = meaning(text);
      assert.deepEqual(
        (expected as { format: string }[]).map(({ format }) => format).filter((each) => each !== form),
        [],
      );
      for (const [what, space] of Object.entries(SPACINGS)) assert.deepEqual(meaning(space(text)), expected, what);
    });
});
