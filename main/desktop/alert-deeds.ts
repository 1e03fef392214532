import type { AlertAction, AlertKind } from '../../shared/alert.ts';
import type { Log } from '../monitor/log.ts';
import type { AlertDesk } from '../store/alert-desk.ts';

/** Which alert a notification is about. */
export interface AboutAlert {
  jobKey: string;
  kind: AlertKind;
}

/** What a person did with alerts outside of the window. */
export interface Deed {
  type: 'acknowledge' | 'snooze';
  changed: number;
  undo: number;
}

/** What notifications and tray do with alerts. */
export interface AlertDeeds {
  /** Acknowledges these for the run that has failed. */
  acknowledge(about: readonly AboutAlert[]): void;
  /** Snoozes these, or every open one, until then (UTC ms). */
  snooze(about: readonly AboutAlert[] | 'all', until: number): void;
  /** Whether one of these still waits for somebody; also where nobody knows, since no connection is open. */
  waits(about: readonly AboutAlert[]): boolean;
}

/** `desk` finds the alerts of the present connection; `done` is told, so that the window can offer to undo it. */
export function createAlertDeeds(
  desk: () => AlertDesk | null,
  done: (deed: Deed) => void,
  log: Log,
): AlertDeeds {
  const matching = (alerts: AlertDesk, about: readonly AboutAlert[] | 'all'): number[] =>
    alerts
      .waiting()
      .filter((alert) => about === 'all' || about.some((one) => isSame(one, alert)))
      .map(({ id }) => id);

  const act = (
    about: readonly AboutAlert[] | 'all',
    action: Extract<AlertAction, { type: Deed['type'] }>,
  ): void => {
    const alerts = desk();
    const ids = alerts === null ? [] : matching(alerts, about);
    if (alerts === null || ids.length === 0) {
      log.info('alerts', `nothing left to ${action.type}`);
      return;
    }
    const result = alerts.act(ids, action);
    log.info('alerts', `${action.type}: ${result.changed}`);
    done({ type: action.type, ...result });
  };

  /** What the disk does not give or take is no reason to end: the window tells of it. */
  const trying = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch (error) {
      log.error('alerts', error instanceof Error ? error.message : String(error));
      return otherwise;
    }
  };

  return {
    acknowledge: (about) => {
      trying(() => {
        act(about, { type: 'acknowledge', scope: 'run', note: '' });
      }, undefined);
    },
    snooze: (about, until) => {
      trying(() => {
        act(about, { type: 'snooze', until });
      }, undefined);
    },
    waits: (about) =>
      trying(() => {
        const alerts = desk();
        return alerts === null || matching(alerts, about).length > 0;
      }, true),
  };
}

const isSame = (one: AboutAlert, other: AboutAlert): boolean =>
  one.jobKey === other.jobKey && one.kind === other.kind;
