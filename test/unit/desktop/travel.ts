import { rmSync, symlinkSync } from 'node:fs';
import { takeUpTimeZone } from '../../../main/desktop/time-zone.ts';

// Travels, in a mount namespace of its own, and writes the minutes to UTC: at home, after the journey, and once they
// were taken up.

if (process.env['ETC_IS_A_COPY'] !== 'yes')
  throw new Error('The time zone of this computer is not to be changed.');

const offset = (): number => new Date(0).getTimezoneOffset();
const liveIn = (zone: string): void => {
  rmSync('/etc/localtime', { force: true });
  symlinkSync(`/usr/share/zoneinfo/${zone}`, '/etc/localtime');
};

liveIn('Etc/GMT+5');
takeUpTimeZone();
const seen = [offset()];
liveIn('Etc/GMT-9');
seen.push(offset());
takeUpTimeZone();
seen.push(offset());
console.log(JSON.stringify(seen));
