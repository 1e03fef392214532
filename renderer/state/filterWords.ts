import { plural } from '../../shared/format.ts';
import { outcomeLabels } from '../../shared/outcome.ts';
import type { JobFilter, JobSign } from '../../shared/query.ts';
import type { Choice, ChoicePart } from './filter.ts';

/** What a part of a filter is called. */
export const partLabels: Readonly<Record<ChoicePart | 'ended', string>> = {
  outcome: 'Status',
  service: 'Service',
  module: 'Module',
  tag: 'Tag',
  customer: 'Customer',
  sign: 'Flag',
  ended: 'Ended',
};

export const signLabels: Readonly<Record<JobSign, string>> = {
  vanished: 'No longer listed',
  longRunning: 'Running far too long',
};

/** A length of time as a filter has it: "24 hours", "7 days". */
export const hoursWords = (hours: number): string =>
  hours % 24 === 0 && hours > 24 ? plural(hours / 24, 'day', 'days') : plural(hours, 'hour', 'hours');

/** How a value of a part is written; customers are known by name. */
export function valueLabel(part: ChoicePart, value: string, nameOf: (id: string) => string): string {
  if (part === 'customer') return nameOf(value);
  const labels: Readonly<Record<string, string>> =
    part === 'outcome' ? outcomeLabels : part === 'sign' ? signLabels : {};
  return labels[value] ?? value;
}

/** A choice in words: "Service is not Azure or Salesforce". */
export function choiceWords(
  part: ChoicePart,
  { not, values }: Choice,
  nameOf: (id: string) => string,
): string {
  const names = values.map((value) => valueLabel(part, value, nameOf));
  const last = names.at(-1) ?? '';
  const list = names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
  return `${partLabels[part]} ${not ? 'is not' : 'is'} ${list}`;
}

/** "Ended within the last 24 hours". */
export const endedWords = ({ not, hours }: NonNullable<JobFilter['ended']>): string =>
  `${not ? 'Not ended' : 'Ended'} within the last ${hoursWords(hours)}`;
