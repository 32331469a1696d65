import type { Command } from 'commander';
import { examples, type Finish, format, phase } from './command-parts.ts';

/** Declares the command that says whether some traffic is permitted, and why. */
export function addExplain(root: Command, finish: Finish): void {
  root
    .command('explain')
    .description('say whether some traffic is permitted, by what, and what needs it')
    .argument('<file>', 'a .segplan file, or - for standard input')
    .argument('[question]', 'such as "vbr -> proxy tcp 6162"')
    .option('--rule <id>', 'instead of a question: which rule of the plan an id, a name or a line of a rule set comes from')
    .addOption(format())
    .addOption(phase())
    .action(async (file, question, options) => {
      const { explain } = await import('./explain.ts');
      finish(await explain(file, question, options));
    })
    .addHelpText(
      'after',
      examples(
        'explain plan.segplan "vbr -> proxy tcp 6162"',
        'explain plan.segplan "management -> backup veeam.data-channels"',
        'explain plan.segplan "10.0.0.5 -> any tcp 443, icmp" --format json',
        'explain plan.segplan --rule vbr-to-proxy-x7k2',
      ),
    );
}

/** Declares the command that shows the ways from one end to another. */
export function addReach(root: Command, finish: Finish): void {
  root
    .command('reach')
    .description('show the ways from one end to another over components that pass traffic on, shortest first')
    .argument('<file>', 'a .segplan file, or - for standard input')
    .argument('<question>', 'such as "internet -> repo", or "internet -> repo tcp 22" for what arrives there')
    .addOption(format())
    .addOption(phase())
    .option('--exit-code', 'end with 1 when there is a way')
    .action(async (file, question, options) => {
      const { reach } = await import('./reach.ts');
      finish(await reach(file, question, options));
    })
    .addHelpText(
      'after',
      examples('reach plan.segplan "internet -> repo"', 'reach plan.segplan "lab -> management tcp 22" --format json'),
    );
}
