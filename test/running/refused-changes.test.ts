// Files for which no commands for single rules are written, each with why; the whole rule set is written then.
import assert from 'node:assert/strict';
import { NO_ADDRESSES } from '../../language/model/addresses.ts';
import { writer as fortios } from '../../language/rulesets/targets/fortios/change.ts';
import { writer as junos } from '../../language/rulesets/targets/junos/change.ts';
import { writer as nftables } from '../../language/rulesets/targets/nftables/change.ts';
import { writer as panos } from '../../language/rulesets/targets/panos/change.ts';
import type { ChangeWriter } from '../../language/running/changing/change.ts';
import { readRunning } from '../../language/running/detect.ts';
import type { Placing } from '../../language/running/program.ts';

const PLACING: Placing = { at: new Map(), unplaced: NO_ADDRESSES, whole: new Set() };
const whyNot = (writer: ChangeWriter, text: string, changes: Parameters<ChangeWriter['write']>[1] = []): string | undefined => {
  const result = writer.write(text, changes);
  return 'why' in result ? result.why : undefined;
};

describe('commands for single rules', () => {
  it('fortios: are refused for several virtual domains, and for tables of one family each', () => {
    const plain = 'config firewall policy\nedit 1\nnext\nend\n';
    assert.equal(whyNot(fortios, plain), undefined);
    for (const table of ['vdom', 'firewall policy6', 'firewall consolidated policy'])
      for (const line of [`config ${table}`, `  config ${table} \r`])
        assert.match(
          whyNot(fortios, `${plain}${line}\nedit 1\nnext\nend\n`) ?? '',
          /^it has several virtual domains, or a table/,
          line,
        );
    for (const other of ['config firewall policy46', 'config vdom-property', 'set comment "config vdom"'])
      assert.equal(whyNot(fortios, `${plain}${other}\nend\n`), undefined, other);
  });

  it('junos: are refused for braces, for systems within the system, and beside books of zones, whatever prompt stands before', () => {
    for (const prompt of ['', 'admin@srx> ', 'root@srx# ']) {
      const set = (line: string): string => `${prompt}set ${line}\n`;
      const plain = set('security policies from-zone a to-zone b policy p then permit');
      assert.equal(whyNot(junos, plain), undefined);
      assert.match(
        whyNot(junos, set('system host-name srx')) ?? '',
        /can be told apart in set commands: give what show configuration/,
      );
      for (const system of ['logical-systems l', 'tenants t'])
        assert.equal(whyNot(junos, `${plain}${set(`${system} system services`)}`), 'it has systems within the system');
      assert.match(
        whyNot(junos, `${plain}${set('security zones security-zone a address-book address x 10.0.0.1/32')}`) ?? '',
        /^its zones have address books of their own/,
      );
      assert.equal(whyNot(junos, `${plain}${set('security address-book global address x 10.0.0.1/32')}`), undefined);
    }
  });

  it('panos: are refused for files that are no set commands of one firewall', () => {
    const rule = (scope: string): string =>
      `set ${scope}rulebase security rules r from a to b source any destination any service any action allow\n`;
    for (const scope of ['', 'vsys vsys1 ']) assert.equal(whyNot(panos, rule(scope)), undefined, scope);
    for (const text of [
      `${rule('vsys vsys1 ')}${rule('vsys vsys2 ')}`,
      rule('device-group d '),
      '<config><rulebase/></config>\n',
      '',
    ])
      assert.match(whyNot(panos, text) ?? '', /can be told apart in set commands of one firewall/, text);
  });

  it('nftables: are refused for JSON, after blank lines as well', () => {
    assert.equal(whyNot(nftables, 'table inet f {\n}\n'), undefined);
    for (const text of ['{"nftables": []}\n', '\n\n  {"nftables": []}\n'])
      assert.match(whyNot(nftables, text) ?? '', /what nft -a list ruleset prints, and not in JSON/);
  });

  it('nftables: are refused for chains whose rules lead to chains without a name', () => {
    const inner = '    tcp dport 22 jump {\n      accept\n    }\n';
    const text = `table inet f {\n  chain a {\n    type filter hook forward priority 0; policy drop;\n${inner}  }\n  chain b {\n    drop\n  }\n}\n`;
    const [device] = readRunning(text, 'fw.nft');
    const why = (name: string): string | undefined =>
      whyNot(nftables, text, [{ device: device!, list: device!.lists.get(name)!, steps: [], placing: PLACING }]);
    assert.equal(why('inet f b'), undefined);
    for (const name of ['inet f a', 'inet f a 1']) assert.equal(why(name), 'rules of the chain a stand in chains without a name');
  });
});
