import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import type { Shelf } from './app.js'
import { createApp } from './app.js'

export interface ServerOptions extends Shelf {
  readonly port: number
  readonly host: string
}

export interface RunningServer {
  readonly url: string
  close(): Promise<void>
}

const WEB = fileURLToPath(new URL('../../dist/web/', import.meta.url))

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
}

/**
 * Serves the workbench and its API.
 *
 * @throws Error naming the port when it is taken.
 */
export function startServer(options: ServerOptions): Promise<RunningServer> {
  const loopback = ['127.0.0.1', 'localhost', '::1'].includes(options.host)
  const app = createApp({ ...options, asset: readAsset, anyHost: !loopback })
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: app.fetch, port: options.port, hostname: options.host },
      ({ port, address, family }: AddressInfo) => {
        const host = loopback ? '127.0.0.1' : family === 'IPv6' ? `[${address}]` : address
        resolve({
          url: `http://${host}:${port}/`,
          close: () => new Promise((done) => server.close(() => done())),
        })
      },
    )
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`port ${options.port} is taken: choose another with --port, or --port 0 for any free one`)
          : error,
      )
    })
  })
}

/** A built file of the workbench, or null; never anything outside its folder. */
function readAsset(path: string): { readonly body: Uint8Array<ArrayBuffer>; readonly type: string } | null {
  const file = normalize(join(WEB, path))
  if (!file.startsWith(WEB.endsWith(sep) ? WEB : WEB + sep) || !existsSync(file)) return null
  const type = TYPES[extname(file)]
  return type ? { body: new Uint8Array(readFileSync(file)), type } : null
}
