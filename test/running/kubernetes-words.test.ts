// The fields of NetworkPolicy and of selectors that are read, each with what a policy that has it decides. Held against
// "NetworkPolicySpec" and what lies in it of networking/v1 (Kubernetes 1.37), and against "Network Policies" of the documentation.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { decided } from './asking.ts';
import { outward, told, type Values } from './words.ts';

const pod = (ip: string, labels: Values, namespace = 'shop'): Values => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace, labels },
  status: { podIPs: [{ ip }] },
});
const space = (name: string, labels: Values = {}): Values => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { 'kubernetes.io/metadata.name': name, ...labels } },
});
const PODS = [
  space('shop', { tier: 'front' }),
  space('bank', { tier: 'back' }),
  pod('10.1.0.5', { app: 'web', stage: 'test' }),
  pod('10.1.0.6', { app: 'db' }),
  pod('10.1.0.7', {}),
  pod('10.2.0.5', { app: 'web' }, 'bank'),
];
const policy = (spec: Values): Values => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: 'shop' },
  spec: { podSelector: {}, ...spec },
});
const readAll = (spec: Values, others: readonly unknown[] = PODS): RunningDevice[] =>
  readRunning([policy(spec), ...others].map((each) => JSON.stringify(each)).join('\n'), 'p.json', 'kubernetes');
const read = (spec: Values, others?: readonly unknown[]): RunningDevice =>
  readAll(spec, others).find(({ name }) => name === 'shop')!;
/** Which of some addresses may come in on a port. */
const comes = (device: RunningDevice, to = '10.1.0.5', port = 'tcp 443'): string =>
  ['10.1.0.5', '10.1.0.6', '10.1.0.7', '10.2.0.5', '10.9.0.1']
    .flatMap((from) => {
      const decision = decided(
        device,
        `${from.startsWith('10.2') ? 'bank' : from.startsWith('10.9') ? 'x' : 'shop'} ${from} -> shop ${to} ${port}`,
      );
      return decision === 'permit' ? [from.slice(3)] : decision === 'unknown' ? [`${from.slice(3)}?`] : [];
    })
    .join(' ');

