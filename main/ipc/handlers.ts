import { clipboard, shell } from 'electron';
import { ZodError } from 'zod';
import type { ChannelName } from '../../shared/channels.ts';
import type { AnswerOf, RequestOf } from '../../shared/contract.ts';
import { problem } from '../../shared/problem.ts';
import type { Problem } from '../../shared/problem.ts';
import { ServiceFailure } from '../avepoint/failure.ts';
import type { Log } from '../monitor/log.ts';
import type { Program } from '../program.ts';

/** One handler a channel; a channel without one does not compile. */
export type Handlers = {
  [C in ChannelName]: (request: RequestOf<C>) => AnswerOf<C> | Promise<AnswerOf<C>>;
};

export function createHandlers(program: Program, log: Log): Handlers {
  return {
    getState: () => program.state(),
    connect: (credentials) => program.connect(credentials),
    exploreSample: () => program.exploreSample(),
    signOut: () => program.signOut(),
    listJobs: (query) => program.listJobs(query),
    getJob: ({ key }) => {
      const job = program.job(key);
      log.info('details', job === null ? `not found ${key}` : `opened ${job.customerName} · ${job.module}`);
      return job;
    },
    refresh: () => program.refresh(),
    setPaused: ({ paused }) => {
      program.setPaused(paused);
    },
    getPreferences: () => program.preferences(),
    setPreferences: (preferences) => program.setPreferences(preferences),
    copyText: async ({ text }) => {
      await clipboard.writeText(text);
    },
    openPortal: async () => {
      const url = new URL(program.preferences().portalUrl);
      if (url.protocol !== 'https:')
        throw new ServiceFailure(problem('invalidInput', { detail: 'not an https address' }));
      await shell.openExternal(url.href);
    },
  };
}

/** What a handler threw, as a problem. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ServiceFailure) return error.problem;
  if (error instanceof ZodError) return problem('invalidInput', { detail: error.issues[0]?.message ?? null });
  return problem('unexpected', { detail: error instanceof Error ? error.message : String(error) });
}
