import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const cli = fileURLToPath(new URL('../../../simulator/cli.ts', import.meta.url));

test('the command prints its addresses and credentials, serves, and ends on SIGTERM', async () => {
  const child = spawn(process.execPath, [cli, '--customers', '3', '--seed', '5', '--demo'], {
    env: process.env,
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await expect.poll(() => out, { timeout: 5000 }).toMatch(/Client secret +\S+\n/);
  const told = (label: string): string => new RegExp(`^${label} +(\\S+)$`, 'm').exec(out)?.[1] ?? '';
  const form = new URLSearchParams({
    client_id: told('Client ID'),
    client_secret: told('Client secret'),
    scope: 'partner.customers.read.all',
    grant_type: 'client_credentials',
  });
  const token = (await (await fetch(told('Token URL'), { method: 'POST', body: form })).json()) as {
    access_token: string;
  };
  const headers = { authorization: `Bearer ${token.access_token}` };
  const response = await fetch(`${told('API base URL')}/partner/customers`, { headers });
  expect(((await response.json()) as { value: unknown[] }).value).toHaveLength(3);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});

test('the command refuses what is no number', async () => {
  const child = spawn(process.execPath, [cli, '--port', 'many'], { env: process.env });
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(1);
});
