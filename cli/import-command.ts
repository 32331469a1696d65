import type { Command } from 'commander';
import { examples, type Finish } from './command-parts.ts';

/** Declares `segplan import`. */
export function addImport(root: Command, finish: Finish): void {
  root
    .command('import')
    .description('begin a plan from what firewalls run: zones, names, and rules that decide as they do')
    .argument('<file...>', 'files that firewalls wrote')
    .option('--form <form>', 'the form of the files, such as asa, where their content does not tell it')
    .option('--out <file>', 'the .segplan file to create; standard output without it')
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
      ),
    );
}
