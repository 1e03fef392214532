import type { Mute, Policy } from '../../shared/policy.ts';

export type OverdueRule = Policy['overdueRules'][number];

/** What a rule is about, at the head of its line. */
export const ruleKinds: Readonly<Record<Mute['kind'], string>> = {
  customer: 'Customer',
  service: 'Service',
  module: 'Module',
  tag: 'Tag',
};

/** What makes a rule one of a kind: the same customer, service, module or tag. */
export const ruleId = ({ kind, value }: Pick<Mute, 'kind' | 'value'>): string => `${kind} ${value}`;

/** Mutes with one more, or one less where it is there already. */
export function toggleMute(mutes: readonly Mute[], mute: Mute): Mute[] {
  const others = mutes.filter((one) => ruleId(one) !== ruleId(mute));
  return others.length < mutes.length ? others : [...mutes, mute];
}

/** Overdue rules with this one in the place of an earlier one for the same; null hours take it away. */
export function withLimit(
  rules: readonly OverdueRule[],
  { kind, value }: Pick<OverdueRule, 'kind' | 'value'>,
  hours: number | null,
): OverdueRule[] {
  const others = rules.filter((one) => one.kind !== kind || one.value !== value);
  return hours === null ? others : [...others, { kind, value, hours }];
}

/** A limit in words. */
export const limitWords = (hours: number): string => (hours === 0 ? 'never overdue' : `${hours} h`);
