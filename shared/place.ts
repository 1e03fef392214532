import { z } from 'zod';
import { outcomeSchema } from './outcome.ts';

/** What a person looks for by a few letters: customers and jobs, the best of each. */
export const placeQuerySchema = z.object({
  text: z.string().max(200),
  limit: z.number().int().min(1).max(50),
});

export type PlaceQuery = z.infer<typeof placeQuerySchema>;

export const placesSchema = z.object({
  customers: z.array(z.object({ id: z.string(), name: z.string() })),
  jobs: z.array(
    z.object({
      key: z.string(),
      customerName: z.string(),
      module: z.string(),
      name: z.string().nullable(),
      outcome: outcomeSchema,
    }),
  ),
});

export type Places = z.infer<typeof placesSchema>;
