import type { AlertRow } from '../../shared/alert.ts';
import { plural } from '../../shared/format.ts';
import { kindLabels } from './alertWords.ts';

/**
 * New alerts in words, for who does not see them appear: "2 new alerts. Backup failing: Contoso, Exchange Online. …"
 */
export function newsWords(alerts: readonly AlertRow[]): string {
  const named = alerts
    .slice(0, 3)
    .map(({ kind, job }) => `${kindLabels[kind]}: ${job.customerName}, ${job.module}.`);
  const rest = alerts.length - named.length;
  return [
    `${plural(alerts.length, 'new alert', 'new alerts')}.`,
    ...named,
    ...(rest > 0 ? [`And ${plural(rest, 'more', 'more')}.`] : []),
  ].join(' ');
}
