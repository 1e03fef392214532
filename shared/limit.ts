import { z } from 'zod';
import { overdueRuleSchema } from './policy.ts';

/** An overdue limit that would fit what was seen better than the one that holds now. */
export const limitSuggestionSchema = overdueRuleSchema.extend({
  /** The limit that holds now, hours. */
  present: z.number().int(),
  /** Hours between two finished runs, usually. */
  usual: z.number().int(),
  /** How many jobs that was seen of. */
  jobs: z.number().int(),
});

export type LimitSuggestion = z.infer<typeof limitSuggestionSchema>;
