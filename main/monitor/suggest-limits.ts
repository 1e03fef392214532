import type { LimitSuggestion } from '../../shared/limit.ts';
import type { Policy } from '../../shared/policy.ts';
import { limitFor } from './cadence.ts';
import type { Cadence } from './cadence.ts';
import { overdueLimit } from './overdue.ts';

const hourMs = 3_600_000;

/** So many jobs of a service module have this cadence. */
export interface SeenCadence extends Cadence {
  service: string;
  module: string;
  jobs: number;
}

/** What was seen of how often runs finish, jobs of the same cadence together. */
export interface SeenCadences {
  ofModules(): SeenCadence[];
  ofCustomer(customerId: string): SeenCadence[];
}

/** The suggested limit suits this share of the jobs; a few odd ones do not widen it for all. */
const share = 0.9;
/** A limit of so many times what is suggested tells of a missing backup far too late. */
const loose = 2;
/** A module whose limit differs by less from that of its whole service needs none of its own. */
const alike = 1.25;
/** What one or two jobs do says nothing of a service. */
const fewest = 3;

/**
 * Limits where the present one does not fit what was seen: jobs usually take longer, so that it cries wolf, or come so
 * often that it sleeps. For one customer, or, where `customerId` is null, for services and for modules that differ from
 * their service. Nothing is changed by this: a person takes a suggestion or leaves it. Where the limit is "never",
 * nothing is suggested.
 */
export function suggestLimits(
  seen: SeenCadences,
  policy: Policy,
  customerId: string | null,
): LimitSuggestion[] {
  return customerId === null
    ? suggestForServices(seen.ofModules(), policy)
    : suggestForCustomer(customerId, seen.ofCustomer(customerId), policy);
}

function suggestForServices(seen: readonly SeenCadence[], policy: Policy): LimitSuggestion[] {
  const hasRule = (module: string): boolean =>
    policy.overdueRules.some(({ kind, value }) => kind === 'module' && value === module);
  const suggestions = [...Map.groupBy(seen, ({ service }) => service)].flatMap(([service, ofService]) => {
    const followers = ofService.filter(({ module }) => !hasRule(module));
    const whole = suggest('service', service, followers, policy);
    const modules = [...Map.groupBy(ofService, ({ module }) => module)].map(([module, ofModule]) => {
      const own = suggest('module', module, ofModule, policy);
      const follows = own !== null && whole !== null && !hasRule(module) && isAlike(own.hours, whole.hours);
      return follows ? null : own;
    });
    return [whole, ...modules];
  });
  return suggestions.filter((one) => one !== null).filter((one) => one.jobs >= fewest && isWorthwhile(one));
}

/** A limit for all jobs of one customer; none where the present one fits. */
function suggestForCustomer(
  customerId: string,
  seen: readonly SeenCadence[],
  policy: Policy,
): LimitSuggestion[] {
  return [suggest('customer', customerId, seen, policy)].filter((one) => one !== null).filter(isWorthwhile);
}

function suggest(
  kind: LimitSuggestion['kind'],
  value: string,
  seen: readonly SeenCadence[],
  policy: Policy,
): LimitSuggestion | null {
  const [first] = seen;
  if (first === undefined) return null;
  const present = presentLimit(kind, value, first, policy);
  if (present === null) return null;
  const hours = atShare(seen, limitFor);
  const usual = Math.round(atShare(seen, (one) => one.usual, 0.5) / hourMs);
  return { kind, value, hours, present, usual, jobs: seen.reduce((sum, { jobs }) => sum + jobs, 0) };
}

/** The limit that holds for these jobs now, as far as a rule of this kind could change it; null for never. */
function presentLimit(
  kind: LimitSuggestion['kind'],
  value: string,
  { service, module }: SeenCadence,
  policy: Policy,
): number | null {
  if (kind === 'service') return overdueLimit({ customerId: '', service: value, module: '' }, policy);
  return overdueLimit({ customerId: kind === 'customer' ? value : '', service, module }, policy);
}

/** The figure that so many of the jobs do not exceed. */
function atShare(seen: readonly SeenCadence[], figure: (one: SeenCadence) => number, of = share): number {
  const sorted = seen
    .map((one) => ({ figure: figure(one), jobs: one.jobs }))
    .sort((a, b) => a.figure - b.figure);
  let left = of * sorted.reduce((sum, { jobs }) => sum + jobs, 0);
  for (const one of sorted) {
    left -= one.jobs;
    if (left <= 0) return one.figure;
  }
  return sorted.at(-1)?.figure ?? 0;
}

const isAlike = (a: number, b: number): boolean => Math.max(a, b) < alike * Math.min(a, b);

const isWorthwhile = ({ hours, present }: LimitSuggestion): boolean =>
  present < hours - 1 || present >= loose * hours;