describe('words of kubernetes', () => {
  it('selectors select by labels and by expressions', () => {
    const expression = (operator: string, ...values: readonly string[]): Values => ({
      matchExpressions: [{ key: 'app', operator, ...(values.length && { values }) }],
    });
    for (const [selector, expected] of [
      [{}, '1.0.5 1.0.6 1.0.7'],
      [{ matchLabels: {} }, '1.0.5 1.0.6 1.0.7'],
      [{ matchLabels: { app: 'web' } }, '1.0.5'],
      [{ matchLabels: { app: 'web', stage: 'live' } }, ''],
      [{ matchLabels: { app: 'web', stage: 'test' } }, '1.0.5'],
      [expression('In', 'web', 'db'), '1.0.5 1.0.6'],
      [expression('In', 'db'), '1.0.6'],
      [expression('NotIn', 'web'), '1.0.6 1.0.7'],
      [expression('Exists'), '1.0.5 1.0.6'],
      [expression('DoesNotExist'), '1.0.7'],
      [{ matchLabels: { app: 'web' }, ...expression('NotIn', 'web') }, ''],
    ] as const)
      assert.equal(comes(read({ ingress: [{ from: [{ podSelector: selector }] }] })), expected, JSON.stringify(selector));
    const strange = read({ ingress: [{ from: [{ podSelector: expression('Frob', 'web') }] }] });
    assert.deepEqual([told(strange), comes(strange).includes('?')], [['a selector'], true]);
  });

  it('selectors that ask for no label are looked at as long as they are few for the length of the file', () => {
    const pods = Array.from({ length: 100 }, (_, n) => pod(`10.1.0.${n + 100}`, {}));
    const rules = (many: number): Values => ({
      ingress: Array.from({ length: many }, (_, n) => ({
        from: [{ podSelector: { matchExpressions: [{ key: `k${n}`, operator: 'Exists' }] } }],
      })),
    });
    const from = (device: RunningDevice): string => decided(device, 'shop 10.1.0.100 -> shop 10.1.0.101 tcp 443');
    const [few, many] = [20, 100].map((n) => readAll(rules(n), pods).find(({ name }) => name === 'shop')!);
    assert.deepEqual([from(few!), from(many!)], ['deny', 'unknown']);
    const doubts = [...many!.lists.values()].flatMap(({ rules }) => rules).flatMap((rule) => rule.perhaps ?? []);
    assert.match(doubts[0]!, /so many selectors ask for so many pods/);
  });

  it('peers are pods here, pods elsewhere, or networks', () => {
    const web = { matchLabels: { app: 'web' } };
    for (const [from, expected] of [
      [[], '1.0.5 1.0.6 1.0.7 2.0.5 9.0.1'],
      [[{ podSelector: web }], '1.0.5'],
      [[{ namespaceSelector: {} }], '1.0.5 1.0.6 1.0.7 2.0.5'],
      [[{ namespaceSelector: { matchLabels: { tier: 'back' } } }], '2.0.5'],
      [[{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'bank' } } }], '2.0.5'],
      [[{ namespaceSelector: {}, podSelector: web }], '1.0.5 2.0.5'],
      [[{ namespaceSelector: { matchLabels: { tier: 'back' } }, podSelector: { matchLabels: { app: 'db' } } }], ''],
      [[{ ipBlock: { cidr: '10.9.0.0/16' } }], '9.0.1'],
      [[{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/24', '10.2.0.0/24'] } }], '9.0.1'],
      [[{ podSelector: web }, { ipBlock: { cidr: '10.9.0.1/32' } }], '1.0.5 9.0.1'],
    ] as const)
      assert.equal(comes(read({ ingress: [{ from }] })), expected, JSON.stringify(from));
    const strange = read({ ingress: [{ from: [{ frobnicate: { x: 1 } }] }] });
    assert.ok(told(strange).length > 0 && comes(strange).includes('?'));
  });

  it('a policy is about the pods that it selects, and about the ways that it names', () => {
    const web = { matchLabels: { app: 'web' } };
    const closed = read({ podSelector: web });
    assert.deepEqual([comes(closed), comes(closed, '10.1.0.6')], ['', '1.0.5 1.0.6 1.0.7 2.0.5 9.0.1']);
    const out = (spec: Values): string => decided(outward(read(spec)), 'shop 10.1.0.5 -> bank 10.2.0.5 tcp 443');
    for (const [spec, comesIn, goesOut] of [
      [{}, false, true],
      [{ policyTypes: ['Ingress'] }, false, true],
      [{ policyTypes: ['Egress'] }, true, false],
      [{ policyTypes: ['Ingress', 'Egress'] }, false, false],
      [{ egress: [] }, false, true],
      [{ policyTypes: [], egress: [] }, false, true],
      [{ policyTypes: [], egress: [{ to: [{ ipBlock: { cidr: '10.3.0.0/24' } }] }] }, false, false],
      [{ egress: [{}] }, false, true],
      [{ egress: [{ to: [{ ipBlock: { cidr: '10.2.0.0/24' } }] }] }, false, true],
      [{ egress: [{ to: [{ ipBlock: { cidr: '10.3.0.0/24' } }] }] }, false, false],
      [{ ingress: [{}] }, true, true],
      [{ policyTypes: ['Egress'], ingress: [{}], egress: [] }, true, false],
    ] as const) {
      assert.equal(comes(read(spec)) !== '', comesIn, JSON.stringify(spec));
      assert.equal(out(spec) === 'permit', goesOut, JSON.stringify(spec));
    }
    assert.ok(told(read({ frobnicate: 1 })).length > 0);
  });

  it('ports are numbers, ranges and protocols; a name is known to the pods alone', () => {
    for (const [port, packets] of [
      [{ port: 443 }, 'tcp 443, !tcp 80, !udp 443'],
      [{ port: 443, protocol: 'TCP' }, 'tcp 443, !udp 443'],
      [{ port: 53, protocol: 'UDP' }, 'udp 53, !tcp 53'],
      [{ port: 440, endPort: 450 }, 'tcp 440, tcp 450, !tcp 451'],
      [{ protocol: 'UDP' }, 'udp 1, udp 65535, !tcp 1'],
      [{ port: 'web' }, '?tcp 443, !udp 443'],
      [{ port: 5, protocol: 'SCTP' }, '!tcp 5, !udp 5'],
      [{ port: 5, protocol: 'FROB' }, '?tcp 5'],
    ] as const)
      for (const each of packets.split(', ')) {
        const device = read({ ingress: [{ ports: [port] }] });
        const expected = each.startsWith('!') ? 'deny' : each.startsWith('?') ? 'unknown' : 'permit';
        assert.equal(
          decided(device, `x 10.9.0.1 -> shop 10.1.0.5 ${each.replace(/^[!?]/, '')}`),
          expected,
          `${JSON.stringify(port)}: ${each}`,
        );
      }
    const two = read({ ingress: [{ ports: [{ port: 80 }, { port: 443 }] }] });
    assert.deepEqual(
      ['tcp 80', 'tcp 443', 'tcp 81'].map((packet) => decided(two, `x 10.9.0.1 -> shop 10.1.0.5 ${packet}`)),
      ['permit', 'permit', 'deny'],
    );
  });

  it('without pods in the file nobody knows whom labels select', () => {
    const device = read({ ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }] }] }, []);
    assert.match(comes(device), /\?/);
  });
});
