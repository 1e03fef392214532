import type { Job } from '../../shared/model.ts';

/** A notification as the desktop is to show it. */
export interface Words {
  title: string;
  body: string;
}

/** The words for a failed run: whose backup, which job, how much of it. Plain text, no markup. */
export function failureWords(customerName: string, job: Job): Words {
  const lines = [jobWords(job), countWords(job)].filter((line) => line !== '');
  return { title: `Backup failed: ${customerName}`, body: lines.join('\n') };
}

/** A job in a line: service, module, and its name where it has one. */
export function jobWords(job: Pick<Job, 'service' | 'module' | 'name'>): string {
  return [job.service, job.module, ...(job.name === null ? [] : [job.name])].join(' · ');
}

function countWords(job: Job): string {
  const { total, failed, warnings } = job;
  const parts: string[] = [];
  if (failed.value !== null && total.value !== null) {
    parts.push(`${count(failed.value)} of ${count(total.value)} objects failed`);
  } else if (failed.value !== null) parts.push(`${count(failed.value)} objects failed`);
  if (warnings.value !== null && warnings.value > 0) parts.push(`${count(warnings.value)} with warnings`);
  return parts.join(', ');
}

const count = (value: number): string => value.toLocaleString();
