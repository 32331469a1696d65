// Where rules of nft begin and end, by nft(8) 1.0.6: "Tables", "Chains", "Verdict statement" and the statements that stand before a match.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { decides } from './asking.ts';
import { DNS, HTTPS, nft } from './nftables-texts.ts';
import type { Decision } from './packets.ts';
import { toldAt } from './words.ts';

describe('blocks of nft', () => {
  it('what stands behind a statement still says which packets the rule matches', () => {
    for (const statement of [
      'log prefix "x: " level warn',
      'log flags skuid',
      'log flags tcp sequence,options',
      'log flags ip options group 2 snaplen 64 queue-threshold 5',
      'counter packets 5 bytes 60',
      'meta nftrace set 1',
      'nftrace set 1',
      'dup to 10.0.0.9 device "eth3"',
      'last used never',
      'reset tcp option sack-perm',
      'tcp option maxseg size set rt mtu',
    ])
      decides(nft(`${statement} tcp dport 443 accept`), {
        [HTTPS]: 'permit',
        [HTTPS.replace('443', '22')]: 'deny',
        [DNS]: 'deny',
      });
    for (const statement of [
      'limit rate 5/second',
      'limit rate over 10 mbytes/second burst 5 packets',
      'limit name "web"',
      'quota over 100 mbytes used 5 mbytes',
      'quota name "web"',
      'add @s { ip saddr }',
    ])
      decides(nft(`${statement} tcp dport 443 accept`), {
        [HTTPS]: 'unknown',
        [HTTPS.replace('443', '22')]: 'deny',
        [DNS]: 'deny',
      });
  });

  it('lists and chains without a name go over several lines', () => {
    const rows: readonly (readonly [rules: readonly string[], https: Decision, ssh: Decision, dns: Decision])[] = [
      [['tcp dport {', '22,', '443', '} accept'], 'permit', 'permit', 'deny'],
      [['tcp dport vmap {', '22 : accept,', '443 : drop', '}', 'accept'], 'deny', 'permit', 'permit'],
      [['tcp dport 443 jump {', 'ip saddr 10.1.0.5 drop', 'accept', '}', 'accept'], 'deny', 'permit', 'permit'],
      [['tcp dport 443 jump {', 'ip saddr 10.1.0.6 drop', '}', 'accept'], 'permit', 'permit', 'permit'],
      [['tcp dport 443 goto {', 'ip saddr 10.1.0.6 accept', '}', 'accept'], 'deny', 'permit', 'permit'],
      [['tcp dport 443 jump { ip saddr 10.1.0.5 drop; accept; }', 'udp dport 53 accept'], 'deny', 'deny', 'permit'],
      [['meta l4proto tcp jump {', 'tcp dport 443 jump {', 'drop', '}', 'accept', '}', 'accept'], 'deny', 'permit', 'permit'],
    ];
    for (const [rules, https, ssh, dns] of rows) {
      const device = nft(...rules);
      decides(device, { [HTTPS]: https, [HTTPS.replace('443', '22')]: ssh, [DNS]: dns });
      assert.deepEqual(device.unknown, [], rules.join(' '));
    }
  });

  it('a table that sleeps decides nothing, and what is dropped at ingress or as addresses are translated is told', () => {
    const text = (table: string, chain: string): string =>
      `table inet a {\n${table}  chain c {\n    type ${chain}; policy accept;\n    tcp dport 443 drop\n    udp dport 53 accept\n  }\n}\ntable inet b {\n  chain c {\n    type filter hook forward priority 5; policy accept;\n  }\n}\n`;
    const read = (table: string, chain: string): RunningDevice => readRunning(text(table, chain), 'fw.nft')[0]!;
    decides(read('', 'filter hook forward priority 0'), { [HTTPS]: 'deny' });
    decides(read('  flags dormant\n', 'filter hook forward priority 0'), { [HTTPS]: 'permit' });
    decides(read('  flags owner\n', 'filter hook forward priority 0'), { [HTTPS]: 'deny' });
    const json = (flags: string): RunningDevice =>
      readRunning(
        `{"nftables": [{"table": {"family": "inet", "name": "a", "handle": 1${flags}}}, {"chain": {"family": "inet", "table": "a", "name": "c", "handle": 2, "type": "filter", "hook": "forward", "prio": 0, "policy": "drop"}}]}`,
        'fw.json',
      )[0]!;
    assert.deepEqual(json('').stages, ['inet a c']);
    assert.deepEqual(json(', "flags": ["dormant"]').stages, []);
    assert.deepEqual(json(', "flags": "dormant"').stages, []);
    assert.deepEqual(toldAt(read('', 'filter hook ingress device "eth0" priority 0')), [[4, 'a rule at the hook ingress']]);
    assert.deepEqual(toldAt(read('', 'nat hook prerouting priority -100')), [
      [4, 'a rule that drops in a chain of the type nat'],
    ]);
    assert.deepEqual(toldAt(read('  flags dormant\n', 'filter hook ingress device "eth0" priority 0')), []);
    assert.deepEqual(toldAt(read('  flags dormant\n', 'nat hook prerouting priority -100')), []);
  });

  it('JSON is read as the text is, in the words of nft -j list ruleset', () => {
    const port = '{"match": {"op": "==", "left": {"payload": {"protocol": "tcp", "field": "dport"}}, "right": 443}}';
    const flags = '{"payload": {"protocol": "tcp", "field": "flags"}}';
    const read = (...expressions: readonly string[]): RunningDevice =>
      readRunning(
        `{"nftables": [{"table": {"family": "inet", "name": "f", "handle": 1}}, {"chain": {"family": "inet", "table": "f", "name": "c", "handle": 2, "type": "filter", "hook": "forward", "prio": 0, "policy": "drop"}}, {"rule": {"family": "inet", "table": "f", "chain": "c", "handle": 3, "expr": [${[...expressions, '{"accept": null}'].join(', ')}]}}]}`,
        'fw.json',
      )[0]!;
    for (const [expressions, https, ssh] of [
      [['{"log": {"prefix": "x"}}', port], 'permit', 'deny'],
      [['{"limit": {"rate": 5, "burst": 5, "per": "second"}}', port], 'unknown', 'deny'],
      [['{"quota": {"val": 5, "val_unit": "mbytes", "inv": true}}', port], 'unknown', 'deny'],
      [
        [
          '{"meter": {"key": {"payload": {"protocol": "ip", "field": "saddr"}}, "stmt": {"limit": {"rate": 5, "per": "second"}}, "size": 65535, "name": "m"}}',
          port,
        ],
        'unknown',
        'deny',
      ],
      [['{"ct count": {"val": 20, "inv": true}}', port], 'unknown', 'deny'],
      [['{"ct count": {"val": 20, "inv": true}}'], 'unknown', 'unknown'],
      [['{"ct helper": "ftp"}', port], 'permit', 'deny'],
      [['{"reset": {"tcp option": {"name": "sack-perm"}}}', port], 'permit', 'deny'],
      [['{"match": {"op": "==", "left": {"tcp option": {"name": "maxseg"}}, "right": true}}', port], 'unknown', 'deny'],
      [
        ['{"mangle": {"key": {"tcp option": {"name": "maxseg", "field": "size"}}, "value": {"rt": {"key": "mtu"}}}}', port],
        'permit',
        'deny',
      ],
      [[`{"match": {"op": "==", "left": {"&": [${flags}, ["syn", "ack"]]}, "right": ["syn", "ack"]}}`], 'deny', 'deny'],
      [[`{"match": {"op": "==", "left": {"&": [${flags}, ["syn", "ack"]]}, "right": "syn"}}`], 'permit', 'permit'],
      [[`{"match": {"op": "!", "left": ${flags}, "right": "ack"}}`], 'permit', 'permit'],
      [[`{"match": {"op": "in", "left": ${flags}, "right": "ack"}}`], 'deny', 'deny'],
      [['{"match": {"op": "!=", "left": {"ct": {"key": "state"}}, "right": "untracked"}}', port], 'permit', 'deny'],
    ] as const)
      decides(read(...expressions), { [HTTPS]: https, [HTTPS.replace('443', '22')]: ssh });
  });
});
