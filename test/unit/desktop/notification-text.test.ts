import { expect, test } from 'vitest';
import { notificationText } from '../../../main/desktop/notification-text.ts';

test('markup in a name reads as it stands, where the desktop would take it for markup', () => {
  const words = { title: 'Backup failed: <b>A & B</b>', body: 'M & S <i>Ltd</i>\nsecond line' };
  expect(notificationText(words, true)).toEqual({
    title: words.title,
    body: 'M &amp; S &lt;i&gt;Ltd&lt;/i&gt;\nsecond line',
  });
  expect(notificationText(words, false)).toEqual(words);
});

test('control characters and turned directions are gone, line feeds stay in the body alone', () => {
  const words = { title: 'a\u202eb\nc\u0007', body: 'x\u0000y\r\nz\u2066' };
  expect(notificationText(words, false)).toEqual({ title: 'a b c ', body: 'x y \nz ' });
});

test('a name without end does not fill the screen', () => {
  const { title, body } = notificationText({ title: 'n'.repeat(1e6), body: 'b'.repeat(1e6) }, false);
  expect(title).toHaveLength(120);
  expect(body).toHaveLength(600);
});

test('a name is not cut through a character', () => {
  const { title } = notificationText({ title: `${'n'.repeat(118)}🏢🏢`, body: '' }, false);
  expect(title).toBe(`${'n'.repeat(118)}…`);
});
