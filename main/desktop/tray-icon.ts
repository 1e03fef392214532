import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativeImage } from 'electron';
import type { NativeImage } from 'electron';
import type { TrayView } from './tray-view.ts';

/** What of a view its icon shows. */
export type TrayLook = Pick<TrayView, 'shape' | 'offline'>;

/** Makes the loader of tray icons; each is read once. `folder` holds what `npm run icons` draws. */
export function createTrayIcons(folder: string, platform: NodeJS.Platform): (look: TrayLook) => NativeImage {
  const loaded = new Map<string, NativeImage>();
  return ({ shape, offline }) => {
    const name = offline ? `${shape}-offline` : shape;
    const icon = loaded.get(name) ?? load(folder, platform, name);
    loaded.set(name, icon);
    return icon;
  };
}

function load(folder: string, platform: NodeJS.Platform, name: string): NativeImage {
  // A file named …Template.png (with its @2x and @3x beside it) takes the colour of the macOS menu bar.
  if (platform === 'darwin') return nativeImage.createFromPath(join(folder, `${name}Template.png`));
  // Windows takes from an icon file the size that its scale asks for.
  if (platform === 'win32') return nativeImage.createFromPath(join(folder, `${name}.ico`));
  const icon = nativeImage.createFromPath(join(folder, `${name}-24.png`));
  icon.addRepresentation({ scaleFactor: 2, buffer: readFileSync(join(folder, `${name}-48.png`)) });
  return icon;
}
