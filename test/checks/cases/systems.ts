import type { Case } from '../case.ts';

/** A catalog whose flows depend on what the agent runs. */
const systems = (condition: string, t: string): string => `use acme
vendor acme {
  role server
  role agent
  flow server -> agent : tcp 445 when responder runs windows "Copies files"
  flow server -> agent : tcp 22 when ${condition} "Opens a shell"
}
zone a { subnet 10.0.0.0/24 component s : acme.server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component ${t} }
allow s -> b : tcp 22, 445`;

export const cases: readonly Case[] = [
  {
    code: 'unknown-system',
    title: 'flows for one system each',
    text: systems('responder runs linux', '<|t|> : acme.agent at 10.0.1.1, 10.0.1.2'),
    says: /^Nobody says what t runs, so that flows for any system are required of it: tcp 22 only for Linux; tcp 445 only for Windows\.$/,
    fixed: /component t : acme\.agent at 10\.0\.1\.1, 10\.0\.1\.2 runs windows \}/,
  },
  {
    code: 'unknown-system',
    title: 'of a machine that has addresses in another network as well',
    text: systems('responder runs linux', '<|t|> : acme.agent at 10.0.1.1 also at 10.0.2.9 in d }\nzone d { subnet 10.0.2.0/24'),
    fixed: /at 10\.0\.1\.1 also at 10\.0\.2\.9 in d runs windows \}/,
  },
  {
    code: 'unknown-system',
    title: 'several flows for one system, told in one list',
    text: systems('responder runs windows', '<|t|> : acme.agent at 10.0.1.1'),
    says: /required of it: tcp 22, 445 only for Windows\.$/,
  },
  {
    code: 'unknown-system',
    title: 'a flow for all systems but one, of a component with properties',
    text: systems('not (responder runs windows)', '<|t|> : acme.agent { version = 1 }'),
    says: /tcp 22 for all but Windows; tcp 445 only for Windows\.$/,
    fixed: /component t : acme\.agent runs windows \{ version = 1 \}/,
  },
  {
    code: 'unknown-system',
    title: 'several components, told together',
    text: systems(
      'responder runs linux',
      '<|t|> : acme.agent at 10.0.1.1 component u : acme.agent component v : acme.agent runs linux',
    ),
    says: /^Nobody says what t and u run, so that flows for any system are required of them: tcp 22 only for Linux; tcp 445 only for Windows\.$/,
    fixed: /component t : acme\.agent at 10\.0\.1\.1 runs windows component u : acme\.agent runs windows component v/,
  },
  {
    code: 'unknown-system',
    title: 'components of which different ports hang on it',
    text: systems('responder runs linux', '<|t|> : acme.agent at 10.0.1.1 component <|u|> : acme.node').replace(
      'role agent',
      'role agent role node flow server -> node : tcp 23 when responder runs linux "Opens a shell"',
    ),
  },
  {
    code: 'unknown-system',
    title: 'the plan says what it runs',
    text: systems('responder runs linux', 't : acme.agent at 10.0.1.1 runs linux'),
    finds: [],
  },
  {
    code: 'unknown-system',
    title: 'the role says what it runs',
    text: systems('responder runs linux', 't : acme.agent at 10.0.1.1').replace('role agent', 'role agent runs other'),
    finds: [],
  },
  {
    code: 'unknown-system',
    title: 'flows that are needed whatever it runs',
    text: systems('responder runs linux or initiator is server', 't : acme.agent at 10.0.1.1').replace(/.*tcp 445 when.*\n/, ''),
    finds: [],
  },
  {
    code: 'missing-flow',
    title: 'a flow that depends on a system that nobody says',
    text: systems('responder runs linux', '<|t|> : acme.agent at 10.0.1.1').replace('tcp 22, 445', 'tcp 445'),
    says: /^No rule permits what t may need as long as nobody says what it runs: tcp 22 from s only for Linux\. Say it with 'runs windows' or 'runs linux'\.$/,
    fixed: /component t : acme\.agent at 10\.0\.1\.1 runs windows \}/,
  },
  {
    code: 'missing-flow',
    title: 'flows of both systems, for many components, told once',
    text: systems(
      'responder runs linux',
      `<|t|> : acme.agent at 10.0.1.1 ${[...'uvwxy'].map((name, n) => `component ${name} : acme.agent at 10.0.1.${n + 2}`).join(' ')}`,
    ).replace('22, 445', '9'),
    says: /^No rule permits what t, u, v and 3 more may need as long as nobody says what they run: tcp 22 from s only for Linux; tcp 445 from s only for Windows\./,
  },
  {
    code: 'missing-flow',
    title: 'of two flows the one that hangs on a system is told apart from the other',
    text: systems('initiator is server', '<|t|> : acme.agent at 10.0.1.1')
      .replace(/allow .*/, '')
      .replace('component s', 'component <|s|>'),
  },
  {
    code: 'missing-flow',
    title: 'a flow for a system that the plan says',
    text: systems('responder runs linux', 't : acme.agent at 10.0.1.1 runs windows')
      .replace('tcp 22, 445', 'tcp 22')
      .replace('component s', 'component <|s|>'),
    says: /on tcp 445\. Needed for: Copies files\.$/,
  },
];
