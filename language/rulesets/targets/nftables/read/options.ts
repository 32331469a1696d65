import type { Words } from './tokens.ts';

const LOG_VALUES = new Set(['prefix', 'level', 'group', 'snaplen', 'queue-threshold']);
const BYTES = /^(?:[kmg]?bytes|packets)(?:\/\w+)?$/;

/** Goes past what belongs to a statement, and no further: what stands behind it still says which packets the rule matches. */
export const OPTIONS: Readonly<Record<string, (words: Words) => void>> = {
  log(words) {
    for (;;) {
      if (LOG_VALUES.has(words.next)) words.take();
      else if (!words.skip('flags')) return;
      // `flags tcp sequence,options`, `flags ip options`
      else if (!words.skip('tcp')) words.skip('ip');
      takeList(words);
    }
  },
  limit(words) {
    if (words.skip('name')) words.take();
    else {
      words.skip('rate');
      takeAmount(words);
      if (words.skip('burst')) takeAmount(words);
    }
  },
  quota(words) {
    if (words.skip('name')) words.take();
    else {
      takeAmount(words);
      if (words.skip('used')) takeAmount(words);
    }
  },
  add: takeSet,
  update: takeSet,
  delete: takeSet,
  meter: takeSet,
  nftrace(words) {
    if (words.skip('set')) words.take();
  },
  dup(words) {
    for (const word of ['to', 'device']) if (words.skip(word)) words.take();
  },
  last(words) {
    if (words.skip('used')) words.take();
  },
};

function takeList(words: Words): void {
  do words.take();
  while (words.skip(','));
}

/** `over 10/second`, `10 mbytes/second`, `5 packets` */
function takeAmount(words: Words): void {
  if (!words.skip('over')) words.skip('until');
  words.take();
  if (words.skip('/') || BYTES.test(words.next)) words.take();
}

/** `@name { … }`, `name size 100 { … }` */
function takeSet(words: Words): void {
  words.take();
  if (words.skip('size')) words.take();
  if (words.next === '{') words.list();
}
