import { nftables } from '../../language/rulesets/targets/nftables/nftables.ts';
import { readNft } from '../rulesets/readers.ts';
import { provesDrift } from './drift-proof.ts';
import { MUTATIONS, type Mutation } from './mutants.ts';

const changed =
  (change: (line: string) => string): Mutation =>
  (lines, at) => {
    const line = change(lines[at]!);
    return line === lines[at] ? undefined : lines.with(at, line);
  };

const isRule = (line: string): boolean => /^ {4}.* (?:accept|drop) comment "/.test(line);

provesDrift({
  target: nftables,
  read: (files) => readNft(files[0]!.text),
  mutations: {
    'a rule deleted': MUTATIONS['a rule deleted']!,
    'a rule disabled': MUTATIONS['a rule disabled']!,
    'a rule moved to the top': (lines, at) => lines.toSpliced(at, 1).toSpliced(lines.findIndex(isRule), 0, lines[at]!),
    'a rule twice': MUTATIONS['a rule twice']!,
    'the other verdict': changed((line) =>
      / accept comment/.test(line)
        ? line.replace(' accept comment', ' drop comment')
        : line.replace(' drop comment', ' accept comment'),
    ),
    'another port': changed((line) => line.replace(/ dport (\d+)(?= )/, (_, port) => ` dport ${Number(port) + 1}`)),
    'any source': changed((line) => line.replace(/ip6? saddr \S+ /, '')),
  },
  isRule,
});
