import type { AlertAction, AlertKind } from '../../shared/alert.ts';
import { messageOf } from '../../shared/message-of.ts';
import type { Log } from '../monitor/log.ts';
import type { AlertDesk, StandingAlert } from '../store/alert-desk.ts';

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

export type Standing = 'waiting' | 'dealtWith' | 'over';

/** What notifications and tray do with alerts. */
export interface AlertDeeds {
  /** Acknowledges these for the run that has failed. */
  acknowledge(about: readonly AboutAlert[]): void;
  /** Snoozes these, or every open one, until then (UTC ms). */
  snooze(about: readonly AboutAlert[] | 'all', until: number): void;
  /**
   * Whether one of these still waits for somebody, or all were dealt with, or are over. Where nobody knows, since no
   * connection is open, they wait.
   */
  standing(about: readonly AboutAlert[]): Standing;
}

/** `desk` finds the alerts of the present connection; `done` is told, so that the window can offer to undo it. */
export function createAlertDeeds(
  desk: () => AlertDesk | null,
  done: (deed: Deed) => void,
  log: Log,
): AlertDeeds {
  const matching = (alerts: AlertDesk, about: readonly AboutAlert[] | 'all'): StandingAlert[] =>
    alerts.standing().filter((alert) => about === 'all' || about.some((one) => isSame(one, alert)));

  const act = (
    about: readonly AboutAlert[] | 'all',
    action: Extract<AlertAction, { type: Deed['type'] }>,
  ): void => {
    const alerts = desk();
    const found = alerts === null ? [] : matching(alerts, about);
    const ids = found.filter(({ waits }) => waits).map(({ id }) => id);
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
      log.error('alerts', messageOf(error));
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
    standing: (about) =>
      trying((): Standing => {
        const alerts = desk();
        if (alerts === null) return 'waiting';
        const found = matching(alerts, about);
        if (found.some(({ waits }) => waits)) return 'waiting';
        return found.length > 0 ? 'dealtWith' : 'over';
      }, 'waiting'),
  };
}

const isSame = (one: AboutAlert, other: AboutAlert): boolean =>
  one.jobKey === other.jobKey && one.kind === other.kind;
