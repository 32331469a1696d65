// A file in JSON is what it is, whatever blanks and line ends whoever wrote it puts between its parts: RFC 8259 lets them stand around each colon, comma and bracket.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import { bearingOf, fileOf } from './bearing-file.ts';

const whole = (form: string): string => fileOf(bearingOf(form)[0]!);
/** Files of each form: all that a device tells, and single answers that are files by themselves. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'aws-sg': [
    whole('aws-sg'),
    whole('aws-sg').split('{ "NetworkInterfaces"')[0]!,
    '{ "NetworkAcls": [{ "NetworkAclId": "acl-1", "Entries": [{ "RuleNumber": 100, "Protocol": "-1", "RuleAction": "deny", "Egress": false, "CidrBlock": "0.0.0.0/0" }] }] }',
  ],
  'azure-nsg': [whole('azure-nsg')],
  checkpoint: [whole('checkpoint')],
  gcp: [whole('gcp')],
  'windows-firewall': [whole('windows-firewall')],
};
const SPACINGS: Readonly<Record<string, (text: string) => string>> = {
  'none at all': (text) => text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1'),
  'blanks around each part': (text) =>
    text.replace(/("(?:[^"\\]|\\.)*")|([:,[\]{}])/g, (_, string, sign) => string ?? ` ${sign} `),
  'line ends around each part': (text) =>
    text.replace(/("(?:[^"\\]|\\.)*")|([:,[\]{}])/g, (_, string, sign) => string ?? `\r\n${sign}\r\n`),
};

/** What a file says, but for the lines that it says it on. */
function meaning(text: string): { format: string }[] {
  const plain = (key: string, value: unknown): unknown =>
    /^lines?$/.test(key) ? undefined : value instanceof Map ? [...value] : typeof value === 'bigint' ? `${value}` : value;
  return JSON.parse(JSON.stringify(readRunning(text, 'file.json'), plain)) as { format: string }[];
}

describe('a running file in JSON', () => {
  for (const [form, texts] of Object.entries(FILES))
    it(`${form}: is known by its content, and means the same, however it is spaced`, () => {
      for (const text of texts) {
        const expected = meaning(text);
        assert.deepEqual(new Set(expected.map(({ format }) => format)), new Set([form]));
        for (const [what, space] of Object.entries(SPACINGS)) assert.deepEqual(meaning(space(text)), expected, what);
      }
    });
});
