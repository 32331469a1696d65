/** So much memory a plan may take for each byte of its text, as one of lists of services does. */
export const OF_A_PLAN = 170;

/** The same of other files: rules of nftables in what a firewall runs. */
export const OF_OTHERS = 65;
