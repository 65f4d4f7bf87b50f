import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DrillBroken, until } from './drill.ts'
import { freePort } from './place.ts'

/** Where nginx is; undefined when this machine has none. */
export function nginxProgram(): string | undefined {
  const usual = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/opt/homebrew/bin/nginx'].find((path) =>
    existsSync(path),
  )
  if (usual) return usual
  try {
    return execFileSync('/bin/sh', ['-c', 'command -v nginx'], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/**
 * What to put before several processes. A process that refuses the connection has not heard of the request, so the next
 * one is asked, also for a POST. One that was lost while it worked may have done it: nginx must not send that again (no
 * `non_idempotent`), and does not, because a request without a key would be done twice. No connections are kept open to
 * the processes: one that ended would be noticed only by the request that used it.
 */
const configuration = (folder: string, port: number, ports: number[]) => `
daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  upstream waymark {
    ${ports.map((each) => `server 127.0.0.1:${each} max_fails=1 fail_timeout=1s;`).join(' ')}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://waymark;
      proxy_next_upstream error timeout;
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto https;
    }
  }
}
`

/** Starts nginx before processes on these ports. */
export async function startNginx(
  program: string,
  ports: number[],
): Promise<{ port: number; end(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-nginx-'))
  const port = await freePort()
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, configuration(folder, port, ports))
  const child = spawn(program, ['-c', file, '-e', join(folder, 'error.log')], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  await until(() => {
    if (child.exitCode !== null)
      throw new DrillBroken(`nginx did not start: ${readFileSync(join(folder, 'error.log'), 'utf8')}`)
    return listens(port)
  }, 'nginx listens')
  return {
    port,
    end: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
