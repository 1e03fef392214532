import type { Estate } from './estate.ts';
import { random } from './random.ts';
import type { Counts, Status } from './rows.ts';

/** One change of one job on the simulator's timeline. */
export interface Step {
  /** Since the start of the script or of the episode that it belongs to. */
  afterSeconds: number;
  /** Place in the estate's list; counted round where the list is shorter. */
  customer: number;
  module: string;
  /** Where rows of the module differ only in it. */
  name?: string;
  becomes: Status;
  /** For Running: how long ago the run began when the service first shows it. */
  begunMinutesAgo?: number;
  counts?: Partial<Counts>;
}

/**
 * The first minutes of a demo: within half a minute a backup of a prominent customer fails, in between others
 * go their way, and at three minutes the failed one has recovered.
 */
export const opening: readonly Step[] = [
  { afterSeconds: 12, customer: 0, module: 'Exchange Online', becomes: 'Running', begunMinutesAgo: 31 },
  {
    afterSeconds: 28,
    customer: 0,
    module: 'Exchange Online',
    becomes: 'Failed',
    counts: { total: 2323, failed: 41 },
  },
  { afterSeconds: 45, customer: 3, module: 'SharePoint Online', becomes: 'Running', begunMinutesAgo: 9 },
  { afterSeconds: 75, customer: 3, module: 'SharePoint Online', becomes: 'Finished' },
  { afterSeconds: 90, customer: 9, module: 'OneDrive for Business', becomes: 'Running', begunMinutesAgo: 6 },
  { afterSeconds: 125, customer: 9, module: 'OneDrive for Business', becomes: 'Finished with Exception' },
  { afterSeconds: 150, customer: 0, module: 'Exchange Online', becomes: 'Running', begunMinutesAgo: 2 },
  {
    afterSeconds: 180,
    customer: 0,
    module: 'Exchange Online',
    becomes: 'Finished',
    counts: { total: 2325 },
  },
];

/** When the first episode begins, in seconds since the start. */
export const episodesFrom = 210;

/** Seconds from one episode's beginning to the next one's. */
export const episodeGap = (seed: number, episode: number): number =>
  random(seed, 'gap', episode).int(60, 120);

/**
 * What goes on afterwards: a job starts a run and finishes it, mostly well, now and then with exceptions or
 * failed; those that did not go well recover with another run some minutes later.
 */
export function episodeSteps(seed: number, episode: number, estate: Estate): readonly Step[] {
  const { next, int, pick } = random(seed, 'episode', episode);
  const customer = int(0, estate.customers.length - 1);
  const idle = estate.at(customer).jobs.filter((job) => !job.running);
  if (idle.length === 0) return [];
  const job = pick(idle);
  const of = { customer, module: job.kind.module, name: job.name };
  const begunMinutesAgo = int(2, 40);
  const end = int(20, 50);
  const share = next();
  const becomes = share < 0.78 ? 'Finished' : share < 0.9 ? 'Finished with Exception' : 'Failed';
  const run: Step[] = [
    { ...of, afterSeconds: 0, becomes: 'Running', begunMinutesAgo },
    { ...of, afterSeconds: end, becomes },
  ];
  if (becomes === 'Finished') return run;
  const again = end + int(180, 360);
  return [
    ...run,
    { ...of, afterSeconds: again, becomes: 'Running', begunMinutesAgo: 2 },
    { ...of, afterSeconds: again + 30, becomes: 'Finished' },
  ];
}

/** The end of those runs that are under way when the simulator starts, one after the other. */
export function pendingSteps(seed: number, estate: Estate): readonly Step[] {
  const { int } = random(seed, 'pending');
  return estate.customers.slice(0, 100).flatMap((customer, index) =>
    customer.jobs
      .filter((job) => job.running)
      .map((job): Step => {
        const { module } = job.kind;
        return { afterSeconds: int(60, 900), customer: index, module, name: job.name, becomes: 'Finished' };
      }),
  );
}
