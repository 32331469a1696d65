import assert from 'node:assert/strict';
import { buildCli, folderWith, removeFolders, segplan } from './segplan.ts';

const PLAN = `use veeam 13
zone internet external
zone dmz { subnet 10.0.0.0/24 component gw : veeam.cloud-gateway at 10.0.0.1 }
zone backup { subnet 10.1.0.0/24 component repo : veeam.repository at 10.1.0.1 component srv at 10.1.0.2 }
allow internet -> gw : tcp 6180
allow gw -> repo : tcp 2500-3300
allow srv -> dmz : tcp 1 during works
zone partner { subnet 10.9.0.0/24 component far at "far.example.com" component near at 10.9.0.5 }
allow near -> gw : tcp 9
allow srv -> 10.9.0.64/26 : tcp 7
`;

describe('segplan reach', () => {
  let folder = '';
  before(() => {
    buildCli();
    folder = folderWith({ 'plan.segplan': PLAN });
  });
  after(removeFolders);

  const reach = (question: string, ...more: string[]) => segplan(['reach', 'plan.segplan', question, ...more], folder);

  it('shows each way hop by hop with the rules that permit it', () => {
    const { code, stdout, stderr } = reach('internet -> repo');
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(
      stdout,
      `internet -> repo: 1 way
  1.  internet -> gw on tcp 6180
        permitted by plan.segplan:5
          allow internet -> gw : tcp 6180
      gw -> repo on tcp 2500-3300
        permitted by plan.segplan:6
          allow gw -> repo : tcp 2500-3300
  components that relay: gw
`,
    );
  });

  it('says so when there is none, with exit code 0', () => {
    const { code, stdout } = reach('internet -> srv');
    assert.equal(code, 0);
    assert.match(stdout, /^internet -> srv: no way\n/);
    assert.match(reach('internet -> repo tcp 22').stdout, /: no way\n/);
    assert.match(reach('internet -> repo tcp 2500').stdout, /: 1 way\n/);
  });

  it('ends with 1 where there is a way and a pipeline asks for that', () => {
    assert.equal(reach('internet -> repo', '--exit-code').code, 1);
    assert.equal(reach('internet -> srv', '--exit-code').code, 0);
  });

  it('gives the same to a program', () => {
    const { stdout } = reach('internet -> repo', '--format', 'json');
    const rule = (line: number, text: string): object => ({ file: 'plan.segplan', line, text });
    assert.deepEqual(JSON.parse(stdout), {
      schemaVersion: 1,
      question: 'internet -> repo',
      reached: true,
      complete: true,
      relays: ['gw'],
      chains: [
        [
          { from: 'internet', to: 'gw', services: 'tcp 6180', inside: null, rules: [rule(5, 'allow internet -> gw : tcp 6180')] },
          {
            from: 'gw',
            to: 'repo',
            services: 'tcp 2500-3300',
            inside: null,
            rules: [rule(6, 'allow gw -> repo : tcp 2500-3300')],
          },
        ],
      ],
    });
  });

  it('shows ways for each of several starts by itself, and none from a relay to itself', () => {
    const { stdout } = reach('internet, near -> repo, gw tcp 22');
    assert.match(stdout, /: no way\n/);
    assert.match(reach('near -> repo').stdout, /1 way\n {2}1\. {2}near -> gw on tcp 9\n/);
  });

  it('says where a way is open only if a host name is one of some addresses', () => {
    assert.match(
      reach('srv -> far').stdout,
      /^srv -> far: 1 way\n {2}1\. {2}srv -> far on tcp 7\n {8}far\.example\.com may be any address of partner\n {8}may be permitted by plan\.segplan:10\n/,
    );
    const { chains } = JSON.parse(reach('srv -> far', '--format', 'json').stdout) as { chains: { uncertain?: string }[][] };
    assert.equal(chains[0]?.[0]?.uncertain, 'far.example.com may be any address of partner');
  });

  it('takes phases into account', () => {
    assert.match(reach('srv -> gw').stdout, /no way/);
    assert.match(reach('srv -> gw', '--phase', 'works').stdout, /1 way/);
  });

  const WRONG: [question: string, message: RegExp][] = [
    ['internet', /not complete.*internet -> repo/],
    ['internet -> rep', /no zone, component.*'rep'.*Did you mean 'repo'/],
    ['internet -> repo tcp 70000', /70000 is not a port/],
  ];
  for (const [question, message] of WRONG)
    it(`has one line for a wrong question: ${question}`, () => {
      const { code, stdout, stderr } = reach(question);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^segplan: [^\n]+\n$/);
      assert.match(stderr, message);
    });

  it('explains itself', () => {
    assert.match(segplan(['reach', '--help']).stdout, /Examples:\n {2}segplan reach /);
  });
});
