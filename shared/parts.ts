import { z } from 'zod';
import type { AnswerOf, Failed, RequestOf } from './contract.ts';

/** More than any answer has parts. */
const mostParts = 50;

/** A mark for each part of an answer, which are its properties: what has the same mark is the same. */
export const marksSchema = z
  .record(z.string().max(100), z.string().max(100))
  .refine((marks) => Object.keys(marks).length <= mostParts);

export type Marks = z.infer<typeof marksSchema>;

/**
 * An answer without the parts that whoever asked has. Where an answer has no parts, as null has none, it comes whole
 * and there are no marks.
 */
export type Parted<T> =
  { ok: true; value: T; marks: null } | { ok: true; value: Partial<NonNullable<T>>; marks: Marks } | Failed;

/** The channels that the window asks again at each change. Their answers are plain data that JSON can hold. */
export type RepeatedChannel =
  | 'getState'
  | 'listJobs'
  | 'getJobChoices'
  | 'getJob'
  | 'getHistory'
  | 'listAlerts'
  | 'listCustomers'
  | 'getCustomer'
  | 'getOverview';

/** The part of `window.jobwatch` that asks again. */
export interface Again {
  /** Asks a channel for what has changed: `marks` are those of the parts that are at hand, from an answer before. */
  readonly again: <C extends RepeatedChannel>(
    channel: C,
    request: RequestOf<C>,
    marks: Marks,
  ) => Promise<Parted<AnswerOf<C>>>;
}
