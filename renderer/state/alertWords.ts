import type { AlertEvent, AlertKind, AlertRow, AlertStatus, Told } from '../../shared/alert.ts';
import { exactTime, plural } from '../../shared/format.ts';

/** What an alert is about, at the head of its card. */
export const kindLabels: Readonly<Record<AlertKind, string>> = {
  failure: 'Backup failing',
  warning: 'Finishing with exceptions',
  overdue: 'Backup overdue',
};

/** Whether a notification was shown for a bad run, or why not. */
export const toldWords: Readonly<Record<Told, string>> = {
  notified: 'You were notified.',
  baseline: 'Not notified: it was already so when Jobwatch first looked.',
  off: 'Not notified: such notifications are switched off.',
  muted: 'Not notified: its customer, service, module or tag is muted.',
  acknowledged: 'Not notified: the alert was acknowledged.',
  snoozed: 'Not notified: the alert was snoozed.',
  threshold: 'Not notified: fewer failed runs in a row than set.',
  alreadyTold: 'Not notified again: the alert had been told before.',
  quiet: 'Held back: it fell into quiet hours.',
};

const eventLabels: Readonly<Record<AlertEvent['type'], string>> = {
  opened: 'Opened',
  grown: 'Another run failed',
  notified: 'Notified',
  acknowledged: 'Acknowledged',
  unacknowledged: 'Acknowledgement taken back',
  snoozed: 'Snoozed',
  woken: 'Snooze ended',
  recovered: 'Recovered',
  superseded: 'Ended: the job now fails in another way',
  closed: 'Closed',
  reopened: 'Last action undone',
};

/** One line of an alert's history in words; its time stands beside it. */
export function eventWords({ type, detail }: AlertEvent): string {
  if (detail === null) return eventLabels[type];
  if (type === 'acknowledged') return `Acknowledged by ${detail}`;
  if (type === 'snoozed') return `Snoozed until ${exactTime(Date.parse(detail))}`;
  return eventLabels[type];
}

/** Where an alert stands now. */
export function statusOf(
  { endedAt, acknowledged, snoozedUntil }: Pick<AlertRow, 'endedAt' | 'acknowledged' | 'snoozedUntil'>,
  now: number,
): AlertStatus {
  if (endedAt !== null) return 'ended';
  if (acknowledged !== null) return 'acknowledged';
  return snoozedUntil !== null && snoozedUntil > now ? 'snoozed' : 'open';
}

/** How many bad runs an alert has counted: "3 runs in a row"; null for one run, or none. */
export const runsWords = ({ runs }: Pick<AlertRow, 'runs'>): string | null =>
  runs > 1 ? `${plural(runs, 'run', 'runs')} in a row` : null;
