import type { AlertRow } from '../../shared/alert.ts';
import type { Theme } from '../../shared/preferences.ts';
import type { AppState } from '../../shared/state.ts';
import { alertActions } from './alertActions.svelte.ts';
import { bridge } from './bridge.ts';
import { perform } from './keys.svelte.ts';
import { ofOutcome } from './filter.ts';
import { router } from './router.svelte.ts';
import { shortcutOf } from './shortcuts.ts';
import type { Shortcut, ShortcutAction } from './shortcuts.ts';
import { preferences } from './stored.svelte.ts';
import { inAnHour, tomorrowMorning } from './snooze.ts';

/** Something that the command palette does. */
export interface Command {
  label: string;
  /** The key that does the same; null where there is none. */
  shortcut: Shortcut | null;
  run: () => void;
}

const themes: readonly { theme: Theme; label: string }[] = [
  { theme: 'light', label: 'Use the light theme' },
  { theme: 'dark', label: 'Use the dark theme' },
  { theme: 'system', label: 'Use the theme of the system' },
];

/** What can be done at the moment, the nearest first. */
export function commandsFor(state: AppState, alert: AlertRow | null): Command[] {
  const byKey = (action: ShortcutAction, label?: string): Command => {
    const shortcut = shortcutOf(action) ?? null;
    return { label: label ?? shortcut?.label ?? action, shortcut, run: () => void perform(action) };
  };
  const plain = (label: string, run: () => void): Command => ({ label, shortcut: null, run });
  const ofAlert = ({ id, job }: AlertRow): Command[] => {
    const whose = `${job.module} of ${job.customerName}`;
    const snooze = (until: number): void => void alertActions.act([id], { type: 'snooze', until });
    return [
      byKey('acknowledge', `Acknowledge the alert: ${whose}`),
      plain('Snooze the alert for 1 hour', () => snooze(inAnHour(Date.now()))),
      plain('Snooze the alert until tomorrow 8:00', () => snooze(tomorrowMorning(Date.now()))),
    ];
  };
  return [
    ...(alert === null ? [] : ofAlert(alert)),
    byKey('refresh'),
    plain(
      state.paused ? 'Resume checking' : 'Pause checking',
      () => void bridge.setPaused({ paused: !state.paused }),
    ),
    plain('Show failed jobs', () => router.go({ view: 'jobs', filter: ofOutcome('failure') })),
    ...(['overview', 'alerts', 'customers', 'jobs', 'settings'] as const).map((view) => byKey(view)),
    ...themes
      .filter(({ theme }) => theme !== preferences.value?.theme)
      .map(({ theme, label }) => plain(label, () => void preferences.change({ theme }, 'appearance'))),
    plain('Open partner portal', () => void bridge.openPortal()),
    byKey('help'),
  ];
}

/** The commands whose label holds every word. */
export function matching(commands: readonly Command[], text: string): Command[] {
  const words = text.toLocaleLowerCase().split(/\s+/);
  return commands.filter(({ label }) => words.every((word) => label.toLocaleLowerCase().includes(word)));
}
