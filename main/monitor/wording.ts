import type { Job } from '../../shared/model.ts';
import type { Problem } from '../../shared/problem.ts';
import { count, plural } from '../../shared/format.ts';
import { explain } from '../../shared/problem.ts';
import type { Announcement, JobIdentity } from './decision.ts';

/** A notification as the desktop is to show it: plain text, no markup. */
export interface Words {
  title: string;
  body: string;
}

/** The words for one thing that happened at one customer. */
export function wordsFor(announcement: Announcement, customerName: string): Words {
  const { kind, job, run } = announcement;
  const lines = [jobWords(job), kind === 'recovery' || run === null ? '' : countWords(run)];
  return { title: `${titles[kind]}: ${customerName}`, body: lines.filter((line) => line !== '').join('\n') };
}

const titles: Readonly<Record<Announcement['kind'], string>> = {
  failure: 'Backup failed',
  warning: 'Backup finished with exceptions',
  stillFailing: 'Backup still fails',
  stillWarning: 'Backup still finishes with exceptions',
  overdue: 'Backup overdue',
  recovery: 'Backup works again',
};

/** A job in a line: service, module, and its name where it has one. */
export function jobWords(job: Pick<JobIdentity, 'service' | 'module' | 'name'>): string {
  return [job.service, job.module, ...(job.name === null ? [] : [job.name])].join(' · ');
}

function countWords(job: Job): string {
  const { total, failed, warnings } = job;
  const parts: string[] = [];
  if (failed.value !== null && total.value !== null) {
    parts.push(`${count(failed.value)} of ${plural(total.value, 'object', 'objects')} failed`);
  } else if (failed.value !== null) parts.push(`${plural(failed.value, 'object', 'objects')} failed`);
  if (warnings.value !== null && warnings.value > 0) parts.push(`${count(warnings.value)} with warnings`);
  return parts.join(', ');
}

/** The words for a connection that has not worked for some time. */
export function connectionLostWords(seen: Problem): Words {
  const { title, sentence, advice } = explain(seen.code);
  return { title: `Jobwatch cannot check: ${title}`, body: `${sentence} ${advice}` };
}

export const connectionBackWords: Words = {
  title: 'Jobwatch checks again',
  body: 'The connection works again; what happened meanwhile is being looked at.',
};

/** The words for one customer that cannot be polled while others can. */
export function customerLostWords(customerName: string, seen: Problem): Words {
  return {
    title: `Cannot check ${customerName}`,
    body: `${explain(seen.code).title}. ${explain(seen.code).advice}`,
  };
}

export const customerBackWords = (customerName: string): Words => ({
  title: `${customerName} can be checked again`,
  body: 'The service answers for this customer again.',
});
