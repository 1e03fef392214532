import { describe, expect, it } from 'vitest';
import { countFields, identityFields, runFields } from '../../../renderer/state/jobFields.ts';
import { job } from './job.ts';

describe('the fields of the details page', () => {
  it('are the fifteen of the API, each once', () => {
    const { total, parts } = countFields(job);
    const names = [...identityFields(job), ...runFields(job), total, ...parts].map(({ api }) => api);
    expect(names.sort()).toEqual(
      [
        'jobType',
        'jobModule',
        'status',
        'jobId',
        'name',
        'totalCount',
        'failedCount',
        'successfulCount',
        'skippedCount',
        'warningCount',
        'backupSize',
        'startTime',
        'endTime',
        'jobDuration',
        'lastModifyTime',
      ].sort(),
    );
  });

  it('hold the value that belongs to their name', () => {
    const value = (api: string): unknown =>
      [...identityFields(job), ...runFields(job)].find((field) => field.api === api)?.shown.text;
    expect(value('jobType')).toBe('Microsoft 365');
    expect(value('jobModule')).toBe('Exchange Online');
    expect(value('jobId')).toBe('IB20251211225226018075');
    expect(value('name')).toBe('–');
    expect(value('jobDuration')).toBe('2 min 33 s');
    expect(value('backupSize')).toBe('0 GB');
    expect(value('endTime')).toBe('–');
    expect(countFields(job).parts.map(({ api, reading }) => [api, reading.value])).toEqual([
      ['successfulCount', 2400],
      ['warningCount', 3],
      ['failedCount', 7],
      ['skippedCount', 20],
    ]);
  });

  it('carry the instant of a time that is known', () => {
    const at = (api: string) => runFields(job).find((field) => field.api === api)?.at;
    expect(at('startTime')).toBe(job.start.value);
    expect(at('endTime')).toBeNull();
  });
});
