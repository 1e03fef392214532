import type { Acknowledgement, AlertRow } from '../../shared/alert.ts';
import { exactTime, plural } from '../../shared/format.ts';
import type { JobDetails, Reading } from '../../shared/model.ts';
import { outcomeLabels } from '../../shared/outcome.ts';
import { countFields } from './jobFields.ts';
import { showReading } from './reading.ts';

/**
 * A job and its alert as a tidy block of plain text for a ticket. Lines without a value are left out; times are
 * local and UTC. `alert`: the one that is open, if any.
 */
export function ticketText(job: JobDetails, alert: AlertRow | null): string {
  const { total, parts } = countFields(job);
  const counts = [total, ...parts].flatMap(({ label, reading }) =>
    reading.value === null ? [] : [`${label} ${showReading(reading, 'count').text}`],
  );
  const time = (reading: Reading): string | null =>
    reading.value === null ? null : exactTime(reading.value);
  const ours = outcomeLabels[job.outcome];
  const lines: [string, string | null][] = [
    ['Customer', job.customerName],
    ['Job', [job.service, job.module, job.name].filter((part) => part !== null).join(' · ')],
    ['Status', job.status.toLowerCase() === ours.toLowerCase() ? ours : `${ours} (AvePoint: ${job.status})`],
    ['Run ID', job.runId],
    ['Objects', counts.length === 0 ? null : counts.join(', ')],
    ['Size', job.size.value === null ? null : showReading(job.size, 'size').text],
    ['Start', time(job.start)],
    ['End', time(job.end)],
    ['Duration', job.duration.value === null ? null : showReading(job.duration, 'duration').text],
    ['Alert since', alert === null ? null : exactTime(alert.openedAt)],
    [
      'Failed runs',
      alert === null || alert.runs < 1 ? null : `${plural(alert.runs, 'run', 'runs')} in a row`,
    ],
    ['Acknowledged', acknowledgedBy(alert?.acknowledged ?? null)],
    ['No longer listed', job.vanishedAt === null ? null : `since ${exactTime(job.vanishedAt)}`],
    ['Checked', job.checkedAt === null ? null : exactTime(job.checkedAt)],
    ['Customer ID', job.customerId],
  ];
  const known = lines.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
  const width = Math.max(...known.map(({ label }) => label.length)) + 2;
  const block = known.map(({ label, value }) => `${`${label}:`.padEnd(width)}${value}`);
  const state = alert?.kind === 'overdue' ? 'overdue' : ours.toLowerCase();
  return [`Backup ${state}: ${job.customerName}, ${job.module}`, '', ...block, ''].join('\n');
}

function acknowledgedBy(acknowledged: Acknowledgement | null): string | null {
  if (acknowledged === null) return null;
  const { by, at, note } = acknowledged;
  return `by ${by}, ${exactTime(at)}${note === '' ? '' : `: ${note}`}`;
}
