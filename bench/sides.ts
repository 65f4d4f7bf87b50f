/** The two sides: Waymark as `serve` runs it, and the bare handler. Each is a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface Side {
  url: string
  pid: number
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '..')

async function started(child: ChildProcess, ready: RegExp): Promise<Side> {
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      const found = ready.exec(said)
      if (found?.[1]) resolve(found[1])
    })
    child.once('exit', (code) => reject(new Error(`It ended with ${code} before it was ready: ${said}`)))
  })
  return {
    url,
    pid: child.pid as number,
    stop: async () => {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Waymark, by bin/waymark and so with its heap limits. */
export const startWaymark = (env: NodeJS.ProcessEnv): Promise<Side> =>
  started(
    spawn(join(root, 'bin', 'waymark'), ['serve'], {
      env: { ...env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
    /Waymark is ready: (\S+)/,
  )

export const startBare = (given: string): Promise<Side> =>
  started(
    spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'bench', 'bare.ts'), given],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    ),
    /(http\S+)/,
  )
