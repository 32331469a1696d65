// What tests of the words of a form share.

/** The parts of a text between semicolons, each with its blanks as one. */
export const listOf = (text: string): string[] => text.split(';').map((each) => each.replace(/\s+/g, ' ').trim());
