import fs from 'node:fs';
import path from 'node:path';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser of this machine, from IDP_CHROMIUM, PATH or the usual place; undefined when there is none. */
export function findChromium(env = process.env) {
  if (env.IDP_CHROMIUM) return env.IDP_CHROMIUM;
  const onPath = (env.PATH ?? '')
    .split(path.delimiter)
    .flatMap(folder => names.map(name => path.join(folder, name)));
  return [...onPath, ...places].find(file => fs.existsSync(file));
}
