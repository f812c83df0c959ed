import { chromium } from 'playwright-core';

/** Headless Chromium that looks up nothing by itself. */
export const openBrowser = executablePath =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
