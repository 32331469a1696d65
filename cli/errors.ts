/** Wrong use or unreadable input: one line for the user, exit code 2. */
export { SegplanError as UsageError } from '../api/errors.ts';

export const EXIT = { clean: 0, findings: 1, usage: 2 } as const;
