/** The test calls this, and does not look at what comes back. */
export const hint = (): string => 'try again';

/** No test calls this. */
export const farewell = (): string => {
  return 'bye';
};
