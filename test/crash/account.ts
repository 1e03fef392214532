import { claimOf, tells } from './claim.ts';
import type { Claim, Told } from './claim.ts';
import { jobName } from './kept.ts';
import type { KeptNotice, KeptRun } from './kept.ts';
import type { Ended } from './load.ts';

/** The program from a start to its end, UTC ms. */
export interface Span {
  startedAt: number;
  endedAt: number;
  killed: boolean;
}

/** What came of all rounds: one line for each run or notice of which something is to be said. */
export interface Account {
  lost: string[];
  repeated: string[];
  excused: string[];
}

/**
 * The program marks a notice a few milliseconds after the desktop has answered. What was killed later than this after a
 * notification has no excuse for not having marked it.
 */
const markingMs = 300;
/** The clock may round one of two instants up and the other one down. */
const roundingMs = 2;

const nameOf = ({ job, runId }: Ended): string => `${describe(job)} ${runId}`;
const describe = ({ customerId, row }: Ended['job']): string =>
  jobName([customerId, row['jobType'], row['jobModule'], row['name']]);

/** Whether each run that failed at the service was kept, has its alert, and led to what a person has to be told. */
export function accountRuns(
  ended: readonly Ended[],
  runs: readonly KeptRun[],
  notices: readonly KeptNotice[],
): Account {
  const account: Account = { lost: [], repeated: [], excused: [] };
  const kept = new Map(runs.map((run) => [`${run.job} ${run.runId}`, run]));
  const left = new Set(notices.map((notice) => `${notice.kind} of ${notice.job} ${notice.runId}`));
  for (const run of ended) {
    const name = nameOf(run);
    const found = kept.get(name);
    if (run.failed) {
      const told = run.due === 'failure' ? 'notified' : 'alreadyTold';
      if (found === undefined) account.lost.push(`${name} was not stored`);
      else if (found.told !== told) account.lost.push(`${name} is ${String(found.told)}, not ${told}`);
      else if (found.alerts !== 1) account.lost.push(`${name} is in ${found.alerts} alerts`);
    }
    if (run.due !== null && !left.delete(`${run.due} of ${name}`))
      account.lost.push(`${name} has no notice of ${run.due}`);
  }
  account.repeated.push(...[...left].map((name) => `nobody had to be told: ${name}`));
  return account;
}

/**
 * Whether each notice that is marked as shown was in exactly one notification, and each notification told of notices
 * that were marked with it. `lives` in their order, `told` as they came.
 */
export function accountTold(
  ended: readonly Ended[],
  notices: readonly KeptNotice[],
  told: readonly Told[],
  lives: readonly Span[],
): Account {
  const account: Account = { lost: [], repeated: [], excused: [] };
  const totals = new Map(ended.map((run) => [nameOf(run), run.total]));
  const totalOf = ({ job, runId }: KeptNotice): number | undefined => totals.get(`${job} ${runId}`);
  const left = new Set(notices);
  for (const [place, life] of lives.entries()) {
    const nextAt = lives[place + 1]?.startedAt ?? Infinity;
    const before: KeptNotice[] = [];
    for (const notification of told.filter(({ at }) => at >= life.startedAt && at < nextAt)) {
      const claim = claimOf(notification);
      const since = notification.at - roundingMs;
      const marked = [...left].filter(
        ({ shownAt }) => shownAt !== null && shownAt >= since && shownAt < nextAt,
      );
      const group = claim && groupsOf(claim, marked).find((each) => tells(claim, each, before, totalOf));
      if (group) {
        for (const notice of group) left.delete(notice);
        if (!claim.good) before.push(...group);
        continue;
      }
      const late = life.endedAt - notification.at;
      const line = `${notification.title} (${late} ms before the end)`;
      const excused = claim !== null && life.killed && late <= markingMs;
      const again =
        claim === null || claim.good || claim.count <= 4 ? (claim?.count ?? 1) : claim.count - before.length;
      for (let count = 0; count < again; count += 1) account[excused ? 'excused' : 'repeated'].push(line);
    }
  }
  for (const notice of left)
    account.lost.push(
      `${notice.job} ${notice.runId}: ${notice.kind} was never shown, marked ${String(notice.shownAt)}`,
    );
  return account;
}

/** The sets of notices that one notification may have told of: those marked at one moment, or a part of them. */
function groupsOf(claim: Claim, marked: readonly KeptNotice[]): KeptNotice[][] {
  const kind = claim.good ? 'recovery' : 'failure';
  const moments = Map.groupBy(
    marked.filter((notice) => notice.kind === kind),
    ({ shownAt }) => shownAt,
  );
  return [...moments]
    .sort(([one], [other]) => (one ?? 0) - (other ?? 0))
    .flatMap(([, all]) => {
      const own = all.filter(({ customerName }) => customerName === claim.who);
      return [all, own, ...all.map((notice) => [notice])];
    });
}
