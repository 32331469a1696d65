import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What stands in a folder under the names of plans and is no file to read, with what is said of it. */
export const ODD_FILES: Readonly<Record<string, RegExp>> = {
  'pipe.segplan': /pipe\.segplan'? .*is a pipe or a device and no file/,
  'link-to-pipe.segplan': /link-to-pipe\.segplan'? .*is a pipe or a device and no file/,
  'zero.segplan': /zero\.segplan'? .*is a pipe or a device and no file/,
  'tty.segplan': /tty\.segplan'? .*is a pipe or a device and no file/,
  'folder.segplan': /folder\.segplan'? .*is a folder/,
  'secret.segplan': /secret\.segplan'? .*is a link to a file that is no \.segplan file/,
  'large.segplan': /large\.segplan'? .*has more than 16 MB, too much for a plan/,
};

/** Makes them. No operating system but those with devices as files has them all. */
export function makeOddFiles(folder: string): void {
  execFileSync('mkfifo', [join(folder, 'pipe.segplan')]);
  symlinkSync('pipe.segplan', join(folder, 'link-to-pipe.segplan'));
  symlinkSync('/dev/zero', join(folder, 'zero.segplan'));
  symlinkSync('/dev/ptmx', join(folder, 'tty.segplan'));
  writeFileSync(join(folder, 'secret.txt'), 'password: hunter2\n');
  symlinkSync('secret.txt', join(folder, 'secret.segplan'));
  mkdirSync(join(folder, 'folder.segplan'));
  writeFileSync(join(folder, 'large.segplan'), 'plan "Large"\n');
  truncateSync(join(folder, 'large.segplan'), 100_000_000);
}
