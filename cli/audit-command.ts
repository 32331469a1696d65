import { type Command, Option } from 'commander';
import { collect, examples, type Finish, phase } from './command-parts.ts';

/** Declares `segplan audit`. */
export function addAudit(root: Command, finish: Finish): void {
  root
    .command('audit')
    .description('hold what firewalls run against a plan: what is cut off, what is open beyond it, what nobody knows, dead rules')
    .argument('<file>', 'a .segplan file, or - for standard input')
    .argument('[running...]', "files that firewalls wrote; without any, those that the plan's firewalls name")
    .option('--firewall <name>', 'the firewall of the plan that the files are of: what does not cross it is left aside')
    .option('--interface <name=zone>', 'the zone behind an interface or zone of the device; several by repeating', collect)
    .option('--host <component>', 'the component or zone whose own firewall the files are of')
    .option('--form <form>', 'the form of the files, such as asa, where their content does not tell it')
    .addOption(
      new Option('--format <form>', 'how to write the result')
        .choices(['text', 'json', 'markdown', 'sarif', 'commands'])
        .default('text'),
    )
    .addOption(phase())
    .action(async (file, running, options) => {
      const { auditPlan } = await import('./audit.ts');
      finish(await auditPlan(file, running, options));
    })
    .addHelpText(
      'after',
      examples(
        'audit plan.segplan',
        'audit plan.segplan --firewall core running/core.txt',
        'audit plan.segplan rules.v4 rules.v6 --interface eth0=internet',
        'audit plan.segplan core.txt --format markdown > drift.md',
        'audit plan.segplan --format sarif > drift.sarif',
        'audit plan.segplan --firewall core --format commands > change.txt',
      ),
    );
}
