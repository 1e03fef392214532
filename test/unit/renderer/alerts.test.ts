import { describe, expect, it } from 'vitest';
import { eventWords, runsWords, statusOf, toldWords } from '../../../renderer/state/alertWords.ts';
import { fromDateField, inAnHour, toDateField, tomorrowMorning } from '../../../renderer/state/snooze.ts';
import { ticketText } from '../../../renderer/state/ticket.ts';
import { toldSchema } from '../../../shared/alert.ts';
import type { AlertRow } from '../../../shared/alert.ts';
import { exactTime } from '../../../shared/format.ts';
import { job } from './job.ts';

const now = new Date(2026, 2, 14, 22, 30).getTime();
const alert: AlertRow = {
  id: 1,
  kind: 'failure',
  openedAt: now - 3_600_000,
  firstRunKey: 'a',
  lastRunKey: 'b',
  runs: 3,
  notifiedAt: null,
  notifiedRuns: 0,
  acknowledged: { scope: 'run', runKey: 'b', note: 'Ticket 12', by: 'maria', at: now },
  snoozedUntil: null,
  endedAt: null,
  endedAs: null,
  job,
};

describe('an alert in words', () => {
  it('has words for whatever was told of a run', () => {
    for (const told of toldSchema.options) expect(toldWords[told]).toMatch(/\.$/);
  });

  it('says who acknowledged and until when it is snoozed', () => {
    expect(eventWords({ at: 1, type: 'acknowledged', detail: 'maria: Ticket 12' })).toBe(
      'Acknowledged by maria: Ticket 12',
    );
    expect(eventWords({ at: 1, type: 'snoozed', detail: new Date(now).toISOString() })).toBe(
      `Snoozed until ${exactTime(now)}`,
    );
    expect(eventWords({ at: 1, type: 'opened', detail: 'run 7' })).toBe('Opened');
  });

  it('knows where it stands', () => {
    expect(statusOf(alert, now)).toBe('acknowledged');
    expect(statusOf({ ...alert, acknowledged: null }, now)).toBe('open');
    expect(statusOf({ ...alert, acknowledged: null, snoozedUntil: now + 1 }, now)).toBe('snoozed');
    expect(statusOf({ ...alert, acknowledged: null, snoozedUntil: now }, now)).toBe('open');
    expect(statusOf({ ...alert, endedAt: now }, now)).toBe('ended');
    expect(runsWords(alert)).toBe('3 runs in a row');
    expect(runsWords({ runs: 1 })).toBeNull();
  });
});

describe('snoozing', () => {
  it('knows an hour, and tomorrow at 8:00 on this clock', () => {
    expect(inAnHour(now)).toBe(now + 3_600_000);
    expect(new Date(tomorrowMorning(now))).toEqual(new Date(2026, 2, 15, 8));
  });

  it('reads back what it writes into a date field, and nothing that is over', () => {
    expect(toDateField(now)).toBe('2026-03-14T22:30');
    expect(fromDateField('2026-03-14T22:31', now)).toBe(now + 60_000);
    expect(fromDateField('2026-03-14T22:30', now)).toBeNull();
    expect(fromDateField('', now)).toBeNull();
  });
});

describe('the text for a ticket', () => {
  it('lines up what is known and leaves out what is not', () => {
    const lines = ticketText({ ...job, outcome: 'failure', status: 'Failed' }, alert).split('\n');
    expect(lines[0]).toBe('Backup failed: Contoso, Exchange Online');
    expect(lines).toContain('Customer:     Contoso');
    expect(lines).toContain('Status:       Failed');
    expect(lines).toContain('Run ID:       IB20251211225226018075');
    expect(lines).toContain('Failed runs:  3 runs in a row');
    expect(lines).toContain(`Acknowledged: by maria, ${exactTime(now)}: Ticket 12`);
    expect(lines.some((line) => line.startsWith('End:'))).toBe(false);
    expect(lines.some((line) => line.startsWith('No longer listed'))).toBe(false);
  });

  it('names AvePoint’s status where it says more, and an overdue backup as such', () => {
    const text = ticketText(
      { ...job, name: 'Nightly' },
      { ...alert, kind: 'overdue', acknowledged: null, runs: 0 },
    );
    expect(text).toMatch(/^Backup overdue: Contoso/);
    expect(text).toContain('Succeeded (AvePoint: Finished)');
    expect(text).toContain('Microsoft 365 · Exchange Online · Nightly');
    expect(text).not.toContain('Acknowledged');
  });
});
