import type { Notice } from './repository.ts';

/** What the desktop shows at once: one notice, or several folded into one. */
export interface Bundle {
  title: string;
  body: string;
  notices: Notice[];
  /** What a summary counts beside them: told since the sweep began, and in the summary that it takes the place of. */
  counted?: readonly Notice[];
  /** Where a click leads: a route of the window. */
  route: string;
  /** A summary of a storm, which takes the place of the one before. */
  isStorm: boolean;
}

/** So many events of one sweep are told one by one; more become one summary. */
const tellSingly = 4;
const lines = 5;

/**
 * Folds what is due into as few notifications as a person can bear: one event names its job, two to four of one
 * customer name the customer, more within a sweep are one summary, and so is what was held back through quiet hours.
 * `recent` are the bad events told since the sweep began: a storm comes in gusts, and its summary then takes the place
 * of the one before.
 */
export function fold(due: readonly Notice[], recent: readonly Notice[]): Bundle[] {
  const of = (kind: Notice['kind']): Notice[] => due.filter((notice) => notice.kind === kind);
  return [
    ...foldJobs(
      due.filter((notice) => isBad(notice)),
      recent,
    ),
    ...foldJobs(of('recovery'), []),
    ...foldCustomers(of('connection')),
    ...foldCustomers(of('connectionBack')),
  ];
}

/** Whether a notice is about a job that needs somebody. */
export const isBad = ({ kind }: Pick<Notice, 'kind'>): boolean =>
  kind !== 'recovery' && kind !== 'connection' && kind !== 'connectionBack';

function foldJobs(due: readonly Notice[], recent: readonly Notice[]): Bundle[] {
  if (due.length === 0) return [];
  const singly = due.some(({ held }) => held) ? 1 : tellSingly;
  if (due.length + recent.length > singly) return [summary(due, recent)];
  const groups = [...Map.groupBy(due, (notice) => notice.customerId).values()];
  return groups.flatMap((group) => (group.length > 1 ? [ofCustomer(group)] : group.map(single)));
}

/** What is about the connection as a whole stays single; many customers out of reach are a storm like any other. */
function foldCustomers(due: readonly Notice[]): Bundle[] {
  const ofOne = due.filter(({ customerId }) => customerId !== null);
  if (ofOne.length <= tellSingly) return due.map(single);
  const isBack = ofOne.some(({ kind }) => kind === 'connectionBack');
  const names = ofOne.map(({ customerName }) => customerName);
  const title = isBack
    ? `${ofOne.length} customers can be checked again`
    : `Cannot check ${ofOne.length} customers`;
  const rest = due.filter(({ customerId }) => customerId === null);
  const all = { title, body: listOf(names), notices: ofOne, route: '/customers', isStorm: false };
  return [...rest.map(single), all];
}

const single = (notice: Notice): Bundle => ({
  title: notice.title,
  body: notice.body,
  notices: [notice],
  route: placeOf(notice),
  isStorm: false,
});

function ofCustomer(group: readonly Notice[]): Bundle {
  const name = group[0]?.customerName ?? '';
  return {
    title: titleOf(group, name),
    body: listOf(group.map((notice) => notice.jobName)),
    notices: [...group],
    route: alertsOf(group, group[0]?.customerId ?? null),
    isStorm: false,
  };
}

function summary(due: readonly Notice[], recent: readonly Notice[]): Bundle {
  const all = [...recent, ...due];
  // Names repeat, IDs do not.
  const customers = [...Map.groupBy(all, (notice) => notice.customerId).values()];
  const names = customers.map((notices) => {
    const name = notices[0]?.customerName ?? '';
    return notices.length > 1 ? `${name} (${notices.length})` : name;
  });
  const who = customers.length === 1 ? (all[0]?.customerName ?? '') : `${customers.length} customers`;
  return {
    title: titleOf(all, who),
    body: listOf(names),
    notices: [...due],
    counted: recent,
    route: alertsOf(due, null),
    isStorm: all.some((notice) => isBad(notice)),
  };
}

/** Where a click on a single notice leads: its job, its customer, or where the connection's state is told. */
function placeOf({ jobKey, customerId }: Notice): string {
  if (jobKey !== null) return `/jobs/${jobKey}`;
  return customerId === null ? '/overview' : `/customers/${encodeURIComponent(customerId)}`;
}

/** The list of these notices' alerts: one that recovered has ended. */
function alertsOf(notices: readonly Notice[], customerId: string | null): string {
  const ended = notices.every(({ kind }) => kind === 'recovery');
  const parameters = [
    ...(ended ? ['status=ended'] : []),
    ...(customerId === null ? [] : [`customer=${encodeURIComponent(customerId)}`]),
  ];
  return parameters.length === 0 ? '/alerts' : `/alerts?${parameters.join('&')}`;
}

function titleOf(notices: readonly Notice[], who: string): string {
  const kinds = new Set(notices.map(({ kind }) => kind));
  const backups = `${notices.length} ${notices.length === 1 ? 'backup' : 'backups'}`;
  if (kinds.has('recovery')) return `${backups} work again: ${who}`;
  const failed = [...kinds].every((kind) => kind === 'failure' || kind === 'stillFailing');
  return failed ? `${backups} failed: ${who}` : `${backups} need attention: ${who}`;
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, lines).join('\n');
  return names.length > lines ? `${shown}\nand ${names.length - lines} more` : shown;
}
