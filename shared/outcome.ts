import { z } from 'zod';

/** What became of a job's latest run, in Jobwatch's own words; AvePoint's status text is kept beside it. */
export const outcomeSchema = z.enum([
  'failure',
  'warning',
  'unknown',
  'running',
  'success',
  'neutral',
  'idle',
]);

export type Outcome = z.infer<typeof outcomeSchema>;

/** Every outcome, the worst first: the order of lists, of counts and of the tray's choice of state. */
export const outcomes: readonly Outcome[] = outcomeSchema.options;

/** How an outcome is called on the screen. */
export const outcomeLabels: Readonly<Record<Outcome, string>> = {
  failure: 'Failed',
  warning: 'Warning',
  unknown: 'Unknown',
  running: 'Running',
  success: 'Succeeded',
  neutral: 'Not counted',
  idle: 'Never ran',
};

/** What an outcome stands for, for hints and the guide. */
export const outcomeHints: Readonly<Record<Outcome, string>> = {
  failure: 'The run failed, failed to start or was rejected.',
  warning: 'The run finished with exceptions.',
  unknown: 'The service sent a status that Jobwatch does not know.',
  running: 'A run is under way or waiting to start.',
  success: 'The run finished.',
  neutral: 'The run was skipped, stopped, canceled or is disabled; that says nothing about the backup.',
  idle: 'The job has not run yet.',
};
