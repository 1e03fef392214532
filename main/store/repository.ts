import { isDeepStrictEqual } from 'node:util';
import type { DatabaseSync } from 'node:sqlite';
import { customerSchema as listedSchema } from '../../shared/model.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Decision, RunRecord } from '../monitor/decision.ts';
import { reached } from '../monitor/reach.ts';
import type { PollRecord, Repository, Saying } from '../monitor/repository.ts';
import { jobWords } from '../monitor/wording.ts';
import type { Words } from '../monitor/wording.ts';
import { alertStateOf, createAlertStore } from './alert-store.ts';
import { createFacts } from './facts.ts';
import { answerColumns, customerWords, jobColumns, searchedName } from './job-columns.ts';
import {
  customerSchema,
  idSchema,
  instantRowSchema,
  jobKeySchema,
  knownSchema,
  namesSchema,
  noticeSchema,
  reachSchema,
  restlessSchema,
  runSchema,
  warningSchema,
  watchedSchema,
  wordsSchema,
} from './repository-rows.ts';
import { prepareStatements } from './statements.ts';
import { durably, inTransaction } from './transaction.ts';
import { createUsualDuration } from './usual-duration.ts';

const hourMs = 3_600_000;
const keptPolls = 200;
/** The oldest go so many at a time: each look for them is a page that is written. */
const prunedPolls = 20;

