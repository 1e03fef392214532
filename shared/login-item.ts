import { z } from 'zod';

/** Whether the program starts with the person's session; not supported where it runs from its sources. */
export const loginItemSchema = z.object({ supported: z.boolean(), enabled: z.boolean() });

export type LoginItem = z.infer<typeof loginItemSchema>;
