import { printable } from '../../shared/printable.ts';
import type { TrayView } from './tray-view.ts';

/** What a person can do from the tray. */
export type TrayAction =
  | { type: 'open'; route?: string }
  | { type: 'refresh' }
  | { type: 'pause'; how: 'halfHour' | 'hour' | 'tomorrow' | 'open' }
  | { type: 'resume' }
  | { type: 'snoozeAll'; how: 'hour' | 'tomorrow' }
  | { type: 'about' }
  | { type: 'quit' };

/** An entry of the menu as plain values; null is a line between entries. */
export type TrayEntry = {
  label: string;
  action?: TrayAction;
  enabled?: boolean;
  entries?: TrayEntry[];
} | null;

/** The menu: how things are, what is wrong, and what can be done. */
export function trayMenu(view: TrayView): TrayEntry[] {
  const { connected, paused } = view;
  return [
    { label: plain(view.sentence), action: { type: 'open', route: '/overview' } },
    null,
    ...troubleOf(view),
    { label: 'Open Jobwatch', action: { type: 'open' } },
    { label: 'Refresh now', enabled: connected, action: { type: 'refresh' } },
    paused === null
      ? { label: 'Pause', enabled: connected, entries: pauses }
      : {
          label: paused.until === null ? 'Resume' : `Resume (paused until ${paused.until})`,
          action: { type: 'resume' },
        },
    { label: 'Snooze all alerts', enabled: view.alerts > 0, entries: snoozes },
    null,
    { label: 'Settings', action: { type: 'open', route: '/settings' } },
    ...(view.newer === null
      ? []
      : [
          {
            label: `Version ${plain(view.newer)} is available`,
            action: { type: 'open', route: '/settings' },
          } as const,
        ]),
    { label: 'About Jobwatch', action: { type: 'about' } },
    null,
    { label: 'Quit', action: { type: 'quit' } },
  ];
}

const pauses: TrayEntry[] = [
  { label: 'For 30 minutes', action: { type: 'pause', how: 'halfHour' } },
  { label: 'For 1 hour', action: { type: 'pause', how: 'hour' } },
  { label: 'Until tomorrow 8:00', action: { type: 'pause', how: 'tomorrow' } },
  { label: 'Until I resume', action: { type: 'pause', how: 'open' } },
];

const snoozes: TrayEntry[] = [
  { label: 'For 1 hour', action: { type: 'snoozeAll', how: 'hour' } },
  { label: 'Until tomorrow 8:00', action: { type: 'snoozeAll', how: 'tomorrow' } },
];

function troubleOf({ failing, failures, customers }: TrayView): TrayEntry[] {
  const entries: TrayEntry[] = failing.map(({ key, label }) => ({
    label: plain(label),
    action: { type: 'open', route: `/jobs/${key}` },
  }));
  const more = failures - failing.length;
  if (more > 0) {
    const action = { type: 'open', route: '/jobs?outcome=failure' } as const;
    entries.push({ label: `and ${more} more`, action });
  }
  if (entries.length > 0) entries.push(null);
  for (const { id, name, facts, jobs } of customers) {
    const route = `/customers/${encodeURIComponent(id)}`;
    const ofJobs: TrayEntry[] = jobs.map(({ key, label }) => ({
      label: plain(label),
      action: { type: 'open', route: `/jobs/${key}` },
    }));
    entries.push({
      label: plain(name),
      entries: [
        { label: plain(facts), action: { type: 'open', route } },
        ...(ofJobs.length === 0 ? [] : [null, ...ofJobs]),
      ],
    });
  }
  if (customers.length > 0) entries.push(null);
  return entries;
}

const longestLabel = 90;

/** A label that shows exactly the text: an ampersand would mark a mnemonic; long names are cut in the middle. */
function plain(text: string): string {
  const line = printable(text).replaceAll(/\s+/g, ' ');
  const half = Math.floor(longestLabel / 2);
  const short = line.length <= longestLabel ? line : `${line.slice(0, half)}…${line.slice(-half)}`;
  return short.replaceAll('&', '&&');
}
