import type { Command } from 'commander';
import { examples, type Finish } from './command-parts.ts';

/** Declares `segplan import`. */
export function addImport(root: Command, finish: Finish): void {
  root
    .command('import')
    .description('begin a plan from what firewalls run, or put the machines of an inventory into one')
    .argument('<file...>', 'files that firewalls wrote, or an inventory: CSV, XLSX, JSON, YAML or INI')
    .option('--form <form>', 'the form of the files, such as asa, where their content does not tell it')
    .option('--out <file>', 'the .segplan file to create; standard output without it')
    .option('--into <plan>', 'the plan that machines of an inventory are put into; a new one without it')
    .option('--roles', 'take the roles that are guessed by the names of machines; they stand in comments without it')
    .action(async (files, options) => {
      const { importFiles } = await import('./import.ts');
      finish(await importFiles(files, options));
    })
    .addHelpText(
      'after',
      examples(
        'import core.txt > plan.segplan',
        'import rules.v4 rules.v6 --out plans/edge.segplan',
        'import core.conf --form junos',
        'import inventory.xlsx --into plan.segplan --out plan-2.segplan',
      ),
    );
}