/** The monitor's side of the database; `renamed` is told of each customer the name that it had until now. */
export function createRepository(
  database: DatabaseSync,
  renamed: (id: string, former: string) => void = () => undefined,
): Repository {
  const sql = prepareStatements(database);
  const alerts = createAlertStore(database);
  const facts = createFacts(database);
  const usualDuration = createUsualDuration(database);
  const atomically = (work: () => void): void => {
    inTransaction(database, work);
  };
  const forGood = (work: () => void): void => {
    durably(database, work);
  };

  const namesOf = (customerId: string) => namesSchema.parse(sql.names.get(customerId));

  /** Writes what a customer is found and sorted by, where that has changed. */
  const reword = (customerId: string): void => {
    const kept = wordsSchema.optional().parse(sql.words.get(customerId));
    if (kept === undefined) return;
    const words = customerWords(kept);
    if (words.search === kept.search && words.sort_name === kept.sort_name) return;
    sql.saveWords.run({ id: customerId, ...words });
  };

  /** Changes a customer, and what its jobs are searched by where that gave it another name. */
  const renaming = (customerId: string, change: () => unknown): void => {
    const before = namesSchema.optional().parse(sql.names.get(customerId));
    change();
    if (before === undefined) return;
    reword(customerId);
    const { name, searched } = namesOf(customerId);
    if (name !== before.name) renamed(customerId, before.name);
    if (searched !== before.searched) sql.renameJobs.run(searchedName(searched), customerId);
  };

  const saveRun = ({ runKey, job, told }: RunRecord, at: number): void => {
    sql.saveRun.run({
      job_key: job.key,
      run_key: runKey,
      outcome: job.outcome,
      status: job.status,
      start_at: job.start.value,
      end_at: job.end.value,
      duration: job.duration.value,
      size: job.size.value,
      total: job.total.value,
      failed: job.failed.value,
      successful: job.successful.value,
      skipped: job.skipped.value,
      warnings: job.warnings.value,
      at,
      told,
    });
  };

  const saveSaying = ({ announcement, words }: Saying, customerName: string, at: number): void => {
    const { kind, job, runKey, held } = announcement;
    sql.saveNotice.run({
      kind,
      subject: `${job.key} ${runKey}`,
      job_key: job.key,
      job_name: jobWords(job),
      customer_id: job.customerId,
      customer_name: customerName,
      ...words,
      at,
      held: held ? 1 : 0,
    });
  };

  const saveConnectionNotice = (
    kind: 'connection' | 'connectionBack',
    words: Words,
    customerId: string | null,
    at: number,
  ): void => {
    sql.saveNotice.run({
      kind,
      subject: `${customerId ?? ''} ${words.title} ${at}`,
      job_key: null,
      job_name: '',
      customer_id: customerId,
      customer_name: customerId === null ? '' : namesOf(customerId).name,
      ...words,
      at,
      held: 0,
    });
  };

  const saveDecision = (
    customerId: string,
    decision: Decision,
    sayings: readonly Saying[],
    at: number,
  ): void => {
    const { name, searched, shown } = namesOf(customerId);
    const customer = { shown, search: searchedName(searched) };
    for (const record of decision.jobs) {
      const { id } = idSchema.parse(sql.saveJob.get(jobColumns(record, customer)));
      sql.saveAnswer.run({ id, ...answerColumns(record.job) });
    }
    for (const run of decision.runs) saveRun(run, at);
    for (const change of decision.alerts) alerts.apply(change, at);
    for (const saying of sayings) saveSaying(saying, name, at);
    for (const key of decision.vanished) sql.markVanished.run(at, key);
  };

  const countPoll = ({ customerId, at, ms }: PollRecord, seen: Problem | null): void => {
    sql.countPoll.run({ hour: Math.floor(at / hourMs), errors: seen === null ? 0 : 1 });
    const { lastInsertRowid } = sql.recordPoll.run(customerId, at, Math.round(ms), seen?.code ?? null);
    const poll = Number(lastInsertRowid);
    if (poll % prunedPolls === 0) sql.prunePolls.run(poll - keptPolls);
  };

  return {
    customers: () => sql.watched.all().map((row) => watchedSchema.parse(row)),
    saveCustomers: (list, at) => {
      const listed = new Map(
        sql.listed
          .all()
          .map((row) => listedSchema.parse(row))
          .map((customer) => [customer.id, customer]),
      );
      atomically(() => {
        sql.unlistOthers.run(JSON.stringify(list.map(({ id }) => id)));
        for (const customer of list) {
          // Of thousands that are listed every hour hardly one has changed.
          if (isDeepStrictEqual(listed.get(customer.id), customer)) continue;
          const { id, name, ownerEmail, country, tenantStatus } = customer;
          const columns = { id, name, owner_email: ownerEmail, country, tenant_status: tenantStatus, at };
          const words = customerWords({ name, ownerEmail, displayName: null, tags: [] });
          renaming(id, () => sql.saveCustomer.run({ ...columns, ...words }));
        }
      });
    },
    isRestless: (customerId) => restlessSchema.parse(sql.isRestless.get(customerId)).restless,
    recall: (customerId) => {
      const rows = sql.knownJobs.all(customerId).map((row) => knownSchema.parse(row));
      const jobs = new Map(rows.map((job) => [job.key, job]));
      const open = sql.openAlerts.all(customerId);
      const customer = customerSchema.parse(sql.customer.get(customerId));
      return {
        hasBaseline: customer.baseline_at !== null,
        checkedAt: customer.checked_at,
        jobs,
        alerts: open.map((row) => ({ jobKey: jobKeySchema.parse(row).job_key, state: alertStateOf(row) })),
        // A job that is not known has no runs.
        runOf: (jobKey, runKey) =>
          jobs.has(jobKey) ? runSchema.parse(sql.run.get(jobKey, runKey)) : undefined,
        closedOverdue: (jobKey) => instantRowSchema.parse(sql.closedOverdue.get(jobKey)).at,
        firstSeenSince: (jobKey, at) => instantRowSchema.parse(sql.firstSeenSince.get(jobKey, at)).at,
        medianDuration: usualDuration,
      };
    },
    reach: (customerId) => {
      const { problem_since: since, lost_told_at: toldAt } = customerSchema.parse(
        sql.customer.get(customerId),
      );
      return { since, toldAt };
    },
    recordAnswer: (poll, decision, sayings, back) => {
      // What is new to the person; the rest the next poll would bring again.
      const isNews =
        sayings.length > 0 || back !== null || (decision.alerts.length > 0 && !decision.isBaseline);
      (isNews ? forGood : atomically)(() => {
        saveDecision(poll.customerId, decision, sayings, poll.at);
        const { customerId: id, at, ms } = poll;
        sql.markChecked.run({ id, at, ms: Math.round(ms), unreadable: decision.unreadable });
        sql.clearProblem.run(id);
        if (back !== null) saveConnectionNotice('connectionBack', back, id, at);
        countPoll(poll, null);
      });
    },
    recordProblem: (poll, seen, { since, toldAt }, lost) => {
      (lost === null ? atomically : forGood)(() => {
        const { customerId: id, at, ms } = poll;
        const problem = JSON.stringify(seen);
        sql.markProblem.run({ id, at, ms: Math.round(ms), problem, since, told_at: toldAt });
        if (lost !== null) saveConnectionNotice('connection', lost, id, at);
        countPoll(poll, seen);
      });
    },
    connectionReach: () => facts.get('connection', reachSchema) ?? reached,
    recordConnection: (reach, words, at) => {
      forGood(() => {
        facts.set('connection', reach);
        if (words === null) return;
        saveConnectionNotice(reach.since === null ? 'connectionBack' : 'connection', words, null, at);
      });
    },
    restartReach: (at, until = Number.MAX_SAFE_INTEGER) => {
      sql.restartReach.run(at, until);
    },
    recordSweep: (endedAt, ms) => {
      facts.set('sweep', { endedAt, ms });
    },
    describeCustomer: ({ id, displayName, tags, watched }) => {
      const columns = { id, name: displayName, tags: JSON.stringify(tags), watched: watched ? 1 : 0 };
      forGood(() => {
        renaming(id, () => sql.describeCustomer.run(columns));
      });
    },
    givenWarning: () => facts.get('expiry', warningSchema),
    recordWarning: (warning, words, at) => {
      forGood(() => {
        facts.set('expiry', warning);
        saveConnectionNotice('connection', words, null, at);
      });
    },
    pendingNotices: () => sql.pending.all().map((row) => noticeSchema.parse(row)),
    markShown: (noticeIds, at) => {
      forGood(() => {
        for (const noticeId of noticeIds) {
          sql.markShown.run(at, noticeId);
          for (const row of sql.alertOfNotice.all(noticeId)) {
            alerts.record(idSchema.parse(row).id, { at, type: 'notified', detail: null });
          }
        }
      });
    },
  };
}
