import type { Job } from '../../shared/model.ts';
import type { Mute } from '../../shared/policy.ts';

/** Whether a technician has muted this job: its customer, service, module, or one of the customer's tags. */
export function isMuted(
  job: Pick<Job, 'customerId' | 'service' | 'module'>,
  tags: readonly string[],
  mutes: readonly Mute[],
): boolean {
  return mutes.some(({ kind, value }) => {
    switch (kind) {
      case 'customer':
        return value === job.customerId;
      case 'service':
        return value === job.service;
      case 'module':
        return value === job.module;
      case 'tag':
        return tags.includes(value);
    }
  });
}
