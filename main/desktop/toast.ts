import { createHash } from 'node:crypto';
import { z } from 'zod';
import { alertKindSchema } from '../../shared/alert.ts';
import { alertTold } from '../monitor/decision.ts';
import type { Bundle } from '../monitor/fold.ts';
import type { Notice } from '../monitor/repository.ts';
import type { AboutAlert } from './alert-deeds.ts';

/** What is remembered of a notification, also over a restart: enough for a click on it. */
export const toastSchema = z.object({
  /** The same for what is about the same, so that the next one takes its place. */
  key: z.string(),
  title: z.string(),
  route: z.string(),
  /** The alerts that it tells of; none where it tells of nothing that somebody could deal with. */
  about: z.array(z.object({ jobKey: z.string(), kind: alertKindSchema })),
});

export type Toast = z.infer<typeof toastSchema>;

/** A notification as a desktop is given it. */
export interface ToastToShow extends Toast {
  body: string;
  /** The notices that it tells of, by their ids: they are tried again until it is shown. None where nobody does. */
  notices: readonly number[];
  silent: boolean;
  /** It stays until somebody has seen it. */
  urgent: boolean;
}

/** What a person can do with a notification. */
export const toastActionSchema = z.enum(['open', 'acknowledge', 'snooze']);

export type ToastAction = z.infer<typeof toastActionSchema>;

export const toastActionLabels: Readonly<Record<ToastAction, string>> = {
  open: 'Open',
  acknowledge: 'Acknowledge',
  snooze: 'Snooze 1 h',
};

/** The actions beside a click: none where there is no alert to act on. */
export const actionsOf = ({ about }: Toast): ToastAction[] =>
  about.length === 0 ? ['open'] : ['open', 'acknowledge', 'snooze'];

/** A bundle as a notification. A storm's summary tells of each alert that it counts, and of no other, once. */
export function toastOf(bundle: Bundle): Toast {
  const { title, route, notices, counted = [] } = bundle;
  const about = [...counted, ...notices].flatMap((notice) => aboutOf(notice));
  const once = new Map(about.map((one) => [`${one.kind} ${one.jobKey}`, one]));
  return { key: keyOf(bundle), title, route, about: [...once.values()] };
}

/** What a notification is about: its jobs, its customers, the connection; or the one summary of a storm. */
export function keyOf({ notices, isStorm, title }: Bundle): string {
  if (isStorm) return 'storm';
  const subjects = notices.map(({ jobKey, customerId }) => jobKey ?? customerId ?? 'connection');
  // Windows takes 64 characters at most.
  return createHash('sha256')
    .update((subjects.length === 0 ? [title] : [...new Set(subjects)].toSorted()).join('\n'))
    .digest('hex')
    .slice(0, 32);
}

function aboutOf({ kind, jobKey }: Notice): AboutAlert[] {
  if (jobKey === null || kind === 'connection' || kind === 'connectionBack') return [];
  const told = alertTold[kind];
  return told === null ? [] : [{ jobKey, kind: told }];
}
