import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** A real browser, told to keep quiet: it asks nobody but us. */
export function openBrowser(): Promise<Browser> {
  const path = process.env['HEARSAY_CHROMIUM'] ?? PLACES.find((place) => existsSync(place))
  if (!path) throw new Error('no Chromium or Chrome found: install one, or name it in HEARSAY_CHROMIUM')
  return chromium.launch({
    executablePath: path,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
