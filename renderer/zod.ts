import { config } from 'zod';

// zod compiles its checks with `new Function`, which the window's content security policy forbids (and reports
// each time it is tried). Schemas look at this when they are made, so this module is imported before any other.
config({ jitless: true });
