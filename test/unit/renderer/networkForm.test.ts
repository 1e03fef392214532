import { describe, expect, it } from 'vitest';
import { proxyFields, readProxy } from '../../../renderer/state/networkForm.ts';
import { defaultBypass } from '../../../shared/network.ts';

const manual = { mode: 'manual' as const, server: 'proxy.example.com:8080', userName: 'anna', bypass: '' };

describe('readProxy', () => {
  it('reads what a person writes, and gives back a form for it', () => {
    const read = readProxy({ ...manual, password: 'secret' });
    expect(read).toEqual({
      ok: true,
      proxy: { ...manual, server: 'http://proxy.example.com:8080' },
      password: 'secret',
    });
    expect(read.ok && proxyFields(read.proxy)).toEqual({
      ...manual,
      server: 'http://proxy.example.com:8080',
      password: '',
    });
  });

  it('keeps the password that is there where none was typed, and has none without a user', () => {
    expect(readProxy({ ...manual, password: '' })).toMatchObject({ ok: true, password: null });
    expect(readProxy({ ...manual, userName: ' ', password: 'left over' })).toMatchObject({ password: null });
  });

  it('forgets the fields of a manual proxy in the other modes', () => {
    expect(readProxy({ ...manual, mode: 'system', password: 'x' })).toEqual({
      ok: true,
      proxy: { mode: 'system' },
      password: null,
    });
    expect(proxyFields({ mode: 'none' })).toMatchObject({ mode: 'none', server: '', bypass: defaultBypass });
  });

  it('says at the server what is wrong with it', () => {
    const read = readProxy({ ...manual, server: 'http://anna:secret@proxy:1', password: '' });
    expect(read).toMatchObject({ ok: false });
    expect(read.ok ? '' : read.errors.server).toMatch(/^Enter the proxy as host:port/);
  });
});
