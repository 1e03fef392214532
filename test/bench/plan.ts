/** What the benchmark consists of; `--only NAME` takes one of them. */
export const parts = ['trays', 'processor', 'window', 'rows', 'sweep', 'size'] as const;
export type Part = (typeof parts)[number];

/** What is measured with so many customers; a part that is not named is left out. */
export interface Size {
  customers: number;
  /** So many starts in turn, and then so many looks at memory after a while, in the tray and with the window. */
  trays: { starts: number; looks: number; idleMs: number; openMs: number };
  /** For each of the two programs, after what fell due during the first sweep was made up for. */
  processor: { settleMs: number; seconds: number };
  /** Rounds of each click, and frames of each scroll. */
  window?: { rounds: number; frames: number };
  /** Rounds of each way to write the rows. */
  rows: number;
  /** Sweeps, each in a process of its own. */
  sweeps: number;
}

export interface Plan {
  sizes: readonly Size[];
  /** Minutes between two polls of a customer. */
  pollMinutes: number;
  /** Whether the program is packed and its size taken. */
  size: boolean;
}

/** How long thousands of customers may take to be asked once. */
export const patienceMs = 900_000;

const trays = { starts: 11, looks: 5, idleMs: 10_000, openMs: 10_000 };
const processor = { settleMs: 60_000, seconds: 120 };
const window = { rounds: 5, frames: 600 };

/**
 * In about an hour and a half: everything at all sizes. Memory is looked at after two minutes
 * with 5,000, as its aim says.
 */
const full: Plan = {
  sizes: [
    { customers: 100, trays, processor, window, rows: 5, sweeps: 5 },
    { customers: 1000, trays, processor: { ...processor, seconds: 180 }, window, rows: 5, sweeps: 5 },
    {
      customers: 5000,
      trays: { starts: 11, looks: 5, idleMs: 120_000, openMs: 120_000 },
      processor,
      window,
      rows: 5,
      sweeps: 5,
    },
    { customers: 20_000, trays, processor, window, rows: 3, sweeps: 3 },
  ],
  pollMinutes: 5,
  size: true,
};

/** A first look, in a few minutes. */
const quick: Plan = {
  sizes: [
    {
      customers: 500,
      trays: { starts: 5, looks: 3, idleMs: 3000, openMs: 3000 },
      processor: { settleMs: 0, seconds: 12 },
      window: { rounds: 2, frames: 240 },
      rows: 3,
      sweeps: 1,
    },
  ],
  // Two polls of a customer lie half a minute apart at least when it is asked every five, which
  // is longer than this look.
  pollMinutes: 1,
  size: false,
};

/** The least with which everything is done once: for the tests, which look at nothing but that it was. */
const check: Plan = {
  // Nobody is polled again within six seconds, a tenth of the interval, and groups of customers
  // follow each other after three.
  sizes: [
    {
      customers: 100,
      trays: { starts: 1, looks: 1, idleMs: 0, openMs: 0 },
      processor: { settleMs: 0, seconds: 12 },
      rows: 1,
      sweeps: 1,
    },
  ],
  pollMinutes: 1,
  size: false,
};

/** By name. */
export const plans = { full, quick, check } as const;
