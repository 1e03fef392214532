/**
 * Stands in for ajv, which electron-store's core loads with every start and asks only where it is given a JSON schema.
 * Settings are parsed by zod, so none is, and a fifth of the program's code stays out of it (electron.vite.config.ts).
 */
export function Ajv2020(): never {
  throw new Error('Settings are checked by zod: there is no JSON schema to compile.');
}

export default Ajv2020;
