/** The customers that all parts of the benchmark measure, but for their number. */
export const measured = { jobsPerCustomer: 20, seed: 7 } as const;
