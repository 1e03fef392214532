import { app } from 'electron';
import { withoutProcess } from '../../../main/desktop/network-process.ts';

// Has the program leave the network to a process of its own, as on macOS. Run before the program's own first line:
// Playwright sets this switch itself, after those of the command line.
app.commandLine.appendSwitch('disable-features', withoutProcess);
