import { app, nativeImage, Tray } from 'electron';

/** The least that a tray program on Electron can be: an icon, and nothing else. The floor of the measurements. */
let tray;
void app.whenReady().then(() => {
  const icon = `${app.getAppPath()}/../../../build/icons/tray/well-24.png`;
  tray = new Tray(nativeImage.createFromPath(icon));
  tray.setToolTip('bare');
  if (app.commandLine.hasSwitch('ask')) void import('./ask.js');
});
