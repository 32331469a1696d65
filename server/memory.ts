/**
 * How much of what is new V8 collects before it looks what of it is still needed, in megabytes. By itself V8 lets that grow to four times as
 * much. For the command line alone, which takes a tenth less memory so: a server that collects this often looks at all it holds while somebody
 * types, and 20 keys in 10,000 lines cost it 0.8 s of processor time in place of 0.3.
 */
export const OPTIONS_OF_COMMANDS: readonly string[] = ['--max-semi-space-size=4'];
