import type { Policy } from '../../shared/policy.ts';
import type { Clock } from '../avepoint/clock.ts';
import { healthy } from './health.ts';
import type { Health } from './health.ts';
import { followReach, isLongLost } from './reach.ts';
import type { Repository } from './repository.ts';
import { connectionBackWords, connectionLostWords } from './wording.ts';

/** The health of the connection, which a person is told of where it is gone for long. */
export interface FollowedHealth {
  readonly now: Health;
  /** Takes over what it has become. Throws where the disk does. */
  become(after: Health): void;
}

export function followHealth(options: {
  repository: Repository;
  clock: Clock;
  policy: () => Policy;
  /** Notices may be due. */
  onNotices: () => void;
}): FollowedHealth {
  const { repository, clock } = options;
  let health = healthy;

  return {
    get now() {
      return health;
    },
    become: (after) => {
      const isBack = health.way !== null && after.way === null;
      health = after;
      const at = clock.now();
      const policy = options.policy();
      const known = repository.connectionReach();
      // A short outage restarts nothing: where some customers are out of reach for good and others are not, one
      // follows the other all day.
      if (isBack && isLongLost(known, at, policy)) repository.restartReach(at);
      if (after.problem === null && !after.isProven) return;
      const { after: reach, tell } = followReach(known, after.problem, at, policy);
      if (reach.since === known.since && reach.toldAt === known.toldAt) return;
      const lost = tell === 'lost' && after.problem !== null ? connectionLostWords(after.problem) : null;
      repository.recordConnection(reach, tell === 'back' ? connectionBackWords : lost, at);
      if (tell !== null) options.onNotices();
    },
  };
}
