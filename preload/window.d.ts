import type { Bridge } from '../shared/contract.ts';
import type { Again } from '../shared/parts.ts';

declare global {
  interface Window {
    readonly jobwatch: Bridge & Again;
  }
}
