import { count, exactTime, plural } from '../../shared/format.ts';
import type { Place } from '../../shared/format.ts';
import type { JobDetails } from '../../shared/model.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { reportedService } from '../../shared/report.ts';
import type { ObjectReport, ObjectStatus, ReportedObject, Why } from '../../shared/report.ts';

/** The statuses in the order of their weight, as filters name them, and the shape of each. */
export const objectStatuses: readonly { status: ObjectStatus; label: string; outcome: Outcome }[] = [
  { status: 'failed', label: 'Failed', outcome: 'failure' },
  { status: 'warning', label: 'Warnings', outcome: 'warning' },
  { status: 'other', label: 'Unknown', outcome: 'unknown' },
  { status: 'skipped', label: 'Skipped', outcome: 'neutral' },
];

/** Why there is no report, in words. */
export const noReportWords: Readonly<Record<Extract<Why, { kind: 'none' }>['reason'], string>> = {
  noRun: 'AvePoint sent no job ID for this run, so it cannot be asked about its objects.',
  otherService: 'AvePoint reports single objects for Microsoft 365 alone.',
  notReported: 'AvePoint has no report of this run.',
  modernOnly:
    'AvePoint reports single objects in v3 of its API alone, and your app registration may use Modern only. Grant it elements.customers.read.all and elements.jobs.read.all to read them here.',
};

/** Whether a job's latest run is one whose objects are worth asking about. */
export function isExplained({ service, runId, outcome, failed, warnings }: JobDetails): boolean {
  const isWrong = outcome === 'failure' || outcome === 'warning';
  return (
    service === reportedService &&
    runId !== null &&
    outcome !== 'running' &&
    (isWrong || (failed.value ?? 0) + (warnings.value ?? 0) > 0)
  );
}

/** Objects to which the same has happened. */
export interface Cause {
  status: ObjectStatus;
  comment: string | null;
  errorCode: string | null;
  objects: readonly ReportedObject[];
}

/** The objects of a status by what happened to them, the most frequent first. */
export function causesOf(objects: readonly ReportedObject[], status: ObjectStatus): Cause[] {
  const groups = Map.groupBy(
    objects.filter((object) => object.status === status),
    ({ comment, errorCode }) => JSON.stringify([comment, errorCode]),
  );
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      return [{ status, comment: first.comment, errorCode: first.errorCode, objects: group }];
    })
    .toSorted((a, b) => b.objects.length - a.objects.length);
}

/** What happened, as far as the service says. */
export const causeWords = ({ comment, errorCode, status }: Omit<Cause, 'objects'>): string =>
  comment ?? (errorCode === null ? (status === 'skipped' ? 'No reason given' : 'No error text given') : '');

/** How an object is called. */
export const objectName = ({ title, location, container }: ReportedObject): string =>
  title ?? location ?? container ?? 'Object without a name';

/** What was not read or could not be, in a sentence; null where all was. */
export function reportLimits({ complete, read, unreadable }: ObjectReport, place: Place = {}): string | null {
  const parts = [
    complete
      ? null
      : `The report is very long; its first ${count(read, place)} rows were read. The whole of it is in the partner portal.`,
    unreadable === 0 ? null : `${plural(unreadable, 'row', 'rows', place)} of it could not be understood.`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' ');
}

/** The longest text that is copied; the rest is in the portal. */
const longest = 90_000;

/** The objects of a status as plain text for a ticket, a cause at a time. */
export function causesText(
  job: Pick<JobDetails, 'customerName' | 'module' | 'runId' | 'start'>,
  causes: readonly Cause[],
): string {
  const head = [
    `${job.customerName}, ${job.module}`,
    job.runId === null ? null : `Run ${job.runId}`,
    job.start.value === null ? null : exactTime(job.start.value),
  ].filter((part) => part !== null);
  const blocks = causes.map(({ objects, ...cause }) => {
    const code = cause.errorCode === null ? '' : ` [${cause.errorCode}]`;
    const words = `${causeWords(cause)}${code}`.trim();
    return [`${count(objects.length)} × ${words}`, ...objects.map((one) => `  ${objectLine(one)}`)].join(
      '\n',
    );
  });
  const text = [head.join(' · '), ...blocks].join('\n\n');
  return text.length <= longest ? `${text}\n` : `${text.slice(0, longest)}\n…\n`;
}

function objectLine(object: ReportedObject): string {
  const name = objectName(object);
  return object.location === null || object.location === name ? name : `${name} (${object.location})`;
}
